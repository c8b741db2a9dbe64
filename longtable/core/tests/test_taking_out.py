"""What stands here is taken out as a sheet, corrected, and brought back: nothing doubled, nothing overrun."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied, Missing
from longtable.core.audit import subjects_of
from longtable.core.imports import taking_out
from longtable.core.imports.sheets.writing import guarded
from longtable.core.imports.taking_out import TooMany, take_out
from longtable.core.models import ImportConflict, ImportReject, SourceRecord
from longtable.core.tests.bringing import KIND, TABLE, bring, rows_of, sheet
from tests.cast import actor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

Out = Callable[[], bytes]


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def division(agency: Organization) -> Organization:
    """A division that stands here."""
    return Organization.objects.create(name="Food", kind="division", parent=agency)


@pytest.fixture
def out(adam: User, agency: Organization) -> Out:
    """Takes out the divisions of the agency."""
    return lambda: take_out(by=actor(adam), kind_code=TABLE, destination=agency, suffix="csv")


def test_each_row_has_a_name_by_which_it_is_found_again(out: Out, division: Organization) -> None:
    [row] = rows_of(out())
    assert (row["Name"], row["What it is"]) == ("Food", "division")
    assert SourceRecord.objects.get(source_id=row["longtable_row"]).subject_id == str(division.pk)


def test_a_corrected_name_changes_its_row_and_makes_no_other(
    adam: User, agency: Organization, division: Organization, out: Out
) -> None:
    upload = bring(actor(adam), agency, out().replace(b"Food", b"Food and rides"), kind=TABLE)
    division.refresh_from_db()
    assert (upload.run.created, upload.run.changed, division.name) == (0, 1, "Food and rides")


def test_an_untouched_cell_gives_way_to_what_was_changed_here(
    adam: User, agency: Organization, division: Organization, out: Out
) -> None:
    content = out()
    Organization.objects.filter(pk=division.pk).update(name="Nutrition")
    upload = bring(actor(adam), agency, content, kind=TABLE)
    division.refresh_from_db()
    assert (upload.run.conflicts, division.name) == (0, "Nutrition")


def test_both_changed_is_for_a_person_to_decide(
    adam: User, agency: Organization, division: Organization, out: Out
) -> None:
    content = out().replace(b"Food", b"Meals")
    Organization.objects.filter(pk=division.pk).update(name="Nutrition")
    upload = bring(actor(adam), agency, content, kind=TABLE)
    division.refresh_from_db()
    assert (upload.run.conflicts, division.name) == (1, "Nutrition")
    assert ImportConflict.objects.get().theirs == {"name": "Meals"}


def test_a_new_row_in_the_sheet_is_made(
    adam: User, agency: Organization, division: Organization, out: Out
) -> None:
    upload = bring(actor(adam), agency, out() + b",Rides,division\r\n", kind=TABLE)
    assert (upload.run.created, upload.run.unchanged) == (1, 1)
    assert set(agency.divisions.values_list("name", flat=True)) == {"Food", "Rides"}


def test_what_one_table_refuses_takes_no_other_row_with_it(adam: User, agency: Organization) -> None:
    upload = bring(actor(adam), agency, sheet("Name", "impossible", "Rides"), kind=TABLE)
    assert (upload.run.created, upload.run.rejected) == (1, 1)
    assert "cannot be" in ImportReject.objects.get(run=upload.run).reason


def test_a_row_that_stands_twice_is_made_once(adam: User, agency: Organization) -> None:
    upload = bring(actor(adam), agency, sheet("Name", "Rides", "Rides"), kind=TABLE)
    assert (upload.run.created, upload.run.rejected) == (1, 1)


def test_no_cell_becomes_a_formula(agency: Organization, out: Out) -> None:
    Organization.objects.create(name="=1+1", kind="division", parent=agency)
    assert guarded("=1+1").encode() in out()


def test_it_is_written_down_that_it_was_taken_out(
    agency: Organization, division: Organization, out: Out
) -> None:
    out()
    assert subjects_of("accounts.organization", agency.pk).filter(verb="core.imports.taken_out").exists()


def test_only_who_may_bring_it_in_takes_it_out(dev: User, adam: User, agency: Organization) -> None:
    with pytest.raises(Denied):
        take_out(by=actor(dev), kind_code=TABLE, destination=agency, suffix="csv")
    with pytest.raises(Missing):
        take_out(by=actor(adam), kind_code=KIND, destination=agency, suffix="csv")


def test_more_than_one_sheet_holds_is_refused_and_not_cut(
    agency: Organization, division: Organization, out: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_out, "MOST", 1)
    assert rows_of(out())
    Organization.objects.create(name="Rides", kind="division", parent=agency)
    known = SourceRecord.objects.count()
    with pytest.raises(TooMany, match="too many for one sheet"):
        out()
    assert SourceRecord.objects.count() == known


def test_whoever_asks_for_too_much_reads_why(
    client: Client, adam: User, agency: Organization, division: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_out, "MOST", 0)
    answer = signed_in(client, adam).post(
        reverse("core:take-out", args=[TABLE, agency.pk, "csv"]), follow=True
    )
    assert "too many for one sheet" in answer.content.decode()
