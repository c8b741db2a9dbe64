"""Where somebody is who takes part by text message."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.voices.models.comments import Comment
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.participants import Participant


class Dialogue(Entity):
    """One telephone in one conversation. The number itself is not kept here, only its blind index."""

    class Step(models.TextChoices):
        SAY = "say", _("asked for their words")
        COUNTY = "county", _("asked for their county")
        ANSWER = "answer", _("asked whether they agree")
        ANSWER_AGAIN = "again", _("asked once more whether they agree")
        REST = "rest", _("not asked anything")

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="dialogues", help_text="In what."
    )
    number_index = models.CharField(max_length=64, help_text="Blind index of the telephone number.")
    participant = models.ForeignKey(
        Participant,
        null=True,
        on_delete=models.PROTECT,
        related_name="dialogues",
        help_text="Who speaks; empty until something was said: a keyword alone is no voice.",
    )
    language = models.CharField(max_length=8, help_text="Language in which we answer: that of the keyword.")
    step = models.CharField(max_length=10, choices=Step, help_text="What the next message answers.")
    asked = models.ForeignKey(
        Comment,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The words last put to them.",
    )
    asked_in_a_row = models.PositiveSmallIntegerField(
        default=0, help_text="How many others' words were put to them without their asking for more."
    )
    last_at = models.DateTimeField(help_text="When they last wrote. A day later the dialogue has run out.")
    ended_at = models.DateTimeField(
        null=True, help_text="When it ended; the keyword takes it up again as the same person."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number_index"], name="voices_dialogue_once"),
            models.UniqueConstraint(
                fields=["number_index"], condition=Q(ended_at=None), name="voices_dialogue_one_open"
            ),
            models.CheckConstraint(
                condition=Q(step__in=["say", "county", "answer", "again", "rest"]),
                name="voices_dialogue_step",
            ),
        ]

    def __str__(self) -> str:
        return f"dialogue {self.id}"
