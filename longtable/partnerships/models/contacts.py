"""What was talked about with a partner, and what either side promised."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.directory.models import TaxonomyTerm


class LoggedContactQuerySet(models.QuerySet["LoggedContact"]):
    """Words for asking which contacts."""

    def visible_to(self, actor: Actor) -> "LoggedContactQuerySet":
        """The whole state; partners of one's region; else what one's own organization logged.

        What others wrote about one's own organization nobody reads, whatever their office.
        """
        ours = actor.organizations(Permission.SEE_PARTNERSHIPS)
        own = Q(ours__in=ours)
        found = self.exclude(Q(partner__in=ours) & ~own)
        if actor.is_statewide(Permission.SEE_PARTNERSHIPS):
            return found
        areas = actor.areas_reached(Permission.SEE_PARTNERSHIPS)
        return found.filter(own | Q(partner__entry__area__in=areas)) if areas else found.filter(own)


class LoggedContact(Entity):
    """One call, visit, e-mail or text with a partner, as one of us wrote it down."""

    class Way(models.TextChoices):
        CALL = "call", pgettext_lazy("noun", "Call")
        VISIT = "visit", _("Visit")
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")

    class Outcome(models.TextChoices):
        TALKED = "talked", _("We talked")
        LEFT_WORD = "left_word", _("I left a message")
        NOBODY = "nobody", _("Nobody answered")
        THEY_CAME = "they_came", _("They reached out to us")

    partner = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="contacts_with_us", help_text="With whom."
    )
    ours = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="logged_contacts", help_text="Whose log it is."
    )
    way = models.CharField(max_length=6, choices=Way, help_text="How.")
    outcome = models.CharField(max_length=10, choices=Outcome, help_text="What came of it.")
    person = models.CharField(max_length=120, blank=True, help_text="Whom we talked to there.")
    words = models.TextField(blank=True, help_text="What a colleague should know.")
    topic = models.ForeignKey(
        TaxonomyTerm,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Need that it was about.",
    )
    at = models.DateTimeField(help_text="When it was.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who of us; empty for what an import brought.",
    )
    edited_at = models.DateTimeField(null=True, blank=True, help_text="When it was last corrected.")
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )

    objects = LoggedContactQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(partner=models.F("ours")), name="partnerships_contact_with_another"
            )
        ]
        indexes = [
            models.Index(fields=["partner", "-at"], name="partnerships_contact_partner"),
            models.Index(fields=["at"], name="partnerships_contact_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.at:%Y-%m-%d}"


class PromiseState(models.TextChoices):
    """What became of a promise."""

    OPEN = "open", _("open")
    KEPT = "kept", _("kept")
    LET_GO = "let_go", _("no longer needed")


PROMISE_LIFECYCLE = Lifecycle(
    PromiseState,
    {
        PromiseState.OPEN: [PromiseState.KEPT, PromiseState.LET_GO],
        PromiseState.KEPT: [],
        PromiseState.LET_GO: [],
    },
)


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Words for asking which promises."""

    def open(self) -> "PromiseQuerySet":
        """Neither kept nor let go."""
        return self.filter(state=PromiseState.OPEN)

    def visible_to(self, actor: Actor) -> "PromiseQuerySet":
        """Those of contacts that the actor sees, and those in which their own organization is the partner."""
        seen = LoggedContact.objects.visible_to(actor).values("pk")
        own = actor.organizations(Permission.SEE_PARTNERSHIPS)
        return self.filter(Q(contact__in=seen) | Q(contact__partner__in=own))


class Promise(Entity):
    """What one side said that it would do, and by when. Both sides can read it."""

    class Side(models.TextChoices):
        OURS = "ours", _("we promised")
        THEIRS = "theirs", _("they promised")

    State = PromiseState
    lifecycle = PROMISE_LIFECYCLE

    contact = models.ForeignKey(
        LoggedContact, on_delete=models.CASCADE, related_name="promises", help_text="When it was said."
    )
    side = models.CharField(max_length=6, choices=Side, help_text="Who promised.")
    what = models.CharField(max_length=300, help_text="What.")
    due_on = models.DateField(help_text="By when.")
    state = models.CharField(
        max_length=6, choices=PromiseState, default=PromiseState.OPEN, help_text="What became of it."
    )
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it was kept or let go.")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            PROMISE_LIFECYCLE.constraint("partnerships_promise_state"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None) | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="partnerships_promise_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_late(self, today: date) -> bool:
        """Whether its day has passed and it is still open."""
        return self.state == PromiseState.OPEN and self.due_on < today
