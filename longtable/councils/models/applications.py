"""Somebody would like to take a seat. Their words are encrypted; name and contact live in ``people``."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity, Receipt
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle
from longtable.councils.models.councils import Council
from longtable.councils.models.seats import Seat
from longtable.people.models import ContactPoint
from longtable.places.models import Area


class ApplicationState(models.TextChoices):
    """How far an application is."""

    RECEIVED = "received", _("a person will read it")
    SHORTLISTED = "shortlisted", _("being looked at closely")
    OFFERED = "offered", _("we asked whether they want the seat")
    ACCEPTED = "accepted", _("they said yes")
    APPOINTED = "appointed", _("appointed")
    DECLINED = "declined", _("could not take this one")
    WITHDRAWN = "withdrawn", _("taken back")
    SENT_AGAIN = "sent_again", _("sent a second time")


S = ApplicationState
LIFECYCLE = Lifecycle(
    ApplicationState,
    {
        S.RECEIVED: [S.SHORTLISTED, S.OFFERED, S.DECLINED, S.WITHDRAWN],
        S.SHORTLISTED: [S.OFFERED, S.DECLINED, S.WITHDRAWN],
        S.OFFERED: [S.ACCEPTED, S.APPOINTED, S.DECLINED, S.WITHDRAWN],
        S.ACCEPTED: [S.APPOINTED, S.DECLINED, S.WITHDRAWN],
        S.APPOINTED: [],
        S.DECLINED: [S.RECEIVED],
        S.WITHDRAWN: [],
        S.SENT_AGAIN: [S.WITHDRAWN],
    },
)
WAITING = (S.RECEIVED, S.SHORTLISTED, S.OFFERED, S.ACCEPTED)
"""States in which somebody still waits for the end of it."""


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Words for asking which applications."""

    def waiting(self) -> "ApplicationQuerySet":
        """Nobody has said yes or no for good."""
        return self.filter(state__in=WAITING)


class Application(Entity):
    """A wish to take one seat of a council, or any of them."""

    State = ApplicationState

    class Reason(models.TextChoices):
        OTHER_CHOSEN = "other_chosen", _("Somebody else was chosen for this seat.")
        NOT_ELIGIBLE = "not_eligible", _("The rules keep this seat for people in another situation.")
        SEAT_GONE = "seat_gone", _("This seat is no longer to be filled.")
        TOO_MANY = "too_many", _("More people applied than there are seats.")
        NOT_REACHED = "not_reached", _("We tried to reach you and could not.")
        OTHER = "other", _("For another reason, given below.")

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="applications", help_text="Which table."
    )
    seat = models.ForeignKey(
        Seat,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="applications",
        help_text="Which seat; empty: any that fits.",
    )
    receipt = models.OneToOneField(
        Receipt, on_delete=models.PROTECT, related_name="seat_application", help_text="What opens its page."
    )
    contact = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="+", help_text="How to reach them; whose it is."
    )
    who = models.CharField(
        max_length=64, editable=False, help_text="Keyed hash of name and contact: one person applies once."
    )
    language = models.CharField(max_length=8, help_text="Language in which to answer.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="County where they live, if they told.",
    )
    why = EncryptedTextField(help_text="Why they would like to take part, in their words.")
    experience = EncryptedTextField(blank=True, help_text="What they lived through, if they want to tell.")
    needs = models.JSONField(default=list, blank=True, help_text="Codes of what they need: topics.py.")
    needs_words = EncryptedTextField(blank=True, help_text="What else they need.")
    availability = EncryptedTextField(blank=True, help_text="When they have time.")
    conflicts = EncryptedTextField(blank=True, help_text="Work or ties that others should know of.")
    about = models.JSONField(
        default=dict, blank=True, help_text="What they told about themselves: question -> codes."
    )
    state = models.CharField(
        max_length=12, choices=State, default=State.RECEIVED, help_text="Where it stands."
    )
    first = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="again",
        help_text="The earlier one, when the same person sent it a second time.",
    )
    reason = models.CharField(max_length=15, choices=Reason, blank=True, help_text="Why it came to nothing.")
    answer = EncryptedTextField(blank=True, help_text="Words of staff to them, in their language.")
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When it came to its end.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who decided; empty when they took it back.",
    )
    form_key = models.UUIDField(unique=True, help_text="A second click changes nothing.")

    objects = ApplicationQuerySet.as_manager()
    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["created_at"]
        constraints = [
            LIFECYCLE.constraint("councils_application_state"),
            models.UniqueConstraint(
                fields=["seat", "who"],
                condition=Q(state__in=WAITING, seat__isnull=False),
                name="councils_application_once_per_seat",
            ),
            models.UniqueConstraint(
                fields=["council", "who"],
                condition=Q(state__in=WAITING, seat=None),
                name="councils_application_once_for_any",
            ),
            models.CheckConstraint(
                condition=(Q(state="sent_again") & Q(first__isnull=False)) | ~Q(state="sent_again"),
                name="councils_application_first",
            ),
        ]
        indexes = [models.Index(fields=["council", "state"], name="councils_application_queue")]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still waits for the end of it."""
        return self.state in WAITING

    @property
    def words(self) -> str:
        """Everything that they wrote in their own words."""
        return "\n".join((self.why, self.experience, self.needs_words, self.availability, self.conflicts))

    @property
    def stipend(self) -> "StipendChoice | None":
        """How they want to be paid now: the last choice they made."""
        return self.stipend_choices.order_by("created_at").last()


class StipendChoice(Entity):
    """How somebody wants to be paid, after they had read what it may cost them. The last one counts."""

    class Way(models.TextChoices):
        CASH = "cash", _("money")
        GIFT_CARD = "gift_card", _("a gift card")
        REIMBURSEMENT = "reimbursement", _("only what travel or child care cost me")
        NONE = "none", _("nothing, thank you")

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="stipend_choices", help_text="Whose choice."
    )
    way = models.CharField(max_length=15, choices=Way, help_text="How they want to be paid.")
    warning = models.TextField(help_text="The warning that they confirmed to have read, word for word.")
    language = models.CharField(max_length=8, help_text="Language of the warning.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.way


class ApplicationNote(Entity):
    """What one member of staff wants the others to know about an application."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="notes", help_text="About which."
    )
    text = EncryptedTextField(help_text="The note.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who."
    )

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"note {self.pk}"
