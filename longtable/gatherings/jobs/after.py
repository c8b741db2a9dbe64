"""What follows a gathering in its own time: letters, counts to publish."""

from longtable.core.access import Actor
from longtable.core.work import Lease, job
from longtable.gatherings import after_notices
from longtable.gatherings.actions.after import prepare_counts, tell_what_came_of_it
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.models.registrations import RegistrationState

__all__ = ["after_notices"]

BY = Actor.system("gatherings")


@job("gatherings.follow_up")
def write_to_all(gathering_id: str, lease: Lease) -> None:
    """Each household or group that has places, once, however often this is begun."""
    gathering = Gathering.objects.get(pk=gathering_id)
    was_counted = gathering.attendance.exists()
    rows = Registration.objects.filter(gathering=gathering, state=RegistrationState.CONFIRMED)
    for number, registration in enumerate(rows.select_related("contact", "gathering").order_by("pk")):
        tell_what_came_of_it(by=BY, registration=registration, was_counted=was_counted)
        lease.renew(done=number + 1)


@job("gatherings.prepare_counts")
def counts_to_publish(gathering_id: str) -> None:
    """A person looks at them and publishes them."""
    rows = Gathering.objects.select_related("organization").prefetch_related("areas")
    prepare_counts(by=BY, gathering=rows.get(pk=gathering_id))
