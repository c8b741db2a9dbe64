"""Texts that a partner can print in a bulletin or read on the radio as they are, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from longtable.core.localized import LocalizedText
from longtable.methods.spoken import Language, count_words, seconds, speak_address, speak_number
from longtable.people.contacts import shown_phone
from longtable.voices.models import Conversation, Keyword
from longtable.voices.selectors.texting import standing_keywords, texting_number

BULLETIN_WORDS = 80
"""What an editor of a church bulletin or a newsletter has room for."""
RADIO_SECONDS = 31
"""Half a minute, read without haste."""

BULLETIN = (
    LocalizedText.of(en="{office} asks {asked}: {question}", es="{office} pregunta a {asked}: {question}"),
    LocalizedText.of(
        en="Tell us in your own words, in English or Spanish{until}.",
        es="Díganos lo que piensa con sus propias palabras, en español o en inglés{until}.",
    ),
    LocalizedText.of(en="Go to {address}{or_text}.", es="Visite {address}{or_text}."),
    LocalizedText.of(
        en="It takes two minutes and needs no account and no name.",
        es="Toma dos minutos, sin cuenta y sin dar su nombre.",
    ),
    LocalizedText.of(
        en="A person reads every answer, and on the same page you can see what comes of it.",
        es="Una persona lee cada respuesta y en la misma página puede ver qué resulta de ella.",
    ),
    LocalizedText.of(
        en="Please leave out names, phone numbers and addresses.",
        es="Por favor, no escriba nombres, teléfonos ni direcciones.",
    ),
)
BULLETIN_CALL = LocalizedText.of(
    en="For help with your own case, ask for a call there.",
    es="Si necesita ayuda con su propio caso, pida ahí que le llamen.",
)
BULLETIN_TEXT = LocalizedText.of(
    en=", or text {word} to {number}", es=", o envíe {word} por mensaje de texto al {number}"
)
RADIO = (
    LocalizedText.of(en="{question}", es="{question}"),
    LocalizedText.of(
        en="{office} wants to hear from {asked}, in English or Spanish.",
        es="{office} quiere escuchar a {asked}, en español o en inglés.",
    ),
)
RADIO_TEXT = LocalizedText.of(
    en="Text the word {word} to {number}. Once more: {number}.",
    es="Envíe por mensaje de texto la palabra {word} al {number}. Se lo repito: {number}.",
)
RADIO_ADDRESS = LocalizedText.of(en="Or go to {address}.", es="O visite {address}.")
RADIO_ADDRESS_ALONE = LocalizedText.of(
    en="Go to {address}. Once more: {address}.", es="Visite {address}. Se lo repito: {address}."
)
RADIO_END = (
    LocalizedText.of(
        en="Nobody asks your name, and a person reads every answer.",
        es="Nadie le pregunta su nombre, y una persona lee cada respuesta.",
    ),
    LocalizedText.of(en="You have{until}.", es="Tiene tiempo{until}."),
)
EVERYBODY = LocalizedText.of(en="everybody here", es="todas las personas de aquí")
UNTIL = LocalizedText.of(en=" until {day}", es=" hasta el {day}")


@dataclass(frozen=True)
class Announcement:
    """A text ready to be copied."""

    kind: str
    language: str
    text: str

    @property
    def words(self) -> int:
        """Words."""
        return count_words(self.text)

    @property
    def seconds(self) -> int:
        """Seconds when read aloud."""
        return seconds(self.text, _spoken(self.language))


@dataclass(frozen=True)
class Ways:
    """How one can answer: what stands on everything that is printed."""

    url: str
    address: str
    number: str
    keywords: list[Keyword]

    def keyword_in(self, language: str) -> str:
        """The word of this language, if there is a number to send it to."""
        return next((each.word for each in self.keywords if each.language == language), "")


def ways_to_answer(conversation: Conversation) -> Ways:
    """The address that one can type, and the keywords with the number, where there is one."""
    url = settings.PUBLIC_URL + reverse("voices:conversation", args=[conversation.slug])
    address = (urlsplit(url).netloc + urlsplit(url).path).rstrip("/")
    number = texting_number()
    return Ways(url, address, shown_phone(number), list(standing_keywords(conversation)) if number else [])


def announcements(conversation: Conversation) -> list[Announcement]:
    """A bulletin and a radio text in each language of the site."""
    ways = ways_to_answer(conversation)
    return [
        Announcement(kind, language, write(conversation, ways, language))
        for kind, write in (("bulletin", bulletin), ("radio", radio))
        for language, _name in settings.LANGUAGES
    ]


def bulletin(conversation: Conversation, ways: Ways, language: str) -> str:
    """60 to 80 words for an ordinary question; what matters least is left out of a longer one."""
    word = ways.keyword_in(language)
    or_text = _in(BULLETIN_TEXT, language, word=word, number=ways.number) if word else ""
    said = _facts(conversation, language) | {"address": ways.address, "or_text": or_text}
    sentences = [_in(each, language, **said) for each in BULLETIN]
    if conversation.help_office_id:
        sentences.append(_in(BULLETIN_CALL, language))
    return _within(sentences, lambda text: count_words(text) <= BULLETIN_WORDS, least=3)


def radio(conversation: Conversation, ways: Ways, language: str) -> str:
    """Half a minute, with numbers and addresses as one says them, the most important one twice."""
    spoken = _spoken(language)
    word, address = ways.keyword_in(language), speak_address(ways.address, spoken)
    number = speak_number(ways.number, spoken)
    said = _facts(conversation, language)
    if word:
        how = [_in(RADIO_TEXT, language, word=word.lower(), number=number)]
        how += [_in(RADIO_ADDRESS, language, address=address)]
    else:
        how = [_in(RADIO_ADDRESS_ALONE, language, address=address)]
    end = [_in(each, language, **said) for each in (RADIO_END if said["until"] else RADIO_END[:1])]
    begin = [_in(each, language, **said) for each in RADIO]
    sentences = [*begin, *how, *end]
    return _within(sentences, lambda text: seconds(text, spoken) <= RADIO_SECONDS, least=len(begin) + 1)


def _facts(conversation: Conversation, language: str) -> dict[str, str]:
    until = ""
    if conversation.closes_at:
        with translation.override(language):
            day = date_format(localtime(conversation.closes_at), "MONTH_DAY_FORMAT")
        until = _in(UNTIL, language, day=day)
    asked = conversation.asked.show(language)
    return {
        "office": str(conversation.organization),
        "asked": asked.text if asked.text and not asked.fell_back else EVERYBODY.show(language).text,
        "question": _closed(conversation.question.show(language).text),
        "until": until,
    }


def _closed(question: str) -> str:
    """With a full stop, if it is put as a heading rather than asked."""
    return question if question.endswith(("?", "!", ".", "…")) else f"{question}."


def _in(text: LocalizedText, language: str, **values: str) -> str:
    return text.show(language).text.format(**values)


def _spoken(language: str) -> Language:
    """The language in which numbers are said: English where we do not know how."""
    return "es" if language == "es" else "en"


def _within(sentences: list[str], fits: Callable[[str], bool], *, least: int) -> str:
    """As many of the first sentences as fit, and ``least`` in any case."""
    while len(sentences) > least and not fits(" ".join(sentences)):
        sentences = sentences[:-1]
    return " ".join(sentences)
