"""A counter that says something else than its rows is found, and a person looks."""

import json

import pytest
from click.testing import CliRunner, Result

from longtable.capacity import jobs
from longtable.capacity.commands import capacity
from longtable.capacity.models import Pool
from longtable.worklists.models import WorkItem


def typed(*words: str) -> Result:
    return CliRunner().invoke(capacity, words)


def test_sound_counters_end_with_zero(pool: Pool) -> None:
    assert typed("check").output == "Every counter says what the rows say.\n"
    assert json.loads(typed("check", "--json").output) == {"sound": True, "differences": []}


@pytest.mark.parametrize("counter", ["remaining", "anonymous_held", "waiting"])
def test_a_counter_that_drifted_ends_with_one(pool: Pool, counter: str) -> None:
    Pool.objects.update(**{counter: 3})
    told = typed("check")
    rows = 10 if counter == "remaining" else 0
    assert told.exit_code == 1
    assert told.output == f"tests.seats {pool.pk}: {counter} says 3, the rows say {rows}\n"
    assert json.loads(typed("check", "--json").output)["differences"][0]["counter"] == counter


def test_each_night_a_person_is_told_once(pool: Pool) -> None:
    jobs.compare_counters_with_rows()
    assert not WorkItem.objects.exists()
    Pool.objects.update(remaining=3)
    jobs.compare_counters_with_rows()
    jobs.compare_counters_with_rows()
    assert WorkItem.objects.get().kind == "capacity.differs"
