"""State packs: what is particular to one state, as data. Each folder beside this file is one.

A pack has ``pack.toml`` (names, schemes, days), its tables, and ``SOURCES.md`` with where each fact
was read.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from longtable.core.imports import UnreadableSource

HOME = Path(__file__).resolve().parent
NEEDED = {"slug", "state", "areas", "schemes", "populations"}


@dataclass(frozen=True)
class Pack:
    """One state's pack, read but not judged."""

    folder: Path
    slug: str
    state: Mapping[str, str]
    areas: Mapping[str, str]
    schemes: tuple[Mapping[str, Any], ...]
    populations: tuple[Mapping[str, Any], ...]
    redactions: tuple[Mapping[str, Any], ...] = ()
    help_line: Mapping[str, Any] = field(default_factory=dict)
    open_meetings: tuple[Mapping[str, Any], ...] = ()

    @property
    def files(self) -> list[Path]:
        """Everything whose change is a change of the pack."""
        named = {self.areas["file"], *(each["file"] for each in self.populations)}
        return [self.folder / name for name in ("pack.toml", *sorted(named))]


def available() -> list[str]:
    """Slugs of the packs that come with Longtable."""
    return sorted(path.parent.name for path in HOME.glob("*/pack.toml"))


def read_pack(where: str) -> Pack:
    """The pack of that slug, or in that folder. Raises ``UnreadableSource`` when there is none."""
    folder = HOME / where if where in available() else Path(where)
    try:
        data = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    except OSError as error:
        known = ", ".join(available())
        raise UnreadableSource(f"There is no state pack {where}. Those that come along: {known}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{where}: pack.toml cannot be read: {error}") from error
    if missing := NEEDED - set(data):
        raise UnreadableSource(f"{where}: pack.toml lacks {', '.join(sorted(missing))}")
    return Pack(
        folder=folder,
        slug=data["slug"],
        state=data["state"],
        areas=data["areas"],
        schemes=tuple(data["schemes"]),
        populations=tuple(data["populations"]),
        redactions=tuple(data.get("records", {}).get("redactions", ())),
        help_line=data.get("help_line", {}),
        open_meetings=tuple(data.get("open_meetings", ())),
    )


@lru_cache
def state_code(slug: str) -> str | None:
    """Census code of the state of a pack that comes along, or ``None``."""
    return read_pack(slug).state["code"] if slug in available() else None


@lru_cache
def redactions(slug: str) -> tuple[Mapping[str, Any], ...]:
    """What is taken out of records for a request in that state, each with its statute; none without a pack.

    Each has ``code``, ``what`` by language, ``statute`` (empty when none was found), ``basis`` (``read`` in a
    page or ``unverified``) and ``source``.
    """
    return read_pack(slug).redactions if slug in available() else ()


@lru_cache
def help_line(slug: str) -> Mapping[str, Any]:
    """The state's line that knows services (211): ``name`` by language, ``phone``, ``source``; or empty."""
    return read_pack(slug).help_line if slug in available() else {}


@lru_cache
def open_meetings(slug: str) -> tuple[Mapping[str, Any], ...]:
    """By when notice of a public body's meeting must stand in that state, the usual case first; or nothing.

    Each has ``code``, ``what`` by language, ``hours`` before the beginning, ``statute``, ``basis`` (``read``
    in a page or ``unverified``) and ``source``.
    """
    return read_pack(slug).open_meetings if slug in available() else ()
