"""A small directory for the tests of the search: made in a line each, and indexed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.directory.actions.indexing import index
from longtable.directory.models import (
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    OrganizationEntry,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
    TaxonomyTerm,
)
from longtable.directory.search.needs import SLUG, all_needs
from longtable.directory.search.typing_errors import learn
from longtable.places.models import Area

WORKDAYS = "MO,TU,WE,TH,FR"


def service(
    name: str | LocalizedText,
    says: str | LocalizedText = "",
    *,
    by: str = "",
    needs: Sequence[str] = (),
    at: tuple[float, float] | None = None,
    town: str = "",
    county: Area | None = None,
    serves: Sequence[Area] = (),
    speaks: Sequence[str] = (),
    free: bool = False,
    hours: Sequence[tuple[str, int, int]] = (),
    takes: str = "",
    checked: datetime | None = None,
    published: bool = True,
    **also: Any,
) -> Service:
    """One service with all that the search asks about, in the index already."""
    now = timezone.now()
    made = Service.objects.create(
        name=_text(name),
        description=_text(says),
        organization=entry(by) if by else None,
        published_at=now if published else None,
        assured_at=checked,
        **also,
    )
    if at or town or county:
        place = Location.objects.create(
            name=f"{town} house",
            area=county,
            **({"latitude": at[0], "longitude": at[1]} if at else {}),
        )
        Address.objects.create(location=place, address_1="1 Main Street", city=town)
        ServiceAtLocation.objects.create(service=made, location=place)
    for area in serves:
        ServiceArea.objects.create(service=made, area=area, name=area.name)
    for code in speaks:
        Language.objects.create(service=made, code=code)
    if free:
        CostOption.objects.create(service=made, amount=0)
    for days, opens, closes in hours:
        Schedule.objects.create(
            service=made, freq="WEEKLY", byday=days, opens_at=time(opens), closes_at=time(closes)
        )
    if takes:
        ServiceCapacity.objects.create(
            service=made, state=takes, updated_at=now, expires_at=now + timedelta(days=7)
        )
    for code in needs:
        Attribute.objects.create(link_entity="service", link_id=made.pk, taxonomy_term=_term(code))
    index([made.pk])
    return made


def entry(name: str, *, published: bool = True) -> OrganizationEntry:
    """The entry of an organisation of this name."""
    organization = Organization.objects.create(name=name, kind=Organization.Kind.COMMUNITY)
    return OrganizationEntry.objects.create(
        organization=organization, published_at=timezone.now() if published else None
    )


def knows_words() -> None:
    """Some typing errors can be put right."""
    learn(dict.fromkeys(["food", "bank", "comida", "assistance", "with", "light", "bill"], 10))


def _term(code: str) -> TaxonomyTerm:
    """The term alone: loading the whole list takes half a second."""
    taxonomy, _ = Taxonomy.objects.get_or_create(slug=SLUG, defaults={"name": "Needs"})
    return TaxonomyTerm.objects.get_or_create(
        taxonomy=taxonomy, code=code, defaults={"name": all_needs()[code].name}
    )[0]


def _text(given: str | LocalizedText) -> LocalizedText:
    return given if isinstance(given, LocalizedText) else LocalizedText.of(en=given)
