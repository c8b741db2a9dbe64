"""Pages of work: mine, others', one item, and who stands by."""

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.core.access import Permission
from longtable.worklists.models import DutyShift
from longtable.worklists.tests.conftest import give
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_my_list_says_what_is_late_and_has_one_button_each(client: Client, faye: User) -> None:
    give(owner=faye, url="/c/one/")
    page = signed_in(client, faye).get(reverse("worklists:mine")).content.decode()
    assert "Call the food bank" in page
    assert "days late" in page
    assert page.count('href="/c/one/"') == 1


def test_an_empty_list_says_so(client: Client, dev: User) -> None:
    assert (
        "Nothing is waiting for you" in signed_in(client, dev).get(reverse("worklists:mine")).content.decode()
    )


def test_done_twice_is_said_kindly(client: Client, faye: User) -> None:
    item = give(owner=faye)
    signed_in(client, faye)
    for _ in range(2):
        answer = client.post(reverse("worklists:done", args=[item.pk]), {"outcome": "called"}, follow=True)
        assert answer.status_code == 200
    item.refresh_from_db()
    assert (item.done_by, item.outcome) == (faye, "called")


def test_handing_over_without_a_reason_keeps_what_was_chosen(
    client: Client, faye: User, conrad: User
) -> None:
    item = give(owner=faye)
    signed_in(client, faye)
    path = reverse("worklists:hand_over", args=[item.pk])
    form = client.post(path, {"to": conrad.pk}).context["hand_over_form"]
    assert form.errors["reason"]
    assert str(form["to"].value()) == str(conrad.pk)
    client.post(path, {"to": conrad.pk, "reason": "I am away"})
    item.refresh_from_db()
    assert item.owner == conrad


def test_taking_leads_to_where_it_is_done(client: Client, faye: User, agency: Organization) -> None:
    item = give(organization=agency, permission=Permission.RESOLVE_MESSAGES, url="/messages/uncertain/")
    answer = signed_in(client, faye).post(reverse("worklists:take", args=[item.pk]))
    assert answer.headers["Location"] == "/messages/uncertain/"


@pytest.mark.parametrize("route", ["one", "take", "done", "hand_over"])
def test_a_stranger_learns_nothing_of_an_item(client: Client, eve: User, faye: User, route: str) -> None:
    item = give(owner=faye)
    signed_in(client, eve)
    path = reverse(f"worklists:{route}", args=[item.pk])
    answer = client.get(path) if route == "one" else client.post(path)
    assert answer.status_code == 404 or answer.headers.get("Location") == reverse("worklists:mine")
    item.refresh_from_db()
    assert (item.owner, item.done_at) == (faye, None)


def test_others_work_is_for_those_who_may_see_it(client: Client, faye: User, conrad: User, dev: User) -> None:
    give(owner=conrad)
    assert "Conrad" in signed_in(client, faye).get(reverse("worklists:all")).content.decode()
    assert signed_in(Client(), dev).get(reverse("worklists:all")).status_code == 403


def test_the_roster_is_kept_on_its_page(
    client: Client, faye: User, conrad: User, agency: Organization
) -> None:
    signed_in(client, faye)
    path = reverse("worklists:duty")
    shift = {"organization": agency.pk, "user": conrad.pk, "starts_at": "2099-03-04T08:00"}
    assert "ends_at" in client.post(path, {**shift, "ends_at": "2099-03-04T07:00"}).context["form"].errors
    client.post(path, {**shift, "ends_at": "2099-03-05T08:00"})
    kept = DutyShift.objects.get()
    assert (kept.user, kept.phone) == (conrad, "")
    client.post(reverse("worklists:remove_shift", args=[kept.pk]))
    assert not DutyShift.objects.exists()


def test_a_number_on_the_roster_is_kept_in_one_spelling_and_shown_masked(
    client: Client, faye: User, conrad: User, agency: Organization
) -> None:
    signed_in(client, faye)
    path = reverse("worklists:duty")
    shift = {
        "organization": agency.pk,
        "user": conrad.pk,
        "starts_at": "2099-03-04T08:00",
        "ends_at": "2099-03-05T08:00",
    }
    assert "phone" in client.post(path, {**shift, "phone": "12"}).context["form"].errors
    client.post(path, {**shift, "phone": "(919) 555-0142"})
    assert DutyShift.objects.get().phone == "+19195550142"
    shown = client.get(path).content.decode()
    assert "•••• 0142" in shown
    assert "9195550142" not in shown
