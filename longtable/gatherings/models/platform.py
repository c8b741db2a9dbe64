"""Files that a webinar tool gives out afterwards: who was there, what was written, what was said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity, StoredFile
from longtable.core.states import Lifecycle
from longtable.gatherings.models.gatherings import Gathering


class PlatformFileState(models.TextChoices):
    """How far a file is."""

    LOOKED_AT = "looked_at", _("checked, nothing imported yet")
    LET_IN = "let_in", _("imported")
    PUT_ASIDE = "put_aside", _("discarded")


PLATFORM_FILE_LIFECYCLE = Lifecycle(
    PlatformFileState,
    {
        PlatformFileState.LOOKED_AT: [PlatformFileState.LET_IN, PlatformFileState.PUT_ASIDE],
        PlatformFileState.LET_IN: [PlatformFileState.LOOKED_AT, PlatformFileState.PUT_ASIDE],
        PlatformFileState.PUT_ASIDE: [],
    },
)


class PlatformFile(Entity):
    """One file of a webinar tool. Staff of the host alone can open it."""

    State = PlatformFileState

    class Kind(models.TextChoices):
        ATTENDANCE = "attendance", _("who was there")
        CHAT = "chat", _("chat or questions")
        TRANSCRIPT = "transcript", _("transcript")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="platform_files", help_text="Of which gathering."
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="What it holds.")
    tool = models.CharField(max_length=10, blank=True, help_text="Whose: zoom, teams, webex; else empty.")
    file = models.ForeignKey(
        StoredFile,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The file itself, as long as it is kept.",
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who brought it.",
    )
    counts = models.JSONField(default=dict, blank=True, help_text="What became of its rows: name -> number.")
    state = models.CharField(
        max_length=10, choices=State, default=State.LOOKED_AT, help_text="How far it is."
    )

    lifecycle = PLATFORM_FILE_LIFECYCLE

    class Meta:
        ordering = ["-created_at"]
        constraints = [PLATFORM_FILE_LIFECYCLE.constraint("gatherings_platform_file_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
