"""What anybody may read of agreements: only those in force that were opened, and only their open parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.partnerships.models import Agreement, Gift


@dataclass(frozen=True)
class PublicAgreement:
    """An agreement without anything that was not opened. ``others`` are its other parties."""

    others: tuple[Organization, ...]
    title: LocalizedText | None
    purpose: LocalizedText | None
    kind: str
    starts_on: date | None
    ends_on: date | None
    gives: tuple[Gift, ...]
    gets: tuple[Gift, ...]


def public_agreements(organizations: Sequence[Any]) -> dict[UUID, list[PublicAgreement]]:
    """Per organization id, its public agreements. Four queries, whatever the number."""
    wanted = {organization.pk for organization in organizations}
    found = (
        Agreement.objects.public()
        .filter(pk__in=Agreement.objects.filter(parties__organization__in=wanted).values("pk"))
        .prefetch_related(
            "parties__organization", "gifts__giver__organization", "gifts__receiver__organization"
        )
        .order_by("starts_on", "pk")
    )
    shown: dict[UUID, list[PublicAgreement]] = {key: [] for key in wanted}
    for agreement in found:
        for party in agreement.parties.all():
            if party.organization_id in wanted:
                shown[party.organization_id].append(_as_seen_from(agreement, party.organization_id))
    return shown


def _as_seen_from(agreement: Agreement, organization_id: UUID) -> PublicAgreement:
    opens, part = agreement.opens, Agreement.Part
    gifts = list(agreement.gifts.all()) if opens(part.EXCHANGE) else []
    return PublicAgreement(
        others=tuple(
            each.organization for each in agreement.parties.all() if each.organization_id != organization_id
        ),
        title=agreement.title if opens(part.TITLE) else None,
        purpose=agreement.purpose if opens(part.TITLE) else None,
        kind=agreement.get_kind_display() if opens(part.KIND) else "",
        starts_on=agreement.starts_on if opens(part.DATES) else None,
        ends_on=agreement.ends_on if opens(part.DATES) else None,
        gives=tuple(gift for gift in gifts if gift.giver.organization_id == organization_id),
        gets=tuple(
            gift for gift in gifts if gift.receiver and gift.receiver.organization_id == organization_id
        ),
    )
