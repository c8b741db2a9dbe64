"""What leaves the house when somebody asks for public records: redacted by rule, looked at by a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity, StoredFile
from longtable.core.states import Lifecycle
from longtable.voices.models.conversations import Conversation


class RecordsState(models.TextChoices):
    """How far an export is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    MADE = "made", _("made: a person looks at it first")
    RELEASED = "released", _("looked at: it may be handed out")
    FAILED = "failed", _("could not be made")


LIFECYCLE = Lifecycle(
    RecordsState,
    {
        RecordsState.WAITING: [RecordsState.RUNNING, RecordsState.FAILED],
        RecordsState.RUNNING: [RecordsState.RUNNING, RecordsState.MADE, RecordsState.FAILED],
        RecordsState.MADE: [RecordsState.WAITING, RecordsState.RELEASED],
        RecordsState.RELEASED: [],
        RecordsState.FAILED: [RecordsState.WAITING],
    },
)


class RecordsExport(Entity):
    """The records of one conversation for one request, with what was taken out and by which rule."""

    State = RecordsState

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="records", help_text="Of what."
    )
    request = models.CharField(
        max_length=120, help_text="Which request it answers, e.g. its number; no name of who asked."
    )
    since = models.DateField(null=True, blank=True, help_text="First day asked for; empty = from the start.")
    until = models.DateField(null=True, blank=True, help_text="Last day asked for; empty = to the end.")
    rules = models.JSONField(
        default=dict, help_text="Code of a rule -> statute and whether it covers, as a person decided."
    )
    turn = models.PositiveSmallIntegerField(default=0, help_text="How often it was begun; names the work.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, help_text="How far it is.")
    done_share = models.PositiveSmallIntegerField(default=0, help_text="How much of it is done, in percent.")
    report = models.JSONField(
        default=dict,
        blank=True,
        help_text="Rows of each file, redactions of each rule, and a sample of them.",
    )
    file = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The files in one, until they run out.",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who had it made.",
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who looked at it before it was handed out.",
    )
    reviewed_at = models.DateTimeField(null=True, blank=True, help_text="When they did.")

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            LIFECYCLE.constraint("voices_records_state"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="voices_records_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(reviewed_at__isnull=False),
                name="voices_records_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"records for {self.request}"
