"""What may be read of councils: by anybody, by who applied, by staff."""

from longtable.councils.selectors.public import (
    OpenTable,
    Wanted,
    alike,
    is_for,
    open_tables,
    public_council,
    public_councils,
    seats_to_apply_for,
)
from longtable.councils.selectors.resemblance import resemblance
from longtable.councils.selectors.staff import (
    application_for,
    attendance_of,
    council_for,
    councils,
    free_seats,
    history_of,
    members,
    organizations_with_councils,
    queue,
    rule_for,
    seat_for,
    settled,
    term_for,
    who_sat_here,
)
from longtable.councils.selectors.standing import Standing, standing_of
from longtable.councils.selectors.tracking import Tracked, confirming, is_ours, tracked

__all__ = [
    "OpenTable",
    "Standing",
    "Tracked",
    "Wanted",
    "alike",
    "application_for",
    "attendance_of",
    "confirming",
    "council_for",
    "councils",
    "free_seats",
    "history_of",
    "is_for",
    "is_ours",
    "members",
    "open_tables",
    "organizations_with_councils",
    "public_council",
    "public_councils",
    "queue",
    "resemblance",
    "rule_for",
    "seat_for",
    "seats_to_apply_for",
    "settled",
    "standing_of",
    "term_for",
    "tracked",
    "who_sat_here",
]
