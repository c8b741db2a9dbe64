"""Who helps with what in the example: invented organizations, their places and services.

Written past the actions, table by table, because a demo has seconds; the search is told afterwards.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.directory import models as tables
from longtable.directory.actions.indexing import index
from longtable.directory.actions.loading import load_needs, load_points
from longtable.directory.languages import LANGUAGES
from longtable.places.models import Area
from longtable.web.demo.cast import Cast

FILE = Path(__file__).parent / "directory.toml"
MONDAY = date(2024, 1, 1)
"""A Monday from which "every second week" counts."""

_HOURS = re.compile(r"(?P<days>[A-Z0-9,-]+)(/(?P<every>\d))? (?P<opens>[\d:]+)-(?P<closes>[\d:]+)")

Rows = list[models.Model]


def open_directory(cast: Cast) -> dict[str, tables.OrganizationEntry]:
    """Make the directory; the entries by their keys in the file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    load_needs(by=Actor.system("demo"))
    load_points(by=Actor.system("demo"))
    areas = {area.code: area for area in Area.objects.counties()}
    entries = {each["key"]: _entry(cast, each, areas) for each in told["organizations"]}
    places = {each["key"]: _place(each, entries, areas) for each in told["places"]}
    services = [_service(each, entries, places, areas) for each in told["services"]]
    index(service.pk for service in services)
    return entries


def _entry(cast: Cast, told: dict[str, Any], areas: dict[str, Area]) -> tables.OrganizationEntry:
    organization = cast.organizations.get(told.get("cast", "")) or Organization.objects.create(
        name=told["name"], kind=told["kind"]
    )
    checked = _days_ago(told["checked"])
    entry = tables.OrganizationEntry.objects.create(
        organization=organization,
        area=areas[told["county"]],
        email=told.get("email", f"{told['key']}@longtable.example"),
        website=told.get("website", ""),
        **_texts(told, "description", "mission", "values"),
        published_at=_days_ago(500),
        assured_at=checked,
        changed_at=checked,
    )
    kinds = tables.CommunityTie.Kind
    ties = [(kinds.LED_BY, each) for each in told.get("led_by", ())]
    ties += [(kinds.SERVES, each) for each in told.get("serves", ())]
    _keep(tables.CommunityTie(entry=entry, kind=kind, community=community) for kind, community in ties)
    _keep([tables.Phone(organization=entry, number=told["phone"], type="voice")])
    return entry


def _place(
    told: dict[str, Any], entries: dict[str, tables.OrganizationEntry], areas: dict[str, Area]
) -> tables.Location:
    place = tables.Location.objects.create(
        organization=entries[told["organization"]],
        name=told["name"],
        latitude=told["at"][0],
        longitude=told["at"][1],
        area=areas[told["county"]],
        parking=told.get("parking"),
        bus_line=told.get("bus", ""),
        step_free=told.get("step_free"),
        indoor_waiting=told.get("indoor"),
        cold_chain=told.get("cold"),
        interpreters_on_site=told.get("interpreters", ""),
        **_texts(told, "description"),
    )
    address = {"address_1": told["street"], "city": told["city"], "postal_code": told["zip"]}
    _keep([tables.Address(location=place, region=str(place.area), state_province="NC", **address)])
    return place


def _service(
    told: dict[str, Any],
    entries: dict[str, tables.OrganizationEntry],
    places: dict[str, tables.Location],
    areas: dict[str, Area],
) -> tables.Service:
    entry = entries[told["organization"]]
    youngest, oldest = told.get("ages", (0, 0))
    service = tables.Service.objects.create(
        organization=entry,
        **_texts(told, "name", "description", "alert"),
        eligibility_description=LocalizedText.of(**told.get("who", {})),
        application_process=LocalizedText.of(**told.get("apply", {})),
        wait_time=told.get("wait", ""),
        minimum_age=youngest or None,
        maximum_age=oldest or None,
        status=told.get("status", "active" if "checked" in told else ""),
        assured_at=_days_ago(told["checked"]) if "checked" in told else None,
        assured_by_organization=told.get("by_them", False),
        published_at=_days_ago(400),
        changed_at=_days_ago(told.get("checked", 300)),
    )
    _keep(tables.ServiceAtLocation(service=service, location=places[key]) for key in told.get("places", ()))
    _keep(_schedule(service, text) for text in told.get("hours", ()))
    _keep(_details(service, told, entry, areas))
    _keep(_needs(service, told["needs"]))
    _keep(_capacity(service, told))
    return service


def _details(
    service: tables.Service,
    told: dict[str, Any],
    entry: tables.OrganizationEntry,
    areas: dict[str, Area],
) -> Iterator[models.Model]:
    phone: str | None = told.get("phone") or entry.phones.values_list("number", flat=True).first()
    yield tables.Phone(service=service, number=phone or "", type="voice")
    for code in told.get("languages", ()):
        yield tables.Language(service=service, code=code, name=str(LANGUAGES[code]))
    for paper in told.get("bring", ()):
        yield tables.RequiredDocument(service=service, document=LocalizedText.of(**paper))
    for code in told.get("counties", ()):
        yield tables.ServiceArea(service=service, name=f"{areas[code]} County", area=areas[code])
    for cost in told.get("cost", [{"amount": 0}] if told.get("free") else ()):
        yield tables.CostOption(
            service=service,
            amount=Decimal(cost["amount"]),
            currency="USD",
            option=LocalizedText.of(**cost.get("option", {})),
        )


def _schedule(service: tables.Service, text: str) -> tables.Schedule:
    found = _HOURS.fullmatch(text)
    if found is None:
        raise ValueError(f"These hours cannot be read: {text}")
    is_monthly = found["days"][0].isdigit() or found["days"].startswith("-")
    every = int(found["every"] or 1)
    kinds = tables.Schedule.Frequency
    return tables.Schedule(
        service=service,
        freq=kinds.MONTHLY if is_monthly else kinds.WEEKLY,
        byday=found["days"],
        interval=every,
        dtstart=MONDAY if every > 1 else None,
        opens_at=time.fromisoformat(found["opens"]),
        closes_at=time.fromisoformat(found["closes"]),
    )


def _needs(service: tables.Service, codes: Iterable[str]) -> Iterator[models.Model]:
    terms = tables.TaxonomyTerm.objects.filter(taxonomy__slug="needs", code__in=list(codes))
    for term in terms:
        yield tables.Attribute(link_entity="service", link_id=service.pk, taxonomy_term=term)


def _capacity(service: tables.Service, told: dict[str, Any]) -> Iterator[models.Model]:
    if said := told.get("capacity"):
        at = _days_ago(said["days"])
        yield tables.ServiceCapacity(
            service=service,
            state=said["state"],
            available=said.get("available"),
            description=said.get("note", ""),
            updated_at=at,
            expires_at=max(at, timezone.now()) + timedelta(days=30),
        )


def _texts(told: dict[str, Any], *names: str) -> dict[str, LocalizedText]:
    return {name: LocalizedText.of(**told[name]) for name in names if name in told}


def _keep(rows: Iterable[models.Model]) -> None:
    """Insert rows, those of one table at once."""
    by_table: dict[type[models.Model], Rows] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(row)
    for table, of_table in by_table.items():
        table._default_manager.bulk_create(of_table)


def _days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
