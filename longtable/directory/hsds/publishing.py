"""What of the directory anybody may take along: published rows, and what belongs to them.

Rows are asked for in pieces by their ids, so that a directory of any size passes through flat memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from longtable.directory.hsds.records import Record, record
from longtable.directory.hsds.tables import BY_NAME, Table
from longtable.directory.models import (
    Attribute,
    Change,
    Contact,
    Location,
    OrganizationEntry,
    Phone,
    Program,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)

PIECE = 1000
"""Rows that are held at once."""


def published(table: Table, now: datetime) -> Iterator[list[tuple[Model, Record]]]:
    """Pieces of the rows of ``table`` that anybody may read, each with its record.

    References to what is not published are left out of the records; rows that belong to nothing
    published do not come.
    """
    for rows in _pieces(public_rows(table, now)):
        records = [record(table, row) for row in rows]
        public = _public_references(table, records, now)
        kept = [
            (row, each) for row, each in zip(rows, records, strict=True) if _keep_public(table, each, public)
        ]
        if kept:
            yield kept


def _keep_public(table: Table, each: Record, public: Mapping[str, set[str]]) -> bool:
    """Take out references that lead to nothing public; whether the record still belongs to something."""
    for column in table.references:
        if each.get(column.name) and each[column.name] not in public[column.to]:
            del each[column.name]
            if column.needed:
                return False
    if table.model in (Attribute, Change):
        name, link = (
            ("link_entity", "link_id") if table.model is Attribute else ("resource_type", "resource_id")
        )
        return each[link] in public.get(each[name], ())
    return not table.owners or any(each.get(name) for name in table.owners)


def _public_references(table: Table, records: Sequence[Record], now: datetime) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {column.to: set() for column in table.references}
    for column in table.references:
        wanted[column.to] |= {each[column.name] for each in records if each.get(column.name)}
    if table.model in (Attribute, Change):
        name, link = (
            ("link_entity", "link_id") if table.model is Attribute else ("resource_type", "resource_id")
        )
        for each in records:
            if each[name] in BY_NAME:
                wanted.setdefault(each[name], set()).add(each[link])
    return {name: public_ids(name, ids, now) for name, ids in wanted.items()}


def public_ids(name: str, ids: Iterable[str], now: datetime) -> set[str]:
    """Those of ``ids`` that anybody may read in the HSDS table ``name``."""
    table, found = BY_NAME[name], set()
    for some in _cut(sorted(ids)):
        rows = public_rows(table, now).filter(pk__in=some)
        if name in _BY_THEMSELVES:
            found |= {str(key) for key in rows.values_list("pk", flat=True)}
            continue
        records = [record(table, row) for row in rows]
        public = _public_references(table, records, now)
        found |= {each["id"] for each in records if _keep_public(table, each, public)}
    return found


_BY_THEMSELVES = ("taxonomy", "taxonomy_term", "unit", "organization", "service", "location")
"""Tables of which a query alone says what is public."""


def public_rows(table: Table, now: datetime) -> QuerySet:
    """Rows that are public as far as a query can say."""
    found = _QUERIES.get(table.model)
    return found(now) if found else table.model._default_manager.all()


def _locations(now: datetime) -> QuerySet:
    sites = ServiceAtLocation.objects.filter(location=OuterRef("pk"), service__in=Service.objects.published())
    own = Q(organization__in=OrganizationEntry.objects.published())
    return Location.objects.filter(own | Exists(sites), merged_into=None)


_QUERIES: Mapping[type[Model], Callable[[datetime], QuerySet]] = {
    OrganizationEntry: lambda now: OrganizationEntry.objects.published().select_related("organization"),
    Program: lambda now: Program.objects.filter(organization__in=OrganizationEntry.objects.published()),
    Service: lambda now: Service.objects.published(),
    Location: _locations,
    Contact: lambda now: Contact.objects.filter(is_public=True),
    Phone: lambda now: Phone.objects.exclude(contact__is_public=False),
    ServiceCapacity: lambda now: ServiceCapacity.objects.current(now),
    Change: lambda now: Change.objects.made(),
}


def _pieces(rows: QuerySet) -> Iterator[list[Model]]:
    """By id, so that nothing is kept open between the pieces and each is found by the index."""
    last: UUID | None = None
    while True:
        further = rows if last is None else rows.filter(pk__gt=last)
        piece = list(further.order_by("pk")[:PIECE])
        if not piece:
            return
        yield piece
        last = piece[-1].pk


def _cut(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), PIECE):
        yield list(ids[start : start + PIECE])
