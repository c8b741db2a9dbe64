"""What somebody said, and what was decided about showing it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.participants import Channel, Participant


class CommentState(models.TextChoices):
    """Whether others see a comment."""

    HELD = "held", _("held: a person looks at it first")
    WAITING = "waiting", _("waiting to be read")
    SHOWN = "shown", _("shown to others")
    NOT_SHOWN = "not_shown", _("not shown to others")
    PRIVATE = "private", _("became a private request for help")


LIFECYCLE = Lifecycle(
    CommentState,
    {
        CommentState.HELD: [
            CommentState.WAITING,
            CommentState.SHOWN,
            CommentState.NOT_SHOWN,
            CommentState.PRIVATE,
        ],
        CommentState.WAITING: [
            CommentState.HELD,
            CommentState.SHOWN,
            CommentState.NOT_SHOWN,
            CommentState.PRIVATE,
        ],
        CommentState.SHOWN: [CommentState.WAITING, CommentState.NOT_SHOWN, CommentState.PRIVATE],
        CommentState.NOT_SHOWN: [CommentState.WAITING, CommentState.SHOWN, CommentState.PRIVATE],
        CommentState.PRIVATE: [CommentState.WAITING],
    },
)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Words for asking which comments."""

    def shown(self) -> "CommentQuerySet":
        """What others may read."""
        return self.filter(state=Comment.State.SHOWN)

    def waiting(self) -> "CommentQuerySet":
        """What a person has still to read, the held ones first."""
        return self.filter(
            Q(state__in=[Comment.State.HELD, Comment.State.WAITING])
            | Q(state=Comment.State.SHOWN, read_at=None)
        )


class Comment(Entity):
    """One thing that one person said. The original words are kept and never overwritten."""

    State = CommentState

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="comments", help_text="Where it was said."
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="comments", help_text="Who said it."
    )
    number = models.PositiveIntegerField(help_text="Counted within the conversation, from 1.")
    text = models.TextField(help_text="The words as they were said. Private until shown.")
    public_text = models.TextField(
        blank=True, help_text="The words that others read, personal data masked; empty until read or shown."
    )
    language = models.CharField(max_length=8, help_text="Language it was said in.")
    channel = models.CharField(max_length=10, choices=Channel, help_text="How it was said.")
    state = models.CharField(max_length=10, choices=State, help_text="Whether others see it.")
    danger = models.JSONField(default=list, help_text="Kinds of danger its words point at, if any.")
    said_at = models.DateTimeField(help_text="When it was said.")
    read_at = models.DateTimeField(null=True, blank=True, help_text="When a person first read it.")
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who read it first.",
    )
    agrees = models.PositiveIntegerField(default=0, help_text="People who agree, counted with each answer.")
    disagrees = models.PositiveIntegerField(default=0, help_text="People who disagree.")
    passes = models.PositiveIntegerField(default=0, help_text="People who are not sure.")
    answers = models.PositiveIntegerField(default=0, help_text="All three together.")
    extremity = models.FloatField(
        default=0.0,
        help_text="How far it divided the opinion groups when they were last worked out.",
    )
    copy_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
        help_text="The first comment with nearly the same words, as of a campaign letter.",
    )
    copy_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who said that it is a copy or is none; the machine leaves it so. Empty: nobody did.",
    )
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )
    source_id = models.CharField(max_length=60, blank=True, help_text="Id in the system it came from.")

    objects = CommentQuerySet.as_manager()
    lifecycle = LIFECYCLE

    class Meta:
        constraints = [
            LIFECYCLE.constraint("voices_comment_state"),
            models.UniqueConstraint(fields=["conversation", "number"], name="voices_comment_number"),
            models.UniqueConstraint(
                fields=["conversation", "source_id"],
                condition=~Q(source_id=""),
                name="voices_comment_source_once",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "state", "said_at"], name="voices_comment_queue"),
            models.Index(fields=["conversation", "state", "answers"], name="voices_comment_least_heard"),
        ]

    def __str__(self) -> str:
        return f"comment {self.number}"

    @property
    def latest_reason(self) -> str:
        """Why it stands as it does, in words for its author. Wants prefetched decisions."""
        decisions = list(self.decisions.all())
        return decisions[-1].get_reason_display() if decisions else ""

    @property
    def shown_text(self) -> str:
        """What others read."""
        return self.public_text or self.text


class Decision(Entity):
    """What a moderator decided about a comment, and why. Undone by a later one, never erased."""

    class Reason(models.TextChoices):
        FINE = "fine", _("it belongs to this conversation")
        PERSONAL_DATA = "personal_data", _("it tells who somebody is")
        OFF_TOPIC = "off_topic", _("it is about something else")
        INSULT = "insult", _("it insults or threatens people")
        ADVERTISEMENT = "advertisement", _("it advertises something")
        REPEATED = "repeated", _("the same words were already sent")
        OWN_CASE = "own_case", _("it asks for help with one person's own case")
        DANGER = "danger", _("somebody may be in danger")
        AGAIN = "again", _("we looked at it again")
        IMPORTED = "imported", _("it was decided where it came from")

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="decisions", help_text="About what."
    )
    before = models.CharField(max_length=10, choices=Comment.State, help_text="State before.")
    after = models.CharField(max_length=10, choices=Comment.State, help_text="State after.")
    reason = models.CharField(max_length=20, choices=Reason, help_text="Why; the author is told.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who decided; empty when a rule did.",
    )

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


class CommentTranslation(Entity):
    """The words in another language. The original is always shown with it."""

    class Origin(models.TextChoices):
        HUMAN = "human", _("translated by a person")
        MACHINE = "machine", _("translated by a machine")

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="translations", help_text="Of what."
    )
    language = models.CharField(max_length=8, help_text="Into which language.")
    text = models.TextField(help_text="The translated words.")
    origin = models.CharField(max_length=10, choices=Origin, help_text="Who translated.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The translator, or who stands behind the machine's words.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "language"], name="voices_translation_once")
        ]

    def __str__(self) -> str:
        return f"{self.comment} in {self.language}"
