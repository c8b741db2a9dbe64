"""One cell says the same before and after it went out, and says nothing where it cannot be read."""

import json
from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.directory.hsds import cells
from longtable.directory.hsds.columns import Column, Kind

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
        (Kind.EMAIL, "mailto:desk@example.org", "desk@example.org"),
    ],
)
def test_what_people_write_is_understood(kind: Kind, text: str, value: Any) -> None:
    assert cells.read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
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
