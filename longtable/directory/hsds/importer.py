"""A directory in any version of HSDS, brought in table by table."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Permission
from longtable.core.imports import Entry, Importer, Planned, Reject, Row, plan_upsert
from longtable.core.imports.importer import Outcome
from longtable.core.models import SourceRecord
from longtable.directory.hsds.holding import let_newest_hold
from longtable.directory.hsds.landing import OTHERWISE_KNOWN, Lander, Landing
from longtable.directory.hsds.placing import let_rough_positions_go, place_by_addresses
from longtable.directory.hsds.sources import Source
from longtable.directory.hsds.staging import StagedRow, Staging
from longtable.directory.hsds.tables import Table
from longtable.directory.hsds.touching import Touched
from longtable.directory.models import Attribute, CommunityTie

_IDENTITY = "organization."
"""Fields that stand with the identity of an organisation, not with its entry."""

_AUDITED = ("organization", "service")
"""Tables whose rows the audit names one by one; of the others it says that they came in."""

_COUNTS = {
    Outcome.CREATED: "created",
    Outcome.CHANGED: "updated",
    Outcome.UNCHANGED: "unchanged",
    Outcome.REJECTED: "rejected",
    Outcome.CONFLICT: "conflicts",
}

Counts = dict[str, dict[str, int]]


class HsdsImporter(Importer):
    """One directory. Its rows keep their ids where these are UUIDs; ``source`` tells other ids apart.

    Raises :class:`UnreadableSource` when nothing at ``path`` can be a directory.
    """

    name = "hsds"
    permission = Permission.IMPORT_DIRECTORY
    batch_size = 800

    def __init__(
        self, path: Path, *, source: str = "", tell: Callable[[str], None] = lambda words: None
    ) -> None:
        self.opened = Source(path, tell)
        name = source or path.resolve().name.removesuffix(".zip").removesuffix(".csv").removesuffix(".json")
        super().__init__(source=f"hsds {name}"[:200], files=self.opened.files)
        self.called = name
        self.tell = tell
        self.now = timezone.now()
        self.touched = Touched(self.source, self.now)

    @cached_property
    def staging(self) -> Staging:
        """The source, laid out: read once, when the first of its rows is wanted."""
        return Staging(self.opened, self.called, tell=self.tell)

    def rows(self) -> Iterator[Row | Reject]:
        return self.staging.rows()

    def total(self) -> int:
        return self.staging.total

    def fingerprint(self) -> str:
        self.tell("looking whether this was begun before")
        return super().fingerprint()

    def plan(self, rows: Sequence[Row]) -> Planned:
        staged = [row for row in rows if isinstance(row, StagedRow)]
        table = staged[0].table
        landing = self._lander(table).land(staged)
        if table.name == "organization":
            planned = self._plan_organizations(landing)
        else:
            before = self._before(table, landing)
            identity = OTHERWISE_KNOWN.get(table.name, ("id",))
            planned = plan_upsert(table.model, landing.entries, **self._known_by, identity=identity)
            planned.writes = [*before, *planned.writes]
        self._rest(planned, landing, table)
        return planned

    def finish(self) -> None:
        """What changed is found by what it says now."""
        self.touched.have_indexed(self.staging.total - sum(self.staging.refused().values()))

    def counts(self, sums: Counts) -> Counts:
        """By CSV table of HSDS: created, updated, unchanged, rejected, conflicts; from those of a run."""
        found = {name: dict.fromkeys(_COUNTS.values(), 0) | counts for name, counts in sums.items()}
        for stem, refused in self.staging.refused().items():
            found.setdefault(stem, dict.fromkeys(_COUNTS.values(), 0))["rejected"] += refused
        for stem in ("organizations", "services", "locations"):
            found.setdefault(stem, dict.fromkeys(_COUNTS.values(), 0))
        return found

    def close(self) -> None:
        """Remove what was unpacked and laid out."""
        self.opened.close()
        if "staging" in vars(self):
            self.staging.close()

    def _lander(self, table: Table) -> Lander:
        if table.name not in self._landers:
            self._landers[table.name] = Lander(table, self.staging, self.source, self.now)
        return self._landers[table.name]

    @cached_property
    def _landers(self) -> dict[str, Lander]:
        return {}

    @cached_property
    def _known_by(self) -> dict[str, Any]:
        """How its rows are found again; asked before the first of them is written."""
        was_here = SourceRecord.objects.filter(source=self.source).exists()
        return {"source": self.source, "is_new_source": not was_here}

    def _before(self, table: Table, landing: Landing) -> list[Callable[[], Any]]:
        """What has to be written before the rows of this batch."""
        if table.name == "service_capacity":
            return let_newest_hold(landing.entries)
        if table.name == "location" and not self.staging.is_ours:
            return let_rough_positions_go(landing.entries)
        return []

    def _plan_organizations(self, landing: Landing) -> Planned:
        """Identity and entry of each; what becomes of a row is the greater of both."""
        identities, entries = zip(*map(_apart, landing.entries), strict=True) if landing.entries else ((), ())
        identity = plan_upsert(Organization, identities, **self._known_by, identity=("id",))
        refused = {reject.line for reject in identity.rejects}
        kept = [entry for entry in entries if entry.row.line not in refused]
        model = landing.table.model
        planned = plan_upsert(model, kept, **self._known_by, identity=("organization_id",))
        outcomes = {
            entry.source_id: max(
                planned.outcomes.get(entry.source_id, Outcome.REJECTED),
                _below_created(identity.outcomes[entry.source_id]),
            )
            for entry in landing.entries
        }
        sums = Counter(outcomes.values())
        planned.created, planned.changed = sums[Outcome.CREATED], sums[Outcome.CHANGED]
        planned.unchanged = sums[Outcome.UNCHANGED]
        planned.outcomes = outcomes
        planned.rejects += identity.rejects
        planned.conflicts += identity.conflicts
        planned.writes = [*identity.writes, *planned.writes]
        planned.traces = [*identity.traces, *planned.traces]
        planned.subjects = list(dict.fromkeys([*identity.subjects, *planned.subjects]))
        return planned

    def _rest(self, planned: Planned, landing: Landing, table: Table) -> None:
        """What belongs to the rows and is not counted with them, and the counts themselves."""
        for model, entries, identity in (
            (Attribute, landing.attributes, ("id",)),
            (CommunityTie, landing.ties, ("entry_id", "kind", "community")),
        ):
            if entries:
                beside = plan_upsert(model, entries, **self._known_by, identity=identity)
                planned.writes += beside.writes
                planned.traces += beside.traces
        if table.name == "address" and not self.staging.is_ours:
            planned.writes += place_by_addresses(landing.entries)
        self.touched.note(planned, landing)
        if self.is_dry_run:
            self.staging.landed(table.name, landing.ids)
        planned.rejects += landing.rejects
        sums = Counter(_COUNTS[outcome] for outcome in planned.outcomes.values())
        sums["rejected"] += len(landing.rejects)
        planned.parts = {table.stem: dict(sums)}
        if table.name not in _AUDITED:
            planned.subjects = []


def _apart(entry: Entry) -> tuple[Entry, Entry]:
    """What an organisation's row says of its identity, and of its entry."""
    own = {
        name.removeprefix(_IDENTITY): value
        for name, value in entry.values.items()
        if name.startswith(_IDENTITY)
    }
    rest = {name: value for name, value in entry.values.items() if not name.startswith(_IDENTITY)}
    kind = {"kind": Organization.Kind.COMMUNITY}
    identity = Entry(entry.row, entry.source_id, {"id": rest["organization_id"]} | own, kind)
    return identity, Entry(entry.row, entry.source_id, rest, entry.fresh)


def _below_created(outcome: Outcome) -> Outcome:
    """An identity that was made for an entry that is here would be news; one for a new entry is none."""
    return Outcome.CHANGED if outcome == Outcome.CREATED else outcome
