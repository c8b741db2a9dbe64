"""Who sits on the panel follows the questions on their own phone: by a link that is theirs and ends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.receipts import OpenReceipt
from longtable.gatherings.actions import remove_panelist
from longtable.gatherings.actions.panel import answer_from_panel, give_link, take_link_back
from longtable.gatherings.models import Gathering, Panelist
from longtable.gatherings.tests.live_stage import MAIL, RIDE, asked, letters, on_now, shown
from longtable.gatherings.tests.stage import STAGE, page
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """A listening session of the agency in Alder that is on now."""
    return on_now(agency, "evening", alder)


@pytest.fixture
def rosa(evening: Gathering) -> Panelist:
    """She speaks there and has no account."""
    return evening.panelists.create(name="Rosa Luz")


@pytest.fixture
def link(rosa: Panelist, faye: User) -> OpenReceipt:
    """Faye gave her one."""
    return give_link(by=actor(faye), panelist=rosa, form_key=uuid4())


def path_of(link: OpenReceipt, more: str = "") -> str:
    return f"{link.path}panel/{more}"


def test_staff_make_a_link_and_read_it_once(
    client: Client, evening: Gathering, rosa: Panelist, faye: User
) -> None:
    staff, address = signed_in(client, faye), f"/convening/evening/panel/{rosa.pk}/link/"
    assert "Make the link" in page(staff.get(address))
    made = page(staff.post(address, {"form_key": str(uuid4())}))
    rosa.refresh_from_db()
    assert rosa.receipt
    assert "/track/" in made
    assert "/track/" not in page(staff.get(address)).replace('href="/track/"', "")


def test_the_link_and_its_code_open_the_queue_without_an_account(client: Client, link: OpenReceipt) -> None:
    assert client.get(link.path).headers["location"] == path_of(link)
    assert Client().get(path_of(link)).status_code == 200
    typed = Client()
    typed.post("/track/", {"code": link.code})
    assert "Questions for the panel" in page(typed.get("/track/here/panel/"))


def test_it_shows_what_others_read_and_nothing_before_a_person_has(
    client: Client, evening: Gathering, link: OpenReceipt
) -> None:
    shown(evening, "Call me at 919-555-0142 about rides?")
    asked(evening, "My neighbor is ill")
    read = page(client.get(path_of(link)))
    assert "[phone number] about rides?" in read
    assert "My neighbor" not in read


def test_one_press_says_that_it_was_answered_and_the_asker_hears_it(
    client: Client, evening: Gathering, link: OpenReceipt, rosa: Panelist
) -> None:
    question = shown(evening, contact=MAIL)
    for _ in range(2):
        answer = client.post(path_of(link, f"{question.number}/live/"), follow=True)
    question.refresh_from_db()
    assert (question.state, question.panelist) == ("answered_live", rosa)
    assert "changed a moment ago" in page(answer)
    assert len(letters("gatherings.question_answered_live")) == 1


def test_what_a_panelist_promises_stands_on_the_list_of_who_gave_the_link(
    client: Client, evening: Gathering, link: OpenReceipt, rosa: Panelist, faye: User
) -> None:
    question = shown(evening)
    read = page(client.post(path_of(link, f"{question.number}/later/"), follow=True))
    question.refresh_from_db()
    assert (question.state, question.owner, question.panelist) == ("later", faye, rosa)
    assert question.due_on == timezone.localdate() + timedelta(days=7)
    assert "You will answer in writing" in read
    item = WorkItem.objects.open().get(kind="gatherings.answer")
    assert item.owner == faye
    assert "Rosa Luz" in item.title.show("en").text


def test_a_day_after_the_gathering_it_opens_nothing(
    client: Client, evening: Gathering, link: OpenReceipt
) -> None:
    question = shown(evening)
    now = timezone.now()
    Gathering.objects.filter(pk=evening.pk).update(
        starts_at=now - timedelta(days=1, hours=3), ends_at=now - timedelta(days=1, minutes=1)
    )
    assert client.get(path_of(link)).status_code == 404
    assert client.post(path_of(link, f"{question.number}/live/")).status_code == 404


def test_taken_back_replaced_or_off_the_panel_it_opens_nothing(
    client: Client, evening: Gathering, link: OpenReceipt, rosa: Panelist, faye: User
) -> None:
    typed = Client()
    typed.post("/track/", {"code": link.code})
    other = give_link(by=actor(faye), panelist=rosa, form_key=uuid4())
    assert client.get(path_of(link)).status_code == 404
    assert typed.get("/track/here/panel/").status_code == 404
    take_link_back(by=actor(faye), panelist=rosa)
    assert client.get(path_of(other)).status_code == 404
    last = give_link(by=actor(faye), panelist=rosa, form_key=uuid4())
    remove_panelist(by=STAGE, panelist=rosa)
    assert client.get(path_of(last)).status_code == 404


def test_the_form_sent_twice_is_one_link_and_not_again_once_it_was_taken_back(
    client: Client, evening: Gathering, rosa: Panelist, faye: User
) -> None:
    staff, key = signed_in(client, faye), {"form_key": str(uuid4())}
    address = f"/convening/evening/panel/{rosa.pk}/link/"
    first, second = (page(staff.post(address, key)) for _ in range(2))
    assert [line for line in first.split() if "/track/" in line] == [
        line for line in second.split() if "/track/" in line
    ]
    staff.post(f"{address}end/")
    assert "taken back" in page(staff.post(address, key, follow=True))


def test_it_is_good_for_its_own_gathering_alone(
    client: Client, agency: Organization, evening: Gathering, link: OpenReceipt, rosa: Panelist
) -> None:
    elsewhere = shown(on_now(agency, "morning"))
    assert client.post(path_of(link, f"{elsewhere.number}/live/")).status_code == 404
    with pytest.raises(Denied):
        answer_from_panel(by=Actor.receipt(rosa.receipt_id or ""), panelist=rosa, question=elsewhere)
    hidden = asked(evening).question
    assert client.post(path_of(link, f"{hidden.number}/live/")).status_code == 404
    assert client.get("/convening/evening/questions/").status_code == 302


def test_another_s_receipt_opens_no_panel(client: Client, evening: Gathering, link: OpenReceipt) -> None:
    mine = asked(evening, RIDE).opened
    assert client.get(f"{mine.path}panel/").status_code == 404


def test_a_made_up_verb_is_nothing(client: Client, evening: Gathering, link: OpenReceipt) -> None:
    question = shown(evening)
    assert client.post(path_of(link, f"{question.number}/delete/")).status_code == 404


def test_nothing_is_promised_where_nobody_would_see_to_it(
    client: Client, evening: Gathering, rosa: Panelist
) -> None:
    link, question = give_link(by=STAGE, panelist=rosa, form_key=uuid4()), shown(evening)
    assert "This was changed a moment ago" in page(
        client.post(path_of(link, f"{question.number}/later/"), follow=True)
    )
    question.refresh_from_db()
    assert question.state == "shown"
