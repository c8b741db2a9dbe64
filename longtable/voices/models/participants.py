"""Somebody who takes part: no account, no name, only what they chose to leave."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity, Receipt
from longtable.people.models import ContactPoint
from longtable.places.models import Area
from longtable.voices.models.conversations import Conversation


class Channel(models.TextChoices):
    """How somebody spoke. It stands in every denominator."""

    WEB = "web", _("on this site")
    SMS = "sms", _("by text message")
    PHONE = "phone", _("by phone")
    PAPER = "paper", _("on paper")
    IN_PERSON = "in_person", _("in person")
    VOICE_MESSAGE = "voice", _("by voice message")
    TABLE = "table", _("at a table of a gathering")
    CHAT = "chat", _("in the chat of a webinar")
    IMPORT = "import", _("imported from another system")


class Confidence(models.TextChoices):
    """How sure we are that one participant is one person. Results stand with and without the open ones."""

    OPEN = "open", _("open: anybody could answer, nobody checked")
    CONFIRMED = "confirmed", _("confirmed: a code sent to their phone or e-mail came back")
    STAFF = "staff", _("entered by staff or partners who met them")


FOLDED = Q(fold__state="folded") & ~Q(confidence=Confidence.CONFIRMED)
"""Who counts as one with the others of their fold. Whoever confirmed a contact since then is somebody."""


class Participant(Entity):
    """One person in one conversation."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="participants", help_text="In what."
    )
    receipt = models.OneToOneField(
        Receipt,
        null=True,
        on_delete=models.PROTECT,
        related_name="participant",
        help_text="What opens their tracking page; empty for people brought in from elsewhere.",
    )
    channel = models.CharField(
        max_length=10, choices=Channel, default=Channel.WEB, help_text="How they came."
    )
    language = models.CharField(max_length=8, help_text="Language in which they took part.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where they said they live.",
    )
    contact = models.ForeignKey(
        ContactPoint,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where the answer goes, if they left something. Moderators never see it.",
    )
    about = models.JSONField(
        default=dict, blank=True, help_text="Answers about themselves: question code -> list of codes."
    )
    source_id = models.CharField(max_length=60, blank=True, help_text="Id in the system it came from.")
    confidence = models.CharField(
        max_length=10,
        choices=Confidence,
        default=Confidence.OPEN,
        db_default=Confidence.OPEN,
        help_text="How sure we are that this is one person.",
    )
    fold = models.ForeignKey(
        "voices.Fold",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participants",
        help_text="With whom they seem to be one person, if so.",
    )
    batch = models.ForeignKey(
        "voices.Batch",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participants",
        help_text="Stack of paper, list of calls or table they came with.",
    )
    sheet = models.PositiveIntegerField(
        null=True, blank=True, help_text="Number of the sheet or seat within the batch."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet"], name="voices_participant_sheet_once"),
            models.CheckConstraint(
                condition=Q(confidence__in=["open", "confirmed", "staff"]),
                name="voices_participant_confidence",
            ),
            models.UniqueConstraint(
                fields=["conversation", "source_id"],
                condition=~Q(source_id=""),
                name="voices_participant_source_once",
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.id}"

    @property
    def is_folded(self) -> bool:
        """Whether :data:`FOLDED` holds, for who has been read together with the fold."""
        return (
            self.fold is not None and self.fold.state == "folded" and self.confidence != Confidence.CONFIRMED
        )


class Vote(models.Model):
    """Whether one participant agrees with one comment. The latest answer counts."""

    class Value(models.IntegerChoices):
        DISAGREE = -1, _("Disagree")
        PASS = 0, _("Not sure")
        AGREE = 1, _("Agree")

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="votes", help_text="Who."
    )
    comment = models.ForeignKey(
        "voices.Comment", on_delete=models.PROTECT, related_name="votes", help_text="On what."
    )
    value = models.SmallIntegerField(choices=Value, help_text="1 agree, -1 disagree, 0 not sure.")
    at = models.DateTimeField(
        null=True, help_text="When it was last given; empty when its source did not say."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "comment"], name="voices_vote_once"),
            models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="voices_vote_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_value_display()}"
