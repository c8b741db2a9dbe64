"""What somebody promised to the people who spoke, or said plainly that they will not do."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.places.models import Area
from longtable.voices.models import Theme


class CommitmentState(models.TextChoices):
    """Where a commitment is in its life."""

    PROPOSED = "proposed", _("proposed")
    DECLINED = "declined", _("not taken on")
    ACCEPTED = "accepted", _("decided")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    VERIFIED = "verified", _("done and checked")


LIFECYCLE = Lifecycle(
    CommitmentState,
    {
        CommitmentState.PROPOSED: [CommitmentState.ACCEPTED, CommitmentState.DECLINED],
        CommitmentState.DECLINED: [],
        CommitmentState.ACCEPTED: [CommitmentState.UNDER_WAY],
        CommitmentState.UNDER_WAY: [CommitmentState.DONE],
        CommitmentState.DONE: [CommitmentState.VERIFIED, CommitmentState.UNDER_WAY],
        CommitmentState.VERIFIED: [],
    },
)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Words for asking which commitments."""

    def public(self) -> "CommitmentQuerySet":
        """What anybody may read: everything that was decided."""
        return self.filter(state__in=Commitment.PUBLIC)

    def open(self) -> "CommitmentQuerySet":
        """What was promised and is not done yet."""
        return self.filter(promise=Commitment.Promise.WILL, state__in=Commitment.OPEN)

    def overdue(self, today: date) -> "CommitmentQuerySet":
        """Open ones whose day has passed."""
        return self.open().filter(due_on__lt=today)

    def owned_by(self, actor: Actor) -> "CommitmentQuerySet":
        """Those that a signed-in actor carries."""
        return self.filter(owner=UUID(actor.id)) if actor.is_member else self.none()

    def in_scope(self, actor: Actor, permission: Permission) -> "CommitmentQuerySet":
        """Those for which ``actor`` holds ``permission``, by division or by area."""
        if actor.is_statewide(permission):
            return self
        divisions, areas = actor.organizations_reached(permission), actor.areas_reached(permission)
        touching = Commitment.areas.through.objects.filter(area__in=areas).values("commitment")
        return self.filter(Q(division__in=divisions) | Q(pk__in=touching))

    def visible_to(self, actor: Actor) -> "CommitmentQuerySet":
        """What a member may open behind the sign-in: their scope, and what they carry themselves."""
        seen = Commitment.objects.in_scope(actor, Permission.SEE_COMMITMENTS).values("pk")
        own = Q(owner=UUID(actor.id)) if actor.is_member else Q(pk__in=[])
        return self.filter(Q(pk__in=seen) | own)


class Commitment(Entity):
    """One promise with an owner and a date, or one plain "we will not, because"."""

    class Promise(models.TextChoices):
        WILL = "will", _("We will do this")
        WILL_NOT = "will_not", _("We will not do this")

    class Kind(models.TextChoices):
        POLICY = "policy", _("a rule changes")
        FUNDING = "funding", _("money")
        SERVICE = "service", _("a service")
        COMMUNICATION = "communication", _("information")

    State = CommitmentState
    PUBLIC = (
        CommitmentState.ACCEPTED,
        CommitmentState.UNDER_WAY,
        CommitmentState.DONE,
        CommitmentState.VERIFIED,
    )
    OPEN = (CommitmentState.ACCEPTED, CommitmentState.UNDER_WAY)

    number = models.PositiveIntegerField(unique=True, help_text="Shown to people and part of its address.")
    title = LocalizedTextField(help_text="What was decided, in one sentence.")
    body = LocalizedTextField(blank=True, help_text="What that means, for whom and where.")
    promise = models.CharField(max_length=10, choices=Promise, help_text="Whether we will or will not.")
    because = LocalizedTextField(blank=True, help_text="Why not: needed when we will not do it.")
    kind = models.CharField(max_length=15, choices=Kind, help_text="What kind of change.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="commitments",
        help_text="The person who answers for it.",
    )
    division = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="commitments",
        help_text="The division or partner that keeps it.",
    )
    due_on = models.DateField(
        null=True,
        blank=True,
        help_text="Last day of the promise; of what we will not do, the day we look at it again, if any.",
    )
    areas: models.ManyToManyField = models.ManyToManyField(
        Area,
        blank=True,
        related_name="commitments",
        help_text="Where it helps; none means the whole state.",
    )
    themes: models.ManyToManyField = models.ManyToManyField(
        Theme,
        through="commitments.CommitmentTheme",
        related_name="commitments",
        help_text="What people said that led to it.",
    )
    document = models.CharField(max_length=300, blank=True, help_text="Of a rule: the document it stands in.")
    document_url = models.URLField(max_length=500, blank=True, help_text="Where one can read the document.")
    document_language = models.CharField(max_length=8, default="en", help_text="Language of the document.")
    passage_before = models.TextField(blank=True, help_text="Of a rule: its words before.")
    passage_after = models.TextField(blank=True, help_text="Of a rule: its words afterwards.")
    changed_on = models.DateField(null=True, blank=True, help_text="Of a rule: first day of the new words.")
    state = models.CharField(
        max_length=10,
        choices=CommitmentState,
        default=CommitmentState.PROPOSED,
        help_text="Where it is in its life.",
    )
    decided_at = models.DateTimeField(null=True, help_text="When it was accepted or declined.")
    done_at = models.DateTimeField(null=True, help_text="When it was reported done, if it was not sent back.")
    verified_at = models.DateTimeField(null=True, help_text="When somebody else found it kept.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who proposed it.",
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who reported it done.",
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who checked it: neither the owner nor who reported it done.",
    )
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )

    objects = CommitmentQuerySet.as_manager()
    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["-number"]
        constraints = [
            LIFECYCLE.constraint("commitments_state"),
            models.CheckConstraint(
                condition=Q(promise="will", due_on__isnull=False)
                | Q(promise="will_not", state__in=["proposed", "declined", "accepted"]) & ~Q(because={}),
                name="commitments_date_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None)
                | ~Q(verified_by=F("owner")) & (Q(reported_by=None) | ~Q(verified_by=F("reported_by"))),
                name="commitments_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="commitments_verified_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="commitments_state_due")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.state in self.PUBLIC

    @property
    def will(self) -> bool:
        """Whether it is a promise to do something."""
        return self.promise == self.Promise.WILL

    def area_ids(self) -> frozenset[UUID]:
        """Ids of the areas in which it helps. One query, then remembered."""
        if not hasattr(self, "_area_ids"):
            self._area_ids = frozenset(self.areas.values_list("pk", flat=True))
        return self._area_ids

    def days_late(self, today: date) -> int:
        """Whole days since the last day of an open promise; 0 while there is time."""
        if not self.will or self.state not in self.OPEN or self.due_on is None:
            return 0
        return max(0, (today - self.due_on).days)


class CommitmentTheme(Entity):
    """That a commitment answers a theme, and who says so."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="links", help_text="What was decided."
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="links", help_text="What was said."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who linked them.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "theme"], name="commitments_theme_once")]

    def __str__(self) -> str:
        return f"{self.commitment} answers {self.theme}"


class CommitmentNumber(models.Model):
    """The last number that was given out. One row; a number is never used twice."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, help_text="Always 1.")
    last = models.PositiveIntegerField(default=0, help_text="Last number given to a commitment.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="commitments_one_counter")]

    def __str__(self) -> str:
        return str(self.last)

    @classmethod
    def take(cls) -> int:
        """The next number. Call it inside the action that makes the commitment."""
        cls.objects.get_or_create(id=1)
        cls.objects.filter(id=1).update(last=F("last") + 1)
        return cls.objects.get(id=1).last
