"""The page by which files are brought in works without a script and shows nobody what is not theirs."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.imports import selectors, uploads
from longtable.core.models import Job, Upload
from longtable.core.tests.bringing import KIND, bring, done, look, receive, rows_of, sheet
from longtable.core.work import run_all
from tests.cast import actor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

MIXED = sheet("Organization,Type", "Mount Zion,community", "St. Anne,castle")
Page = Callable[..., HttpResponse]


@pytest.fixture
def adams(client: Client, adam: User) -> Client:
    """Adam's browser."""
    return signed_in(client, adam)


@pytest.fixture
def upload(adam: User, agency: Organization) -> Upload:
    """A file that was just brought."""
    return receive(actor(adam), agency, MIXED)


def at(name: str, upload: Upload, **more: str) -> str:
    return reverse(f"core:{name}", kwargs={"upload_id": upload.pk, **more})


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_file_goes_its_whole_way_by_clicks(adams: Client, upload: Upload) -> None:
    assert adams.get(at("upload", upload)).headers["Location"] == at("upload-columns", upload)
    columns = adams.get(at("upload-columns", upload))
    assert "Mount Zion · St. Anne" in text(columns)
    said = adams.post(at("upload-columns", upload), {"column_0": "name", "column_1": "kind"}, follow=True)
    assert "We are checking the rows" in text(said)
    run_all()
    preview = text(adams.get(at("upload", upload)))
    assert "What would be imported" in preview
    assert "castle" in preview
    assert not Organization.objects.filter(name="Mount Zion").exists()
    adams.post(at("upload-let-in", upload))
    assert "The rows are being imported" in text(adams.get(at("upload", upload)))
    run_all()
    assert "What was imported" in text(adams.get(at("upload", upload)))
    assert Organization.objects.filter(name="Mount Zion").exists()
    assert "Take it back" in text(adams.get(at("upload-take-back", upload)))
    adams.post(at("upload-take-back", upload))
    run_all()
    assert "This import was undone" in text(adams.get(at("upload", upload)))
    assert upload.name in text(adams.get(reverse("core:uploads")))


def test_what_is_required_is_asked_for(adams: Client, upload: Upload) -> None:
    response = adams.post(at("upload-columns", upload), {"column_0": "-", "column_1": "kind"})
    assert response.status_code == 422
    assert "Choose the column that says: Name." in text(response)


def test_two_columns_cannot_say_the_same(adams: Client, upload: Upload) -> None:
    response = adams.post(at("upload-columns", upload), {"column_0": "name", "column_1": "name"})
    assert text(response).count("Another column says this already.") >= 2


def test_the_names_of_the_columns_may_stand_elsewhere(adams: Client, upload: Upload) -> None:
    adams.post(at("upload-columns", upload), {"again": "1", "header_line": "2"})
    upload.refresh_from_db()
    assert upload.header_line == 2
    assert "St. Anne" in text(adams.get(at("upload-columns", upload)))


def test_the_open_page_learns_that_the_work_is_done(adams: Client, upload: Upload, adam: User) -> None:
    uploads.say_columns(by=actor(adam), upload=upload, columns=upload.columns, answers={})
    moving = adams.get(at("upload", upload), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in text(moving)
    assert "<html" not in text(moving)
    done(upload)
    assert adams.get(at("upload", upload), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_work_that_was_given_up_is_said_so(adams: Client, upload: Upload, adam: User) -> None:
    uploads.say_columns(by=actor(adam), upload=upload, columns=upload.columns, answers={})
    Job.objects.update(dead_at=timezone.now())
    page = text(adams.get(at("upload", upload)))
    assert "Something went wrong on our side" in page
    assert "hx-trigger" not in page


def test_columns_cannot_be_changed_under_a_running_import(adams: Client, upload: Upload, adam: User) -> None:
    look(actor(adam), upload)
    adams.post(at("upload-let-in", upload))
    response = adams.post(at("upload-columns", upload), {"column_0": "name", "column_1": "-"})
    assert response.headers["Location"] == at("upload", upload)
    upload.refresh_from_db()
    assert upload.state == Upload.State.RUNNING


def test_refused_rows_are_downloaded_as_a_file(adams: Client, adam: User, agency: Organization) -> None:
    finished = bring(actor(adam), agency, MIXED)
    response = adams.get(at("upload-rejects", finished, suffix="csv"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="to-correct-list.csv"'
    (row,) = rows_of(response.content)
    assert (row["Organization"], "castle" in row["longtable_reason"]) == ("St. Anne", True)
    assert adams.get(at("upload-rejects", finished, suffix="xlsx")).content.startswith(b"PK")
    assert adams.get(at("upload-rejects", finished, suffix="exe")).status_code == 404


def test_an_empty_sheet_can_be_downloaded(adams: Client, agency: Organization) -> None:
    address = reverse("core:upload-sheet", args=[KIND, agency.pk])
    assert adams.get(address).content.startswith(b"PK")


def test_a_file_can_be_put_aside(adams: Client, upload: Upload) -> None:
    assert "Nothing from this file" in text(adams.post(at("upload-put-aside", upload), follow=True))
    assert "discarded" in text(adams.get(at("upload", upload)))


def test_conflicts_are_settled_one_by_one(adams: Client, adam: User, agency: Organization) -> None:
    by = actor(adam)
    bring(by, agency, sheet("Number,Organization", "1,Mount Zion"))
    Organization.objects.filter(name="Mount Zion").update(name="As we say")
    again = look(by, receive(by, agency, sheet("Number,Organization", "1,Mount Zion AME")))
    assert "Import them" in text(adams.get(at("upload", again)))
    adams.post(at("upload-let-in", again))
    again = done(again)
    assert "Decide about 1 row" in text(adams.get(at("upload", again)))
    (conflict,) = selectors.conflicts(again)
    page = text(adams.get(at("upload-conflicts", again)))
    assert "As we say" in page
    assert "Mount Zion AME" in page
    after = adams.post(at("upload-conflicts", again), {"conflict": conflict.pk, "theirs": "1"}, follow=True)
    assert "Nothing left to decide" in text(after)
    assert Organization.objects.filter(name="Mount Zion AME").exists()
    assert adams.post(at("upload-conflicts", again), {"conflict": "999"}).status_code == 404
    assert adams.post(at("upload-conflicts", again), {"conflict": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["upload", "upload-columns", "upload-take-back", "upload-conflicts"])
def test_others_find_nothing(client: Client, dev: User, upload: Upload, name: str) -> None:
    assert signed_in(client, dev).get(at(name, upload)).status_code == 404
    assert upload.name not in text(client.get(reverse("core:uploads")))


@pytest.mark.parametrize("name", ["upload-let-in", "upload-take-back", "upload-put-aside"])
def test_others_change_nothing(client: Client, dev: User, upload: Upload, name: str) -> None:
    assert signed_in(client, dev).post(at(name, upload)).status_code == 404


def test_the_list_asks_no_more_for_more_files(
    adams: Client, adam: User, agency: Organization, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(5):
        bring(actor(adam), agency, MIXED)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        adams.get(reverse("core:uploads"))
