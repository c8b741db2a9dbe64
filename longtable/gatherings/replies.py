"""What we write back to somebody who texts a question: short, plain, and in few parts.

The Spanish keeps to signs of the GSM alphabet where it can: one other letter more than halves what fits.
"""

from django.conf import settings
from django.urls import reverse

from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering, Keyword
from longtable.methods.text_messages import in_plain_signs

ASK = LocalizedText.of(
    en="{title}: reply with your question. No names or phone numbers, please. We will text you the "
    "answer. STOP ends this.",
    es="{title}: responda con su pregunta. Sin nombres ni teléfonos, por favor. Le enviamos la respuesta. "
    "Para terminar, ALTO.",
)
NOTED = LocalizedText.of(
    en="Thank you, we have your question and will text you the answer. See what becomes of it: {url}",
    es="Gracias, tenemos su pregunta y le enviaremos la respuesta. Vea qué pasa con ella: {url}",
)
OVER = LocalizedText.of(
    en="Nothing can be asked there now, so we did not keep your message. More: {url}",
    es="Ahora no se puede preguntar, y no guardamos su mensaje. Más: {url}",
)


def ask_for_question(keyword: Keyword) -> str:
    """What a bare keyword is answered with."""
    return _say(ASK, keyword.language, title=keyword.gathering.title.show(keyword.language).text)


def noted(language: str, url: str) -> str:
    """Their question is kept; ``url`` is their page."""
    return _say(NOTED, language, url=url)


def over(gathering: Gathering, language: str) -> str:
    """It is too early or too late."""
    url = settings.PUBLIC_URL + reverse("gatherings:questions", args=[gathering.slug])
    return _say(OVER, language, url=url)


def _say(words: LocalizedText, language: str, **values: str) -> str:
    return in_plain_signs(words.show(language).text.format(**values))
