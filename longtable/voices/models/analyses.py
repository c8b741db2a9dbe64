"""What the machine worked out about a conversation: kept with what it was worked out from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.voices.models.conversations import Conversation


class AnalysisState(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being worked out")
    DONE = "done", _("worked out")
    FAILED = "failed", _("did not work out")


LIFECYCLE = Lifecycle(
    AnalysisState,
    {
        AnalysisState.WAITING: [AnalysisState.RUNNING, AnalysisState.FAILED],
        AnalysisState.RUNNING: [AnalysisState.RUNNING, AnalysisState.DONE, AnalysisState.FAILED],
        AnalysisState.DONE: [],
        AnalysisState.FAILED: [],
    },
)


class Analysis(Entity):
    """One run of one method over one conversation. The same seed and voices give the same result."""

    State = AnalysisState

    class Kind(models.TextChoices):
        GROUPS = "groups", _("opinion groups")
        THEMES = "themes", _("suggested themes")
        COPIES = "copies", _("near-copies")
        RELEASE = "release", _("counts to be published")
        STUFFING = "stuffing", _("answers that one person seems to have given many times")

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="analyses", help_text="Of what."
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="Which method.")
    options = models.JSONField(default=dict, blank=True, help_text="What was asked of it, seed included.")
    basis = models.JSONField(
        default=dict, blank=True, help_text="How many people, comments and answers it was worked out from."
    )
    result = models.JSONField(null=True, blank=True, help_text="What it found; its form depends on the kind.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, help_text="How far it is.")
    done_share = models.PositiveSmallIntegerField(default=0, help_text="How much of it is done, in percent.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who asked for it; empty when the schedule did.",
    )
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When it was done.")

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["-created_at"]
        constraints = [LIFECYCLE.constraint("voices_analysis_state")]
        indexes = [models.Index(fields=["conversation", "kind", "state"], name="voices_analysis_latest")]

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to be worked out."""
        return self.state in (AnalysisState.WAITING, AnalysisState.RUNNING)

    def __str__(self) -> str:
        return f"{self.kind} of {self.conversation_id}"
