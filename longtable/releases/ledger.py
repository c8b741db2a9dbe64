"""The seals of the public ledger: how a line is sealed, and how anybody who keeps the books finds it touched.

A line's seal covers the line and the seal before it, so that changing or removing one shows at the next. That
the end was cut off shows only against a head that somebody wrote down elsewhere; the public page shows it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from longtable.releases.models import LedgerEntry, Release
from longtable.releases.selectors import as_published, with_tables

KINDS = {
    Release.State.PUBLISHED: ["published"],
    Release.State.SUPERSEDED: ["published"],
    Release.State.WITHDRAWN: ["published", "withdrawn"],
}
"""What stands in the ledger of a release, by where it stands; of a draft there is nothing."""


@dataclass(frozen=True)
class Verdict:
    """What :func:`verify` found. ``head``: ``number:seal`` of the newest line, empty where there is none."""

    lines: int
    releases: int
    head: str
    faults: tuple[str, ...]


def digest_of(release: Release) -> str:
    """SHA-256, in hexadecimal, of the tables as they are published."""
    words = json.dumps(as_published(release)["tables"], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def seal_of(entry: LedgerEntry, before: str) -> str:
    """SHA-256, in hexadecimal, of a line and of the seal ``before`` it (empty before the first)."""
    line = [
        before,
        entry.number,
        str(entry.release_id),
        entry.kind,
        entry.at.astimezone(UTC).isoformat(),
        str(entry.by_id or ""),
        entry.digest,
    ]
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()


def verify(known: str = "") -> Verdict:
    """Walk the whole ledger and the tables that it speaks of.

    ``known`` is a head that was written down earlier: with it a cut-off end shows too.
    """
    entries = list(LedgerEntry.objects.order_by("number"))
    faults = [*_line_faults(entries), *_release_faults(entries)]
    newest = entries[-1] if entries else None
    if known:
        number, _, seal = known.partition(":")
        if not any(f"{each.number}" == number and each.seal == seal for each in entries):
            faults.append(f"Line {number} is not there as it was written down")
    return Verdict(
        lines=len(entries),
        releases=len({each.release_id for each in entries}),
        head=f"{newest.number}:{newest.seal}" if newest else "",
        faults=tuple(faults),
    )


def _line_faults(entries: list[LedgerEntry]) -> Iterator[str]:
    before, expected = "", 1
    for entry in entries:
        if entry.number != expected:
            yield f"Lines {expected} to {entry.number - 1} are gone"
        elif seal_of(entry, before) != entry.seal:
            yield f"Line {entry.number} was changed"
        before, expected = entry.seal, entry.number + 1


def _release_faults(entries: list[LedgerEntry]) -> Iterator[str]:
    for release in with_tables(Release.objects.public()).order_by("published_at"):
        mine = [each for each in entries if each.release_id == release.pk]
        if [each.kind for each in mine] != KINDS[Release.State(release.state)]:
            yield f"{release.slug} does not stand where the ledger says"
        if any(digest_of(release) != each.digest for each in mine):
            yield f"The tables of {release.slug} were changed"
