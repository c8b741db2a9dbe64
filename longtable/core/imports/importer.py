"""What a package says about a source: its rows, and what they would change here."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any, ClassVar

from longtable.core.access import Permission
from longtable.core.imports.rows import Reject, Row, fingerprint


@dataclass(frozen=True)
class Conflict:
    """A local row that was edited here while the source changed the same fields."""

    subject_kind: str
    subject_id: str
    theirs: Mapping[str, Any]


@dataclass(frozen=True)
class Trace:
    """A local row that would be made (``before`` is ``None``) or changed, and what it would say then.

    Only fields that the import writes, as JSON holds them: by these the whole of it is taken back.
    """

    subject_kind: str
    subject_id: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] = field(default_factory=dict)


class Outcome(IntEnum):
    """What becomes of a row; of several things that one row says, the greatest tells what became of it."""

    UNCHANGED = 0
    CHANGED = 1
    CREATED = 2
    CONFLICT = 3
    REJECTED = 4


@dataclass
class Planned:
    """What a batch would do. Counting needs no writing; ``writes`` do it, in order, if it is meant.

    ``created + changed + unchanged + conflicts + rejects`` is the number of rows that were given.
    ``subjects`` are ``(model label, id)`` of rows for the audit; leave it empty for bulk rows
    such as votes. ``ids`` maps source ids to local ids, of rows that would be created too. ``traces``
    are looked at after ``writes``, which may add to them; an import without any cannot be undone.
    ``outcomes`` tell what becomes of each source id, where somebody asks. ``parts`` are counts by part, for
    a source that has several: they are added up in the ``options`` of the run.
    """

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    writes: list[Callable[[], Any]] = field(default_factory=list)
    subjects: list[tuple[str, object]] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    ids: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    parts: dict[str, dict[str, int]] = field(default_factory=dict)


class Importer(ABC):
    """One source of one kind. Make one per run: it may remember what earlier batches planned.

    ``name`` is the kind of source and the verb of ``longtable import``; ``source`` names this one in
    words that stay the same when its content changes (records are found again by it).
    """

    name: ClassVar[str]
    permission: ClassVar[Permission] = Permission.OPERATE
    batch_size: ClassVar[int] = 1000
    """The most rows per transaction. Of slow rows it takes fewer, so that others can write in between."""

    is_dry_run = False
    """Whether nothing is written; the runner says so before the first batch."""

    def __init__(
        self, *, source: str, files: Sequence[Path] = (), options: Mapping[str, Any] | None = None
    ) -> None:
        self.source = source
        self.files = list(files)
        self.options = dict(options or {})

    @abstractmethod
    def rows(self) -> Iterator[Row | Reject]:
        """Every row, always in the same order, so that a run can be taken up where it stopped."""

    @abstractmethod
    def plan(self, rows: Sequence[Row]) -> Planned:
        """What these rows, all of one file and at most ``batch_size``, would do. Reads only.

        In a real run it is called inside the transaction in which ``writes`` follow; in a dry run
        nothing is ever written, so rows of an earlier batch are known only from what it planned
        (remember ``Planned.ids``). After a crash earlier batches are in the database and are not
        given again.
        """

    def finish(self) -> None:  # noqa: B027 - most sources need nothing here
        """After the last batch, in a transaction of its own: totals, follow-up work. May be repeated."""

    def fingerprint(self) -> str:
        """Tells whether the source is the one that an unfinished run had begun."""
        return fingerprint(self.files, json.dumps(self.options, sort_keys=True, default=str))

    def total(self) -> int | None:
        """How many rows there are, if that is cheap to know."""
        return None
