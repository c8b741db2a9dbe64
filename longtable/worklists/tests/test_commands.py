"""``longtable work``."""

import pytest
from click.testing import CliRunner

from longtable.worklists.commands import work
from longtable.worklists.models import Clock

pytestmark = pytest.mark.django_db


def test_a_clock_is_set_and_set_again() -> None:
    for days in ("2", "3"):
        ended = CliRunner().invoke(work, ["clock", "voices.call", "--days", days, "--then", "1:deputy"])
        assert ended.exit_code == 0, ended.output
    clock = Clock.objects.get()
    assert (clock.working_days, clock.ladder) == (3, [{"after": 1, "tell": "deputy"}])


def test_a_step_that_tells_nobody_is_refused() -> None:
    ended = CliRunner().invoke(work, ["clock", "voices.call", "--days", "2", "--then", "1:mayor"])
    assert ended.exit_code == 2
    assert "Write steps like" in ended.output
