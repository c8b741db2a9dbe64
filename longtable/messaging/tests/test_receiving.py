"""What people write to us: one word ends everything, and nothing happens twice."""

import pytest

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import User
from longtable.core.access import Actor, Denied, Kind
from longtable.core.models import Job
from longtable.core.work import on
from longtable.messaging.actions import receive
from longtable.messaging.keywords import Wish, read_wish
from longtable.messaging.models import InboundMessage, Message, MessageState
from longtable.messaging.tests.conftest import tell
from longtable.people.models import ContactPoint

NUMBER = "+1 (919) 555-0142"


def write(body: str, *, provider_id: str = "1", sender: str = NUMBER) -> InboundMessage:
    return receive(
        by=Actor(Kind.SMS, "test"), transport="test", provider_id=provider_id, sender=sender, body=body
    )


@pytest.mark.parametrize(
    "word",
    [
        "STOP",
        "stop.",
        "Stop, please!",
        "STOPALL",
        "STOP ALL",
        "UNSUBSCRIBE",
        "CANCEL",
        "END",
        "QUIT",
        "REVOKE",
        "OPT OUT",
        "Opt-out",
        "ALTO",
        "¡Alto!",
        "BASTA",
        "ya basta",
        "PARAR",
        "CANCELAR",
        "NO MAS",
        "No más mensajes, por favor",
    ],
)
def test_words_that_end_everything(word: str) -> None:
    assert (read_wish(word) or ("", ""))[0] == Wish.STOP


@pytest.mark.parametrize(
    "words",
    [
        "please stop the bus cuts",
        "We need to end hunger",
        "no",
        "",
        "🛑",
        "Thank you",
        "The clinic should cancel less",
    ],
)
def test_words_that_say_something_else(words: str) -> None:
    assert read_wish(words) is None


@pytest.mark.django_db
def test_stop_ends_everything_at_once_and_is_confirmed_in_the_readers_language(phone: ContactPoint) -> None:
    assert write("STOP").outcome == InboundMessage.Outcome.OPTED_OUT
    assert tell(phone).state == MessageState.HELD
    assert "INICIAR" in Message.objects.get(notice="messaging.stopped").body


@pytest.mark.django_db
def test_a_spanish_word_is_answered_in_spanish_whoever_writes() -> None:
    write("ALTO", sender="+13365550100")
    assert Message.objects.get(notice="messaging.stopped").language == "es"


@pytest.mark.django_db
def test_a_second_stop_is_not_confirmed_again(phone: ContactPoint) -> None:
    write("STOP", provider_id="1")
    write("STOP", provider_id="2")
    assert Message.objects.filter(notice="messaging.stopped").count() == 1


@pytest.mark.django_db
def test_start_brings_back_what_was_agreed(phone: ContactPoint) -> None:
    write("STOP", provider_id="1")
    assert write("Sí", provider_id="2").outcome == InboundMessage.Outcome.OPTED_IN
    assert tell(phone).state == MessageState.QUEUED


@pytest.mark.django_db
def test_yes_from_somebody_who_never_stopped_answers_something_else(phone: ContactPoint) -> None:
    assert write("Sí").outcome == InboundMessage.Outcome.PASSED_ON
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_help_says_who_writes_and_where_help_is(phone: ContactPoint) -> None:
    write("AYUDA")
    body = Message.objects.get(notice="messaging.help").body
    assert "911" in body
    assert "ALTO" in body


@pytest.mark.django_db
def test_what_is_said_is_passed_on_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = on("messaging.received")(_listen)
    write("The bus comes twice a day\x00", provider_id="7")
    write("The bus comes twice a day\x00", provider_id="7")
    name = f"messaging.received -> {heard.__module__.removeprefix('longtable.')}.{heard.__qualname__}"
    assert Job.objects.filter(kind=name).count() == 1
    assert InboundMessage.objects.get().body == "The bus comes twice a day"


def _listen(inbound_id: str) -> None:
    """Another package that wants to know."""


@pytest.mark.django_db
def test_a_short_code_cannot_be_answered_and_does_no_harm() -> None:
    assert write("STOP", sender="BANK").outcome == InboundMessage.Outcome.PASSED_ON


@pytest.mark.django_db
def test_nobody_else_may_say_that_a_message_came(eve: User, faye: User) -> None:
    for user in (eve, faye):
        with pytest.raises(Denied):
            receive(by=actor_for_user(user), transport="x", provider_id="1", sender=NUMBER, body="STOP")
