"""When something is due, as one would say it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from longtable.worklists.words import due

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("ahead", "words", "is_late"),
    [
        (timedelta(days=-2), "2 days late", True),
        (timedelta(days=-1), "1 day late", True),
        (timedelta(minutes=-1), "Late since today", True),
        (timedelta(hours=2), "Today", False),
        (timedelta(days=1), "Tomorrow", False),
        (timedelta(days=2), "Friday", False),
        (timedelta(days=9), "March 13", False),
    ],
)
def test_due_in_words(settings: object, ahead: timedelta, words: str, is_late: bool) -> None:
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]
    with translation.override("en"):
        said = due(NOW + ahead, NOW)
    assert (said.words, said.is_late) == (words, is_late)


def test_a_weekday_begins_a_line_in_spanish_too(settings: object) -> None:
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]
    with translation.override("es"):
        assert due(NOW + timedelta(days=2), NOW).words == "Viernes"
