"""Rows with all that belongs to them, as the nested documents of HSDS 3.1, fit to be read by anybody.

Whatever the number of rows, a table is asked once for each place at which it stands in a document, and only
if there is something that its rows could belong to. The caller brings published rows; what hangs on them
and is a draft, not public or no longer believed stays out here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from longtable.directory.hsds import profile
from longtable.directory.hsds.additions import additions, prefetch_for_additions, term
from longtable.directory.hsds.publishing import public_rows
from longtable.directory.hsds.records import Record, record
from longtable.directory.hsds.tables import BY_MODEL, BY_NAME, Inside, Table, Via
from longtable.directory.models import (
    Attribute,
    Location,
    OrganizationEntry,
    Service,
    TaxonomyTerm,
)

NOTES = ("attribute", "metadata")
"""Tables whose rows hang on those of any other; they are fetched for everything in the documents at once."""

AT_ONCE = 5000
"""Ids in one query: fewer than the least that an engine takes."""

_OWNERS = ("organization_id", "parent_organization_id")
_UNCOUNTED = {"id": str(profile.UNIT_ID), "name": profile.UNIT_NAME}


def listed(rows: Sequence[Model]) -> list[Record]:
    """Rows of one table as they stand in a collection: with what there is one of, and nothing more."""
    building = _Building((Via.ONE,))
    documents = building.documents(rows)
    building.hide_drafts()
    return documents


def full(rows: Sequence[Model]) -> list[Record]:
    """Rows of one table with everything that belongs to them."""
    building = _Building((Via.ONE, Via.MANY))
    documents = building.documents(rows)
    building.hang_attributes()
    building.hang_history()
    building.hide_drafts()
    return documents


def minimal(services: Sequence[Service]) -> list[Record]:
    """What one needs in order to see which services changed, and what their schema requires."""
    names = ("id", "name", "status", "last_modified")
    whole = (record(BY_NAME["service"], service) for service in services)
    return [{name: each[name] for name in names} for each in whole]


def put_services(
    organizations: Sequence[OrganizationEntry], documents: Sequence[Record], *, whole: bool
) -> None:
    """Put their published services into the documents of organisations: ``whole``, or named alone."""
    owners = [organization.pk for organization in organizations]
    same = Q(pk__in=owners) | Q(survivor__in=owners)
    given = Service.objects.published().filter(organization__in=OrganizationEntry.objects.filter(same))
    services = list(given.select_related("organization").order_by("pk"))
    by_owner: dict[UUID | None, list[Record]] = defaultdict(list)
    for service, each in zip(services, full(services) if whole else minimal(services), strict=True):
        each.pop("organization", None)
        by_owner[service.provider.pk if service.provider else None].append(each)
    for owner, document in zip(owners, documents, strict=True):
        document["services"] = by_owner[owner]


def _rows_of(name: str, now: datetime) -> QuerySet:
    """Rows of a table that may stand in somebody else's document.

    An organisation and a place are reached from what is published, and may have been merged since.
    """
    model = BY_NAME[name].model
    if model is OrganizationEntry:
        return OrganizationEntry.objects.select_related("organization")
    if model is Location:
        return Location.objects.all()
    if model is TaxonomyTerm:
        return TaxonomyTerm.objects.select_related("taxonomy")
    return public_rows(BY_NAME[name], now)


def _holds(name: str, key: str) -> bool:
    return any(inside.key == key for inside in BY_NAME[name].inside)


def _chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    every = list(ids)
    return (every[first : first + AT_ONCE] for first in range(0, len(every), AT_ONCE))


@dataclass
class _Building:
    """Documents under construction. ``made`` are all, inner ones included, by table and id of the row."""

    via: tuple[Via, ...]
    now: datetime = field(default_factory=timezone.now)
    made: dict[tuple[str, UUID], list[Record]] = field(default_factory=lambda: defaultdict(list))

    def documents(self, rows: Sequence[Model], above: frozenset[str] = frozenset()) -> list[Record]:
        """A document for each row. What the row stands in (``above``) is not repeated in it."""
        if not rows:
            return []
        table = BY_MODEL[type(rows[0])]
        documents = [record(table, row) for row in rows]
        for row, document in zip(rows, documents, strict=True):
            self.made[table.name, row.pk].append(document)
        if Via.MANY in self.via and table.name != "attribute":
            self._hang_additions(table, rows, documents)
        for inside in table.inside:
            if inside.via in self.via and inside.table not in NOTES and inside.table not in above:
                put = self._put_one if inside.via == Via.ONE else self._put_many
                put(table, inside, rows, documents, above | {table.name})
        return documents

    def hang_attributes(self) -> None:
        """Give every document its terms and values."""
        owners = {pk: made for (name, pk), made in self.made.items() if _holds(name, "attributes")}
        for ids in _chunks(owners):
            rows = list(Attribute.objects.filter(link_id__in=ids).order_by("pk"))
            for row, document in zip(rows, self.documents(rows), strict=True):
                for owner in owners[row.link_id]:
                    owner.setdefault("attributes", []).append(document)

    def hang_history(self) -> None:
        """Give every document what was changed in it."""
        owners = {pk: made for (_name, pk), made in self.made.items()}
        for ids in _chunks(owners):
            changes = _rows_of("metadata", self.now).filter(resource_id__in=ids).order_by("said_at", "pk")
            for row, document in zip(rows := list(changes), self.documents(rows), strict=True):
                for owner in owners[row.resource_id]:
                    owner.setdefault("metadata", []).append(document)

    def _hang_additions(self, table: Table, rows: Sequence[Model], documents: Sequence[Record]) -> None:
        """What HSDS has no column for: other languages, facts of a place, that a status is not known."""
        prefetch_for_additions(table, rows)
        for row, document in zip(rows, documents, strict=True):
            for each in additions(table, row):
                each["taxonomy_term"] = term(profile.CODES[UUID(each["taxonomy_term_id"])])
                document.setdefault("attributes", []).append(each)

    def hide_drafts(self) -> None:
        """Take out ids of organisations that nobody may read yet."""
        named = [(document, name) for document in self._all() for name in _OWNERS if name in document]
        asked = {UUID(document[name]) for document, name in named}
        public = {
            str(pk)
            for ids in _chunks(asked)
            for pk in OrganizationEntry.objects.published().filter(pk__in=ids).values_list("pk", flat=True)
        }
        for document, name in named:
            if document[name] not in public:
                del document[name]

    def _all(self) -> Iterator[Record]:
        return (document for made in self.made.values() for document in made)

    def _put_many(
        self,
        table: Table,
        inside: Inside,
        rows: Sequence[Model],
        documents: Sequence[Record],
        above: frozenset[str],
    ) -> None:
        name = BY_NAME[inside.table].column(inside.column).field
        owners = {row.pk: document for row, document in zip(rows, documents, strict=True)}
        found = _rows_of(inside.table, self.now)
        if found.model is Location:
            found = found.filter(survivor=None)
        inner = [
            row for ids in _chunks(owners) for row in found.filter(**{f"{name}__in": ids}).order_by("pk")
        ]
        for row, document in zip(inner, self.documents(inner, above), strict=True):
            owners[getattr(row, name)].setdefault(inside.key, []).append(document)

    def _put_one(
        self,
        table: Table,
        inside: Inside,
        rows: Sequence[Model],
        documents: Sequence[Record],
        above: frozenset[str],
    ) -> None:
        name = table.column(inside.column).field
        keys = [getattr(row, name) for row in rows]
        found = self._found(inside.table, {key for key in keys if key})
        inner = list({row.pk: row for row in found.values()}.values())
        made = {row.pk: each for row, each in zip(inner, self.documents(inner, above), strict=True)}
        for key, document in zip(keys, documents, strict=True):
            if key in found:
                document[inside.column] = str(found[key].pk)
                document[inside.key] = made[found[key].pk]
            else:
                document.pop(inside.column, None)
                if inside.table == "unit":
                    document |= {"unit_id": str(profile.UNIT_ID), "unit": _UNCOUNTED}

    def _found(self, name: str, keys: set[UUID]) -> dict[UUID, Model]:
        """The rows of these ids; for one that was merged, the row that stands for it."""
        found = self._by_id(name, keys)
        standing = {pk: to for pk, row in found.items() if (to := getattr(row, "survivor_id", None))}
        others = self._by_id(name, standing.values())
        return {pk: others.get(standing.get(pk, pk), row) for pk, row in found.items()}

    def _by_id(self, name: str, keys: Iterable[UUID]) -> dict[UUID, Model]:
        return {row.pk: row for ids in _chunks(keys) for row in _rows_of(name, self.now).filter(pk__in=ids)}
