"""A text that partners can put into a bulletin or a newsletter as it is, in each language."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from longtable.core.localized import LocalizedText
from longtable.gatherings import saying
from longtable.gatherings.models import Gathering
from longtable.methods.spoken import count_words

SENTENCES = (
    LocalizedText.of(en="{host} invites you: {title}.", es="{host} le invita: {title}."),
    LocalizedText.of(en="{when}. {where}.", es="{when}. {where}."),
    LocalizedText.of(en="{summary}", es="{summary}"),
)
INTERPRETER = LocalizedText.of(
    en="There is a free interpreter for anybody who needs one.",
    es="Hay intérprete gratis para quien lo necesite.",
)
SIGN_UP = LocalizedText.of(
    en="Sign up in one minute, without an account: {address}",
    es="Inscríbase en un minuto, sin crear una cuenta: {address}",
)
COME = LocalizedText.of(
    en="Everybody may come. What will be decided: {address}",
    es="Cualquier persona puede asistir. Lo que se decidirá: {address}",
)


@dataclass(frozen=True)
class Announcement:
    """A text ready to be copied."""

    language: str
    text: str
    kind: str = "announcement"

    @property
    def words(self) -> int:
        """Words, as an editor counts them."""
        return count_words(self.text)


def address_of(gathering: Gathering) -> str:
    """The address that one can type: without ``https://`` and the last slash."""
    url = urlsplit(url_of(gathering))
    return (url.netloc + url.path).rstrip("/")


def url_of(gathering: Gathering) -> str:
    """The whole address of its public page."""
    return settings.PUBLIC_URL + reverse("gatherings:public", args=[gathering.slug])


def announcements(gathering: Gathering) -> list[Announcement]:
    """One in each language of the site."""
    return [Announcement(code, _written(gathering, code)) for code, _name in settings.LANGUAGES]


def _written(gathering: Gathering, language: str) -> str:
    said = {
        "host": str(gathering.organization),
        "title": gathering.title.show(language).text.rstrip("."),
        "when": saying.when(gathering.starts_at, gathering.ends_at, language),
        "where": saying.where(gathering, language).rstrip("."),
        "summary": gathering.summary.show(language).text,
        "address": address_of(gathering),
    }
    sentences = list(SENTENCES)
    if "interpreter" in gathering.needs_offered:
        sentences.append(INTERPRETER)
    takes_sign_up = any(session.pool_id for session in gathering.sessions.all())
    sentences.append(SIGN_UP if takes_sign_up else COME)
    texts = (sentence.show(language).text.format(**said) for sentence in sentences)
    return " ".join(text for text in texts if text.strip(" ."))
