"""The word that somebody texts to answer a conversation's question."""

from django.db import models
from django.db.models import Q

from longtable.core.models import Entity
from longtable.methods.folding import fold
from longtable.voices.models.conversations import Conversation


def fold_keyword(word: str) -> str:
    """``Viajés!`` -> ``viajes``: one spelling, however a telephone corrects it."""
    return "".join(sign for sign in fold(word).text if sign.isalnum())


class Keyword(Entity):
    """One word in one language for one conversation. Another may have it once this one is over."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="keywords", help_text="What it opens."
    )
    word = models.CharField(max_length=20, help_text="As it is printed, e.g. VIAJES.")
    folded = models.CharField(
        max_length=20, editable=False, help_text="In small letters without accents, as it is looked up."
    )
    language = models.CharField(max_length=8, help_text="Language in which whoever texts it is answered.")
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken back or another conversation got it."
    )

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded"], condition=Q(ended_at=None), name="voices_keyword_once"
            ),
            models.UniqueConstraint(
                fields=["conversation", "language"],
                condition=Q(ended_at=None),
                name="voices_keyword_one_per_language",
            ),
        ]

    def __str__(self) -> str:
        return self.word
