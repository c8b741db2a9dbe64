"""An occasion at which people come together, in a room, online or both."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.commitments.models import Commitment
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle
from longtable.councils.models import Council
from longtable.directory.models import Location
from longtable.places.models import Area
from longtable.voices.models import Conversation


class Kind(models.TextChoices):
    """What kind of occasion."""

    WEBINAR = "webinar", _("webinar")
    SUMMIT = "summit", _("summit")
    LISTENING_SESSION = "listening_session", _("listening session")
    MEETING = "meeting", _("meeting of a council or task force")
    TRAINING = "training", _("training")


class Series(Entity):
    """Gatherings that belong together: rounds of a summit with one agenda, or a webinar every month."""

    slug = models.SlugField(unique=True, help_text="Part of its address: /gatherings/series/<slug>/.")
    title = LocalizedTextField(help_text="What people call it.")
    summary = LocalizedTextField(blank=True, help_text="What it is for, in a few sentences.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="Who convenes it."
    )

    class Meta:
        verbose_name_plural = "series"
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.title)


class GatheringState(models.TextChoices):
    """Where a gathering is in its life."""

    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", _("public for all")
    CANCELLED = "cancelled", _("called off")
    HELD = "held", _("held")


LIFECYCLE = Lifecycle(
    GatheringState,
    {
        GatheringState.DRAFT: [GatheringState.PUBLISHED],
        GatheringState.PUBLISHED: [GatheringState.CANCELLED, GatheringState.HELD],
        GatheringState.CANCELLED: [],
        GatheringState.HELD: [],
    },
)


class GatheringQuerySet(models.QuerySet["Gathering"]):
    """Words for asking which gatherings."""

    def public(self) -> "GatheringQuerySet":
        """What anybody may know of: one by invitation is known to the invited alone."""
        return self.exclude(state=GatheringState.DRAFT).filter(by_invitation=False)

    def coming(self, now: datetime) -> "GatheringQuerySet":
        """Published, and not over yet."""
        return self.filter(state=GatheringState.PUBLISHED, ends_at__gt=now)

    def one_at_a_time(self, gathering_id: UUID) -> None:
        """Until the transaction ends, whoever asks this too waits: a second click, another device.

        People sign up meanwhile: on PostgreSQL a row that names the gathering need not wait for this lock.
        """
        self.select_for_update(no_key=True).get(pk=gathering_id)

    def in_scope(self, actor: Actor, permission: Permission) -> "GatheringQuerySet":
        """Those for which ``actor`` holds ``permission``: by host, by host partner, or by area."""
        if actor.is_statewide(permission):
            return self
        organizations = actor.organizations_reached(permission)
        touching = Gathering.areas.through.objects.filter(area__in=actor.areas_reached(permission))
        hosting = HostPartner.objects.filter(organization__in=organizations, may_run=True)
        return self.filter(
            Q(organization__in=organizations)
            | Q(pk__in=touching.values("gathering"))
            | Q(pk__in=hosting.values("gathering"))
        )


class Gathering(Entity):
    """One occasion: when, where, for whom, and what it serves."""

    State = GatheringState
    Kind = Kind

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        BOTH = "both", _("in person and online")

    slug = models.SlugField(unique=True, help_text="Part of its address: /gatherings/<slug>/.")
    title = LocalizedTextField(help_text="What people call it.")
    summary = LocalizedTextField(blank=True, help_text="What will happen, for somebody who never came.")
    kind = models.CharField(max_length=20, choices=Kind, help_text="What kind of occasion.")
    series = models.ForeignKey(
        Series,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gatherings",
        help_text="The series it is one of, if it is.",
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="gatherings", help_text="Who convenes it."
    )
    areas = models.ManyToManyField(
        Area, blank=True, related_name="gatherings", help_text="For whom; none = the whole state."
    )
    topics = models.JSONField(default=list, blank=True, help_text="Codes of topics.py.")
    languages = models.JSONField(default=list, help_text="Codes of the languages in which it is held.")
    way = models.CharField(max_length=10, choices=Way, help_text="In person, online or both.")
    starts_at = models.DateTimeField(help_text="When it begins.")
    ends_at = models.DateTimeField(help_text="When it ends.")
    location = models.ForeignKey(
        Location,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The place, with what the directory knows of it: parking, bus line, step-free.",
    )
    venue = LocalizedTextField(blank=True, help_text="Where, in words: house, room, how to find the door.")
    online_url = EncryptedTextField(blank=True, help_text="Link to join online: for the registered only.")
    dial_in = EncryptedTextField(blank=True, help_text="Number and code to join by phone: likewise.")
    conversation = models.ForeignKey(
        Conversation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gatherings",
        help_text="The conversation that it serves; findings can become comments there.",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gatherings",
        help_text="The commitment that it keeps.",
    )
    council = models.ForeignKey(
        Council,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gatherings",
        help_text="The council whose meeting it is.",
    )
    by_invitation = models.BooleanField(default=False, help_text="Only the invited may register.")
    party_limit = models.PositiveSmallIntegerField(
        default=6, help_text="People in one registration of a household, 1 to 6."
    )
    needs_offered = models.JSONField(
        default=list, blank=True, help_text="Codes of the access needs that one can ask for: needs.py."
    )
    about_you = models.JSONField(
        default=list, blank=True, help_text="Codes of the optional questions about oneself."
    )
    reader = LocalizedTextField(blank=True, help_text="Who reads what is written; empty = staff of the host.")
    calendar_sequence = models.PositiveIntegerField(
        default=0, help_text="Grows when time or place change, so that calendars move their entry."
    )
    changed_at = models.DateTimeField(
        default=timezone.now, help_text="When anything that calendars show last changed."
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.DRAFT, help_text="Where it is in its life."
    )
    followed_up_at = models.DateTimeField(
        null=True, blank=True, help_text="When everybody who signed up was sent what came of it."
    )
    why_cancelled = LocalizedTextField(
        blank=True, help_text="Why it was called off, for those who signed up."
    )

    objects = GatheringQuerySet.as_manager()
    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            LIFECYCLE.constraint("gatherings_gathering_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="gatherings_period"),
            models.CheckConstraint(
                condition=Q(party_limit__gte=1, party_limit__lte=6), name="gatherings_party_limit"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="gatherings_calendar")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_closed(self) -> bool:
        """Whether it is a council's meeting behind closed doors. Asks nothing where there is no council."""
        meeting = getattr(self, "meeting", None) if self.council_id else None
        return meeting is not None and not meeting.is_open

    def area_ids(self) -> frozenset[UUID]:
        """Ids of the areas it is for. One query, then remembered; none where prefetched."""
        if not hasattr(self, "_area_ids"):
            self._area_ids = frozenset(area.pk for area in self.areas.all())
        return self._area_ids

    @property
    def is_in_person(self) -> bool:
        """Whether one can come to a room."""
        return self.way != self.Way.ONLINE

    @property
    def is_online(self) -> bool:
        """Whether one can join from elsewhere."""
        return self.way != self.Way.IN_PERSON


class HostPartner(Entity):
    """An organisation that helps to convene it."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="hosts", help_text="Which gathering."
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="Who helps."
    )
    role = LocalizedTextField(blank=True, help_text="What they do for it, e.g. gives the room.")
    may_run = models.BooleanField(
        default=False, help_text="Whether their staff see registrations and work at the door."
    )

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "organization"], name="gatherings_host_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization} for {self.gathering}"
