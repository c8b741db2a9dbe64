"""Words of danger: help is shown at once, others do not see them, and a person on duty is called."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.models import Job
from longtable.core.work import run_all
from longtable.messaging.models import Message
from longtable.voices.jobs.speaking import page_who_is_on_duty
from longtable.voices.models import Comment, Conversation
from longtable.voices.tests.stage import page, send, speak
from longtable.worklists.models import DutyShift, WorkItem
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

IN_ENGLISH = "I want to kill myself tonight."
IN_SPANISH = "Ya no quiero vivir, me quiero matar."


@pytest.mark.parametrize(("words", "language"), [(IN_ENGLISH, "en"), (IN_SPANISH, "es"), (IN_SPANISH, "en")])
def test_the_page_shows_help_at_once(
    client: Client, conversation: Conversation, words: str, language: str
) -> None:
    client.cookies["language"] = language
    shown = page(client.get(send(client, conversation, words).url))
    assert 'href="tel:988"' in shown
    assert 'href="tel:911"' in shown


def test_the_local_line_stands_with_them(
    client: Client, conversation: Conversation, settings: object
) -> None:
    settings.LOCAL_CRISIS_LINE = {"name": {"en": "Hope Line"}, "phone": "252-555-0100"}  # type: ignore[attr-defined]
    shown = page(client.get(send(client, conversation, IN_ENGLISH).url))
    assert "Hope Line" in shown
    assert "252-555-0100" in shown


def test_no_alarm_without_danger(client: Client, conversation: Conversation) -> None:
    shown = page(client.get(send(client, conversation, "The wait is killing me.").url))
    assert 'href="tel:988"' not in shown
    assert Comment.objects.get().danger == []


@pytest.mark.parametrize("moderation", Conversation.Moderation.values)
def test_it_is_held_whatever_the_conversation_does(
    client: Client, conversation: Conversation, moderation: str
) -> None:
    Conversation.objects.update(moderation=moderation)
    send(client, conversation, IN_ENGLISH)
    assert Comment.objects.get().state == Comment.State.HELD
    assert "kill" not in page(Client().get(f"/c/{conversation.slug}/said/"))
    assert "kill" not in page(Client().get(f"/c/{conversation.slug}/"))


@pytest.fixture
def on_duty(conversation: Conversation, conrad: User) -> User:
    now = timezone.now()
    DutyShift.objects.create(
        organization=conversation.organization,
        user=conrad,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    return conrad


def test_who_is_on_duty_is_called(
    client: Client, conversation: Conversation, on_duty: User, faye: User
) -> None:
    send(client, conversation, IN_ENGLISH)
    run_all()
    message = Message.objects.get(notice="voices.danger")
    assert message.user == on_duty
    assert message.urgent
    assert "kill" not in message.body


def test_a_number_on_the_roster_gets_a_text_message_besides_the_e_mail(
    client: Client, conversation: Conversation, on_duty: User
) -> None:
    shift = DutyShift.objects.get()
    shift.phone = "+19195550142"
    shift.save()
    send(client, conversation, IN_SPANISH)
    run_all()
    page_who_is_on_duty(str(Comment.objects.get().pk))
    by_mail, by_phone = Message.objects.filter(notice="voices.danger").order_by("channel")
    assert (by_mail.channel, by_mail.user) == ("email", on_duty)
    assert (by_phone.channel, by_phone.address) == ("sms", "+19195550142")
    assert by_phone.urgent
    assert len(by_phone.body) < 160
    assert "matar" not in by_phone.body


def test_it_is_the_first_thing_on_the_list_and_soon_late(
    client: Client, conversation: Conversation, on_duty: User
) -> None:
    send(client, conversation, IN_ENGLISH)
    run_all()
    item = WorkItem.objects.get(kind="voices.danger")
    assert item.due_at - Comment.objects.get().created_at == timedelta(minutes=15)
    assert signed_in(client, on_duty).get(item.url).status_code == 200


def test_a_second_run_of_the_job_calls_nobody_twice(
    client: Client, conversation: Conversation, on_duty: User
) -> None:
    send(client, conversation, IN_ENGLISH)
    run_all()
    page_who_is_on_duty(str(Comment.objects.get().pk))
    assert Message.objects.filter(notice="voices.danger").count() == 1
    assert WorkItem.objects.filter(kind="voices.danger").count() == 1


def test_without_a_roster_those_who_decide_are_called(
    client: Client, conversation: Conversation, conrad: User, faye: User, ben: User
) -> None:
    send(client, conversation, IN_SPANISH)
    run_all()
    called = set(Message.objects.filter(notice="voices.danger").values_list("user", flat=True))
    assert called == {conrad.pk, faye.pk}


def test_reading_it_takes_it_off_the_list(client: Client, conversation: Conversation, on_duty: User) -> None:
    send(client, conversation, IN_ENGLISH)
    run_all()
    number = Comment.objects.get().number
    staff = signed_in(Client(), on_duty)
    staff.post(
        f"/voices/{conversation.slug}/read/{number}/",
        {"after": "not_shown", "reason": "danger", "public_text": ""},
    )
    run_all()
    assert WorkItem.objects.get(kind="voices.danger").done_at


def test_words_of_danger_are_not_in_the_queue_of_work(client: Client, conversation: Conversation) -> None:
    send(client, conversation, IN_ENGLISH)
    assert "kill" not in str(list(Job.objects.values()))


def test_a_request_for_a_call_in_danger_shows_help_and_calls_the_office_now(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    data = {"contact": "919-555-0142", "about": IN_SPANISH, "form_key": str(uuid4())}
    answer = client.post(f"/c/{conversation.slug}/help/", data)
    assert 'href="tel:988"' in page(client.get(answer.url))
    run_all()
    urgent = WorkItem.objects.filter(kind="voices.call").earliest("due_at")
    assert urgent.due_at <= timezone.now() + timedelta(minutes=15)
    assert Message.objects.filter(notice="voices.help_danger").exists()


def test_a_request_in_danger_reaches_the_phone_on_the_roster(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    now = timezone.now()
    DutyShift.objects.create(
        organization=conversation.help_office,
        user=conrad,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        phone="+19195550143",
    )
    data = {"contact": "919-555-0142", "about": IN_ENGLISH, "form_key": str(uuid4())}
    client.post(f"/c/{conversation.slug}/help/", data)
    run_all()
    texts = Message.objects.filter(notice="voices.help_danger", channel="sms")
    assert [message.address for message in texts] == ["+19195550143"]


def test_a_request_that_only_mentions_danger_waits_its_turn(
    client: Client, conversation: Conversation
) -> None:
    data = {"contact": "919-555-0142", "about": "Suicide prevention leaflets", "form_key": str(uuid4())}
    client.post(f"/c/{conversation.slug}/help/", data)
    run_all()
    assert not Message.objects.filter(notice="voices.help_danger").exists()


def test_no_line_is_named_that_may_not_be_there(conversation: Conversation, conrad: User) -> None:
    comment = speak(conversation, "I want to kill myself")
    address = f"/voices/{conversation.slug}/read/{comment.number}/"
    read = page(signed_in(Client(), conrad).get(address))
    assert "was shown help lines" in read
    assert "local line" not in read
