"""After a large import everything of the source is found, whoever is killed in between."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from longtable.core.imports import command_line, run_import
from longtable.core.models import Job
from longtable.core.work import run_all, run_one
from longtable.directory.commands import imports
from longtable.directory.hsds import finding, touching
from longtable.directory.hsds.importer import HsdsImporter
from longtable.directory.models import Listing, Service
from longtable.directory.tests import dirty
from longtable.directory.tests.bringing_hsds import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HsdsImporter:
    """A source of more services than are remembered one by one, in pieces of which each strand has some."""
    monkeypatch.setattr(touching, "FEW", 10)
    monkeypatch.setattr(finding, "PIECE", 2)
    importer = HsdsImporter(dirty.write(tmp_path / "large", 60), source="211")
    run_import(by=OPERATOR, importer=importer)
    importer.close()
    return importer


def test_every_service_of_a_large_source_is_found(large: HsdsImporter) -> None:
    assert not Listing.objects.exists()
    run_all()
    assert set(Listing.objects.values_list("service", flat=True)) == set(
        Service.objects.values_list("pk", flat=True)
    )


def test_what_is_to_be_done_does_not_grow_with_the_source(large: HsdsImporter) -> None:
    assert Job.objects.filter(kind=finding.JOB).count() == 16


def test_a_piece_that_is_done_again_is_followed_once(large: HsdsImporter) -> None:
    run_one()
    done = Job.objects.exclude(done_at=None).get()
    waiting = Job.objects.count()
    finding.index_piece(**done.payload)
    assert Job.objects.count() == waiting


def test_whoever_brings_a_directory_in_sees_each_phase_and_finds_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touching, "FEW", 10)
    monkeypatch.setattr(command_line, "BETWEEN_LINES", 0)
    package = dirty.write(tmp_path / "large", 120)
    answer = CliRunner().invoke(imports, ["hsds", str(package), "--source", "211"])
    for words in (
        "looking whether this was begun before",
        "1,000 rows read",
        "1,571 rows",
        "120 of 120 services are found by what they say now",
    ):
        assert words in answer.stderr
    assert Listing.objects.values("service").distinct().count() == Service.objects.count() == 120
    assert not Job.objects.filter(kind=finding.JOB, done_at=None).exists()
