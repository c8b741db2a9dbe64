"""What happens while people are together: questions, up-votes, polls and notes at tables."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.commitments.models import Commitment
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity, Receipt
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle
from longtable.gatherings.models.agenda import Panelist, Session, Table
from longtable.gatherings.models.gatherings import Gathering
from longtable.people.models import ContactPoint


class QuestionState(models.TextChoices):
    """What became of a question."""

    ASKED = "asked", _("a person will read it")
    SHOWN = "shown", _("in the queue")
    ANSWERED_LIVE = "answered_live", _("answered at the gathering")
    LATER = "later", _("will be answered in writing")
    ANSWERED = "answered", _("answered in writing")
    COMMITTED = "committed", _("became a commitment")
    NOT_SHOWN = "not_shown", _("could not be shown")


Q_ = QuestionState
QUESTION_LIFECYCLE = Lifecycle(
    QuestionState,
    {
        Q_.ASKED: [Q_.SHOWN, Q_.NOT_SHOWN, Q_.LATER, Q_.ANSWERED_LIVE],
        Q_.SHOWN: [Q_.ANSWERED_LIVE, Q_.LATER, Q_.NOT_SHOWN, Q_.ANSWERED, Q_.COMMITTED],
        Q_.ANSWERED_LIVE: [Q_.SHOWN, Q_.ANSWERED, Q_.COMMITTED, Q_.NOT_SHOWN],
        Q_.LATER: [Q_.ANSWERED, Q_.COMMITTED, Q_.ANSWERED_LIVE, Q_.NOT_SHOWN],
        Q_.ANSWERED: [Q_.NOT_SHOWN],
        Q_.COMMITTED: [Q_.ANSWERED],
        Q_.NOT_SHOWN: [Q_.SHOWN],
    },
)


class Question(Entity):
    """What somebody asked, in their words."""

    State = QuestionState

    class Reason(models.TextChoices):
        PRIVATE = "private", _("It is about one person; we answer in private.")
        ELSEWHERE = "elsewhere", _("It is about something other than this gathering.")
        HURTS = "hurts", _("It could hurt somebody.")
        UNREADABLE = "unreadable", _("We could not tell what is asked.")

    class Channel(models.TextChoices):
        WEB = "web", _("on the web")
        SMS = "sms", _("by text message")
        STAFF = "staff", _("typed in by staff")
        CHAT = "chat", _("in the chat")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="questions", help_text="At which gathering."
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions",
        help_text="In which session, if it is about one.",
    )  # fmt: skip
    number = models.PositiveIntegerField(help_text="Number in the gathering, to say it aloud.")
    text = EncryptedTextField(help_text="The question as it was asked.")
    language = models.CharField(max_length=8, help_text="Language in which it was asked.")
    translations = models.JSONField(
        default=dict, blank=True, help_text="Other languages: code -> {text, origin, by}. The original stays."
    )
    channel = models.CharField(max_length=5, choices=Channel, help_text="How it came.")
    receipt = models.ForeignKey(
        Receipt,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What opens its page, for who asked on the web.",
    )
    contact = models.ForeignKey(
        ContactPoint,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where to send the answer, if they told.",
    )
    joined_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="joined",
        help_text="The question that asks the same; its answer is this one's too.",
    )
    votes = models.PositiveIntegerField(default=0, help_text="How many also want to know.")
    panelist = models.ForeignKey(
        Panelist,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who is asked, if somebody in particular.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who will answer in writing.",
    )
    due_on = models.DateField(null=True, blank=True, help_text="By when.")
    answer = LocalizedTextField(blank=True, help_text="The answer, as everybody may read it.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered.")
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
        help_text="The commitment it led to.",
    )
    state = models.CharField(
        max_length=15, choices=State, default=State.ASKED, help_text="What became of it."
    )
    reason = models.CharField(
        max_length=10, choices=Reason, blank=True, help_text="Why it could not be shown; its asker reads it."
    )
    form_key = models.UUIDField(null=True, unique=True, help_text="Key of the form: sent twice, it is one.")

    lifecycle = QUESTION_LIFECYCLE

    class Meta:
        ordering = ["number"]
        constraints = [
            QUESTION_LIFECYCLE.constraint("gatherings_question_state"),
            models.UniqueConstraint(fields=["gathering", "number"], name="gatherings_question_number"),
            models.CheckConstraint(
                condition=~Q(state="later") | Q(owner__isnull=False),
                name="gatherings_question_later_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.number}"


class QuestionVote(Entity):
    """That somebody also wants to know."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="question_votes", help_text="What."
    )
    voter = models.CharField(max_length=64, help_text="Keyed hash of the visit or the phone: once each.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "voter"], name="gatherings_vote_once")]

    def __str__(self) -> str:
        return f"vote for {self.question_id}"


class Keyword(Entity):
    """One word in one language: who texts it and a question asks that at a gathering."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="keywords", help_text="Where it asks."
    )
    word = models.CharField(max_length=20, help_text="As it is printed, e.g. RIDES.")
    folded = models.CharField(
        max_length=20, editable=False, help_text="In small letters without accents, as it is looked up."
    )
    language = models.CharField(max_length=8, help_text="Language in which whoever texts it is answered.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back.")

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded"], condition=Q(ended_at=None), name="gatherings_keyword_once"
            ),
            models.UniqueConstraint(
                fields=["gathering", "language"],
                condition=Q(ended_at=None),
                name="gatherings_keyword_one_per_language",
            ),
        ]

    def __str__(self) -> str:
        return self.word


class Poll(Entity):
    """A question with answers to choose from, open for a while."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="polls", help_text="At which gathering."
    )
    question = LocalizedTextField(help_text="What is asked.")
    options = models.JSONField(help_text="List of {code, words by language}, in the order shown.")
    is_multiple = models.BooleanField(default=False, help_text="Whether several answers may be chosen.")
    is_telling = models.BooleanField(
        default=False, help_text="Whether a choice could point to a person: then small counts are withheld."
    )
    opened_at = models.DateTimeField(null=True, blank=True, help_text="From when one can answer.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Until when.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def is_open(self) -> bool:
        """Whether one can answer now."""
        return self.opened_at is not None and self.closed_at is None


class PollAnswer(Entity):
    """What one voter chose."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers", help_text="Of what.")
    voter = models.CharField(max_length=64, help_text="Keyed hash of the visit or the phone: once each.")
    codes = models.JSONField(help_text="Codes of the options chosen.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "voter"], name="gatherings_poll_answer_once")]

    def __str__(self) -> str:
        return f"answer to {self.poll_id}"


class TableNote(Entity):
    """What was said at a table, as its note-taker wrote it. No names."""

    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="notes", help_text="Where.")
    text = EncryptedTextField(help_text="What was said.")
    language = models.CharField(max_length=8, help_text="Language of the note.")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who wrote it.",
    )
    form_key = models.UUIDField(null=True, unique=True, help_text="Key of the form: sent twice, it is one.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"note of {self.table_id}"
