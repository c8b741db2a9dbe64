"""What readers say is wrong with a service, and what became of that."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity, Receipt
from longtable.core.states import Lifecycle
from longtable.directory.models.offered import Service
from longtable.methods.personal_data import find, mask
from longtable.people.models import ContactPoint


class ReportState(models.TextChoices):
    """Where a report stands."""

    OPEN = "open", _("somebody will look at it")
    CORRECTED = "corrected", _("it was wrong and is corrected")
    WAS_RIGHT = "was_right", _("it was right")
    NOT_FOUND = "not_found", _("we could not find out")


REPORT_STATES = Lifecycle(
    ReportState,
    {
        ReportState.OPEN: [ReportState.CORRECTED, ReportState.WAS_RIGHT, ReportState.NOT_FOUND],
        ReportState.CORRECTED: [],
        ReportState.WAS_RIGHT: [],
        ReportState.NOT_FOUND: [],
    },
)


class Report(Entity):
    """One error that somebody saw. Whoever sent it holds its receipt and can follow it."""

    State = ReportState

    class Problem(models.TextChoices):
        CLOSED = "closed", _("it is closed or does not exist")
        PHONE = "phone", _("the phone number is wrong")
        HOURS = "hours", _("the hours are wrong")
        ADDRESS = "address", _("the address is wrong")
        OTHER = "other", _("something else")

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="reports", help_text="What it is about."
    )
    receipt = models.OneToOneField(
        Receipt, on_delete=models.PROTECT, related_name="+", help_text="What its sender holds."
    )
    problem = models.CharField(max_length=10, choices=Problem, help_text="What is wrong.")
    correction = models.CharField(
        max_length=200, blank=True, help_text="What should stand there, as the sender says."
    )
    text = models.TextField(blank=True, help_text="The sender's words. Shown only as :attr:`shown_text`.")
    language = models.CharField(max_length=8, help_text="Language of the page on which it was sent.")
    danger = models.BooleanField(default=False, help_text="Its words may tell of danger.")
    contact = models.ForeignKey(
        ContactPoint,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where its sender wants to hear what became of it.",
    )
    sent_at = models.DateTimeField(default=timezone.now, help_text="When it was sent.")
    state = models.CharField(
        max_length=10, choices=ReportState, default=ReportState.OPEN, help_text="What became of it."
    )
    answer = models.CharField(max_length=1000, blank=True, help_text="What whoever looked at it says.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When somebody had looked at it.")

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [REPORT_STATES.constraint("directory_report_state")]
        indexes = [models.Index(fields=["state", "sent_at"], name="directory_report_state_at")]

    def __str__(self) -> str:
        return f"{self.problem}: {self.state}"

    @property
    def shown_text(self) -> str:
        """The words without what could tell who somebody is: what anybody but the sender reads."""
        return mask(self.text, find(self.text), self.language)
