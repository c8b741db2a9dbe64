"""Who may keep councils, see who applied, and answer for themselves. Pure: values in, a yes or no out."""

import re
from collections.abc import Iterable
from uuid import UUID

from longtable.core.access import Actor, Kind, Permission
from longtable.councils.models import Application, Council, Interest, Seat

RESERVED = frozenset({"new", "interest", "code"})
"""Below ``/councils/`` and ``/get-involved/``, where each council has its pages too."""


def is_address(slug: str) -> bool:
    """Whether ``/get-involved/<slug>/`` and ``/councils/<slug>/`` can lead to a council."""
    return re.fullmatch(r"[-a-zA-Z0-9_]{1,50}", slug) is not None and slug not in RESERVED


def may_run(by: Actor, organization_id: UUID, areas: Iterable[UUID]) -> bool:
    """Keep councils of an organisation and their seats, and say who is appointed."""
    return by.may(Permission.RUN_COUNCILS, organization=organization_id, areas=areas)


def may_apply(council: Council, seat: Seat | None) -> bool:
    """Anybody may, for a seat of a public council that takes applications here."""
    is_taking = seat is None or (
        seat.council_id == council.pk and seat.takes_applications and seat.closed_on is None
    )
    return council.state == Council.State.PUBLISHED and is_taking


def may_leave_interest(by: Actor) -> bool:
    """Anybody may ask to be told, in person."""
    return by.kind != Kind.API_KEY and not by.is_member


def may_answer_for(by: Actor, subject: Application | Interest) -> bool:
    """Only who holds the receipt."""
    return by.kind == Kind.RECEIPT and by.id == str(subject.receipt_id)


def may_work_out(by: Actor) -> bool:
    """Only the machine tells people of seats, and forgets whom it must."""
    return by.is_system
