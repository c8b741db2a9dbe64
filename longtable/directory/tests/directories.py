"""Made-up directories with every table, awkward letters and two languages, for what holds for all."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model
from hypothesis import strategies as st

from longtable.accounts.models import Organization
from longtable.core.imports.upsert import as_json
from longtable.core.localized import LocalizedText, Origin, Version
from longtable.directory.communities import COMMUNITIES
from longtable.directory.hsds.cells import STAND_IN, clean
from longtable.directory.hsds.shapes import Column, Kind
from longtable.directory.hsds.tables import BY_NAME, TABLES, Table
from longtable.directory.models import (
    Attribute,
    Change,
    CommunityTie,
    OrganizationEntry,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Url,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_NEVER_EMPTY = {"name", "organization.name", "number", "identifier", "identifier_type", "said_for"}
Rows = dict[str, list[Any]]

_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from("\n\t\"',;=+@|é¿ñ")
_ADDRESSES = ("https://example.org", "http://example.org/a?b=c,d&e=%C3%B1#f", "https://xn--ls8h.la/'quoted'")
_MOMENTS = st.integers(0, 35 * 365 * 86_400_000_000).map(
    lambda microseconds: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)


def texts(longest: int = 40) -> st.SearchStrategy[str]:
    """Texts as they are kept: clean, perhaps empty."""
    return st.text(_LETTERS, max_size=longest).map(clean).filter(lambda text: text != STAND_IN)


def _versions() -> st.SearchStrategy[Version]:
    written = st.builds(Version, texts().filter(bool), stale=st.booleans())
    proposed = st.builds(lambda text: Version(text, Origin.MACHINE), texts().filter(bool))
    approved = st.builds(
        lambda text: Version(text, Origin.MACHINE, "import", "2026-01-01T00:00:00+00:00"),
        texts().filter(bool),
    )
    return written | proposed | approved


def localized(*, needed: bool = False) -> st.SearchStrategy[LocalizedText]:
    """Texts in none, one or both languages, by people and machines."""
    some = st.dictionaries(st.sampled_from(["en", "es"]), _versions(), min_size=int(needed), max_size=2)
    return some.map(LocalizedText)


@st.composite
def directories(draw: Callable[..., Any]) -> None:
    """Writes a published directory into the database, which has to be empty of one."""
    rows: Rows = {}
    for table in TABLES:
        rows[table.name] = [
            row for _ in range(draw(st.integers(0, 2))) if (row := _row(draw, table, rows)) is not None
        ]
    for entry in rows["organization"]:
        for community in draw(st.sets(st.sampled_from(sorted(COMMUNITIES)), max_size=2)):
            CommunityTie.objects.create(entry=entry, kind="led_by", community=community)


def _row(draw: Callable[..., Any], table: Table, rows: Rows) -> Model | None:
    values = {column.field: draw(_cell(table, column)) for column in table.columns if _is_plain(column)}
    values |= {each.field: draw(_added(each.code)) for each in table.additions if each.code in _ADDED}
    for column in table.references:
        there = [row.pk for row in rows.get(column.to, [])]
        is_sure = column.needed or (table.owners and column.name == table.owners[0])
        if is_sure and not there:
            return None
        values[column.field] = draw(st.sampled_from(there) if is_sure else st.sampled_from([None, *there]))
    return _MAKERS.get(table.name, _make)(draw, table, rows, values)


def _make(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    row: Model = table.model._default_manager.create(**values)
    return row


def _organization(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model:
    own = {
        name.partition(".")[2]: values.pop(name) for name in list(values) if name.startswith("organization.")
    }
    own |= {"kind": draw(st.sampled_from(Organization.Kind.values))}
    identity = Organization.objects.create(**own)
    return OrganizationEntry.objects.create(organization=identity, published_at=NOW, **values)


def _service(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model:
    return Service.objects.create(published_at=NOW, **values)


def _site(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    pair = {name: values[name] for name in ("service_id", "location_id")}
    taken = ServiceAtLocation.objects.filter(**pair).exists()
    return None if taken else ServiceAtLocation.objects.create(**values)


def _location(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    """Of somebody: a place of nobody at which nothing is given is not published."""
    if not rows["organization"]:
        return None
    values["organization_id"] = rows["organization"][0].pk
    point = draw(st.none() | st.tuples(st.floats(-60, 90, width=32), st.floats(-180, 180, width=32)))
    values |= dict(zip(("latitude", "longitude"), point or (None, None), strict=True))
    if point == (0, 0):
        return None
    return _make(draw, table, rows, values)


def _schedule(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    return _make(draw, table, rows, values | {"byday": draw(st.sampled_from(["", "MO", "1TU,-1FR"]))})


def _address(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    return _make(draw, table, rows, values | {"country": draw(st.sampled_from(["US", "MX"]))})


def _url(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model:
    if values["service_id"]:
        values["organization_id"] = None
    return Url.objects.create(**values)


def _capacity(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    about = {name: values[name] for name in ("service_id", "unit_id")}
    if ServiceCapacity.objects.filter(**about).exists():
        return None
    values |= {"updated_at": NOW, "state": draw(st.sampled_from(ServiceCapacity.State.values))}
    values["expires_at"] = draw(st.sampled_from([NOW + timedelta(days=3650)]))
    return ServiceCapacity.objects.create(**values)


def _attribute(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    linked = [(name, row.pk) for name in ("service", "location", "phone") for row in rows[name]]
    if not linked:
        return None
    values["link_entity"], values["link_id"] = draw(st.sampled_from(linked))
    return Attribute.objects.create(**values)


def _change(draw: Callable[..., Any], table: Table, rows: Rows, values: dict[str, Any]) -> Model | None:
    if not rows["service"]:
        return None
    service = draw(st.sampled_from(rows["service"]))
    values |= {"resource_type": "service", "resource_id": service.pk, "entry_id": service.organization_id}
    values |= {"state": draw(st.sampled_from(["live", "undone"])), "set": draw(st.uuids())}
    return Change.objects.create(said_by="somebody", **values)


_MAKERS: dict[str, Callable[..., Model | None]] = {
    "organization": _organization,
    "service": _service,
    "service_at_location": _site,
    "location": _location,
    "schedule": _schedule,
    "address": _address,
    "url": _url,
    "service_capacity": _capacity,
    "attribute": _attribute,
    "metadata": _change,
}

_ADDED: dict[str, st.SearchStrategy[Any]] = {
    "mission": localized(),
    "values": localized(),
    "assured_at": st.none() | _MOMENTS,
    "changed_at": _MOMENTS,
    "position_is_rough": st.booleans(),
    "interpreters_on_site": st.sampled_from(["", "es,ase"]),
    "parking": st.sampled_from([None, True, False]),
    "bus_line": texts(),
    "step_free": st.sampled_from([None, True, False]),
    "cold_chain": st.sampled_from([None, True, False]),
    "indoor_waiting": st.sampled_from([None, True, False]),
    "assured_by_organization": st.booleans(),
    "as_given": texts(),
    "synonyms": st.dictionaries(st.sampled_from(["en", "es"]), st.lists(texts(), max_size=2), max_size=2),
    "said_at": _MOMENTS,
}


def _added(code: str) -> st.SearchStrategy[Any]:
    return _ADDED[code]


def _is_plain(column: Column) -> bool:
    return column.kind not in (Kind.ID, Kind.DERIVED) and column.name not in ("latitude", "longitude")


@cache
def _cell(table: Table, column: Column) -> st.SearchStrategy[Any]:
    longest = _longest(table, column)
    if column.kind == Kind.CHOICE:
        needed = {"action", "location_type", "address_type"}
        return st.sampled_from([*column.choices, *([] if column.field in needed else [""])])
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: texts(min(longest, 40)).filter(
            lambda text: bool(text) or column.field not in _NEVER_EMPTY
        ),
        Kind.LOCALIZED: localized(needed=column.needed),
        Kind.NUMBER: st.none() | st.floats(-1e6, 1e6),
        Kind.WHOLE: st.none() | st.integers(0, 32767),
        Kind.MONEY: st.none() | st.decimals(Decimal(0), Decimal(10**6), places=2),
        Kind.DATE: st.none() | st.dates(),
        Kind.DAY_OF: _MOMENTS,
        Kind.MOMENT: _MOMENTS,
        Kind.TIME: st.none() | st.times(),
        Kind.URL: st.sampled_from(_ADDRESSES if column.needed else ("", *_ADDRESSES)),
        Kind.URI: st.sampled_from(("", "urn:example:1", *_ADDRESSES)),
        Kind.EMAIL: st.sampled_from(("", "somebody@example.org")),
        Kind.ANYTHING: st.recursive(
            st.none() | st.booleans() | st.integers(-9, 9) | texts(), lambda each: st.lists(each, max_size=2)
        ),
    }
    return by_kind[column.kind]


def _longest(table: Table, column: Column) -> int:
    model: Any = table.model
    for name in column.field.split("."):
        field = model._meta.get_field(name)
        model = field.related_model or model
    return (field.max_length or 40) if isinstance(field, CharField) else 40


def told(table: Table) -> dict[UUID, dict[str, Any]]:
    """What every row of ``table`` says in the fields that travel."""
    paths = {column.field for column in table.columns if column.kind != Kind.DERIVED}
    paths |= {addition.field for addition in table.additions}
    return {
        row.pk: {path: as_json(_at(row, path)) for path in paths}
        for row in table.model._default_manager.all()
    }


def everything() -> dict[str, Any]:
    """What the whole directory says."""
    ties = CommunityTie.objects.values_list("entry_id", "kind", "community")
    changes = Change.objects.values_list("pk", "entry_id")
    return {table.name: told(table) for table in TABLES} | {"ties": set(ties), "entries": set(changes)}


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What is not the same: table, and row, field and both sayings, or the rows that only one has."""
    found: list[tuple[Any, ...]] = []
    for name, rows in before.items():
        if isinstance(rows, set) or rows.keys() != after[name].keys():
            found += [(name, lone) for lone in set(rows) ^ set(after[name])]
            continue
        for key, row in rows.items():
            for path, value in row.items():
                if after[name][key][path] != value:
                    found.append((name, key, path, value, after[name][key][path]))
    return found


def clear() -> None:
    """Remove the directory, with the identities that it gave to organisations and what imports remember."""
    for model in _in_order_of_removal():
        model._base_manager.all().delete()


def _in_order_of_removal() -> Iterator[type[Model]]:
    from longtable.core.models import ImportConflict, ImportRun, ImportTrace, SourceRecord

    yield from (ImportTrace, ImportConflict, SourceRecord, ImportRun, CommunityTie)
    yield from (table.model for table in reversed(TABLES))
    yield Organization


def _at(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name)
    return row


__all__ = ["BY_NAME", "clear", "differences", "directories", "everything"]
