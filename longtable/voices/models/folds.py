"""Several participants who count as one, because one person seems to stand behind them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.participants import Participant

TYPED_TWICE = "typed_twice"
"""Sign of a fold that a person made: the same sheet of paper, typed in twice."""


class FoldState(models.TextChoices):
    """Whether they count as one."""

    FOLDED = "folded", _("counted as one")
    UNFOLDED = "unfolded", _("counted each")


LIFECYCLE = Lifecycle(
    FoldState, {FoldState.FOLDED: [FoldState.UNFOLDED], FoldState.UNFOLDED: [FoldState.FOLDED]}
)


class Fold(Entity):
    """Answers that look as if one person gave them many times. Shown both ways, never dropped."""

    State = FoldState

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="folds", help_text="Where."
    )
    signs = models.JSONField(default=list, help_text="Codes of what made it look so.")
    state = models.CharField(max_length=10, choices=State, default=State.FOLDED, help_text="How they count.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who looked at it; empty while only the rule did.",
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was left so or changed.")

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["created_at"]
        constraints = [LIFECYCLE.constraint("voices_fold_state")]

    def __str__(self) -> str:
        return f"fold {self.pk}"


class NetworkTrace(Entity):
    """From which network somebody came, as a keyed hash: a sign among others, gone after 30 days."""

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="trace", help_text="Who."
    )
    network = models.CharField(
        max_length=32, help_text="Keyed hash of conversation and network; tells nothing without the key."
    )

    class Meta:
        indexes = [models.Index(fields=["network"], name="voices_trace_network")]

    def __str__(self) -> str:
        return f"trace of {self.participant_id}"
