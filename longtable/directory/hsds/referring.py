"""What rows of one HSDS table refer to: the rows that are here for it, be it under another id."""

from collections.abc import Sequence
from uuid import UUID

from longtable.core.models import SourceRecord
from longtable.directory.hsds import profile
from longtable.directory.hsds.repairs import Values, settle_references
from longtable.directory.hsds.shapes import Column, Kind, Table
from longtable.directory.hsds.staging import StagedRow, Staging
from longtable.directory.hsds.tables import BY_NAME

_OF_AN_ENTRY = ("organization", "program", "location", "service")
"""Tables whose rows say in ``organization_id`` to which entry they belong."""

_TIED = tuple(name for name in BY_NAME if name not in ("attribute", "metadata", "taxonomy_term"))
"""Tables that stand before attributes, so that one can say whether what an attribute is tied to is here."""


class References:
    """Everything that ``rows``, all of one table of one source, refer to: asked for at once."""

    def __init__(self, table: Table, staging: Staging, source: str, rows: Sequence[StagedRow]) -> None:
        self.table, self.staging, self.source = table, staging, source
        self._there = self._find(rows)
        self.entries = self._entries_of(rows) if table.name == "metadata" else {}
        """By change: the organisation to whose entry the changed row belongs, where it leads to one."""

    def settle(self, values: Values, row: StagedRow) -> str:
        """Put in the references that lead somewhere; why the row cannot come in if a needed one does not."""
        said = self.staging.said_of(row)
        for column in self.table.columns:
            if column.kind != Kind.ID or column.name == "id" or column.name not in said:
                continue
            given = row.values.get(column.name, "")
            target = column.to or _entity(column, row)
            key = self.staging.ids.of(target, given) if given else None
            if key and (column.to or self._is_tie_to(target)):
                key = self._there[target].get(key)
            if key is None and (column.needed or self._is_tie_to_nothing(column, given, values)):
                return f"{column.name} {given} leads nowhere" if given else f"It has no {column.name}"
            values[column.field] = key
        settle_references(self.table.name, values)
        owners = self.table.owners
        if owners and not any(values.get(self.table.column(name).field) for name in owners):
            return f"It belongs to nothing that is here: {', '.join(owners)}"
        return ""

    def _is_tie_to(self, target: str) -> bool:
        """Whether rows of this table are ties, and ``target`` is a table that stands before it."""
        return self.table.name == "attribute" and target in _TIED

    def _is_tie_to_nothing(self, column: Column, given: str, values: Values) -> bool:
        """Whether this is the end of a tie whose term is not here, and which says nothing else."""
        return column.name == "taxonomy_term_id" and bool(given) and not values.get("value")

    def _find(self, rows: Sequence[StagedRow]) -> dict[str, dict[UUID, UUID]]:
        """By table: ids that these rows refer to, with that of the row that is here for each."""
        found: dict[str, dict[UUID, UUID]] = {}
        for name in {column.to for column in self.table.references}:
            wanted = {
                self.staging.ids.of(name, given)
                for column in self.table.references
                if column.to == name
                for row in rows
                if (given := row.values.get(column.name))
            }
            there = self._standing(name, wanted) if wanted else {}
            if name == self.table.name:
                there |= {row.id: row.id for row in rows}
            if name == "unit":
                there[profile.UNIT_ID] = profile.UNIT_ID
            found[name] = there
        return found | (self._tied(rows) if self.table.name == "attribute" else {})

    def _tied(self, rows: Sequence[StagedRow]) -> dict[str, dict[UUID, UUID]]:
        """By table: the rows that are here of those to which these attributes are tied."""
        wanted: dict[str, set[UUID]] = {name: set() for name in _TIED}
        for row in rows:
            entity, given = row.values.get("link_entity", ""), row.values.get("link_id", "")
            if entity in wanted and given:
                wanted[entity].add(self.staging.ids.of(entity, given))
        return {name: self._standing(name, ids) if ids else {} for name, ids in wanted.items()}

    def _standing(self, name: str, wanted: set[UUID]) -> dict[UUID, UUID]:
        """Those of the ``wanted`` ids that lead to a row, be it under another id."""
        model = BY_NAME[name].model
        first = self.staging.first_of(name, wanted)
        asked = wanted - first.keys() | set(first.values())
        there = {key: key for key in model._base_manager.filter(pk__in=asked).values_list("pk", flat=True)}
        if missing := asked - there.keys():
            known = SourceRecord.objects.filter(source=self.source, subject_kind=model._meta.label_lower)
            others = known.filter(source_id__in=[str(key) for key in missing])
            subjects = {UUID(key): UUID(to) for key, to in others.values_list("source_id", "subject_id")}
            still = set(model._base_manager.filter(pk__in=subjects.values()).values_list("pk", flat=True))
            there |= {key: to for key, to in subjects.items() if to in still}
            there |= {key: key for key in self.staging.has_landed(name, missing - there.keys())}
        return there | {key: there[to] for key, to in first.items() if to in there}

    def _entries_of(self, rows: Sequence[StagedRow]) -> dict[UUID, UUID]:
        """By change: the organisation to whose entry the changed row belongs, where it leads to one."""
        found: dict[UUID, UUID] = {}
        for name in _OF_AN_ENTRY:
            changed = {
                row.id: self.staging.ids.of(name, row.values["resource_id"])
                for row in rows
                if row.values.get("resource_type") == name
            }
            if changed:
                model = BY_NAME[name].model
                owners = dict(
                    model._base_manager.filter(pk__in=changed.values()).values_list("pk", "organization_id")
                )
                found |= {key: owners[row] for key, row in changed.items() if owners.get(row)}
        return found


def _entity(column: Column, row: StagedRow) -> str:
    """The table that a reference without a fixed one leads to, as the row names it."""
    return row.values.get("link_entity" if column.name == "link_id" else "resource_type", "")
