"""Where ZIP codes and towns lie, read from what set-up fetched; docs/search.md says whose lists these are."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from longtable.methods.county_map import lies_within, outlines

_POSTAL: Final = (
    "01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA "
    "20:KS 21:KY 22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM "
    "36:NY 37:NC 38:ND 39:OH 40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA "
    "54:WV 55:WI 56:WY 60:AS 66:GU 69:MP 72:PR 78:VI"
)
POSTAL: Final = dict(pair.split(":") for pair in _POSTAL.split())
"""Census code of a state to its two letters."""


@dataclass(frozen=True)
class SourcePoint:
    """One ZIP code or town as its source has it; ``county`` is a census code."""

    code: str
    name: str
    latitude: float
    longitude: float
    county: str
    people: int = 0


CountyAt = Callable[[float, float], str | None]


def county_finder(shapes: Path, state_code: str) -> CountyAt:
    """A function from latitude and longitude to the code of the county there, or None outside the state.

    Raises OSError or ValueError when the shapes cannot be read.
    """
    counties = outlines(shapes, state_code)
    boxes = {code: _box([point for ring in rings for point in ring]) for code, rings in counties.items()}

    def county_at(latitude: float, longitude: float) -> str | None:
        for code, (west, south, east, north) in boxes.items():
            is_near = west <= longitude <= east and south <= latitude <= north
            if is_near and lies_within((longitude, latitude), counties[code]):
                return code
        return None

    return county_at


def zip_points(file: Path, county_at: CountyAt) -> Iterator[SourcePoint]:
    """The ZIP codes whose point lies in the state. Raises OSError or ValueError."""
    text = file.read_text(encoding="utf-8")
    for row in json.loads(text[text.index("[") : text.rindex("]") + 1]):
        if county := county_at(row["latitude"], row["longitude"]):
            code = row["zipCode"]
            yield SourcePoint(code, code, row["latitude"], row["longitude"], county)


def town_points(file: Path, state_code: str) -> Iterator[SourcePoint]:
    """The towns of the state with the county that the source gives. Raises OSError."""
    letters = POSTAL.get(state_code)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) > 14 and row[8] == "US" and row[10] == letters:
                yield SourcePoint(
                    row[0], row[1], float(row[4]), float(row[5]), state_code + row[11], int(row[14] or 0)
                )


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
