"""Places are kept while somebody fills in the form, so that nobody types in vain."""

from collections.abc import Sequence

from django.utils import timezone

from longtable.capacity import actions as capacity
from longtable.capacity.models import Hold
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.gatherings.models import Gathering, Invitation, Session
from longtable.gatherings.policies import may_register

MINUTES = 5
"""For which places are kept. Who needs longer loses nothing: they are asked for anew at the end."""


@action
def hold_places(
    *,
    by: Actor,
    gathering: Gathering,
    sessions: Sequence[Session],
    size: int,
    visit: str,
    address: str = "",
    invitation: Invitation | None = None,
) -> Hold:
    """Keep so many places in each session for this visit; what it kept before is let go.

    ``visit`` and ``address`` are keyed hashes. Raises ``Full``, ``Busy``, ``Closed`` and ``TooMany`` of
    ``capacity.errors``, and ``TooManyAttempts`` for who holds again and again.
    """
    require(by, may_register(by, gathering, invitation))
    kept = capacity.hold(
        by=by,
        wanted={session.pool: size for session in sessions if session.pool},
        visit=visit,
        about=gathering.pk,
        now=timezone.now(),
        minutes=MINUTES,
        address=address,
    )
    record(by, "gatherings.places.held", kept, gathering)
    return kept
