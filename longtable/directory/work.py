"""What the directory puts on people's lists: changes to decide about, errors to look at, calls to make."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.accounts.models import Membership
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.directory.models import OrganizationEntry, Report, Service
from longtable.places.models import Area
from longtable.worklists.actions import add_work, finish_work

REVIEW = "directory.review"
REPORT = "directory.report"
UNANSWERED = "directory.unanswered"
CHANGE = "directory.change_set"
"""Kind of subject: a set of changes, which has no row of its own."""


def ask_for_review(by: Actor, entry: OrganizationEntry, set_id: UUID) -> None:
    """Somebody who decides for this entry looks at what was sent."""
    add_work(
        by=by,
        kind=REVIEW,
        title=in_every_language(lambda: _("Look at changes that %(name)s sent") % {"name": entry.name}),
        action_label=in_every_language(lambda: _("Look at them")),
        permission=Permission.REVIEW_DIRECTORY,
        organization=entry.organization,
        area=entry.area,
        url=reverse("directory:review", args=[set_id]),
        subject=(CHANGE, set_id),
        key=f"directory review {set_id}",
    )


def end_review(by: Actor, set_id: UUID, outcome: str) -> None:
    """What was decided is off the lists."""
    finish_work(by=by, kind=REVIEW, subject=(CHANGE, set_id), outcome=outcome)


def ask_to_look(by: Actor, report: Report) -> None:
    """Whoever keeps the entry looks at what a reader found wrong: its own staff, else who reviews there."""
    service = report.service
    entry = service.organization
    has_staff = entry is not None and keepers(entry).exists()
    add_work(
        by=by,
        kind=REPORT,
        title=in_every_language(
            lambda: _("Look at what a reader found wrong: %(service)s") % {"service": service.name}
        ),
        action_label=in_every_language(lambda: _("Look at it")),
        permission=Permission.EDIT_DIRECTORY if has_staff else Permission.REVIEW_DIRECTORY,
        organization=entry.organization if entry else None,
        area=None if has_staff else area_of(service),
        url=reverse("directory:error", args=[report.pk]),
        subject=report,
        key=f"directory report {report.pk}",
    )


def end_look(by: Actor, report: Report) -> None:
    """Somebody has looked."""
    finish_work(by=by, kind=REPORT, subject=report, outcome=report.state)


def ask_around(by: Actor, entry: OrganizationEntry, ask_id: UUID) -> None:
    """Nobody of the organisation answers: somebody calls there."""
    title = in_every_language(
        lambda: (
            _("Ask %(name)s if its entry is still right: nobody answers our questions") % {"name": entry.name}
        )
    )
    _have_called(by, entry, title, key=f"directory unanswered {ask_id}")


def say_stopped(by: Actor, entry: OrganizationEntry, ask_id: UUID) -> None:
    """An organisation wants no more questions: somebody finds out how to keep its entry true."""
    title = in_every_language(
        lambda: (
            _("%(name)s does not want to be asked again: agree on how to keep its entry right")
            % {"name": entry.name}
        )
    )
    _have_called(by, entry, title, key=f"directory stopped {ask_id}")


def end_asking(by: Actor, entry: OrganizationEntry) -> None:
    """Somebody has said that the entry is right."""
    finish_work(by=by, kind=UNANSWERED, subject=entry.organization, outcome="confirmed")


def keepers(entry: OrganizationEntry) -> QuerySet[Membership]:
    """Memberships of people of the organisation who keep its entry."""
    return Membership.objects.current().filter(organization=entry.pk, role="partner_staff")


def area_of(service: Service) -> Area | None:
    """The county that decides which regional team looks: of the entry, else of the first place."""
    if service.organization and service.organization.area:
        return service.organization.area
    site = service.sites.filter(location__area__isnull=False).select_related("location__area").first()
    return site.location.area if site else None


def link(path: str, language: str = "") -> str:
    """The whole address of a page, in a language."""
    mark = f"?lang={language}" if language else ""
    return f"{settings.PUBLIC_URL}{path}{mark}"


def _have_called(by: Actor, entry: OrganizationEntry, title: LocalizedText, *, key: str) -> None:
    add_work(
        by=by,
        kind=UNANSWERED,
        title=title,
        action_label=in_every_language(lambda: _("Open the entry")),
        permission=Permission.REVIEW_DIRECTORY,
        organization=entry.organization,
        area=entry.area,
        url=reverse("directory:entry", args=[entry.pk]),
        subject=entry.organization,
        key=key,
    )
