"""Who reads Spanish here finds times, numbers and typed dates as everywhere around them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format, number_format


@pytest.fixture(autouse=True)
def _in_spanish() -> Iterator[None]:
    with translation.override("es"):
        yield


def test_a_time_is_told_by_the_12_hour_clock() -> None:
    at = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
    half = translation.gettext("p.m.")
    assert date_format(at, "DATETIME_FORMAT") == f"24 de noviembre de 2026, 5:05\u00a0{half}"


def test_a_full_hour_needs_no_minutes_and_no_line_breaks_before_its_half() -> None:
    assert date_format(datetime(2026, 11, 24, 9, tzinfo=UTC), "TIME_FORMAT").startswith("9\u00a0a")


def test_a_day_keeps_its_spanish_order() -> None:
    assert date_format(date(2026, 11, 24), "DATE_FORMAT") == "24 de noviembre de 2026"


def test_a_large_number_has_commas() -> None:
    assert number_format(3_402_716, force_grouping=True) == "3,402,716"


def test_a_typed_birth_date_has_the_month_first() -> None:
    assert forms.DateField().clean("03/04/1980") == date(1980, 3, 4)
