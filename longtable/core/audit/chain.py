"""Sealing entries into a chain, and telling whether somebody touched it.

Each sealed entry's digest covers its own content and the digest before it, so changing or
removing one shows at the next. Cutting off the end shows only against a head that was written
down elsewhere: ``export_head`` appends it daily to a file that belongs on another machine.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from longtable.core.models import AuditEntry, AuditSubject

START = "0" * 64


@dataclass(frozen=True)
class Head:
    """The end of the chain. Written as ``sequence:digest``."""

    sequence: int
    digest: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Raises ``ValueError`` for anything but ``sequence:digest``."""
        sequence, _, digest = text.strip().partition(":")
        if len(digest) != 64:
            raise ValueError("A head looks like 1234:<64 hexadecimal digits>")
        return cls(int(sequence), digest)


@dataclass(frozen=True)
class Verdict:
    """What :func:`verify` found. ``faults`` is empty when nobody touched the chain."""

    sealed: int
    unsealed: int
    head: Head
    faults: tuple[str, ...]


def digest(entry: AuditEntry, subjects: list[tuple[str, str]], before: str) -> str:
    """SHA-256 over a canonical form of the entry and the digest before it."""
    content = [
        entry.pk,
        entry.at.timestamp().hex(),
        entry.actor_kind,
        entry.actor_id,
        entry.verb,
        entry.fields,
        entry.why,
        sorted(subjects),
        before,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def seal(limit: int = 5000) -> int:
    """Chain up to ``limit`` unsealed entries in order of their ids; returns how many.

    One sealer at a time: the unique ``sequence`` makes a second one fail and roll back.
    """
    with transaction.atomic():
        head = current_head()
        entries = list(
            AuditEntry.objects.filter(sequence=None).order_by("id").prefetch_related("subjects")[:limit]
        )
        sequence, before = head.sequence, head.digest
        for entry in entries:
            sequence += 1
            before = digest(entry, _subjects(entry), before)
            entry.sequence, entry.digest = sequence, before
        AuditEntry.objects.bulk_update(entries, ["sequence", "digest"], batch_size=200)
    return len(entries)


def current_head() -> Head:
    """The last sealed entry, or sequence 0 with the starting digest."""
    last = AuditEntry.objects.exclude(sequence=None).order_by("sequence").last()
    return Head(last.sequence or 0, last.digest) if last else Head(0, START)


def verify(known: Head | None = None) -> Verdict:
    """Walk the whole chain. With a ``known`` head also tell whether its end was cut off or rewritten."""
    faults: list[str] = []
    before, expected, seen_known = START, 0, known is None or known.sequence == 0
    entries = AuditEntry.objects.exclude(sequence=None).order_by("sequence").prefetch_related("subjects")
    for entry in entries.iterator(chunk_size=2000):
        expected += 1
        if entry.sequence != expected:
            faults.append(f"Entries {expected} to {(entry.sequence or 0) - 1} are gone")
            expected = entry.sequence or expected
        elif digest(entry, _subjects(entry), before) != entry.digest:
            faults.append(f"Entry {entry.sequence} was changed")
        if known and entry.sequence == known.sequence:
            seen_known = True
            if entry.digest != known.digest:
                faults.append(f"Entry {known.sequence} is not the one that was exported")
        before = entry.digest
    if known and not seen_known:
        faults.append(f"The chain ends at {expected}, but {known.sequence} was exported: its end was cut off")
    return Verdict(
        sealed=AuditEntry.objects.exclude(sequence=None).count(),
        unsealed=AuditEntry.objects.filter(sequence=None).count(),
        head=current_head(),
        faults=tuple(faults),
    )


def export_head(folder: Path) -> Head:
    """Append today's head to ``audit-heads.txt`` in ``folder``."""
    head = current_head()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "audit-heads.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"{timezone.now().isoformat()} {head}\n")
    return head


def _subjects(entry: AuditEntry) -> list[tuple[str, str]]:
    subjects: list[AuditSubject] = list(entry.subjects.all())
    return [(subject.kind, subject.subject_id) for subject in subjects]
