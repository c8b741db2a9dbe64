"""Where a partner is, as the directory knows it."""

from uuid import UUID

from longtable.accounts.models import Organization
from longtable.directory.models import OrganizationEntry


def area_of(partner: Organization) -> frozenset[UUID]:
    """The county of a partner's main office as a set; empty where the directory does not know it."""
    return area_of_id(partner.pk)


def area_of_id(organization_id: UUID | None) -> frozenset[UUID]:
    """The same by the organization's id."""
    found = OrganizationEntry.objects.filter(pk=organization_id).values_list("area", flat=True)
    return frozenset(area for area in found if area)
