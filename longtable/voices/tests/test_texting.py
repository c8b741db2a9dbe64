"""A conversation by text message: a keyword, a question, one's words, and whether one agrees with others."""

from datetime import timedelta
from itertools import count
from random import Random

import pytest
from django.db.models import F
from pytest_django.fixtures import Settings

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied, Kind
from longtable.core.localized import LocalizedText
from longtable.core.models import Job
from longtable.core.receipts import give_receipt, open_by_token
from longtable.core.work import run_all
from longtable.messaging.actions import receive
from longtable.messaging.models import InboundMessage, Message, MessageState
from longtable.methods.text_messages import segments
from longtable.people.actions import leave_contact
from longtable.places.models import Area
from longtable.voices import actions
from longtable.voices.jobs.texting import answer_a_text
from longtable.voices.models import (
    Channel,
    Comment,
    Confidence,
    Conversation,
    Dialogue,
    HelpRequest,
    Participant,
    Vote,
)
from longtable.voices.tests.stage import close, join, shown
from tests.cast import actor

pytestmark = pytest.mark.django_db

PHONE, OTHER_PHONE = "+1 919 555 0142", "+1 919 555 0143"
_ids = count()


def texted(body: str, *, sender: str = PHONE, provider_id: str = "") -> str:
    """What the telephone gets in answer to this; empty when it gets nothing."""
    inbound = receive(
        by=Actor(Kind.SMS, "test"),
        transport="test",
        provider_id=provider_id or f"test {next(_ids)}",
        sender=sender,
        body=body,
    )
    if inbound.outcome == InboundMessage.Outcome.PASSED_ON:
        answer_a_text(str(inbound.pk))
        Job.objects.filter(payload__inbound_id=str(inbound.pk)).update(done_at=inbound.received_at)
    answer = Message.objects.filter(key=f"text {inbound.pk}").first()
    return answer.body if answer else ""


@pytest.fixture
def asked(demo: None, conversation: Conversation, conrad: User) -> Conversation:
    """The conversation can be answered by text message in both languages."""
    words = {"en": "RIDES", "es": "VIAJES"}
    actions.set_keywords(by=actor(conrad), conversation=conversation, words=words)
    return conversation


def test_a_keyword_brings_the_question_in_its_language(asked: Conversation) -> None:
    assert texted("viajes").startswith("¿Qué le impide ir al médico? No escriba nombres")
    assert texted("Rides", sender=OTHER_PHONE).startswith("What keeps you from a doctor? Please no names")


@pytest.mark.parametrize("word", ["VIAJES", "¡Viajes!", "viajés.", " viajes por favor"])
def test_a_keyword_is_known_however_a_telephone_spells_it(asked: Conversation, word: str) -> None:
    assert "¿Qué le impide" in texted(word)


def test_a_whole_conversation(asked: Conversation, alder: Area) -> None:
    other = shown(asked, "Nadie contesta el teléfono.", language="es")
    texted("VIAJES")
    assert "/track/" in texted("El bus no llega a la clínica.")
    answer = texted("condado de Alder")
    assert answer.startswith('Anotado: Alder. Alguien dijo: "Nadie contesta el teléfono." Responda 1')
    assert texted("1").startswith("Anotado: de acuerdo.")
    said = Comment.objects.get(text="El bus no llega a la clínica.")
    assert (said.channel, said.language, said.state) == (Channel.SMS, "es", Comment.State.WAITING)
    who = said.participant
    assert (who.channel, who.confidence, who.area, who.language) == ("sms", Confidence.CONFIRMED, alder, "es")
    assert Vote.objects.get(participant=who).comment == other


def test_a_keyword_alone_is_no_voice(asked: Conversation) -> None:
    texted("VIAJES")
    assert not Participant.objects.exists()


def test_the_link_opens_what_was_said(asked: Conversation) -> None:
    texted("VIAJES")
    reply = texted("El bus no llega a la clínica.")
    token = reply.partition("/track/")[2].partition("/")[0]
    opened = open_by_token(token)
    assert opened is not None
    assert opened.receipt.participant.comments.get().text == "El bus no llega a la clínica."


def test_the_same_message_delivered_twice_is_answered_once(asked: Conversation) -> None:
    texted("VIAJES")
    for _ in range(2):
        texted("El bus no llega a la clínica.", provider_id="same")
    assert Comment.objects.count() == 1
    assert Message.objects.count() == 2


def test_it_all_goes_by_the_queue_and_out_of_the_house(asked: Conversation) -> None:
    receive(by=Actor(Kind.SMS, "test"), transport="test", provider_id="1", sender=PHONE, body="VIAJES")
    run_all()
    assert Message.objects.get(notice="voices.text").state == MessageState.SENT


def test_a_worker_that_died_after_its_work_does_nothing_the_second_time(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    inbound = InboundMessage.objects.get(pk=InboundMessage.objects.latest("received_at").pk)
    actions.take_text(by=Actor.system("voices.texting"), inbound=inbound)
    assert Comment.objects.count() == 1
    assert Dialogue.objects.get().step == Dialogue.Step.COUNTY


def test_the_first_message_travels_in_two_parts(asked: Conversation) -> None:
    for word in ("VIAJES", "RIDES"):
        assert segments(texted(word)) <= 2


def test_in_either_language_one_is_told_that_it_may_become_public(asked: Conversation) -> None:
    asked.question = LocalizedText.of(
        en="What makes it hard to take care of your health where you live?",
        es="¿Qué le hace difícil cuidar su salud donde vive?",
    )
    asked.save()
    asked.organization.name = "Office of Community Engagement and Rural Partnerships"
    asked.organization.save()
    assert "may become public" in texted("RIDES")
    assert "puede publicarse" in texted("VIAJES")  # the í leaves room for little more


def test_words_written_after_the_keyword_are_not_asked_for_again(asked: Conversation) -> None:
    assert "/track/" in texted("VIAJES el bus no llega a mi casa")
    assert Comment.objects.get().text == "el bus no llega a mi casa"


def test_words_may_stand_on_the_next_line(asked: Conversation) -> None:
    assert "/track/" in texted("VIAJES\nel bus no llega\na mi casa")
    assert Comment.objects.get().text == "el bus no llega\na mi casa"


def test_a_sentence_that_begins_with_the_keyword_is_an_answer(asked: Conversation) -> None:
    texted("RIDES")
    texted("Rides to the clinic cost too much")
    assert Comment.objects.get().text == "Rides to the clinic cost too much"


def test_one_word_is_an_answer_to_the_question_and_a_greeting_is_none(asked: Conversation) -> None:
    texted("VIAJES")
    assert "¿Qué le impide" in texted("Hola, buenas tardes")
    assert "¿Qué le impide" in texted("?")
    assert not Comment.objects.exists()
    texted("caro")
    assert Comment.objects.get().text == "caro"


def test_a_long_text_with_pictures_in_it_is_kept_whole(asked: Conversation) -> None:
    words = "El bus 🚌 no llega, y por eso… " * 40
    texted("VIAJES")
    texted(words)
    assert Comment.objects.get().text == words.strip()


def test_a_picture_without_words_is_asked_to_be_words(asked: Conversation) -> None:
    texted("VIAJES")
    assert "Solo podemos leer palabras" in texted("")


def in_answers(conversation: Conversation, *others: str) -> list[Comment]:
    """Somebody has spoken and is asked about the first of these; the county was skipped."""
    made = [shown(conversation, each, language="es") for each in others]
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    texted("saltar")
    return made


def test_skipping_the_county(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta.")
    assert Dialogue.objects.get().step == Dialogue.Step.ANSWER
    assert Participant.objects.get(channel=Channel.SMS).area is None


def test_a_county_that_nobody_knows_is_asked_for_once(asked: Conversation) -> None:
    shown(asked, "Nadie contesta.", language="es")
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    assert texted("Tombuctú").startswith("No conocemos ese condado; no importa. Alguien dijo:")


def test_words_instead_of_a_county_are_kept(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    texted("y además cuesta mucho dinero")
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), ("Sí", 1), ("si", 1), ("de acuerdo", 1), ("2", -1), ("No", -1), ("3", 0), ("no sé", 0)],
)
def test_an_answer_counts_and_is_said_back(asked: Conversation, text: str, value: int) -> None:
    in_answers(asked, "Nadie contesta.")
    assert texted(text).startswith("Anotado:")
    assert Vote.objects.get().value == value


@pytest.mark.parametrize("text", ["ok", "4", "👍👎", "sí y no", "?"])
def test_what_is_not_clear_is_asked_once_more_and_not_counted(asked: Conversation, text: str) -> None:
    in_answers(asked, "Nadie contesta.")
    assert "Anotado" not in texted(text)
    assert not Vote.objects.exists()


def test_a_short_word_is_kept_when_it_is_written_twice(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta.")
    assert "No entendimos bien" in texted("a veces")
    assert "también lo recibimos" in texted("a veces")
    assert Comment.objects.filter(text="a veces").exists()


def test_a_number_and_words_are_an_answer_and_a_comment(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta.", "Todo queda lejos.")
    reply = texted("1. Y los domingos no hay nadie")
    assert reply.startswith("Anotado: de acuerdo. Gracias, esto también lo recibimos. Alguien dijo:")
    assert Comment.objects.filter(text="Y los domingos no hay nadie").exists()


def test_longer_words_are_a_comment_and_the_question_stands(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta.")
    assert "¿Y lo que dijo la otra persona?" in texted("sí, pero no los domingos")
    assert not Vote.objects.exists()
    assert texted("2").startswith("Anotado: en desacuerdo")


def test_nobody_is_asked_for_ever(asked: Conversation) -> None:
    in_answers(asked, "Uno es poco.", "Dos es poco.", "Tres es poco.", "Cuatro es poco.", "Cinco es poco.")
    replies = [texted("1") for _ in range(3)]
    assert "Responda MÁS" in replies[-1]
    assert texted("gracias") == ""
    assert "Alguien dijo:" in texted("MÁS")
    assert Vote.objects.count() == 3


def test_all_is_answered(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta.")
    assert "Ya no queda nada por responder" in texted("1")


def test_of_a_letter_that_many_sent_only_the_first_is_asked(asked: Conversation) -> None:
    first, copy = (shown(asked, "Nadie contesta.", language="es") for _ in range(2))
    Comment.objects.filter(pk=copy.pk).update(copy_of=first)
    in_answers(asked)
    assert "Ya no queda nada por responder" in texted("1")


def test_somebody_has_had_enough(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta.")
    assert texted("No, gracias").startswith("Gracias. Puede escribir")
    assert not Vote.objects.exists()


def test_an_ordinary_sentence_in_spanish_can_be_put_to_others(asked: Conversation) -> None:
    words = "El autobús ya no pasa por mi calle los sábados y la clínica más próxima está a dos horas a pie."
    in_answers(asked, words)
    assert Dialogue.objects.get().asked is not None


def test_others_words_are_never_cut(asked: Conversation) -> None:
    in_answers(asked, "Nadie contesta. " * 30)
    assert Dialogue.objects.get().asked is None


def test_words_in_another_language_say_so(asked: Conversation) -> None:
    shown(asked, "Nobody answers the phone.", language="en")
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    assert 'Alguien dijo (en inglés): "Nobody answers the phone."' in texted("saltar")


def test_nobody_answers_their_own_words(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    Comment.objects.update(state=Comment.State.SHOWN)
    assert "Ya no queda nada" in texted("saltar")


def test_words_that_staff_took_back_are_not_answered(asked: Conversation) -> None:
    (other,) = in_answers(asked, "Nadie contesta.")
    Comment.objects.filter(pk=other.pk).update(state=Comment.State.NOT_SHOWN)
    assert "Anotado" not in texted("1")
    assert not Vote.objects.exists()


def test_words_of_danger_are_held_and_answered_with_the_help_lines(
    asked: Conversation, settings: Settings
) -> None:
    settings.LOCAL_CRISIS_LINE = {"name": {"es": "Línea de Escucha"}, "phone": "910-555-0188"}
    texted("VIAJES")
    reply = texted("Ya no quiero vivir, me quiero matar")
    for line in ("911", "988", "Línea de Escucha: 910-555-0188", "persona de guardia", "/track/"):
        assert line in reply
    assert Comment.objects.get().state == Comment.State.HELD
    assert "Alguien dijo" not in reply
    assert "Gracias" not in reply
    assert Dialogue.objects.get().step == Dialogue.Step.REST


def test_danger_right_after_the_keyword_is_kept_and_told(asked: Conversation) -> None:
    assert "persona de guardia" in texted("VIAJES quiero suicidarme")
    assert Comment.objects.get().state == Comment.State.HELD


def test_a_polite_keyword_in_the_middle_asks_again(asked: Conversation) -> None:
    texted("VIAJES")
    assert "¿Qué le impide" in texted("viajes, por favor")
    assert not Comment.objects.exists()


def test_danger_is_answered_where_no_conversation_is(asked: Conversation) -> None:
    for _ in range(4):
        assert "988" in texted("I want to kill myself")
    assert not Comment.objects.exists()


def test_a_number_without_keyword_is_told_what_to_text_now_and_then(asked: Conversation) -> None:
    answers = [texted("I need a ride") for _ in range(3)]
    assert "RIDES (English), VIAJES (español)" in answers[0]
    assert "palabra clave" in answers[0]
    assert answers[2] == ""


def test_where_several_conversations_have_keywords_none_is_guessed(
    asked: Conversation, elsewhere: Conversation, faye: User
) -> None:
    actions.set_keywords(by=actor(faye), conversation=elsewhere, words={"en": "FOOD"})
    assert "RIDES" not in texted("I need a ride")


def test_thanks_for_something_else_is_not_answered(asked: Conversation) -> None:
    assert texted("Thank you!") == ""


def test_short_codes_are_not_answered(asked: Conversation) -> None:
    assert texted("RIDES", sender="72345") == ""


def test_who_said_stop_gets_nothing(asked: Conversation) -> None:
    texted("VIAJES")
    texted("ALTO")
    assert texted("El bus no llega a la clínica.") == ""
    assert texted("VIAJES") == ""
    assert not Comment.objects.exists()


def test_a_closed_conversation_says_so_with_its_page(asked: Conversation) -> None:
    texted("VIAJES")
    close(asked)
    for words in ("El bus no llega a la clínica.", "VIAJES"):
        reply = texted(words)
        assert "ya terminó" in reply
        assert reply.endswith("/c/clinics/")
    assert not Comment.objects.exists()


def test_a_day_later_the_keyword_is_needed_again_and_it_is_the_same_person(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    Dialogue.objects.update(last_at=F("last_at") - timedelta(hours=25))
    assert "escriba VIAJES" in texted("y además cuesta mucho dinero")
    assert Comment.objects.count() == 1
    texted("VIAJES")
    assert "también lo recibimos" in texted("y además cuesta mucho dinero")
    assert Comment.objects.count() == 2
    assert Participant.objects.count() == 1


def test_a_telephone_is_in_one_conversation_at_a_time(
    asked: Conversation, elsewhere: Conversation, faye: User
) -> None:
    actions.set_keywords(by=actor(faye), conversation=elsewhere, words={"en": "FOOD"})
    texted("VIAJES")
    assert texted("FOOD").startswith("And here?")
    texted("We need a food bank")
    assert Comment.objects.get().conversation == elsewhere
    assert Dialogue.objects.filter(ended_at=None).count() == 1


def test_who_confirmed_the_number_on_the_site_goes_on_as_the_same_person(asked: Conversation) -> None:
    begun = join(asked)
    who = begun.participant
    who.contact = leave_contact(by=Actor.visitor(), language="es", phone=PHONE)
    who.confidence = Confidence.CONFIRMED
    who.save()
    texted("VIAJES")
    assert "/track/ ¿En qué condado" in texted("El bus no llega a la clínica.")
    assert Comment.objects.get().participant == who
    assert Participant.objects.count() == 1


def test_only_the_machine_takes_texts(asked: Conversation, eve: User) -> None:
    with pytest.raises(Denied):
        actions.take_text(by=actor(eve), inbound=InboundMessage())


def test_a_call_about_ones_own_case(asked: Conversation) -> None:
    texted("VIAJES")
    replies = [texted("LLAMAR") for _ in range(2)]
    request = HelpRequest.objects.get()
    assert (request.language, request.contact.value) == ("es", "+19195550142")
    assert "llamará a este número" in replies[0]
    assert replies[0] == replies[1]
    assert not Participant.objects.exists()


def test_the_answer_by_text_message_rests_on_consent(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    assert "Le escribiremos" in texted("AVISO")
    contact = Participant.objects.get().contact
    assert contact is not None
    consent = contact.consents.get()
    assert (consent.topic, consent.channel) == ("answers", "sms")


def test_who_only_reads_the_tables_cannot_make_the_tracking_link(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    receipt = Participant.objects.get().receipt
    for row in (Dialogue.objects.get().pk, InboundMessage.objects.latest("received_at").pk):
        assert give_receipt(row).receipt != receipt


ODD = [
    "",
    "?",
    "1",
    "ok",
    "👍",
    "sí",
    "no",
    "VIAJES",
    "más",
    "a\x00b",
    "🤷‍♀️" * 9,
    "LLAMAR",
    "aviso",
    "{words}",
    "%s",
]
ODD += [
    "Alder",
    "saltar",
    "2. y los domingos no",
    "El bus no llega a mi casa",
    "gracias",
    "rides please",
    "\n\n",
]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_in_whatever_order_each_text_has_at_most_one_reply(
    asked: Conversation, seed: int
) -> None:
    for words in ("Uno es poco.", "Two are few.", "Tres son pocos."):
        shown(asked, words, language="es")
    texted("VIAJES")
    for body in Random(seed).choices(ODD, k=25):
        before = Message.objects.filter(notice="voices.text").count()
        said = Comment.objects.count(), Vote.objects.count()
        reply = texted(body)
        assert Message.objects.filter(notice="voices.text").count() == before + bool(reply)
        if said != (Comment.objects.count(), Vote.objects.count()):
            assert reply, "what was kept is said back"
    assert Participant.objects.filter(channel=Channel.SMS).count() <= 1
