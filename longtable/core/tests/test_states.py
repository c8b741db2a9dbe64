"""A life cycle is a table: what it does not allow does not happen, whoever tries."""

import pytest
from django.db import IntegrityError, models, transaction

from longtable.core.models import ImportRun, Job
from longtable.core.states import IllegalMove, Lifecycle


class State(models.TextChoices):
    ASKED = "asked", "asked"
    OPEN = "open", "open"
    DONE = "done", "done"


CYCLE = Lifecycle(State, {State.ASKED: [State.OPEN], State.OPEN: [State.DONE, State.ASKED], State.DONE: []})


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_only_the_moves_of_the_table_are_allowed(before: str, after: str) -> None:
    allowed = {("asked", "open"), ("open", "done"), ("open", "asked")}
    assert CYCLE.can(before, after) is ((before, after) in allowed)


def test_a_table_that_forgets_a_state_is_refused() -> None:
    with pytest.raises(ValueError, match="done"):
        Lifecycle(State, {State.ASKED: [State.OPEN], State.OPEN: []})


def test_a_table_with_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="lost"):
        Lifecycle(State, {State.ASKED: [], State.OPEN: [], State.DONE: ["lost"]})


@pytest.fixture
def run(db: None) -> ImportRun:
    """Any row with a text column can have a state."""
    return ImportRun.objects.create(importer="asked", source="x", fingerprint="x", by="x")


def test_a_move_is_written_with_what_goes_with_it(run: ImportRun) -> None:
    CYCLE.move(run, State.OPEN, field="importer", source="y")
    assert (run.importer, run.source) == ("open", "y")
    run.refresh_from_db()
    assert (run.importer, run.source) == ("open", "y")


def test_a_forbidden_move_changes_nothing(run: ImportRun) -> None:
    with pytest.raises(IllegalMove, match="asked to done"):
        CYCLE.move(run, State.DONE, field="importer")
    run.refresh_from_db()
    assert run.importer == "asked"


def test_who_comes_second_is_told(run: ImportRun) -> None:
    stale = ImportRun.objects.get(pk=run.pk)
    CYCLE.move(run, State.OPEN, field="importer")
    with pytest.raises(IllegalMove, match="somebody else"):
        CYCLE.move(stale, State.OPEN, field="importer")


def test_the_database_refuses_what_writes_past_the_table(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(
            kind="x", run_after="2026-01-01T00:00Z", done_at="2026-01-01T00:00Z", dead_at="2026-01-01T00:00Z"
        )


def test_the_check_names_every_state() -> None:
    constraint = CYCLE.constraint("core_example_state")
    assert constraint.name == "core_example_state"
    assert sorted(dict(constraint.condition.children)["state__in"]) == sorted(State.values)  # type: ignore[union-attr,arg-type]
