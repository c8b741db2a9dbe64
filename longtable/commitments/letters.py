"""The very words that an author receives, for sending and for looking at them before."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.accounts.models import User
from longtable.commitments.models import Commitment
from longtable.commitments.notices import ANSWER
from longtable.core.localized import LocalizedText
from longtable.messaging.registry import Words, write
from longtable.voices.models import Conversation


@dataclass(frozen=True)
class Letter:
    """One way in which the words go out."""

    channel: str
    words: Words


def letter(
    commitment: Commitment, text: LocalizedText, by: User, language: str, conversation: Conversation
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
            "question": str(conversation.question),
            "decided": decided,
            "answer": str(text),
            "name": str(by),
            "organization": str(commitment.division),
            "url": f"{settings.PUBLIC_URL}{path}?lang={language}",
        }


def preview(
    commitment: Commitment,
    text: LocalizedText,
    by: User,
    conversation: Conversation,
    channels: Sequence[str] = ("email", "sms"),
) -> dict[str, list[Letter]]:
    """Per language of the site, exactly what goes out by each channel."""
    return {
        language: [
            Letter(
                channel,
                write(
                    ANSWER,
                    letter(commitment, text, by, language, conversation),
                    channel=channel,
                    language=language,
                ),
            )
            for channel in channels
        ]
        for language, _name in settings.LANGUAGES
    }
