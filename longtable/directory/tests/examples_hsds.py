"""Examples of the directory for programs."""

from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Attribute,
    Location,
    OrganizationEntry,
    Phone,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)

WORDS = LocalizedText.of(en="Example", es="Ejemplo")


def _site(number: int) -> ServiceAtLocation:
    """A published service of an organisation of its own, at a place of its own, with a term."""
    now = timezone.now()
    identity = Organization.objects.create(name=f"Example {number}", kind=Organization.Kind.COMMUNITY)
    entry = OrganizationEntry.objects.create(organization=identity, published_at=now)
    service = Service.objects.create(organization=entry, name=WORDS, published_at=now)
    Phone.objects.create(service=service, number="555 0100")
    term = TaxonomyTerm.objects.create(taxonomy=Taxonomy.objects.create(name="Example"), name=WORDS)
    Attribute.objects.create(link_entity="service", link_id=service.pk, taxonomy_term=term)
    return ServiceAtLocation.objects.create(service=service, location=Location.objects.create(name="Example"))


def routes() -> dict[str, dict[str, Any]]:
    """One record of each collection."""
    site = _site(0)
    term = TaxonomyTerm.objects.latest("created_at")
    assert site.service.organization
    records = {
        "service": site.service.pk,
        "organization": site.service.organization.pk,
        "service_at_location": site.pk,
        "taxonomy": term.taxonomy_id,
        "taxonomy_term": term.pk,
    }
    return {f"web:api:hsds_{name}": {"id": str(pk)} for name, pk in records.items()}


def lists() -> dict[str, Any]:
    """Every collection."""

    def make(count: int) -> None:
        for number in range(count):
            _site(number)

    names = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
    return {f"web:api:hsds_{name}": make for name in names}
