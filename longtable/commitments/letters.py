"""The very words that an author receives, for sending and for looking at them before."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.commitments.models import Commitment
from longtable.commitments.notices import ANSWER
from longtable.core.localized import LocalizedText
from longtable.messaging.models import Channel
from longtable.messaging.registry import Words, write
from longtable.voices.models import Conversation


@dataclass(frozen=True)
class Letter:
    """One way in which the words go out."""

    channel: str
    words: Words

    @property
    def language_name(self) -> str:
        """The language, named in the language of the page."""
        return str(dict(settings.LANGUAGES)[self.words.language])


def letter(
    commitment: Commitment, text: LocalizedText, name: str, language: str, conversation: Conversation | None
) -> dict[str, str]:
    """What fills the notice for people who took part in ``conversation`` in ``language``."""
    with translation.override(language):
        decided = str(commitment.title)
        if not commitment.will:
            decided = _("We will not do this: %(title)s Why: %(because)s") % {
                "title": commitment.title,
                "because": commitment.because,
            }
        path = reverse("commitments:public_one", args=[commitment.number])
        return {
            "question": str(conversation.question) if conversation else "",
            "decided": decided if decided.endswith((".", "!", "?")) else f"{decided}.",
            "answer": str(text),
            "name": name,
            "organization": str(conversation.organization if conversation else commitment.division),
            "url": f"{settings.PUBLIC_URL}{path}?lang={language}",
        }


def preview(commitment: Commitment, text: LocalizedText, name: str) -> list[Letter]:
    """Exactly what goes out in each language of the site by each channel.

    The question is that of the first conversation in which it came up; each author reads their own.
    """
    asked = Conversation.objects.filter(themes__commitments=commitment).select_related("organization")
    conversation = asked.order_by("created_at").first()
    return [
        Letter(
            channel,
            write(
                ANSWER,
                letter(commitment, text, name, language, conversation),
                channel=channel,
                language=language,
            ),
        )
        for language, _name in settings.LANGUAGES
        for channel in Channel.values
    ]
