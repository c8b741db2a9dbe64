"""A directory with all the faults of a real one comes in: by command, again, after a crash, and quickly."""

import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection, connections

from longtable.core.access import Actor
from longtable.core.imports import Planned, Row, run_import
from longtable.core.imports.undoing import undo_run
from longtable.core.models import ImportRun, Job
from longtable.directory.actions.indexing import JOB
from longtable.directory.commands import imports
from longtable.directory.hsds.importer import HsdsImporter
from longtable.directory.models import (
    Location,
    OrganizationEntry,
    PlacePoint,
    Schedule,
    Service,
    TaxonomyTerm,
)
from longtable.directory.tests import dirty
from longtable.directory.tests.bringing_hsds import PLACE, bring, created, folder

SERVICES = 60


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A small export of a 211 line."""
    return dirty.write(tmp_path / "export", SERVICES)


def command(*arguments: str) -> Any:
    return CliRunner().invoke(imports, ["hsds", *arguments])


@pytest.mark.django_db
def test_everything_usable_lands(export: Path) -> None:
    counts, run = bring(export)
    assert created(counts) == {
        "taxonomies": 1,
        "taxonomy_terms": len(dirty.NEEDS),
        "organizations": SERVICES // 4,
        "locations": SERVICES,
        "services": SERVICES,
        "service_at_location": SERVICES,
        "addresses": SERVICES,
        "phones": SERVICES,
        "languages": 2 * SERVICES,
        "schedules": 2 * SERVICES,
        "organization_identifiers": SERVICES // 4,
        "attributes": 3 * SERVICES,
    }
    assert run.rejected == SERVICES // 2
    assert Service.objects.filter(organization=None).count() == SERVICES // 9
    assert set(Service.objects.values_list("status", flat=True)) == {""}
    assert not any("###" in str(service.name) for service in Service.objects.all())
    assert Schedule.objects.filter(opens_at="08:30", closes_at="17:00").exists()
    assert TaxonomyTerm.objects.exclude(parent=None).count() == len(dirty.NEEDS) - 4
    assert "Residents of" in str(Service.objects.get(phones__number="(910) 555-0001").eligibility_description)
    assert not Location.objects.filter(latitude__lt=0).exists()


@pytest.mark.django_db
def test_the_verb_counts_by_table(export: Path) -> None:
    done = command(str(export), "--source", "211", "--json")
    assert done.exit_code == 0, done.output
    counts = json.loads(done.stdout)
    assert counts["services"] == {
        "created": SERVICES,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "conflicts": 0,
    }
    assert counts["eligibility"]["rejected"] == SERVICES // 2
    assert "no place for internal_note" in done.stderr
    again = json.loads(command(str(export), "--source", "211", "--json").stdout)
    assert {each["created"] + each["updated"] for each in again.values()} == {0}


@pytest.mark.django_db
def test_the_verb_says_it_in_words_and_where_to_look(export: Path) -> None:
    done = command(str(export))
    assert f"services: {SERVICES} created" in done.stdout
    assert "longtable import rejects" in done.stdout
    assert command(str(export), "--dry-run").exit_code == 0
    assert command(str(export / "services.csv")).exit_code == 0


@pytest.mark.django_db
def test_what_is_no_directory_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").mkdir()
    done = command(str(tmp_path / "letter.txt"))
    assert done.exit_code == 1
    assert "There is neither CSV nor JSON in letter.txt" in done.output


@pytest.mark.django_db
def test_places_without_a_position_get_that_of_their_zip_code(tmp_path: Path) -> None:
    PlacePoint.objects.create(
        kind="zip", code="28358", name="28358", folded="28358", latitude=34.6, longitude=-79.1
    )
    tables = {
        "locations": f"id,name,latitude,longitude\n{PLACE},Hall,,\n",
        "addresses": f"id,location_id,postal_code\n1,{PLACE},28358-1234\n",
    }
    bring(folder(tmp_path, tables))
    location = Location.objects.get()
    assert (location.latitude, location.longitude, location.position_is_rough) == (34.6, -79.1, True)
    _counts, again = bring(tmp_path)
    assert (again.changed, again.conflicts) == (0, 0)
    bring(folder(tmp_path, {"locations": f"id,name,latitude,longitude\n{PLACE},Hall,34.7,-79.2\n"}))
    location.refresh_from_db()
    assert (location.latitude, location.longitude, location.position_is_rough) == (34.7, -79.2, False)
    _counts, again = bring(tmp_path)
    assert (again.changed, again.conflicts) == (0, 0)


@pytest.mark.django_db
def test_what_changed_is_indexed_and_nothing_else(export: Path) -> None:
    bring(export)
    assert _indexed() == {str(key) for key in Service.objects.values_list("pk", flat=True)}
    Job.objects.all().delete()
    bring(export)
    assert _indexed() == set()
    phones = (export / "phones.csv").read_text("utf-8-sig").replace("555-0007", "555-9999")
    (export / "phones.csv").write_text(phones)
    bring(export)
    assert _indexed() == {str(Service.objects.get(phones__number="(910) 555-9999").pk)}


def _indexed() -> set[str]:
    return {key for job in Job.objects.filter(kind=JOB) for key in job.payload["service_ids"]}


@pytest.mark.django_db
def test_the_whole_of_it_can_be_taken_back(tmp_path: Path) -> None:
    _counts, run = bring(dirty.write(tmp_path / "export", 2))
    undo_run(by=Actor.system("test"), run=run)
    assert not Service.objects.exists()
    assert not OrganizationEntry.objects.exists()


class Dying(HsdsImporter):
    """Is killed in a late batch, after its rows were written and before they are committed."""

    batch_size = 25
    batches = 0

    def plan(self, rows: Sequence[Row]) -> Planned:
        planned = super().plan(rows)
        self.batches += 1
        if self.batches == 9:
            planned.writes.append(lambda: os.kill(os.getpid(), signal.SIGKILL))
        return planned


def is_killed(export: Path) -> bool:
    """Whether another process that brings the export in dies of it."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # its threads do not survive a fork
    child = os.fork()
    if child == 0:
        try:
            run_import(by=Actor.system("test"), importer=Dying(export, source="211"))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_again_and_again_ends_whole(export: Path) -> None:
    deaths = 0
    while is_killed(export):
        deaths += 1
    run = ImportRun.objects.get()
    assert deaths >= 2
    assert run.finished_at
    assert (run.created, run.rejected) == (761, SERVICES // 2)
    assert sum(each["created"] for each in run.options["parts"].values()) == run.created
    assert run.position == run.created + run.rejected
    assert Service.objects.count() == SERVICES
