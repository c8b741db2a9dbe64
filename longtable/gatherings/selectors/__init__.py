"""What can be read of gatherings."""

from longtable.gatherings.selectors.drawings import still_to_draw
from longtable.gatherings.selectors.finding_people import registrations_of
from longtable.gatherings.selectors.public import coming_gatherings, public_gathering
from longtable.gatherings.selectors.registrations import (
    invitation_by_token,
    invitation_for,
    invitations_of,
    is_ours,
    look_at,
    registration_for,
    registration_to_tell,
    registrations_drawn,
    registrations_to_remind,
    tally,
    tracked,
)
from longtable.gatherings.selectors.signing_up import (
    is_full,
    places_kept,
    public_sessions,
    sessions_to_sign_up_for,
    strata_of,
    window_of,
)
from longtable.gatherings.selectors.staff import gathering_for

__all__ = [
    "coming_gatherings",
    "gathering_for",
    "invitation_by_token",
    "invitation_for",
    "invitations_of",
    "is_full",
    "is_ours",
    "look_at",
    "places_kept",
    "public_gathering",
    "public_sessions",
    "registration_for",
    "registration_to_tell",
    "registrations_drawn",
    "registrations_of",
    "registrations_to_remind",
    "sessions_to_sign_up_for",
    "still_to_draw",
    "strata_of",
    "tally",
    "tracked",
    "window_of",
]
