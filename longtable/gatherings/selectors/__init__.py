"""What can be read of gatherings."""

from longtable.gatherings.selectors.public import coming_gatherings, public_gathering
from longtable.gatherings.selectors.registrations import (
    is_ours,
    look_at,
    registration_for,
    registration_to_tell,
    registrations_drawn,
    registrations_of,
    registrations_to_remind,
    tally,
    tracked,
)

__all__ = [
    "coming_gatherings",
    "is_ours",
    "look_at",
    "public_gathering",
    "registration_for",
    "registration_to_tell",
    "registrations_drawn",
    "registrations_of",
    "registrations_to_remind",
    "tally",
    "tracked",
]
