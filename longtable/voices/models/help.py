"""Somebody's own case: never published, never counted, called back by a named office."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.models import Entity, Receipt
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle
from longtable.people.models import ContactPoint
from longtable.voices.models.comments import Comment
from longtable.voices.models.conversations import Conversation


class HelpState(models.TextChoices):
    """How far a call is."""

    ASKED = "asked", _("we asked the author whether they want a call")
    OPEN = "open", _("waiting for a call")
    CALLED = "called", _("called back")
    CLOSED = "closed", _("closed without a call")


LIFECYCLE = Lifecycle(
    HelpState,
    {
        HelpState.ASKED: [HelpState.OPEN, HelpState.CLOSED],
        HelpState.OPEN: [HelpState.CALLED, HelpState.CLOSED],
        HelpState.CALLED: [HelpState.OPEN],
        HelpState.CLOSED: [HelpState.OPEN],
    },
)


class HelpRequest(Entity):
    """A wish to be called back."""

    State = HelpState

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="help_requests", help_text="Beside what."
    )
    office = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="Who calls back."
    )
    receipt = models.OneToOneField(
        Receipt,
        null=True,
        on_delete=models.PROTECT,
        related_name="help_request",
        help_text="What opens its page; empty when it began with a comment.",
    )
    comment = models.ForeignKey(
        Comment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="help_requests",
        help_text="The comment it began with, if it did.",
    )
    contact = models.ForeignKey(
        ContactPoint, null=True, on_delete=models.PROTECT, related_name="+", help_text="Where to call."
    )
    about = EncryptedTextField(blank=True, help_text="What it is about, in their words.")
    best_time = models.CharField(max_length=120, blank=True, help_text="When they can talk.")
    language = models.CharField(max_length=8, help_text="Language in which to call.")
    state = models.CharField(max_length=10, choices=State, help_text="Where it stands.")
    due_at = models.DateTimeField(null=True, help_text="By when the office calls.")
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who called.",
    )
    called_at = models.DateTimeField(null=True, help_text="When.")
    outcome = EncryptedTextField(blank=True, help_text="What was agreed on the phone.")
    form_key = models.UUIDField(null=True, unique=True, help_text="A second click changes nothing.")

    lifecycle = LIFECYCLE

    class Meta:
        constraints = [LIFECYCLE.constraint("voices_help_state")]

    def __str__(self) -> str:
        return f"help request {self.id}"
