"""What follows when a gathering is moved or called off, and after a council met."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.work import Lease, every, on
from longtable.gatherings.actions.changes import tell_members_of_change, tell_of_change
from longtable.gatherings.models import Gathering
from longtable.gatherings.models.registrations import STANDING
from longtable.gatherings.selectors.telling import session_to_tell, signed_up_for
from longtable.gatherings.work import ask_for_minutes

MACHINE = Actor.system("gatherings")


@on("gatherings.changed")
def tell_everybody(gathering_id: str, sequence: int, lease: Lease) -> None:
    """Each once. A change that another one has overtaken is told by that one."""
    rows = Gathering.objects.select_related("location", "council", "meeting")
    gathering = rows.prefetch_related("location__addresses").get(pk=UUID(gathering_id))
    if gathering.calendar_sequence != sequence:
        return
    standing = gathering.registrations.filter(state__in=STANDING).select_related("contact", "receipt")
    for number, registration in enumerate(standing):
        registration.gathering = gathering
        tell_of_change(by=MACHINE, registration=registration)
        lease.renew(done=number + 1)
    tell_members_of_change(by=MACHINE, gathering=gathering)


@on("gatherings.session_moved")
def tell_of_session(session_id: str, moved_at: str, starts_at: str, ends_at: str, lease: Lease) -> None:
    """Whoever signed up for it, each once. A time that another one has overtaken is told by that one."""
    session = session_to_tell(UUID(session_id))
    if session is None or [each.isoformat() for each in (session.starts_at, session.ends_at)] != [
        starts_at,
        ends_at,
    ]:
        return
    for number, registration in enumerate(signed_up_for(session)):
        registration.gathering = session.gathering
        tell_of_change(by=MACHINE, registration=registration, session=session, moved_at=moved_at)
        lease.renew(done=number + 1)


@every(timedelta(days=1), offset=timedelta(hours=10, minutes=30))
def look_for_minutes() -> None:
    """A council met this week and nothing of it stands there: somebody writes it down."""
    now = timezone.now()
    met = Gathering.objects.filter(
        ends_at__range=(now - timedelta(days=7), now),
        meeting__minutes_posted_at=None,
        state__in=[Gathering.State.PUBLISHED, Gathering.State.HELD],
    )
    for gathering in met.filter(council__isnull=False).select_related("organization"):
        ask_for_minutes(MACHINE, gathering)
