"""Days and hours on pages."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from longtable.core.templatetags.longtable import moment


@pytest.mark.parametrize("language", ["en", "es"])
def test_half_of_the_day_stays_on_the_line_of_its_hour(language: str) -> None:
    with translation.override(language):
        shown = moment(datetime(2026, 11, 24, 22, 5, tzinfo=UTC), clock=True)
    assert "5:05\u00a0p." in shown
    assert "5:05 p" not in shown
