"""Six digits on the tracking page: who brings them back is one person beyond doubt, once per number."""

import re

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied, Kind
from longtable.core.work import run_all
from longtable.messaging.actions import receive
from longtable.messaging.models import Message
from longtable.people.models import ContactCode
from longtable.voices import actions
from longtable.voices.models import Confidence, Conversation, Participant
from longtable.voices.tests.stage import join, page, send
from tests.cast import actor

pytestmark = pytest.mark.django_db

NUMBER = "919-555-0142"


@pytest.fixture
def link(conversation: Conversation) -> str:
    return left(conversation)


def left(conversation: Conversation, contact: str = NUMBER) -> str:
    """The tracking link of somebody who spoke and left this."""
    link: str = send(Client(), conversation).url  # type: ignore[attr-defined]
    Client().post(f"{link}contact/", {"contact": contact})
    return link


def digits(link: str) -> str:
    """What was sent last, when asked for here."""
    Client().post(f"{link}digits/")
    body = Message.objects.filter(notice="voices.digits").latest("created_at").body
    return re.findall(r"\d{6}", body)[0]


def confirm(link: str, code: str) -> str:
    return page(Client().post(f"{link}confirm/", {"digits": code}, follow=True))


def confidences() -> list[str]:
    return list(Participant.objects.order_by("created_at").values_list("confidence", flat=True))


def test_the_digits_go_to_the_number_and_stand_on_no_page(link: str) -> None:
    code = digits(link)
    message = Message.objects.get(notice="voices.digits")
    assert message.contact
    assert message.contact.value == "+19195550142"
    assert code not in page(Client().get(link))


def test_who_brings_them_back_is_confirmed(link: str) -> None:
    assert "your words are from one person" in confirm(link, digits(link))
    assert confidences() == [Confidence.CONFIRMED]
    assert 'name="digits"' not in page(Client().get(link))


def test_spaces_do_not_matter(link: str) -> None:
    code = digits(link)
    confirm(link, f" {code[:3]} {code[3:]} ")
    assert confidences() == [Confidence.CONFIRMED]


def test_wrong_digits_confirm_nobody(link: str) -> None:
    code = digits(link)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert "not the last digits" in confirm(link, wrong)
    assert confidences() == [Confidence.OPEN]


def test_guessing_ends_after_five_tries(link: str) -> None:
    code = digits(link)
    for step in range(1, 6):
        confirm(link, f"{(int(code) + step) % 1_000_000:06}")
    assert "too many tries" in confirm(link, code)
    assert confidences() == [Confidence.OPEN]


def test_new_digits_help_after_that_and_the_old_ones_do_not(link: str) -> None:
    old = digits(link)
    new = digits(link)
    if old != new:
        confirm(link, old)
    assert confidences() == [Confidence.OPEN]
    confirm(link, new)
    assert confidences() == [Confidence.CONFIRMED]


def test_nobody_is_flooded_with_digits(link: str) -> None:
    answers = [Client().post(f"{link}digits/").status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert ContactCode.objects.count() == 5


def test_a_second_person_with_the_number_is_not_a_second_confirmed_one(
    link: str, conversation: Conversation
) -> None:
    other = left(conversation, "(919) 555 0142")
    confirm(link, digits(link))
    assert "one number or address is one person" in confirm(other, digits(other))
    assert confidences() == [Confidence.CONFIRMED, Confidence.OPEN]
    assert "confirmed" in page(Client().get(other))


def test_who_speaks_by_text_message_already_is_the_confirmed_one(
    link: str, conversation: Conversation, conrad: User
) -> None:
    actions.set_keywords(by=actor(conrad), conversation=conversation, words={"en": "RIDES"})
    for number, words in enumerate(("RIDES", "No bus on Sundays at all")):
        inbound = receive(
            by=Actor(Kind.SMS, "test"), transport="test", provider_id=str(number), sender=NUMBER, body=words
        )
        actions.take_text(by=Actor.system("tests"), inbound=inbound)
    confirm(link, digits(link))
    assert confidences() == [Confidence.OPEN, Confidence.CONFIRMED]


def test_in_another_conversation_the_number_confirms_again(
    link: str, conversation: Conversation, elsewhere: Conversation
) -> None:
    other = left(elsewhere)
    for each in (link, other):
        confirm(each, digits(each))
    assert confidences() == [Confidence.CONFIRMED, Confidence.CONFIRMED]


def test_without_a_contact_there_is_nothing_to_send(conversation: Conversation) -> None:
    link = send(Client(), conversation).url  # type: ignore[attr-defined]
    assert Client().post(f"{link}digits/").status_code == 404
    assert Client().post(f"{link}confirm/", {"digits": "123456"}).status_code == 404


def test_only_the_participant_may(conversation: Conversation) -> None:
    mine, other = join(conversation), join(conversation)
    by = Actor.receipt(other.opened.receipt.pk)
    with pytest.raises(Denied):
        actions.send_digits(by=by, participant=mine.participant)
    with pytest.raises(Denied):
        actions.confirm_participant(by=by, participant=mine.participant, code="123456")


def test_the_message_is_in_the_language_of_the_contact(conversation: Conversation) -> None:
    client = Client(headers={"accept-language": "es"})
    link = send(client, conversation).url  # type: ignore[attr-defined]
    client.post(f"{link}contact/", {"contact": "ana@example.org"})
    client.post(f"{link}digits/")
    message = Message.objects.get(notice="voices.digits")
    assert message.subject.startswith("Su código de seis números")


def test_they_go_out_at_once(link: str, demo: None) -> None:
    digits(link)
    run_all()
    assert Message.objects.get(notice="voices.digits").state == "sent"
