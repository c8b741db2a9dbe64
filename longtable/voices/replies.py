"""What we write back to somebody who takes part by text message: short, plain, and in few parts.

The Spanish keeps to signs of the GSM alphabet where it can (``é`` and ``ñ``, not ``á`` or ``ó``): one other
letter more than halves what fits. People's own words and questions are never changed or cut for that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from longtable.core.localized import LocalizedText
from longtable.core.templatetags.longtable import crisis_line
from longtable.methods.text_messages import in_plain_signs, segments
from longtable.voices.models import Conversation, HelpRequest, Keyword, Vote

PARTS = 2
"""Parts in which a message of ours may travel."""

PARTS_OF_OTHERS = 3
"""Those with another person's words: with two, few sentences in Spanish could be put to anybody."""

ASK_RULE = LocalizedText.of(
    en="Please no names, phone numbers or addresses.", es="No escriba nombres, teléfonos ni direcciones."
)
ASK_CALL = LocalizedText.of(
    en="For help with your own case reply CALL.", es="Si necesita ayuda con su propio caso, responda LLAMAR."
)
ASK_READER = LocalizedText.of(
    en="Just reply. A person at {office} reads it; it may become public.",
    es="Solo responda. Lo lee una persona de {office} y tal vez se publique.",
)
ASK_READER_SHORT = LocalizedText.of(
    en="A person reads it; it may become public.", es="Lo lee una persona; puede publicarse."
)
ASK_STOP = LocalizedText.of(en="STOP ends this.", es="Para terminar, ALTO.")

THANKS = LocalizedText.of(
    en="Thank you. See what becomes of your words: {url}", es="Gracias. Vea qué pasa con lo que dijo: {url}"
)
THANKS_AGAIN = LocalizedText.of(en="Thank you, we have that too.", es="Gracias, esto también lo recibimos.")
COUNTY = LocalizedText.of(
    en="Which county do you live in? Reply with its name, or SKIP.",
    es="¿En qué condado vive? Responda con el nombre, o SALTAR.",
)
COUNTY_NOTED = LocalizedText.of(en="Noted: {county}.", es="Anotado: {county}.")
COUNTY_UNKNOWN = LocalizedText.of(
    en="We do not know that county; never mind.", es="No conocemos ese condado; no importa."
)
PUT = LocalizedText.of(
    en='Someone said: "{words}" Reply 1 agree, 2 disagree, 3 not sure.',
    es='Alguien dijo: "{words}" Responda 1 de acuerdo, 2 en desacuerdo, 3 no sé.',
)
PUT_IN = LocalizedText.of(
    en='Someone said (in {spoken}): "{words}" Reply 1 agree, 2 disagree, 3 not sure.',
    es='Alguien dijo (en {spoken}): "{words}" Responda 1 de acuerdo, 2 en desacuerdo, 3 no sé.',
)
PUT_MORE = LocalizedText.of(en="Or write more.", es="O escriba lo que piensa.")
PUT_AGAIN = LocalizedText.of(
    en="We are not sure what you mean, so nothing is counted. Reply 1 agree, 2 disagree, 3 not sure, or "
    "write a "
    "few words more.",
    es="No entendimos bien, y por eso no se cuenta. Responda 1 de acuerdo, 2 en desacuerdo, 3 no sé, o "
    "escriba "
    "unas palabras.",
)
STILL_ASKED = LocalizedText.of(
    en="And what the other person said? Reply 1 agree, 2 disagree, 3 not sure.",
    es="¿Y lo que dijo la otra persona? Responda 1 de acuerdo, 2 en desacuerdo, 3 no sé.",
)
NOTED = {
    Vote.Value.AGREE: LocalizedText.of(en="Noted: you agree.", es="Anotado: de acuerdo."),
    Vote.Value.DISAGREE: LocalizedText.of(en="Noted: you disagree.", es="Anotado: en desacuerdo."),
    Vote.Value.PASS: LocalizedText.of(en="Noted: not sure.", es="Anotado: no sabe."),
}
REST = LocalizedText.of(
    en="That is all we ask. Reply MORE for what others say, NEWS to get the answer by text, or write again.",
    es="Es todo lo que preguntamos. Responda MÁS para ver lo que otros dicen, AVISO para recibir la "
    "respuesta por "
    "mensaje, o escriba de nuevo.",
)
NOTHING_LEFT = LocalizedText.of(
    en="There is nothing more to answer now. Reply NEWS to get the answer by text, or write again.",
    es="Ya no queda nada por responder. Responda AVISO para recibir la respuesta por mensaje, o escriba "
    "de nuevo.",
)
NOT_UNDERSTOOD = LocalizedText.of(
    en="We did not understand that. Write in a few words what you want to say, or reply MORE for what "
    "others say.",
    es="No entendimos. Escriba en unas palabras lo que quiere decir, o responda MÁS para ver lo que otros "
    "dicen.",
)
ONLY_WORDS = LocalizedText.of(
    en="We can only read words, not pictures or sound. Please write it.",
    es="Solo podemos leer palabras, no fotos ni audios. Escriba, por favor.",
)
ENOUGH = LocalizedText.of(
    en="Thank you. You can write again whenever you like.",
    es="Gracias. Puede escribir de nuevo cuando quiera.",
)
NEWS_NOTED = LocalizedText.of(
    en="We will text you when there is an answer. STOP ends it.",
    es="Le escribiremos cuando haya una respuesta. Para no recibir nada, responda ALTO.",
)
CALL_NOTED = LocalizedText.of(
    en="{office} will call this number by {day}. It is private and not published. Follow it here: {url}",
    es="{office} llamará a este número a más tardar el {day}. Es privado y no se publica. Sígalo aquí: {url}",
)
NO_CALLS = LocalizedText.of(
    en="We cannot call you from here. What you need help with is not for this number: please ask us at {url}",
    es="Desde aquí no podemos llamarle. Este número no es para casos personales; pregúntenos en {url}",
)
CLOSED = LocalizedText.of(
    en="This conversation is closed, so we did not keep your message. See what people said: {url}",
    es="Esta conversación ya terminó y no guardamos su mensaje. Vea lo que dijo la gente: {url}",
)
RAN_OUT = LocalizedText.of(
    en="It has been a day, so we did not keep this message. To go on, text {word} and then write it again.",
    es="Pasó un día y no guardamos este mensaje. Para seguir, escriba {word} y luego repita su mensaje.",
)
NO_KEYWORD = LocalizedText.of(
    en="{agency}: to answer a question of ours, text its keyword: {words} More: {url}",
    es="{agency}: para responder una pregunta nuestra, escriba su palabra clave: {words} Más: {url}",
)
NO_KEYWORD_KNOWN = LocalizedText.of(
    en="{agency}: nobody reads this number all the time. What we ask now, and where to answer: {url}",
    es="{agency}: nadie lee este número todo el tiempo. Lo que preguntamos ahora y dónde responder: {url}",
)
DANGER = LocalizedText.of(
    en="If you or somebody else is in danger, call 911 now. Thoughts of suicide, or a crisis: call or "
    "text 988, "
    "day and night, free.",
    es="Si usted u otra persona está en peligro, llame ya al 911. Si piensa en el suicidio o está en "
    "crisis: llame "
    "al 988 y oprima el 2, o envíe AYUDA al 988, de día y de noche, gratis.",
)
DANGER_TOLD = LocalizedText.of(
    en="A person on call is told and will read your words. Please do not wait for us.",
    es="Avisamos a una persona de guardia para que lea sus palabras. Por favor, no nos espere.",
)
DANGER_NOT_TOLD = LocalizedText.of(
    en="Nobody reads this number all the time. Please do not wait for us.",
    es="Nadie lee este número todo el tiempo. Por favor, no nos espere.",
)
LINK = LocalizedText.of(en="What becomes of your words: {url}", es="Lo que pasa con lo que usted dijo: {url}")
GO_ON = LocalizedText.of(en="If you want to go on, reply MORE.", es="Si quiere seguir, responda MÁS.")


def phrase(words: LocalizedText, language: str, /, **values: object) -> str:
    """A phrase in the dialogue's language."""
    return words.show(language).text.format(**values)


def join(*phrases: str) -> str:
    """Phrases as one message, in signs that every telephone has."""
    return in_plain_signs(" ".join(each for each in phrases if each))


@dataclass(frozen=True)
class FirstReply:
    """What somebody gets who texts a keyword, and in how many parts."""

    keyword: Keyword
    text: str

    @property
    def parts(self) -> int:
        """Text messages that a telephone company counts."""
        return segments(self.text)

    @property
    def is_long(self) -> bool:
        """Whether the question leaves too little room."""
        return self.parts > PARTS


def first_reply(keyword: Keyword) -> FirstReply:
    """For whoever chooses the word."""
    return FirstReply(keyword, question(keyword.conversation, keyword.language))


def question(conversation: Conversation, language: str) -> str:
    """The question, what not to write, who reads it; what else one should know as far as two parts hold it.

    The question is never cut: one that is too long by itself takes as many parts as it needs.
    """
    call = [ASK_CALL] if conversation.help_office_id else []
    message = ""
    for also in (
        [ASK_RULE, *call, ASK_READER, ASK_STOP],
        [ASK_RULE, *call, ASK_READER_SHORT, ASK_STOP],
        [ASK_RULE, *call, ASK_READER_SHORT],
        [ASK_RULE, ASK_READER_SHORT, ASK_STOP],
        [ASK_RULE, ASK_READER_SHORT],
    ):
        told = [phrase(each, language, office=conversation.organization) for each in also]
        message = join(conversation.question.show(language).text, *told)
        if segments(message) <= PARTS:
            break
    return message


def statement(words: str, spoken: str, language: str) -> str:
    """Somebody else's words and how to answer them."""
    words = " ".join(words.split())
    if spoken == language:
        put = phrase(PUT, language, words=words)
    else:
        with translation.override(language):
            name = str(translation.get_language_info(spoken)["name_translated"])
        # Only English writes the name of a language with a capital.
        name = name if language == "en" else name.lower()
        put = phrase(PUT_IN, language, words=words, spoken=name)
    longer = join(put, phrase(PUT_MORE, language))
    return longer if segments(longer) <= PARTS else join(put)


def is_short_enough(words: str, spoken: str, language: str) -> bool:
    """Whether somebody's words can be put to another whole."""
    return segments(statement(words, spoken, language)) <= PARTS_OF_OTHERS


def danger(language: str, *, is_told: bool) -> str:
    """The lines that the web page shows for people in danger, the agency's own among them."""
    with translation.override(language):
        line = crisis_line()
    own = f"{line['name']}: {line['phone']}." if line else ""
    return join(phrase(DANGER, language), own, phrase(DANGER_TOLD if is_told else DANGER_NOT_TOLD, language))


def called_by(request: HelpRequest, url: str, language: str) -> str:
    """By when the office calls."""
    with translation.override(language):
        day = date_format(localtime(request.due_at), "MONTH_DAY_FORMAT") if request.due_at else ""
    return join(phrase(CALL_NOTED, language, office=request.office, day=day, url=url))


def without_keyword(keywords: Sequence[Keyword], language: str) -> str:
    """What to text, when one conversation is open by text message; else where to find out."""
    agency = settings.AGENCY or "Longtable"
    url = settings.PUBLIC_URL + reverse("voices:index")
    if len({keyword.conversation_id for keyword in keywords}) != 1:
        return join(phrase(NO_KEYWORD_KNOWN, language, agency=agency, url=url))
    words = ", ".join(f"{each.word} ({_name_of(each.language)})" for each in keywords) + "."
    return join(phrase(NO_KEYWORD, language, agency=agency, words=words, url=url))


def page_of(conversation: Conversation) -> str:
    """The whole address of the public page."""
    return settings.PUBLIC_URL + reverse("voices:conversation", args=[conversation.slug])


def _name_of(language: str) -> str:
    return translation.get_language_info(language)["name_local"]
