"""Agreements that an actor may open, and everything that stands in one."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Missing, Permission
from longtable.core.models import StoredFile
from longtable.partnerships.checklists import Checked, checked
from longtable.partnerships.models import Agreement, Alignment, DataFlow, Gift, Party


@dataclass(frozen=True)
class Side:
    """One party with everything that is its own in an agreement."""

    party: Party
    gives: tuple[Gift, ...]
    gets: tuple[Gift, ...]
    alignment: Alignment | None


@dataclass(frozen=True)
class Whole:
    """An agreement that was opened, with all that stands in it."""

    agreement: Agreement
    sides: tuple[Side, ...]
    gifts: tuple[Gift, ...]
    flows: tuple[DataFlow, ...]
    points: tuple[Checked, ...]

    @property
    def missing_points(self) -> int:
        """How many points of its checklist nobody found in the document."""
        return sum(not point.where for point in self.points)


def agreements(
    actor: Actor, *, state: str = "", kind: str = "", today: date | None = None
) -> QuerySet[Agreement]:
    """Those that the actor may open, with parties. ``state`` may also be ``to_renew``."""
    found = Agreement.objects.visible_to(actor).select_related("keeper", "owner")
    if state == "to_renew":
        found = found.to_renew(today or timezone.localdate())
    elif state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    return found.prefetch_related("parties__organization")


def agreement_for(actor: Actor, agreement_id: UUID) -> Agreement:
    """One that the actor may open. Raises :class:`Missing`."""
    found = Agreement.objects.visible_to(actor).select_related("keeper", "owner", "file")
    agreement = found.filter(pk=agreement_id).first()
    if agreement is None:
        raise Missing
    return agreement


def whole(agreement: Agreement) -> Whole:
    """An agreement with its parties, gifts, data and checklist. Six queries, whatever its size."""
    parties = list(
        agreement.parties.select_related("organization", "alignment").prefetch_related("signatories")
    )
    gifts = tuple(agreement.gifts.select_related("giver__organization", "receiver__organization"))
    flows = tuple(agreement.flows.select_related("giver__organization", "receiver__organization"))
    return Whole(
        agreement,
        tuple(_side(party, gifts) for party in parties),
        gifts,
        flows,
        tuple(checked(agreement)),
    )


def document(actor: Actor, agreement_id: UUID) -> StoredFile:
    """The file of an agreement that the actor may open; it is never public. Raises :class:`Missing`."""
    file = agreement_for(actor, agreement_id).file
    if file is None:
        raise Missing
    return file


def part_of(agreement: Agreement, rows: Any, key: UUID) -> Any:
    """A gift or flow of an agreement that was opened. Raises :class:`Missing`."""
    row = rows.objects.select_related("agreement").filter(agreement=agreement, pk=key).first()
    if row is None:
        raise Missing
    return row


def speaking_for(actor: Actor, agreement: Agreement) -> QuerySet[Organization]:
    """Parties, and the keeper, for which the actor acts."""
    own = actor.organizations(Permission.SEE_PARTNERSHIPS)
    there = Q(pk=agreement.keeper_id) | Q(pk__in=agreement.parties.values("organization"))
    return Organization.objects.filter(there, pk__in=own)


def _side(party: Party, gifts: tuple[Gift, ...]) -> Side:
    return Side(
        party,
        tuple(gift for gift in gifts if gift.giver_id == party.pk),
        tuple(gift for gift in gifts if gift.receiver_id == party.pk),
        getattr(party, "alignment", None),
    )
