"""The calendar of a vaccination schedule: the examples of the specification, and what never breaks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from longtable.methods.immunization.dates import Span, Unreadable, read_date


@pytest.mark.parametrize(
    ("begin", "span", "end"),
    [
        ("2000-01-01", "3 years", "2003-01-01"),  # CALCDT-1
        ("2000-01-01", "6 months", "2000-07-01"),  # CALCDT-2
        ("2000-11-01", "6 months", "2001-05-01"),
        ("2000-01-01", "3 days", "2000-01-04"),  # CALCDT-3
        ("2000-01-01", "3 weeks", "2000-01-22"),
        ("2000-02-01", "5 weeks", "2000-03-07"),
        ("2001-02-01", "5 weeks", "2001-03-08"),
        ("2000-01-15", "- 4 days", "2000-01-11"),  # CALCDT-4
        ("2000-03-31", "6 months", "2000-10-01"),  # CALCDT-5
        ("2000-08-31", "6 months", "2001-03-01"),
        ("2000-01-31", "6 months - 4 days", "2000-07-27"),  # CALCDT-6
        ("2004-02-29", "1 year", "2005-03-01"),
        ("2000-05-31", "16 years - 4 months", "2016-01-31"),
    ],
)
def test_the_examples_of_the_specification(begin: str, span: str, end: str) -> None:
    assert Span.read(span).after(date.fromisoformat(begin)) == date.fromisoformat(end)


@pytest.mark.parametrize("text", ["", "soon", "4", "4 weeks 3", "4 weeks 3 days", "weeks"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        Span.read(text)


@given(some.dates(), some.builds(Span, *[some.integers(-400, 400)] * 3))
def test_a_span_is_written_as_it_is_read_and_never_leaves_the_calendar(day: date, span: Span) -> None:
    assert Span.read(str(span)) == span
    assert date.min <= span.after(day) <= date.max


def test_dates_are_read_in_both_ways_in_which_they_are_written() -> None:
    assert read_date("20250827") == date(2025, 8, 27)
    assert read_date("01/15/1957") == date(1957, 1, 15)
    with pytest.raises(Unreadable):
        read_date("20251301")
