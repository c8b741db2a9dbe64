"""Where gatherings stand in the menu and on the pages of others: organizations, councils, promises, talks."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.commitments.models import Commitment
from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, panel, piece
from longtable.core.tracking import door
from longtable.councils.models import Council
from longtable.directory.models import OrganizationEntry
from longtable.gatherings import door_panels, drawing_panels, found_panels, live_panels
from longtable.gatherings.models import Gathering, Meeting
from longtable.gatherings.selectors.calendar import coming_for, coming_of_hosts
from longtable.gatherings.selectors.meetings import meetings_of
from longtable.gatherings.selectors.questions import is_of_a_question
from longtable.gatherings.selectors.registrations import is_ours
from longtable.gatherings.selectors.serving import gatherings_after_comments
from longtable.gatherings.selectors.staff import my_gatherings
from longtable.voices.models import Conversation

__all__ = ["door_panels", "drawing_panels", "found_panels", "live_panels"]

NEXT = 3
"""Gatherings in a panel: the next ones. All of them stand in the calendar."""

menu.entry("gatherings", label=_("Gatherings"), route="gatherings:index", order=12)
menu.entry(
    "convening",
    label=_("Gatherings"),
    route="gatherings:list",
    audience=Permission.SEE_GATHERINGS,
    order=28,
)


@door
def own_page(receipt_id: UUID) -> str:
    """Whoever signed up has a page of their own."""
    return "gatherings:tracking" if is_ours(receipt_id) else ""


@door
def question_page(receipt_id: UUID) -> str:
    """Whoever asked something has a page for it."""
    return "gatherings:my-question" if is_of_a_question(receipt_id) else ""


@piece("web.home", order=15)
def coming(actor: Actor) -> Panel | None:
    """What one can come to soon."""
    found = list(Gathering.objects.public().coming(timezone.now()).order_by("starts_at")[:NEXT])
    return Panel("gatherings/panels/home.html", {"gatherings": found}) if found else None


@piece("web.today", order=30)
def to_prepare(actor: Actor) -> Panel | None:
    """What comes and what is being prepared in the actor's scope."""
    if not actor.may(Permission.SEE_GATHERINGS):
        return None
    mine = my_gatherings(actor, timezone.now())
    return Panel("gatherings/panels/today.html", {"gatherings": [*mine.coming, *mine.preparing][:5]})


@panel("partnerships.partner", order=30)
@panel("directory.organization", order=50)
def convened(actor: Actor, entries: Sequence[OrganizationEntry]) -> Mapping[UUID, Panel]:
    """On the page of an organization: what it convenes or helps to convene."""
    return _each(coming_of_hosts([entry.pk for entry in entries], timezone.now()))


@panel("commitments.commitment", order=10)
def keeping_it(actor: Actor, commitments: Sequence[Commitment]) -> Mapping[UUID, Panel]:
    """On the page of a promise: gatherings that keep it."""
    return _each(coming_for("commitment", [each.pk for each in commitments], timezone.now()))


@panel("voices.conversation", order=20)
def talking_it_over(actor: Actor, conversations: Sequence[Conversation]) -> Mapping[UUID, Panel]:
    """On the page of a conversation: where people talk about it face to face."""
    return _each(coming_for("conversation", [each.pk for each in conversations], timezone.now()))


@panel("voices.tracking", order=20)
def because_of_it(actor: Actor, comments: Sequence[Any]) -> Mapping[UUID, Panel]:
    """On the tracking page: gatherings that keep what was promised because of these words."""
    found = gatherings_after_comments([each.pk for each in comments], timezone.now())
    return _each(found, "gatherings/panels/tracking.html")


@panel("gatherings.gathering", order=5)
def of_a_council(actor: Actor, gatherings: Sequence[Gathering]) -> Mapping[UUID, Panel]:
    """On the page of a gathering that is a council's meeting: notice, agenda, the way in, minutes."""
    ours = [each.pk for each in gatherings if each.council_id]
    rows = Meeting.objects.filter(gathering__in=ours).select_related("gathering__council")
    meetings = {meeting.gathering_id: meeting for meeting in rows} if ours else {}
    return {
        key: Panel("gatherings/panels/meeting.html", {"meeting": meeting, "gathering": meeting.gathering})
        for key, meeting in meetings.items()
    }


@panel("councils.council", order=10)
def meeting(actor: Actor, councils: Sequence[Council]) -> Mapping[UUID, Panel]:
    """On the page of a council: notice of its next meetings, and minutes of the last ones."""
    found = meetings_of([each.pk for each in councils], timezone.now())
    return {key: Panel("gatherings/panels/meetings.html", {"met": met}) for key, met in found.items()}


def _each(
    found: Mapping[UUID, Sequence[Gathering]], template: str = "gatherings/panels/coming.html"
) -> dict[UUID, Panel]:
    return {key: Panel(template, {"gatherings": coming[:NEXT]}) for key, coming in found.items()}
