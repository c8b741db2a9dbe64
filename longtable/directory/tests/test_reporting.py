"""Ana says that something is wrong, somebody looks, and she can see what became of it."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.attempts import TooManyAttempts
from longtable.core.states import IllegalMove
from longtable.directory.actions import reporting
from longtable.directory.actions.reporting import Kept, Told, answer_report, report_error
from longtable.directory.models import Report, Service
from longtable.directory.selectors.reports import reports
from longtable.directory.tests.entries import Made, make_entry
from longtable.messaging.models import Message
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


def send(service: Service, **more: Any) -> Kept:
    """A report of a reader."""
    told = {"problem": "phone", "text": "Nobody answers.", **more}
    key = told.pop("form_key", None) or uuid4()
    network = told.pop("network", "198.51.100.7")
    return report_error(
        by=Actor.visitor(), service=service, told=Told(**told), language="en", form_key=key, network=network
    )


def test_somebody_reports_follows_it_and_is_told(client: Client, dev: User, ours: Made) -> None:
    page = f"/find/services/{ours.pantry.pk}/report/"
    assert client.get(page).status_code == 200
    answer = client.post(
        page,
        {"problem": "hours", "correction": "Tuesdays", "contact": "ana@example.org", "form_key": uuid4()},
    )
    tracking = answer.headers["Location"]
    shown = client.get(tracking)
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "the hours are wrong" in shown.content.decode().lower()
    report = Report.objects.get()
    answer_report(by=actor(dev), report=report, outcome="corrected", answer="We changed them.")
    assert "We changed them." in client.get(tracking).content.decode()
    notices = list(Message.objects.order_by("created_at").values_list("notice", flat=True))
    assert notices == ["directory.report_kept", "directory.report_answered"]
    told = Message.objects.get(notice="directory.report_answered")
    assert "You were right: it is corrected. Thank you. We changed them." in told.body


def test_the_code_leads_to_the_same_page(client: Client, ours: Made) -> None:
    kept = send(ours.pantry)
    answer = client.post("/track/", {"code": kept.opened.code})
    assert answer.headers["Location"] == "/track/here/report/"
    assert client.get("/track/here/report/").status_code == 200


def test_a_guessed_link_leads_nowhere(client: Client, ours: Made) -> None:
    send(ours.pantry)
    assert client.get("/track/here/report/").status_code == 404
    assert client.get(f"/track/{'x' * 22}/report/").status_code == 404


def test_the_same_form_sent_twice_is_one_report(ours: Made) -> None:
    key = uuid4()
    first, second = send(ours.pantry, form_key=key), send(ours.pantry, form_key=key)
    assert first.opened.token == second.opened.token
    assert Report.objects.count() == 1
    assert WorkItem.objects.filter(kind="directory.report").count() == 1


def test_it_is_the_work_of_the_partners_own_staff(dev: User, ours: Made) -> None:
    send(ours.pantry)
    item = WorkItem.objects.get(kind="directory.report")
    assert (item.organization, item.permission) == (ours.entry.organization, "EDIT_DIRECTORY")


def test_without_staff_it_is_the_work_of_the_region(regina: User, ours: Made) -> None:
    send(ours.pantry)
    item = WorkItem.objects.get(kind="directory.report")
    assert (item.area, item.permission) == (ours.entry.area, "REVIEW_DIRECTORY")
    assert reports(actor(regina)).count() == 1


def test_an_answer_takes_it_off_the_list_and_is_given_once(dev: User, faye: User, ours: Made) -> None:
    report = send(ours.pantry).report
    same = Report.objects.get(pk=report.pk)
    answer_report(by=actor(dev), report=report, outcome="was_right")
    assert not WorkItem.objects.open().filter(kind="directory.report").exists()
    with pytest.raises(IllegalMove):
        answer_report(by=actor(faye), report=same, outcome="corrected")


def test_strangers_and_other_partners_neither_see_nor_answer_it(
    client: Client, dev: User, eve: User, other_partner: Organization
) -> None:
    theirs = make_entry(other_partner)
    report = send(theirs.pantry).report
    for who in (dev, eve):
        with pytest.raises(Denied):
            answer_report(by=actor(who), report=report, outcome="was_right")
        assert not reports(actor(who)).exists()
    assert signed_in(client, dev).get(f"/directory/errors/{report.pk}/").status_code == 404


def test_a_service_of_nobody_is_the_regions_by_its_place(regina: User, ours: Made) -> None:
    Service.objects.filter(pk=ours.pantry.pk).update(organization=None)
    ours.pantry.refresh_from_db()
    report = send(ours.pantry).report
    assert reports(actor(regina)).get() == report
    answer_report(by=actor(regina), report=report, outcome="not_found")


def test_personal_data_is_covered_before_anybody_reads_it(client: Client, dev: User, ours: Made) -> None:
    report = send(ours.pantry, text="My name is Ana Maria Lopez, call me at 919-555-0147.").report
    page = signed_in(client, dev).get(f"/directory/errors/{report.pk}/").content.decode()
    assert "919-555-0147" not in page
    assert "Lopez" not in page
    assert "[phone number]" in page


@pytest.mark.parametrize("where", ["text", "correction"])
def test_words_of_danger_show_where_to_call(client: Client, ours: Made, where: str) -> None:
    kept = send(ours.pantry, problem="other", **{where: "It is closed and I want to kill myself."})
    page = client.get(f"/track/{kept.opened.token}/report/").content.decode()
    assert 'href="tel:988"' in page
    assert "Nobody reads reports day and night" in page


def test_a_flood_is_stopped(ours: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "FROM_ONE_NETWORK", 2)
    for _ in range(2):
        send(ours.pantry)
    with pytest.raises(TooManyAttempts):
        send(ours.pantry)
    send(ours.pantry, network="203.0.113.9")


def test_nobody_is_written_to_by_strangers_without_end(ours: Made) -> None:
    for each in range(reporting.TO_ONE_CONTACT):
        send(ours.pantry, contact="ana@example.org", network=f"198.51.100.{each}")
    with pytest.raises(TooManyAttempts):
        send(ours.pantry, contact="ana@example.org", network="203.0.113.9")


def test_a_draft_cannot_be_reported(client: Client, ours: Made) -> None:
    assert client.get(f"/find/services/{ours.classes.pk}/report/").status_code == 404


def test_something_else_needs_words(client: Client, ours: Made) -> None:
    page = f"/find/services/{ours.pantry.pk}/report/"
    assert client.post(page, {"problem": "other", "form_key": uuid4()}).status_code == 422
    assert client.post(page, {"problem": "phone", "contact": "12", "form_key": uuid4()}).status_code == 422
    assert not Report.objects.exists()
