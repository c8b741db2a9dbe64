"""Who may ask for places and who may set them up. Pure: values in, a yes or no out.

Whose place it is, the action knows of which ours is a step; here a machine that was granted nothing
is kept out, and whoever has no role from setting up.
"""

from longtable.capacity.models import Pool
from longtable.core.access import Actor, Kind, Permission


def may_ask(by: Actor) -> bool:
    """Hold, take and give back, stand in line: any person, and a machine that signs people up."""
    return by.kind != Kind.API_KEY or by.may(Permission.REGISTER_BY_API)


def may_set_up(by: Actor) -> bool:
    """Open a pool, change its size or its times, draw: whoever holds a role, or the machine itself."""
    return by.kind in (Kind.USER, Kind.SYSTEM) and bool(by.grants)


def may_tidy(by: Actor) -> bool:
    """Let run out what ran out: only the machine's clock."""
    return by.is_system


def is_unknown(by: Actor) -> bool:
    """Whether the actor has shown no contact, so that what they hold counts towards the limit for such."""
    return by.kind in (Kind.VISITOR, Kind.RECEIPT)


def largest_party(pool: Pool, by: Actor) -> int:
    """How many places ``by`` may ask for: staff can seat a whole organisation, others one household."""
    is_free = by.is_system or by.may(Permission.REGISTER_FOR_OTHERS)
    return pool.size if is_free else pool.party_limit


def usual_anonymous_limit(size: int, party_limit: int) -> int:
    """Half of all places, and at least one household's: strangers can never hold the whole of a pool."""
    return max(party_limit, size // 2)
