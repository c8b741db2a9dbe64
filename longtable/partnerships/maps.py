"""The partnership map as SVG: counties, a dot for each organization, a line for each tie between two."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache
from django.utils.html import escape
from django.utils.translation import get_language

from longtable.accounts.models import Organization
from longtable.partnerships.selectors.network import Network, Tie
from longtable.places.maps import Piece, centres, draw
from longtable.places.models import Area

DRAWING = 1
"""Raise it when the drawing changes: it is part of the address of its content."""

KEEP_SECONDS = 24 * 3600
LAND = "#f3eee2"
PINE, CLAY, PAPER = "#1d5c46", "#a8512f", "#fbf8f1"
RADIUS = 6
STEP = 15
"""Distance between the dots of one county, in units of the map."""

Point = tuple[float, float]


def fingerprint(found: Network, description: str) -> str:
    """16 hexadecimal digits that change when the map would."""
    said = [str(DRAWING), get_language() or "", description]
    said += [f"{tie.first.pk}{tie.second.pk}{len(tie.agreements)}{bool(tie.contacts)}" for tie in found.ties]
    said += [f"{each.pk}{each.name}" for each in (*found.connected, *found.unconnected)]
    said += [area.code for area in found.counties]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def network_map(
    found: Network, state: Area, around: Iterable[Area], *, title: str, description: str
) -> bytes:
    """The map of a network in its state, whose other counties lie pale ``around``.

    Raises :class:`~longtable.places.maps.NoShapes`.
    """
    key = f"partnerships.map.{fingerprint(found, description)}"
    if (drawn := cache.get(key)) is None:
        inside = {area.pk for area in found.counties}
        pieces = [Piece(area.code, LAND if area.pk in inside else PAPER, area.name) for area in around]
        above = _above(found, state.code)
        drawn = draw(state.code, pieces, title=title, description=description, above=above)
        cache.set(key, drawn, KEEP_SECONDS)
    return drawn


def _above(found: Network, state_code: str) -> str:
    points = _points(found, centres(state_code))
    lines = "".join(_line(tie, points) for tie in found.ties)
    linked = _dots(found.connected, points, PINE)
    alone = _dots(found.unconnected, points, PAPER)
    return f'{lines}<g stroke="{PINE}" stroke-width="2">{alone}{linked}</g>'


def _points(found: Network, middles: dict[str, Point]) -> dict[UUID, Point]:
    """Where each organization stands: the middle of its county, those of one county in a spiral around it."""
    there: dict[str, int] = defaultdict(int)
    points = {}
    for each in (*found.connected, *found.unconnected):
        area = found.placed.get(each.pk)
        if area is None or area.code not in middles:
            continue
        number, (x, y) = there[area.code], middles[area.code]
        there[area.code] += 1
        turn, reach = 2.4 * number, STEP * math.sqrt(number)  # 2.4 is the golden angle: no two in one line
        points[each.pk] = (x + reach * math.cos(turn), y + reach * math.sin(turn))
    return points


def _line(tie: Tie, points: dict[UUID, Point]) -> str:
    """A solid line for an agreement in force, a dashed one for talks alone."""
    if tie.first.pk not in points or tie.second.pk not in points:
        return ""
    (x1, y1), (x2, y2) = points[tie.first.pk], points[tie.second.pk]
    look = f'stroke="{PINE}" stroke-width="2.500"' if tie.agreements else _DASHED
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" {look}/>'


_DASHED = f'stroke="{CLAY}" stroke-width="2" stroke-dasharray="5 4"'


def _dots(organizations: Iterable[Organization], points: dict[UUID, Point], fill: str) -> str:
    return "".join(_dot(points[each.pk], each.name, fill) for each in organizations if each.pk in points)


def _dot(at: Point, name: str, fill: str) -> str:
    x, y = at
    title = f"<title>{escape(name)}</title>"
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS}" fill="{fill}">{title}</circle>'
