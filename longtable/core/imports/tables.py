"""Sheets of which each row says something about rows of this site, of one table or of several.

class ContactsImporter(TableImporter):
    def stages(self):
        return [Stage(Contact, self._contact), Stage(Phone, self._phone)]
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from longtable.core.imports.importer import Outcome, Planned
from longtable.core.imports.kinds import Unfit, UploadImporter, UploadRow
from longtable.core.imports.rows import Row
from longtable.core.imports.upsert import Entry, plan_upsert

Ids = dict[str, Any]
"""Label of a table -> id of the row that a sheet's row speaks of there."""


@dataclass(frozen=True)
class Stage:
    """One table that a row speaks of.

    ``values`` gives what the row says, by attribute name, foreign keys as ``<name>_id``; ``None`` where it
    says nothing of this table. It is told the ids of the row's earlier stages, and may raise ``Unfit``.
    ``identity`` names fields by which a row that no sheet ever spoke of is recognised as the same.
    """

    model: type[Model]
    values: Callable[[UploadRow, Ids], Mapping[str, Any] | None]
    identity: Sequence[str] = ()
    fresh: Callable[[UploadRow], Mapping[str, Any]] | None = None
    """What a row that is made here says besides; one that is here already keeps its own."""
    leads: bool = False
    """Whether people ask for rows of this table: one made here is a row made."""
    part: str = ""
    """Tells two stages of one table apart."""

    @property
    def label(self) -> str:
        """Label of the table, as traces name it, and the part."""
        return ":".join(filter(None, (self.model._meta.label_lower, self.part)))

    def source_id(self, row: UploadRow) -> str:
        """The name by which the source's word on this table is remembered."""
        return ":".join(filter(None, (row.source_id, self.part)))


@dataclass(frozen=True)
class Standing:
    """What stands here: the rows of each stage by label, and what the cells of a sheet say of them."""

    rows: Mapping[str, Model]
    cells: Mapping[str, str]


@dataclass
class _Row:
    """A row of the sheet on its way through the stages."""

    row: UploadRow
    ids: Ids = field(default_factory=dict)
    outcome: Outcome = Outcome.UNCHANGED


class TableImporter(UploadImporter):
    """Rows of a sheet become rows of tables. What was edited here since the source last spoke is a conflict.

    A row is taken as a whole: what one table refuses, no other gets.
    """

    may_repeat = False
    along = frozenset()

    @abstractmethod
    def stages(self) -> Sequence[Stage]:
        """The tables, those first to which others point. One of them leads."""

    def beforehand(self, rows: Sequence[UploadRow]) -> Planned:
        """What has to stand before these rows can: its ``writes``, ``traces`` and ``subjects``."""
        return Planned()

    def tells(self, code: str) -> bool:
        """Whether the sheet says anything of ``code``: what it has no column for, it leaves as it is."""
        return not self.upload.columns or code in self.upload.columns.values() or code in self.upload.answers

    def standing(self) -> Iterator[Standing]:
        """What stands here already, to be taken out, corrected and brought back. Empty: nothing can be."""
        return iter(())

    def besides(self, planned: Planned, row: UploadRow, ids: Ids) -> Outcome:
        """What a row says beyond its tables: adds to ``planned`` and tells what it does. Raises ``Unfit``."""
        return Outcome.UNCHANGED

    def written(self, made: Sequence[Ids], changed: Sequence[Ids]) -> None:
        """What follows, in the same transaction, from rows that were made or changed."""

    def plan(self, rows: Sequence[Row]) -> Planned:
        mine = [row for row in rows if isinstance(row, UploadRow)]
        refused = Planned()
        while True:
            planned = self._through_all_stages(mine)
            if not planned.rejects:
                break
            faulty = {reject.line for reject in planned.rejects}
            refused.rejects += planned.rejects
            mine = [row for row in mine if row.line not in faulty]
        planned.rejects = refused.rejects
        return planned

    def name_of(self, row: Model) -> str:
        return next((str(row) for stage in self.stages() if stage.leads and isinstance(row, stage.model)), "")

    def _through_all_stages(self, mine: Sequence[UploadRow]) -> Planned:
        together, under_way = self.beforehand(mine), {row.source_id: _Row(row) for row in mine}
        for stage in self.stages():
            if together.rejects:
                break  # all of it is looked at again, without these rows
            entries = [entry for each in under_way.values() if (entry := _entry(stage, each, together))]
            by_source_id = {stage.source_id(each.row): each for each in under_way.values()}
            part = plan_upsert(stage.model, entries, source=self.name, identity=stage.identity)
            for name in ("rejects", "conflicts", "writes", "subjects", "traces"):
                getattr(together, name).extend(getattr(part, name))
            for source_id, outcome in part.outcomes.items():
                each = by_source_id[source_id]
                if outcome is Outcome.CREATED and not stage.leads:
                    outcome = Outcome.CHANGED
                each.outcome = max(each.outcome, outcome)
                each.ids[stage.label] = part.ids.get(source_id)
        for each in under_way.values():
            try:
                if each.outcome is not Outcome.REJECTED:
                    each.outcome = max(each.outcome, self.besides(together, each.row, each.ids))
            except Unfit as error:
                together.rejects.append(each.row.reject(str(error)))
        with_outcome = {outcome: _ids(under_way.values(), outcome) for outcome in Outcome}
        together.created = len(with_outcome[Outcome.CREATED])
        together.changed = len(with_outcome[Outcome.CHANGED])
        together.unchanged = len(with_outcome[Outcome.UNCHANGED])
        together.outcomes = {source_id: each.outcome for source_id, each in under_way.items()}
        changed = with_outcome[Outcome.CHANGED] + with_outcome[Outcome.CONFLICT]
        together.writes.append(lambda: self.written(with_outcome[Outcome.CREATED], changed))
        return together


def _entry(stage: Stage, each: _Row, planned: Planned) -> Entry | None:
    """What the row says of that table; a reject where it cannot be meant."""
    try:
        values = stage.values(each.row, each.ids)
        fresh = stage.fresh(each.row) if stage.fresh else {}
    except Unfit as error:
        each.outcome = Outcome.REJECTED
        planned.rejects.append(each.row.reject(str(error)))
        return None
    return None if values is None else Entry(each.row, stage.source_id(each.row), values, fresh)


def _ids(rows: Iterable[_Row], outcome: Outcome) -> list[Ids]:
    return [each.ids for each in rows if each.outcome is outcome]
