"""Voice messages, until a person has written down what they say."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.models import Entity, StoredFile
from longtable.core.states import Lifecycle
from longtable.people.models import ContactPoint
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.participants import Participant


class RecordingState(models.TextChoices):
    """Whether somebody has listened."""

    WAITING = "waiting", _("waiting to be written down")
    TRANSCRIBED = "transcribed", _("written down")
    NOTHING = "nothing", _("nothing to hear")


LIFECYCLE = Lifecycle(
    RecordingState,
    {
        RecordingState.WAITING: [RecordingState.TRANSCRIBED, RecordingState.NOTHING],
        RecordingState.TRANSCRIBED: [],
        RecordingState.NOTHING: [RecordingState.WAITING],
    },
)


class Recording(Entity):
    """One voice message. The sound is kept for a while after it was written down, then deleted."""

    State = RecordingState

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="recordings", help_text="For what."
    )
    file = models.ForeignKey(
        StoredFile,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The sound; empty when its time was over.",
    )
    digest = models.CharField(
        max_length=64, help_text="Digest of the sound: brought twice, it is one recording."
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who brought it: its people may listen and write it down.",
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who brought it.",
    )
    received_at = models.DateTimeField(help_text="When somebody spoke it.")
    language = models.CharField(max_length=8, help_text="Language that is spoken, as far as one knows.")
    contact = models.ForeignKey(
        ContactPoint,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where the caller wants to be told, if they said so.",
    )
    state = models.CharField(
        max_length=12, choices=State, default=State.WAITING, help_text="Whether somebody has listened."
    )
    participant = models.OneToOneField(
        Participant,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recording",
        help_text="Whose words it became.",
    )
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who listened and wrote it down.",
    )
    heard_at = models.DateTimeField(null=True, blank=True, help_text="When that was.")

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["received_at", "created_at"]
        constraints = [
            LIFECYCLE.constraint("voices_recording_state"),
            models.UniqueConstraint(fields=["conversation", "digest"], name="voices_recording_once"),
        ]

    def __str__(self) -> str:
        return f"recording {self.pk}"
