"""Pages of messaging: staff settle, people stop, a demo shows its phones."""

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage, send_mail
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import User
from longtable.core import installation
from longtable.core.models import Job
from longtable.core.work import run_all
from longtable.messaging.models import InboundMessage, Message, MessageState
from longtable.messaging.tests.conftest import Wire, tell
from longtable.people.models import ContactPoint
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db: None) -> Iterator[None]:
    """This database is a demo."""
    installation.mark(is_demo=True)
    yield
    installation._read.cache_clear()


@pytest.fixture
def queued_mail(settings: object) -> None:
    """Mail as a deployment sends it: the test runner puts its own outbox there."""
    settings.EMAIL_BACKEND = "longtable.messaging.mail.QueuedEmailBackend"  # type: ignore[attr-defined]


def uncertain(phone: ContactPoint) -> Message:
    message = tell(phone)
    Message.objects.update(state=MessageState.UNCERTAIN)
    return message


def test_staff_see_what_went_out_without_words_and_addresses(
    client: Client, faye: User, phone: ContactPoint
) -> None:
    tell(phone)
    page = signed_in(client, faye).get(reverse("messaging:list")).content.decode()
    assert "•••• 0142" in page
    assert "aquí está" not in page
    assert "5550142" not in page


@pytest.mark.parametrize("route", ["list", "uncertain"])
def test_others_do_not(ben: User, eve: User, route: str) -> None:
    answers = [signed_in(Client(), user).get(reverse(f"messaging:{route}")) for user in (ben, eve)]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_one_state_is_listed_and_nonsense_lists_all(client: Client, faye: User, phone: ContactPoint) -> None:
    tell(phone)
    signed_in(client, faye)
    assert len(client.get(reverse("messaging:list"), {"state": "sent"}).context["rows"]) == 0
    assert len(client.get(reverse("messaging:list"), {"state": "'; --"}).context["rows"]) == 1


def test_it_arrived(client: Client, faye: User, phone: ContactPoint) -> None:
    message = uncertain(phone)
    signed_in(client, faye)
    for _ in range(2):  # a double click
        client.post(reverse("messaging:arrived", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_send_it_again(client: Client, faye: User, phone: ContactPoint, wire: Wire) -> None:
    message = uncertain(phone)
    signed_in(client, faye).post(reverse("messaging:again", args=[message.pk]))
    run_all()
    message.refresh_from_db()
    assert (message.state, message.round) == (MessageState.SENT, 1)


def test_who_may_not_settle_does_not(client: Client, ben: User, phone: ContactPoint) -> None:
    message = uncertain(phone)
    assert signed_in(client, ben).post(reverse("messaging:arrived", args=[message.pk])).status_code == 403


def test_the_link_in_an_email_ends_one_topic(client: Client, mailbox: ContactPoint) -> None:
    link = tell(mailbox, key="1").body.rpartition(" ")[2]
    path = link[link.index("/messages/") :]
    assert client.get(path).status_code == 200
    assert tell(mailbox, key="2").state == MessageState.QUEUED  # looking changes nothing
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert tell(mailbox, key="3").state == MessageState.HELD


def test_a_link_that_we_did_not_write_opens_nothing(client: Client) -> None:
    assert client.get(reverse("messaging:stop", args=["abc:def:ghi"])).status_code == 404


def test_mail_of_libraries_goes_the_same_way(queued_mail: None, wire: Wire) -> None:
    send_mail("Your\ncode", "123456", None, ["a@example.org", "b@example.org"])
    assert not wire.taken
    run_all()
    assert {(each.to, each.subject) for each in wire.taken} == {
        ("a@example.org", "Your code"),
        ("b@example.org", "Your code"),
    }


def test_a_letter_with_files_is_refused_and_not_lost_unnoticed(queued_mail: None) -> None:
    letter = EmailMessage("x", "y", None, ["a@example.org"], attachments=[("a.txt", "z", "text/plain")])
    with pytest.raises(ValueError, match="files"):
        letter.send()


def test_a_code_goes_before_everything_else(queued_mail: None, phone: ContactPoint) -> None:
    tell(phone)
    send_mail("Code", "123456", None, ["a@example.org"])
    code = Message.objects.get(notice="mail")
    first = Job.objects.order_by("run_after")[0]  # the order in which workers look
    assert first.payload == {"message_id": str(code.pk)}


def test_outside_a_demo_there_is_no_inbox(client: Client, phone: ContactPoint) -> None:
    message = tell(phone)
    assert client.get(reverse("messaging:inbox")).status_code == 404
    assert client.post(reverse("messaging:reply", args=[message.pk]), {"body": "STOP"}).status_code == 404


def test_a_demo_shows_every_message_and_lets_one_answer(
    demo: None, client: Client, phone: ContactPoint, mailbox: ContactPoint
) -> None:
    message = tell(phone, key="1")
    tell(mailbox, key="2")
    run_all()
    page = client.get(reverse("messaging:inbox"))
    boxes = page.context["boxes"]
    assert ([box.address for box in boxes.phones], [box.address for box in boxes.inboxes]) == (
        ["+19195550142"],
        ["lena@example.org"],
    )
    client.post(reverse("messaging:reply", args=[message.pk]), {"body": "ALTO"})
    assert InboundMessage.objects.get().outcome == InboundMessage.Outcome.OPTED_OUT
    run_all()
    phones = client.get(reverse("messaging:inbox")).context["boxes"].phones
    assert [entry.is_reply for entry in phones[0].entries] == [False, True, False]


def test_outside_a_demo_nobody_writes_as_a_telephone(client: Client) -> None:
    data = {"number": "910-555-0177", "text": "RIDES"}
    assert client.post(reverse("messaging:text-us"), data).status_code == 404
    assert not InboundMessage.objects.exists()


def test_in_a_demo_any_telephone_can_write(demo: None, client: Client) -> None:
    client.post(reverse("messaging:text-us"), {"number": "910-555-0177", "text": "RIDES"})
    assert InboundMessage.objects.get().sender == "+19105550177"
    (box,) = client.get(reverse("messaging:inbox")).context["boxes"].phones
    assert [(entry.body, entry.is_reply) for entry in box.entries] == [("RIDES", True)]


def test_what_is_no_number_is_said(demo: None, client: Client) -> None:
    answer = client.post(reverse("messaging:text-us"), {"number": "nobody", "text": "RIDES"})
    assert answer.status_code == 422


def test_markup_in_a_reply_is_shown_and_not_run(demo: None, client: Client, phone: ContactPoint) -> None:
    message = tell(phone)
    run_all()
    client.post(reverse("messaging:reply", args=[message.pk]), {"body": "<script>alert(1)</script>"})
    page = client.get(reverse("messaging:inbox")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
