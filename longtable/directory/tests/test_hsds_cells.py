"""One cell says the same before and after it went out, and says nothing where it cannot be read."""

import json
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.directory.hsds import cells
from longtable.directory.hsds.shapes import Column, Kind

ANYTHING = Column("replacement_value", Kind.ANYTHING)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from(["-", "null", "1", '"', " x ", "[]"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(value=VALUES)
def test_any_value_comes_back_from_a_column_of_strings(value: Any) -> None:
    written = cells.write(ANYTHING, value)
    if written is None:
        assert value is None
        return
    assert written not in ("", cells.STAND_IN)
    assert cells.read(Kind.ANYTHING, cells.clean(written)) == value


@given(text=st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = cells.clean(text)
    assert cells.clean(once) == once
    assert json.loads(json.dumps(once)) == once


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TIME, "5:30 P.M.", time(17, 30)),
        (Kind.TIME, "12am", time(0)),
        (Kind.TIME, "24:00", time(0)),
        (Kind.MONEY, "$1,250.5", Decimal("1250.50")),
        (Kind.MONEY, "Free", Decimal(0)),
        (Kind.WHOLE, "ext. 204", 204),
        (Kind.WHOLE, "12.0", 12),
        (Kind.FLAG, "sí", True),
        (Kind.FLAG, "N", False),
        (Kind.URL, "example.org/help", "https://example.org/help"),
        (Kind.URI, "urn:isbn:0451450523", "urn:isbn:0451450523"),
        (Kind.DAY_OF, "2026-03-05", datetime(2026, 3, 5, 5, tzinfo=UTC)),
        (Kind.DAY_OF, "2026-07-05T00:00:00.000Z", datetime(2026, 7, 5, 4, tzinfo=UTC)),
        (Kind.DAY_OF, "2026-07-05T09:30:00-04:00", datetime(2026, 7, 5, 13, 30, tzinfo=UTC)),
        (Kind.EMAIL, "mailto:desk@example.org", "desk@example.org"),
    ],
)
def test_what_people_write_is_understood(kind: Kind, text: str, value: Any) -> None:
    assert cells.read(kind, text) == value


def test_a_day_is_that_of_the_installation() -> None:
    """Who confirmed at nine in the evening did so on that day, though in Greenwich the next had begun."""
    evening = datetime(2026, 3, 6, 2, tzinfo=UTC)
    assert cells.write(Column("assured_date", Kind.DAY_OF), evening) == "2026-03-05"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((kind, "javascript:alert(1)") for kind in (Kind.URL, Kind.URI)),
        *((kind, "JavaScript://x.example/%0aalert(1)") for kind in (Kind.URL, Kind.URI)),
        *((kind, "data:text/html;base64,PHNjcmlwdD4=") for kind in (Kind.URL, Kind.URI)),
        (Kind.URI, "file:///etc/passwd"),
        (Kind.TIME, "25:00"),
        (Kind.TIME, "whenever"),
        (Kind.DATE, "02/30/2026"),
        (Kind.MOMENT, "yesterday"),
        (Kind.NUMBER, "NaN"),
        (Kind.NUMBER, "12 or 13"),
        (Kind.WHOLE, "-3"),
        (Kind.MONEY, "ask"),
        (Kind.FLAG, "maybe"),
        (Kind.URL, "call us"),
        (Kind.EMAIL, "none"),
    ],
)
def test_what_says_nothing_is_not_guessed(kind: Kind, text: str) -> None:
    with pytest.raises(cells.Unreadable):
        cells.read(kind, text)
