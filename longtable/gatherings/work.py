"""What gatherings put on people's lists: notice to post, people to phone, minutes to write."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.core.access import Actor, Permission
from longtable.core.wording import in_every_language
from longtable.gatherings.models import Gathering, Registration
from longtable.places.models import Area
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import close_of_day
from longtable.worklists.models import WorkItem

NOTICE, INVITING = "gatherings.notice", "gatherings.invite"
PHONING, MINUTES = "gatherings.phone", "gatherings.minutes"

SOON = 1
"""Working days within which somebody who takes no messages hears of a change."""


def ask_for_notice(by: Actor, gathering: Gathering, due_at: datetime | None) -> None:
    """Whoever keeps the gathering posts notice before the moment by which the law wants it; None: no more."""
    asked = WorkItem.objects.open().about(gathering).filter(kind=NOTICE)
    if due_at and asked.filter(due_at=due_at).exists():
        return
    stop_asking_for_notice(by, gathering)
    if due_at:
        _add(
            by,
            gathering,
            NOTICE,
            lambda: _("Post the notice of this meeting: %(title)s"),
            label=lambda: _("See the meeting"),
            url=reverse("gatherings:meeting", args=[gathering.slug]),
            subject=gathering,
            due_at=due_at,
        )


def stop_asking_for_notice(by: Actor, gathering: Gathering) -> None:
    """It is posted, or there is nothing any more to post it for."""
    finish_work(by=by, kind=NOTICE, subject=gathering)


def ask_to_phone(by: Actor, registration: Registration, gathering: Gathering, change: str) -> WorkItem:
    """Somebody who takes no messages from us is told by a person what changed; ``change``: which one."""
    return _add(
        by,
        gathering,
        PHONING,
        lambda: _("Phone somebody who signed up: %(title)s has changed"),
        label=lambda: _("See whom to phone"),
        url=reverse("gatherings:phone", args=[gathering.slug]),
        subject=registration,
        permission=Permission.REGISTER_FOR_OTHERS,
        due_at=close_of_day(timezone.now(), SOON),
        key=f"phone {registration.pk} {change}",
    )


def stop_asking_to_phone(by: Actor, registration: Registration, outcome: str) -> int:
    """They were reached, or cannot be. Returns how many items that finished."""
    return finish_work(by=by, kind=PHONING, subject=registration, outcome=outcome)


def ask_to_invite(by: Actor, gathering: Gathering, members: int) -> WorkItem:
    """Members of a council who take no messages from us are invited, or told of a change, by a person."""
    return _add(
        by,
        gathering,
        INVITING,
        lambda: _("Phone or write to members about their meeting: %(title)s"),
        detail=lambda: (
            ngettext(
                "%(members)s member takes no messages from us.",
                "%(members)s members take no messages from us.",
                members,
            )
            % {"members": members}
        ),
        label=lambda: _("See the meeting"),
        url=reverse("gatherings:meeting", args=[gathering.slug]),
        subject=gathering,
        due_at=close_of_day(timezone.now(), SOON),
        key=f"invite {gathering.pk} {gathering.calendar_sequence}",
    )


def ask_for_minutes(by: Actor, gathering: Gathering) -> None:
    """The council met: somebody writes down who was there and what was decided."""
    _add(
        by,
        gathering,
        MINUTES,
        lambda: _("Write down who came and what was decided: %(title)s"),
        label=lambda: _("See the meeting"),
        url=reverse("gatherings:meeting", args=[gathering.slug]),
        subject=gathering,
        key=f"minutes {gathering.pk}",
    )


def stop_asking_for_minutes(by: Actor, gathering: Gathering) -> None:
    """They stand there for everybody to read."""
    finish_work(by=by, kind=MINUTES, subject=gathering)


def _add(
    by: Actor,
    gathering: Gathering,
    kind: str,
    title: Callable[[], str],
    *,
    label: Callable[[], str],
    url: str,
    subject: Model,
    key: str | None = None,
    detail: Callable[[], str] = str,
    permission: Permission = Permission.RUN_GATHERINGS,
    due_at: datetime | None = None,
) -> WorkItem:
    return add_work(
        by=by,
        kind=kind,
        title=in_every_language(lambda: title() % {"title": gathering.title}),
        detail=in_every_language(detail),
        action_label=in_every_language(label),
        url=url,
        organization=gathering.organization,
        permission=permission,
        area=_area(gathering),
        subject=subject,
        due_at=due_at,
        key=key,
    )


def _area(gathering: Gathering) -> Area | None:
    areas = list(gathering.areas.all())
    return areas[0] if len(areas) == 1 else None
