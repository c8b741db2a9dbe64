"""Who signed up, with whom, for what, and what they need. Names and contacts live in ``people``."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.capacity.models import Place, WaitlistEntry
from longtable.core.models import Entity, Receipt
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle
from longtable.directory.languages import name_of
from longtable.gatherings.models.agenda import Session
from longtable.gatherings.models.gatherings import Gathering
from longtable.gatherings.needs import NEEDS
from longtable.people.models import ContactPoint, Person
from longtable.places.models import Area


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    CONFIRMED = "confirmed", _("signed up")
    WAITING = "waiting", _("on the waitlist")
    IN_DRAWING = "in_drawing", _("in the drawing")
    SENT_AGAIN = "sent_again", _("signed up before")
    CANCELLED = "cancelled", _("taken back")


LIFECYCLE = Lifecycle(
    RegistrationState,
    {
        RegistrationState.CONFIRMED: [RegistrationState.CANCELLED],
        RegistrationState.WAITING: [RegistrationState.CONFIRMED, RegistrationState.CANCELLED],
        RegistrationState.IN_DRAWING: [
            RegistrationState.CONFIRMED,
            RegistrationState.WAITING,
            RegistrationState.CANCELLED,
        ],
        RegistrationState.SENT_AGAIN: [RegistrationState.CANCELLED],
        RegistrationState.CANCELLED: [],
    },
)
STANDING = (RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.IN_DRAWING)
"""States in which somebody comes or would like to."""


class Channel(models.TextChoices):
    """How somebody signed up."""

    WEB = "web", _("on the web")
    PHONE = "phone", _("by phone, with staff")
    PAPER = "paper", _("on a paper list")
    API = "api", _("through another system")
    WALK_IN = "walk_in", _("at the door")


class Registration(Entity):
    """A household, an organisation's group or one person who would like to come."""

    State = RegistrationState
    Channel = Channel

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="registrations", help_text="To which gathering."
    )
    contact = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="+", help_text="How to reach them; whose it is."
    )
    who = models.CharField(
        max_length=64, editable=False, help_text="Blind index of the contact: one household signs up once."
    )
    receipt = models.OneToOneField(
        Receipt, on_delete=models.PROTECT, related_name="registration", help_text="What opens its page."
    )
    group_name = EncryptedTextField(blank=True, help_text="Name of the organisation, for a group of one.")
    party_size = models.PositiveSmallIntegerField(default=1, help_text="How many people come.")
    language = models.CharField(max_length=8, help_text="Language in which to write to them.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="County where they live, if they told.",
    )
    is_online = models.BooleanField(default=False, help_text="They join online, where both is possible.")
    wants_reminder = models.BooleanField(default=True, help_text="Whether to remind them the day before.")
    channel = models.CharField(max_length=10, choices=Channel, help_text="How they signed up.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Staff who signed them up, if it was not themselves.",
    )
    form_key = models.UUIDField(unique=True, help_text="Key of the form or request: sent twice, it is one.")
    first = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="again",
        help_text="The registration of the same contact that counts, for one that was sent again.",
    )
    as_if = models.JSONField(
        default=dict,
        blank=True,
        help_text="What its page shows, for one that was sent again: as if the contact were new.",
    )
    reached_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its page was opened from our message, or somebody vouched for the contact.",
    )
    sent_digest = models.CharField(
        max_length=64, help_text="Keyed hash of what was sent: the same key with other words is refused."
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.CONFIRMED, help_text="Where it stands."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back.")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When the reminder was sent.")

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["created_at"]
        constraints = [
            LIFECYCLE.constraint("gatherings_registration_state"),
            models.CheckConstraint(
                condition=Q(party_size__gte=1, party_size__lte=60), name="gatherings_registration_party"
            ),
            models.UniqueConstraint(
                fields=["gathering", "who"],
                condition=Q(state__in=["confirmed", "waiting", "in_drawing"]) & ~Q(who=""),
                name="gatherings_registration_once_a_household",
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"

    @property
    def shown_state(self) -> str:
        """Where it stands; one that was sent again looks as if the contact were new."""
        return str(self.as_if.get("state") or self.state)


class Seat(Entity):
    """That a registration has places in one session, or waits for them."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="seats", help_text="Whose."
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="seats", help_text="In which session."
    )
    place = models.OneToOneField(
        Place,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seat",
        help_text="The places, once they are theirs.",
    )
    entry = models.OneToOneField(
        WaitlistEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seat",
        help_text="The place in line, if they wait or waited.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "session"], name="gatherings_seat_once"),
        ]

    def __str__(self) -> str:
        return f"seat in {self.session_id}"


class Attendee(Entity):
    """One of the people who come with a registration; the first is who signed up."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="attendees", help_text="With whom they come."
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who; empty: they gave a number of people and no name.",
    )
    number = models.PositiveSmallIntegerField(help_text="Place within the party, from 1.")
    needs = models.JSONField(default=list, blank=True, help_text="Codes of what they need: needs.py.")
    interpreter = models.CharField(
        max_length=8, blank=True, help_text="Language of the interpreter they need; 'ase' is ASL."
    )
    needs_words = EncryptedTextField(blank=True, help_text="What else they need, and details of a ride.")
    about = models.JSONField(
        default=dict, blank=True, help_text="What they told about themselves: question -> codes."
    )
    badge_hash = models.CharField(
        max_length=64, unique=True, help_text="Keyed hash of the code on the badge and in the message."
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="gatherings_attendee_number")
        ]

    def __str__(self) -> str:
        return f"attendee {self.number} of {self.registration_id}"

    @property
    def shown_needs(self) -> list[str]:
        """What they need in the reader's words, an interpreter with the language."""
        words = [
            f"{NEEDS[code]}: {name_of(self.interpreter)}" if code == "interpreter" else str(NEEDS[code])
            for code in self.needs
            if code in NEEDS and code != "other"
        ]
        return [*words, self.needs_words] if self.needs_words else words


class Invitation(Entity):
    """A link bound to one person, good for one registration."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="invitations", help_text="To which gathering."
    )
    contact = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="+", help_text="To whom it was sent."
    )
    token_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the link's secret.")
    party_limit = models.PositiveSmallIntegerField(default=1, help_text="How many people it is good for.")
    registration = models.OneToOneField(
        Registration,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitation",
        help_text="What became of it; then the link is used up.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="From then on it opens nothing.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
