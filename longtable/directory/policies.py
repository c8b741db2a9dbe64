"""Who may keep an entry, what of it is looked at before it shows, and who decides about that."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from longtable.core.access import Actor, Kind, Permission

EVERY_FIELD = frozenset({"*"})

LOOKED_AT_FIRST: dict[str, frozenset[str]] = {
    "organization": frozenset({"name", "legal_status", "tax_id", "tax_status", "year_incorporated"}),
    "organization_identifier": EVERY_FIELD,
    "service": frozenset({"name", "eligibility_description", "minimum_age", "maximum_age"}),
    "service_area": EVERY_FIELD,
}
"""HSDS table to fields that somebody else reads before they show; what is not named here is live at once.

Names and who may come decide whether people find a service and whether they are sent away at the door.
Phones, hours, alerts, prices and descriptions change often: late is worse than wrong there, and every
change can be undone.
"""


def may_keep(by: Actor, *, entry_id: UUID, area_id: UUID | None) -> bool:
    """Whether ``by`` may change the entry of this organisation, whose main office lies in this area."""
    return by.may(Permission.EDIT_DIRECTORY, organization=entry_id, areas=[area_id] if area_id else [])


def may_review(by: Actor, *, entry_id: UUID | None, area_id: UUID | None) -> bool:
    """Whether ``by`` decides about what others sent for this entry."""
    return by.may(Permission.REVIEW_DIRECTORY, organization=entry_id, areas=[area_id] if area_id else [])


def may_decide_duplicate(by: Actor, first_area: UUID | None, second_area: UUID | None) -> bool:
    """Whether ``by`` says that two rows are the same: statewide, or both of them lie in their region."""
    areas = ([area] if area else [] for area in (first_area, second_area))
    return all(by.may(Permission.REVIEW_DIRECTORY, areas=each) for each in areas)


def may_look_for_duplicates(by: Actor) -> bool:
    """Whether ``by`` may have the whole directory compared."""
    return by.is_statewide(Permission.REVIEW_DIRECTORY)


def may_answer_by_link(
    by: Actor, *, ask_id: UUID, closed_at: datetime | None, expires_at: datetime, now: datetime
) -> bool:
    """Whether ``by`` followed the link of this very question, while it opens something."""
    return by.kind == Kind.RECEIPT and by.id == str(ask_id) and closed_at is None and expires_at > now


def may_speak_of_entry(*, asked: str) -> bool:
    """Whether a link shows the entry: only what one was shown can one call right or wrong."""
    return asked == "entry"


def may_start_entry(by: Actor, *, organization_id: UUID) -> bool:
    """Whether ``by`` may begin the entry of an organisation that has none."""
    return by.may(Permission.EDIT_DIRECTORY, organization=organization_id)


def may_report(by: Actor) -> bool:
    """Whether ``by`` may say that something is wrong: a reader, without an account or with one."""
    return by.kind == Kind.VISITOR or by.is_system or bool(by.grants)


def may_send(by: Actor) -> bool:
    """Whether ``by`` may have a published service sent to a number or address that they type: any reader."""
    return may_report(by)


def may_ask(by: Actor) -> bool:
    """Only the clock asks whether entries are still right."""
    return by.is_system


def is_looked_at_first(table: str, field: str, value: object, *, has_readers: bool, is_known: bool) -> bool:
    """Whether a change waits until somebody has looked at it.

    ``has_readers``: anybody can read the row now. ``is_known``: somebody outside looked at this entry once.
    """
    if field == "published_at":
        return value is not None and not is_known
    fields: Iterable[str] = LOOKED_AT_FIRST.get(table, frozenset())
    return has_readers and ("*" in fields or field in fields)
