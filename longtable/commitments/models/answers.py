"""What the people who spoke are told, and that each was told once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.commitments.models.commitments import Commitment
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.voices.models import Participant


class Answer(Entity):
    """Words to everybody whose comment led to a commitment, signed by a person."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="answers", help_text="About what."
    )
    text = LocalizedTextField(help_text="The words, fit in every language of the site.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who answers; the name is shown.",
    )
    published_at = models.DateTimeField(help_text="When people could first read it.")
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )

    class Meta:
        ordering = ["published_at", "created_at"]
        indexes = [models.Index(fields=["published_at"], name="commitments_answer_published")]

    def __str__(self) -> str:
        return str(self.text)


class AnswerNotice(Entity):
    """That an answer reached, or is on its way to, one author."""

    class Way(models.TextChoices):
        SMS = "sms", _("by text message")
        EMAIL = "email", _("by e-mail")
        PAGE = "page", _("only on their tracking page")

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="notices", help_text="What.")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", help_text="Who is told."
    )
    way = models.CharField(max_length=10, choices=Way, help_text="How they are told.")
    at = models.DateTimeField(help_text="When the message was put on its way.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "participant"], name="commitments_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} to {self.participant_id}"
