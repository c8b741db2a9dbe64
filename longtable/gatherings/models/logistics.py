"""What people need so that they can take part, gathered into assignments that somebody carries out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import SecretLocalizedTextField
from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle
from longtable.gatherings.models.agenda import Session
from longtable.gatherings.models.gatherings import Gathering
from longtable.gatherings.models.registrations import Attendee, Registration
from longtable.gatherings.needs import words_of


class AssignmentState(models.TextChoices):
    """How far an assignment is."""

    WANTED = "wanted", _("to be found")
    ASKED = "asked", _("asked, no answer yet")
    CONFIRMED = "confirmed", _("confirmed")
    DONE = "done", _("done")
    NOT_POSSIBLE = "not_possible", _("could not be found")
    DROPPED = "dropped", _("no longer needed")


A = AssignmentState
ASSIGNMENT_LIFECYCLE = Lifecycle(
    AssignmentState,
    {
        A.WANTED: [A.ASKED, A.CONFIRMED, A.NOT_POSSIBLE, A.DROPPED],
        A.ASKED: [A.WANTED, A.CONFIRMED, A.NOT_POSSIBLE, A.DROPPED],
        A.CONFIRMED: [A.WANTED, A.DONE, A.DROPPED],
        A.DONE: [],
        A.NOT_POSSIBLE: [A.WANTED],
        A.DROPPED: [A.WANTED],
    },
)


class Assignment(Entity):
    """An interpreter, a ride, a child-minder: one job for one provider, for one or several people."""

    State = AssignmentState

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="assignments", help_text="For which gathering."
    )
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For which session; empty: the whole.",
    )
    need = models.CharField(max_length=20, help_text="Code of the need: needs.py.")
    language = models.CharField(max_length=8, blank=True, help_text="For an interpreter: which language.")
    provider = EncryptedTextField(blank=True, help_text="Who does it, and how to reach them.")
    details = EncryptedTextField(blank=True, help_text="When and where: pick-up, room, equipment.")
    words = SecretLocalizedTextField(
        blank=True, help_text="What the people concerned are told, in plain words of each language."
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who sees to it.",
    )
    state = models.CharField(max_length=15, choices=State, default=State.WANTED, help_text="How far it is.")
    sequence = models.PositiveIntegerField(
        default=0, help_text="Grows with every change that the people concerned are told of."
    )

    lifecycle = ASSIGNMENT_LIFECYCLE

    class Meta:
        ordering = ["created_at"]
        constraints = [ASSIGNMENT_LIFECYCLE.constraint("gatherings_assignment_state")]

    def __str__(self) -> str:
        return f"{self.need} {self.language}".strip()

    @property
    def shown_need(self) -> str:
        """What for, in the reader's words, an interpreter with the language."""
        return words_of(self.need, self.language)


class NeedMet(Entity):
    """That an assignment meets one person's need, and whether they were told."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="people", help_text="By which assignment."
    )
    attendee = models.ForeignKey(
        Attendee, on_delete=models.CASCADE, related_name="needs_met", help_text="Whose need."
    )
    told_state = models.CharField(
        max_length=15, blank=True, help_text="State of the assignment of which they were last told."
    )
    told_sequence = models.PositiveIntegerField(
        default=0, help_text="The change of the assignment of which they were last told."
    )
    told_at = models.DateTimeField(null=True, blank=True, help_text="When.")

    class Meta:
        verbose_name_plural = "needs met"
        constraints = [
            models.UniqueConstraint(fields=["assignment", "attendee"], name="gatherings_need_met_once")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} for {self.attendee_id}"

    @property
    def is_asked_for(self) -> bool:
        """Whether they still come and still need it: people change that on their own page."""
        attendee, assignment = self.attendee, self.assignment
        is_same = assignment.need != "interpreter" or attendee.interpreter == assignment.language
        is_coming = attendee.registration.state == Registration.State.CONFIRMED
        return is_coming and is_same and assignment.need in attendee.needs
