"""A file comes in step by step, nothing before somebody saw it, once, and all of it can be taken back."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Actor, Denied, Missing
from longtable.core.audit import record, subjects_of
from longtable.core.files import delete_expired
from longtable.core.imports import Planned, Row, selectors, uploads
from longtable.core.imports.conflicts import Line, both_sides, settle
from longtable.core.imports.sheets import rejects_sheet
from longtable.core.models import ImportRun, Job, SavedColumns, Upload
from longtable.core.states import IllegalMove
from longtable.core.tests.bringing import (
    KIND,
    OrganizationsImporter,
    bring,
    done,
    is_kept,
    look,
    receive,
    rows_of,
    sheet,
)
from longtable.core.work import run_one
from tests.cast import MembershipFactory, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

TWO = sheet("Organization,Type", "Mount Zion,community", "St. Anne,community")
ONE_WRONG = sheet("Organization,Type", "Mount Zion,community", "St. Anne,castle", "+1 Club,unreadable")


class Killed(BaseException):
    """Stands for kill -9: nothing may run after it."""


@pytest.fixture
def by(adam: User) -> Actor:
    """Somebody who may."""
    return actor(adam)


def made() -> set[str]:
    return set(Organization.objects.filter(name__regex="Zion|Anne|Club").values_list("name", flat=True))


def refused(by: Actor, upload: Upload, suffix: str) -> bytes:
    columns = selectors.columns_to_correct(selectors.opened(by, upload.pk))
    return rejects_sheet(selectors.rejects(upload), columns, suffix)


def test_nothing_comes_in_before_somebody_says_so(by: Actor, agency: Organization) -> None:
    upload = look(by, receive(by, agency, TWO))
    assert (upload.state, upload.look.created, made()) == (Upload.State.CHECKED, 2, set())
    uploads.let_in(by=by, upload=upload)
    upload = done(upload)
    assert (upload.state, upload.run.created) == (Upload.State.FINISHED, 2)
    assert made() == {"Mount Zion", "St. Anne"}


def test_a_double_click_starts_one_run(by: Actor, agency: Organization) -> None:
    upload = look(by, receive(by, agency, TWO))
    first, second = (selectors.opened(by, upload.pk).upload for _ in range(2))
    uploads.let_in(by=by, upload=first)
    with pytest.raises(IllegalMove):
        uploads.let_in(by=by, upload=second)
    uploads.let_in(by=by, upload=selectors.opened(by, upload.pk).upload)
    assert Job.objects.filter(kind="imports.run").count() == 1
    done(upload)
    assert ImportRun.objects.filter(dry_run=False).count() == 1


def test_a_worker_that_was_killed_is_taken_up_where_it_stopped(
    by: Actor, agency: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OrganizationsImporter, "batch_size", 1)
    upload = look(by, receive(by, agency, TWO))
    uploads.let_in(by=by, upload=upload)
    plan = OrganizationsImporter.plan

    def dies(importer: OrganizationsImporter, rows: Sequence[Row]) -> Planned:
        if rows[0].line == 3:
            raise Killed
        return plan(importer, rows)

    monkeypatch.setattr(OrganizationsImporter, "plan", dies)
    with pytest.raises(Killed):
        run_one()
    assert made() == {"Mount Zion"}
    monkeypatch.setattr(OrganizationsImporter, "plan", plan)
    Job.objects.filter(done_at=None).update(leased_until=None)  # the lease of the dead runs out
    upload = done(upload)
    assert (upload.run.created, upload.run.position) == (2, 2)
    assert made() == {"Mount Zion", "St. Anne"}


def test_refused_rows_come_back_corrected_and_nothing_is_doubled(by: Actor, agency: Organization) -> None:
    upload = bring(by, agency, ONE_WRONG)
    assert (upload.run.created, upload.run.rejected) == (1, 2)
    for suffix in ("csv", "xlsx"):
        content = refused(by, upload, suffix)
        again = bring(by, agency, _corrected(content, suffix), name=f"back.{suffix}", source="Said otherwise")
        assert again.columns == upload.columns
        assert again.run.rejected == 0
        assert made() == {"Mount Zion", "St. Anne", "+1 Club"}
        assert Organization.objects.filter(name="+1 Club").count() == 1


def test_no_cell_of_a_refused_row_is_a_formula(by: Actor, agency: Organization) -> None:
    upload = bring(by, agency, ONE_WRONG)
    assert "'+1 Club" in {row["Organization"] for row in rows_of(refused(by, upload, "csv"))}
    book = openpyxl.load_workbook(io.BytesIO(refused(by, upload, "xlsx")))
    assert {cell.data_type for row in book.worksheets[0] for cell in row} == {"s"}


def test_the_whole_file_corrected_changes_its_rows(by: Actor, agency: Organization) -> None:
    bring(by, agency, sheet("Number,Organization", "1,Mount Zion", "2,St. Anne"))
    again = bring(by, agency, sheet("Number,Organization", "1,Mount Zion AME", "2,St. Anne"))
    assert (again.run.created, again.run.changed, again.run.unchanged) == (0, 1, 1)
    assert made() == {"Mount Zion AME", "St. Anne"}


def test_the_same_numbers_of_another_source_are_other_rows(by: Actor, agency: Organization) -> None:
    bring(by, agency, sheet("Number,Organization", "1,Mount Zion"), source="The east")
    bring(by, agency, sheet("Number,Organization", "1,St. Anne"), source="The west")
    assert made() == {"Mount Zion", "St. Anne"}


def test_two_rows_that_say_the_same_are_two_and_stay_two(by: Actor, agency: Organization) -> None:
    twice = sheet("Organization", "Mount Zion", "Mount Zion")
    assert bring(by, agency, twice).run.created == 2
    assert bring(by, agency, twice).run.created == 0


def test_the_second_of_two_that_say_the_same_comes_back_as_the_second(
    by: Actor, agency: Organization
) -> None:
    upload = bring(by, agency, sheet("Organization,Type", "Mount Zion,community", "Mount Zion,castle"))
    again = bring(by, agency, _corrected(refused(by, upload, "csv"), "csv"))
    assert (again.run.created, again.run.unchanged) == (1, 0)


def test_the_same_number_twice_is_refused(by: Actor, agency: Organization) -> None:
    upload = bring(by, agency, sheet("Number,Organization", "1,Mount Zion", "1,St. Anne"))
    assert (upload.run.created, upload.run.rejected) == (1, 1)
    again = refused(by, upload, "csv").replace(b",1", b",2").replace(b"1\r", b"2\r")
    assert bring(by, agency, again).run.created == 1
    assert made() == {"Mount Zion", "St. Anne"}


def test_what_a_corrected_file_leaves_unsaid_was_said_for_the_first(by: Actor, agency: Organization) -> None:
    odd = sheet("How we call them,Sort", "Mount Zion,castle")
    upload = look(by, receive(by, agency, odd), **{"How we call them": "name", "Sort": "kind"})
    uploads.let_in(by=by, upload=upload)
    upload = done(upload)
    SavedColumns.objects.all().delete()
    assert receive(by, agency, refused(by, upload, "csv")).columns == upload.columns


def test_what_the_columns_say_is_remembered_for_the_next_file(by: Actor, agency: Organization) -> None:
    odd = sheet("How we call them,Sort", "Mount Zion,community")
    first = receive(by, agency, odd)
    assert first.columns == {}
    look(by, first, **{"How we call them": "name"})
    turned = sheet("Sort,How we call them", "community,St. Anne")
    assert receive(by, agency, turned).columns == {"How we call them": "name"}
    assert SavedColumns.objects.count() == 1


def test_a_column_of_phone_numbers_is_left_out_whatever_is_said(by: Actor, agency: Organization) -> None:
    upload = receive(by, agency, sheet("Organization,Type", "Mount Zion,919-555-0142"))
    assert upload.columns == {"Organization": "name"}
    assert look(by, upload, Type="kind").columns == {"Organization": "name"}


def test_all_of_it_can_be_taken_back(by: Actor, agency: Organization) -> None:
    before = set(Organization.objects.values_list("pk", flat=True))
    upload = bring(by, agency, TWO)
    uploads.take_back(by=by, upload=upload)
    upload = done(upload)
    assert upload.state == Upload.State.UNDONE
    assert set(Organization.objects.values_list("pk", flat=True)) == before
    assert bring(by, agency, TWO).run.created == 2


def test_it_cannot_be_taken_back_when_its_traces_are_gone(by: Actor, agency: Organization) -> None:
    upload = bring(by, agency, TWO)
    upload.run.traces.all().delete()
    with pytest.raises(IllegalMove):
        uploads.take_back(by=by, upload=upload)
    upload.refresh_from_db()
    assert upload.state == Upload.State.FINISHED


def test_what_was_changed_says_again_what_it_said(by: Actor, agency: Organization) -> None:
    bring(by, agency, sheet("Number,Organization", "1,Mount Zion"))
    second = bring(by, agency, sheet("Number,Organization", "1,Mount Zion AME"))
    uploads.take_back(by=by, upload=second)
    done(second)
    assert made() == {"Mount Zion"}
    assert bring(by, agency, sheet("Number,Organization", "1,Mount Zion AME")).run.changed == 1


def test_what_others_built_upon_or_changed_stays_and_is_named(by: Actor, agency: Organization) -> None:
    upload = bring(by, agency, sheet("Organization", "Mount Zion", "St. Anne", "Chess Club"))
    MembershipFactory(organization=Organization.objects.get(name="Mount Zion"))
    Organization.objects.filter(name="St. Anne").update(name="St. Anne's")
    uploads.take_back(by=by, upload=upload)
    upload = done(upload)
    assert made() == {"Mount Zion", "St. Anne's"}
    told = [trace.stayed for trace in selectors.stayed(upload)]
    assert told == ["Mount Zion: Something else depends on it.", "St. Anne's: Somebody changed it since."]
    assert Membership.objects.filter(organization__name="Mount Zion").exists()


def test_a_person_settles_what_differs(by: Actor, agency: Organization) -> None:
    bring(by, agency, sheet("Number,Organization", "1,Mount Zion", "2,St. Anne"))
    Organization.objects.filter(name="Mount Zion").update(name="Zion, as we say")
    Organization.objects.filter(name="St. Anne").update(name="Anne, as we say")
    record(by, "accounts.organization.renamed", Organization.objects.get(name="Anne, as we say"))
    news = sheet("Number,Organization", "1,Mount Zion AME", "2,St. Anne's")
    upload = bring(by, agency, news)
    found = selectors.opened(by, upload.pk)
    first, second = both_sides(found)
    assert first.lines == [Line("Name", "Zion, as we say", "Mount Zion AME")]
    assert first.edited is None, "nobody acted: it was changed past all actions"
    assert second.edited
    assert second.edited.at.date() == timezone.now().date()
    for each, take_theirs in ((first, True), (second, False)):
        settle(
            by=by, upload=found.upload, importer=found.make(), conflict=each.conflict, take_theirs=take_theirs
        )
    assert made() == {"Mount Zion AME", "Anne, as we say"}
    assert not both_sides(found)
    assert bring(by, agency, news).run.unchanged == 2


def test_a_file_that_is_put_aside_is_gone_the_next_night(by: Actor, agency: Organization) -> None:
    upload = receive(by, agency, TWO)
    path = upload.file
    uploads.put_aside(by=by, upload=upload)
    assert path
    delete_expired(by=Actor.system("test"), today=path.created_at.date())
    upload.refresh_from_db()
    assert not is_kept(upload)
    assert upload not in selectors.uploads(by)


def test_a_file_that_is_gone_is_said_so(by: Actor, agency: Organization, storage: Any) -> None:
    upload = receive(by, agency, TWO)
    for path in storage.rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(Exception, match="no longer here"):
        look(by, upload)


def test_a_stranger_neither_sees_nor_does_anything(by: Actor, agency: Organization, dev: User) -> None:
    upload, stranger = bring(by, agency, TWO), actor(dev)
    assert not selectors.uploads(stranger).exists()
    with pytest.raises(Missing):
        selectors.opened(stranger, upload.pk)
    with pytest.raises(Denied):
        uploads.take_back(by=stranger, upload=upload)
    with pytest.raises(Denied):
        receive(stranger, agency, TWO)
    with pytest.raises(Denied):
        uploads.let_in(by=stranger, upload=upload)


def test_everything_is_written_down(by: Actor, agency: Organization) -> None:
    upload = bring(by, agency, TWO)
    verbs = [entry.verb for entry in subjects_of("core.upload", upload.pk)]
    assert verbs == [
        *("core.upload.brought_in", "core.upload.let_in", "core.upload.looked_at"),
        *("core.upload.columns_said", "core.upload.received"),
    ]
    assert subjects_of("core.upload", upload.pk).get(verb="core.upload.let_in").actor_id == by.id


def test_a_kind_of_a_part_that_is_off_is_not_there(by: Actor, agency: Organization, client: Client) -> None:
    upload = receive(by, agency, TWO)
    Upload.objects.filter(pk=upload.pk).update(kind="gone")
    with pytest.raises(Missing):
        selectors.opened(by, upload.pk)
    assert upload not in selectors.uploads(by)
    assert KIND != "gone"


def _corrected(content: bytes, suffix: str) -> bytes:
    """Refused rows with a kind that is known, as a person would write it in."""
    if suffix == "csv":
        return content.replace(b"castle", b"community").replace(b"unreadable", b"community")
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[-1].value = "community"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
