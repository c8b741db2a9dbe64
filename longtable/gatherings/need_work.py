"""What needs put on people's lists: to call somebody for whom nothing could be found."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.core.access import Actor, Permission
from longtable.core.wording import in_every_language
from longtable.gatherings.models import Assignment, Gathering, NeedMet
from longtable.gatherings.work import SOON
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import close_of_day
from longtable.worklists.models import WorkItem, subject_of

CALLING, AGAIN = "gatherings.need", "gatherings.needs"


def ask_to_call(by: Actor, met: NeedMet, assignment: Assignment) -> WorkItem:
    """A person calls: what else would help, or how it stands where no message reaches them."""
    gathering = assignment.gathering
    return add_work(
        by=by,
        kind=CALLING,
        title=in_every_language(
            lambda: _("Call somebody about what they need: %(title)s") % {"title": gathering.title}
        ),
        detail=in_every_language(lambda: f"{assignment.shown_need} · {assignment.get_state_display()}"),
        action_label=in_every_language(lambda: _("See whom to call")),
        url=reverse("gatherings:assignment", args=[gathering.slug, assignment.pk]),
        organization=gathering.organization,
        permission=Permission.REGISTER_FOR_OTHERS,
        subject=met,
        due_at=close_of_day(timezone.now(), SOON),
        key=f"need {met.pk} {assignment.sequence}",
    )


def stop_asking_to_call(by: Actor, met: NeedMet, outcome: str) -> int:
    """They were reached, cannot be, or it has changed. Returns how many items that finished."""
    return finish_work(by=by, kind=CALLING, subject=met, outcome=outcome)


def ask_providers_again(by: Actor, gathering: Gathering, change: str) -> WorkItem:
    """It was moved or called off: whoever was to interpret or drive there has to hear of it from a person.

    ``change``: which one, so that it is asked once for each.
    """
    return add_work(
        by=by,
        kind=AGAIN,
        title=in_every_language(
            lambda: (
                _("Tell the interpreter or the driver: %(title)s has changed") % {"title": gathering.title}
            )
        ),
        action_label=in_every_language(lambda: _("See what was arranged")),
        url=reverse("gatherings:needs", args=[gathering.slug]),
        organization=gathering.organization,
        permission=Permission.REGISTER_FOR_OTHERS,
        subject=gathering,
        due_at=close_of_day(timezone.now(), SOON),
        key=f"needs {gathering.pk} {change}",
    )


def called_for(assignment: Assignment) -> set[str]:
    """Ids of the :class:`NeedMet` of an assignment whose people wait for a call."""
    ids = [str(each.pk) for each in assignment.people.all()]
    kind = subject_of(NeedMet())[0]
    items = WorkItem.objects.open().filter(kind=CALLING, subject_kind=kind, subject_id__in=ids)
    return set(items.values_list("subject_id", flat=True))
