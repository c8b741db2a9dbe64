"""Telling somebody something: once, in their language, and only if they want it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.models import Job
from longtable.messaging.actions import notify
from longtable.messaging.models import Channel, Message, MessageState
from longtable.messaging.tests.conftest import NOTICE, TOPIC, tell
from longtable.people.actions import withdraw_consent
from longtable.people.models import ContactPoint

pytestmark = pytest.mark.django_db


def test_a_phone_gets_the_short_words_in_its_language(phone: ContactPoint) -> None:
    message = tell(phone)
    assert message.channel == Channel.SMS
    assert message.body == "Ana, aquí está. Responda ALTO para no recibir más mensajes."
    assert message.language == "es"


def test_only_the_first_text_message_says_how_to_end_them(phone: ContactPoint) -> None:
    tell(phone, key="1")
    assert tell(phone, key="2").body == "Ana, aquí está."


def test_a_mailbox_gets_the_long_words_a_subject_and_a_link_that_ends_them(mailbox: ContactPoint) -> None:
    message = tell(mailbox)
    assert message.subject == "An answer for Ana"
    assert message.body.startswith("Dear Ana, here it is.\n\nTo get no more e-mails about this: http")


def test_the_words_and_the_address_are_not_readable_in_the_database(phone: ContactPoint) -> None:
    tell(phone)
    row = Message.objects.extra(select={"raw": "body"}).values("raw").get()
    assert "Ana" not in str(row["raw"])


def test_a_user_is_written_to_by_email_without_consent(faye: User) -> None:
    message = tell(faye)
    assert (message.channel, message.state, message.user) == (Channel.EMAIL, MessageState.QUEUED, faye)


def test_the_same_key_is_told_once(phone: ContactPoint) -> None:
    assert tell(phone, key="same").pk == tell(phone, key="same").pk
    assert Message.objects.count() == Job.objects.filter(kind="messaging.deliver").count() == 1


def test_nobody_is_told_of_what_was_rolled_back(phone: ContactPoint) -> None:
    with transaction.atomic():
        tell(phone)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not Job.objects.filter(kind="messaging.deliver").exists()


def test_who_did_not_agree_to_the_topic_is_not_written_to(phone: ContactPoint) -> None:
    withdraw_consent(by=Actor.visitor(), contact_point=phone, topic=TOPIC)
    assert tell(phone).state == MessageState.HELD
    assert not Job.objects.filter(kind="messaging.deliver").exists()


def test_who_said_stop_to_everything_is_not_written_to(phone: ContactPoint) -> None:
    withdraw_consent(by=Actor.visitor(), contact_point=phone)
    assert tell(phone).state == MessageState.HELD


@pytest.mark.parametrize(
    ("now", "goes_out"),
    [
        (
            datetime(2026, 3, 4, 3, 0, tzinfo=UTC),
            datetime(2026, 3, 4, 13, 0, tzinfo=UTC),
        ),  # 10 p.m. in the east
        (datetime(2026, 3, 4, 18, 0, tzinfo=UTC), datetime(2026, 3, 4, 18, 0, tzinfo=UTC)),  # 1 p.m.
        (datetime(2026, 3, 8, 5, 30, tzinfo=UTC), datetime(2026, 3, 8, 12, 0, tzinfo=UTC)),  # clocks change
    ],
)
def test_no_text_message_at_night(
    phone: ContactPoint, settings: object, now: datetime, goes_out: datetime
) -> None:
    settings.MESSAGING = {"sms": {}, "quiet_hours": (21, 8)}  # type: ignore[attr-defined]
    settings.TIME_ZONE = "America/New_York"  # type: ignore[attr-defined]
    with time_machine.travel(now, tick=False):
        message = tell(phone)
    assert message.send_after == goes_out
    assert Job.objects.get(kind="messaging.deliver").run_after == goes_out


def test_email_may_come_at_night(mailbox: ContactPoint, settings: object) -> None:
    settings.MESSAGING = {"sms": {}, "quiet_hours": (0, 23)}  # type: ignore[attr-defined]
    with time_machine.travel(datetime(2026, 3, 4, 12, 0, tzinfo=UTC), tick=False):
        assert tell(mailbox).send_after == datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def test_a_forgotten_placeholder_stops_the_action_and_not_the_message(phone: ContactPoint) -> None:
    with pytest.raises(KeyError):
        notify(by=Actor.system("tests"), notice=NOTICE, to=phone, context={}, key="k")


def test_a_line_break_cannot_begin_another_header(mailbox: ContactPoint) -> None:
    message = notify(
        by=Actor.system("tests"), notice=NOTICE, to=mailbox, context={"name": "A\r\nBcc: x@y"}, key="k"
    )
    assert message.subject == "An answer for A Bcc: x@y"


def test_somebody_without_a_role_tells_nobody_anything(eve: User, phone: ContactPoint) -> None:
    with pytest.raises(Denied):
        notify(by=actor_for_user(eve), notice=NOTICE, to=phone, context={"name": "x"}, key="k")
