"""County maps as SVG: drawn once per state of the facts, small enough for a phone."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.methods.county_map import load_shapes, middles, paths, view_box
from longtable.places.overview import Overview

WIDTH = 880
DRAWING = 1
"""Raise it when the drawing changes: a browser keeps a map for a year under the address of its content."""

KEEP_SECONDS = 7 * 24 * 3600
HATCH = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fbf8f1"/><rect width="2" height="7" fill="#b9bfb5"/></pattern>'
)


class NoShapes(RuntimeError):
    """The file of county shapes is not there, or does not have this state."""


@dataclass(frozen=True)
class Piece:
    """One county on a map. ``color`` is ``None`` for hatching: not known for certain."""

    code: str
    color: str | None
    label: str


def fingerprint(overview: Overview) -> str:
    """16 hexadecimal digits that change when the map would: facts, words, language, shapes or drawing."""
    said = [str(DRAWING), str(shapes_version()), get_language() or ""]
    said += [str(overview.scheme), overview.sentence]
    said += [f"{piece.code}{piece.color}{piece.label}" for piece in _pieces(overview)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def scheme_map(overview: Overview) -> bytes:
    """The map of ``overview`` in the active language. Raises :class:`NoShapes`."""
    key = f"places.map.{fingerprint(overview)}"
    if (drawn := cache.get(key)) is None:
        title = f"{overview.scheme}, {overview.state}"
        drawn = draw(overview.state.code, _pieces(overview), title=title, description=overview.sentence)
        cache.set(key, drawn, KEEP_SECONDS)
    return drawn


def draw(state_code: str, pieces: Iterable[Piece], *, title: str, description: str, above: str = "") -> bytes:
    """An SVG of the state's counties, with a title and a description for screen readers.

    ``above`` is SVG that is laid over the counties, in the same units; the caller has escaped it.
    """
    found = _outlines(settings.MAP_SHAPES, shapes_version(), state_code)
    if found is None:
        raise NoShapes(f"{settings.MAP_SHAPES} has no counties of {state_code}, or is not there")
    box, outlines = found
    drawn = "".join(
        f'<path fill="{piece.color or "url(#hatch)"}" d="{outlines[piece.code]}">'
        f"<title>{escape(piece.label)}</title></path>"
        for piece in pieces
        if piece.code in outlines
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-labelledby="title desc">'
        f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
        f'<defs>{HATCH}</defs><g stroke="#77827b" stroke-width="1" stroke-linejoin="round">{drawn}</g>'
        f"{above}</svg>"
    ).encode()


def centres(state_code: str) -> dict[str, tuple[float, float]]:
    """The middle of each county in the units of :func:`draw`; empty when there is nothing to draw."""
    return _centres(settings.MAP_SHAPES, shapes_version(), state_code)


def has_shapes() -> bool:
    """Whether a map can be drawn at all."""
    return shapes_version() > 0


def shapes_version() -> int:
    """Changes with the file of county shapes; 0 without one."""
    try:
        return Path(settings.MAP_SHAPES).stat().st_mtime_ns
    except OSError:
        return 0


def _pieces(overview: Overview) -> list[Piece]:
    pieces = []
    for county in overview.counties:
        region = overview.certain_region(county)
        label = f"{county.area}: {region or _('not confirmed')}"
        pieces.append(Piece(county.area.code, overview.color_of(county), label))
    return pieces


@lru_cache(maxsize=4)
def _centres(file: Path, version: int, state_code: str) -> dict[str, tuple[float, float]]:
    try:
        return middles(load_shapes(Path(file), state_code), WIDTH)
    except (OSError, ValueError):
        return {}


@lru_cache(maxsize=4)
def _outlines(file: Path, version: int, state_code: str) -> tuple[str, dict[str, str]] | None:
    """``None``, remembered like everything else, when there is nothing to draw: reading takes long."""
    try:
        shapes = load_shapes(Path(file), state_code)
    except (OSError, ValueError):
        return None
    return view_box(shapes, WIDTH), paths(shapes, WIDTH)
