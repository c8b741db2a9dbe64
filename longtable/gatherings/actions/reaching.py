"""Who came from a message that we sent: only then is it sure whose contact somebody typed."""

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.secrets import blind_index
from longtable.gatherings.models import Registration
from longtable.gatherings.policies import may_answer_for


@action
def note_reached(*, by: Actor, registration: Registration, mark: str) -> Registration:
    """Their page was opened from a message: what is for the registered alone stands there from now on."""
    require(by, may_answer_for(by, registration))
    if registration.reached_at or not constant_time_compare(mark, mark_of(registration)):
        return Unchanged(registration)  # type: ignore[return-value]
    registration.reached_at = timezone.now()
    registration.save(update_fields=["reached_at"])
    record(by, "gatherings.registration.reached", registration, fields=["reached_at"])
    return registration


def mark_of(registration: Registration) -> str:
    """What the link in a message has more than the one that the form leads to: 48 bits."""
    return blind_index(str(registration.pk), purpose="link in a message about a gathering")[:12]
