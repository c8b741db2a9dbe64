"""What an operator types, and what they see."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core import jobs
from longtable.core.access import Actor
from longtable.core.audit import chain, record
from longtable.core.commands import audit, facts, imports, work
from longtable.core.imports import undoing
from longtable.core.imports.undoing import undo_run
from longtable.core.models import Attempt, AuditEntry, ImportReject, ImportRun, Job
from longtable.core.tests.bringing import bring, sheet
from longtable.core.work import enqueue
from tests.cast import MembershipFactory, actor

pytestmark = pytest.mark.django_db


def typed(group: object, *words: str) -> Result:
    return CliRunner().invoke(group, words)  # type: ignore[arg-type]


def test_a_clean_audit_ends_with_zero() -> None:
    record(Actor.system("test"), "test.done")
    assert typed(audit, "seal").output == "1 entries sealed\n"
    result = typed(audit, "verify", "--json")
    assert result.exit_code == 0
    assert json.loads(result.output)["sealed"] == 1


def test_a_touched_audit_ends_with_one() -> None:
    record(Actor.system("test"), "test.done")
    chain.seal()
    head = chain.current_head()
    AuditEntry.objects.update(verb="test.other")
    result = typed(audit, "verify", "--head", str(head))
    assert result.exit_code == 1
    assert "Entry 1 was changed" in result.output


def test_a_head_that_is_none_is_explained() -> None:
    result = typed(audit, "verify", "--head", "nonsense")
    assert result.exit_code == 2
    assert "A head looks like" in result.output


def test_rejects_are_printed_as_csv() -> None:
    run = ImportRun.objects.create(importer="test", source="somewhere", fingerprint="0", by="test")
    ImportReject.objects.create(run=run, file="a.csv", line=3, reason="Bad", row={"id": "x"})
    result = typed(imports, "rejects", str(run.pk))
    assert "a.csv,3,Bad,x" in result.output
    assert json.loads(typed(imports, "list", "--json").output)[0]["importer"] == "test"


def test_open_conflicts_say_what_the_source_says() -> None:
    run = ImportRun.objects.create(importer="test", source="somewhere", fingerprint="0", by="test")
    theirs = {"name": "Lumberton, área 3"}
    run.conflict_rows.create(subject_kind="places.area", subject_id="7", theirs=theirs, fields=["name"])
    run.conflict_rows.create(
        subject_kind="places.area", subject_id="8", theirs={}, fields=["name"], settled_at=timezone.now()
    )
    result = typed(imports, "conflicts", str(run.pk))
    assert result.stdout == 'places.area 7\n    name: "Lumberton, área 3"\n'
    assert result.stderr == "1 open conflicts\n"
    as_json = json.loads(typed(imports, "conflicts", str(run.pk), "--json").stdout)
    assert as_json == [{"record": "places.area 7", "fields": ["name"], "theirs": theirs}]


@pytest.mark.parametrize("verb", ["rejects", "conflicts"])
@pytest.mark.parametrize("name", ["nonsense", "01938b4e-0000-7000-8000-000000000000"])
def test_no_import_is_refused(verb: str, name: str) -> None:
    assert typed(imports, verb, name).exit_code == 1


def dead_job() -> Job:
    job = enqueue("core.jobs.seal_audit")
    assert job
    Job.objects.filter(pk=job.pk).update(dead_at=timezone.now(), attempts=8, last_error="Error: no\n")
    return job


@pytest.mark.usefixtures("storage")
def test_an_import_is_taken_back(adam: User, agency: Organization) -> None:
    done = bring(actor(adam), agency, sheet("Organization", "Mount Zion", "St. Anne")).run
    MembershipFactory(organization=Organization.objects.get(name="St. Anne"))
    assert done
    result = typed(imports, "undo", str(done.pk))
    assert "St. Anne: Something else depends on it." in result.stdout
    assert "1 taken back, 1 stayed" in result.stderr
    assert not Organization.objects.filter(name="Mount Zion").exists()


@pytest.mark.usefixtures("storage")
def test_taking_back_a_large_import_tells_how_far_it_is(
    adam: User, agency: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "BATCH", 2)
    done = bring(actor(adam), agency, sheet("Organization", "Mount Zion", "St. Anne", "Bethel")).run
    Organization.objects.filter(name="Mount Zion").update(name="Zion")
    MembershipFactory(organization=Organization.objects.get(name="Bethel"))
    assert done
    told: list[tuple[int, int]] = []
    undo_run(by=Actor.system("test"), run=done, on_progress=lambda *so_far: told.append(so_far))
    assert told == [(2, 3), (3, 3)]
    stayed = done.traces.exclude(stayed="").count()
    assert (stayed, done.traces.exclude(undone_at=None).count()) == (2, 1)
    undo_run(by=Actor.system("test"), run=done, on_progress=lambda *so_far: told.append(so_far))
    assert len(told) == 2


def test_an_import_without_a_trace_cannot_be_taken_back() -> None:
    run = ImportRun.objects.create(importer="test", source="somewhere", fingerprint="0", by="test")
    assert "left no trace" in typed(imports, "undo", str(run.pk)).output


def test_what_was_given_up_is_shown_and_tried_again() -> None:
    job = dead_job()
    report = json.loads(typed(work, "status", "--json").output)
    assert report["dead"] == 1
    assert report["dead_jobs"][0]["error"] == "Error: no"
    assert typed(work, "retry", str(job.pk)).output == "1 will be tried again\n"
    job.refresh_from_db()
    assert (job.dead_at, job.attempts) == (None, 0)
    assert typed(work, "retry", str(job.pk)).exit_code == 1


def test_retry_wants_to_know_what() -> None:
    assert typed(work, "retry").exit_code == 2


def test_facts_say_what_a_row_is() -> None:
    assert isinstance(json.loads(typed(facts, "list", "--json").output), list)


def test_letting_go_takes_what_is_old_and_leaves_what_a_person_needs() -> None:
    kind, long_ago = "core.jobs.seal_audit", timezone.now() - timedelta(days=30)
    Job.objects.create(kind=kind, run_after=long_ago, done_at=long_ago)
    fresh = Job.objects.create(kind=kind, run_after=long_ago, done_at=timezone.now())
    dead = Job.objects.create(kind=kind, run_after=long_ago, dead_at=long_ago)
    Attempt.objects.create(purpose="code", who="x", window=long_ago)
    jobs.let_go()
    assert set(Job.objects.values_list("pk", flat=True)) == {fresh.pk, dead.pk}
    assert not Attempt.objects.exists()
