"""What two or more organizations agreed in writing, and where it stands in its life."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity, StoredFile
from longtable.core.states import Lifecycle
from longtable.directory.models import TaxonomyTerm


class AgreementKind(models.TextChoices):
    """What an agreement is about; decides what it must state (see ``checklists``)."""

    MOU = "mou", _("memorandum of understanding")
    DATA_SHARING = "data_sharing", _("data sharing")
    FOOD_PRESCRIPTION = "food_prescription", _("food bank prescription")
    WIC = "wic", _("WIC or Healthy Start coordination")
    ACADEMIC = "academic", _("academic affiliation")
    IN_KIND = "in_kind", _("in-kind support")


class AgreementState(models.TextChoices):
    """Where an agreement is in its life."""

    DRAFT = "draft", _("draft")
    WITH_PARTNER = "with_partner", _("with the partner")
    SIGNED = "signed", _("signed")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("ended")
    EXPIRED = "expired", _("expired")
    DROPPED = "dropped", _("did not happen")


LIFECYCLE = Lifecycle(
    AgreementState,
    {
        AgreementState.DRAFT: [AgreementState.WITH_PARTNER, AgreementState.DROPPED],
        AgreementState.WITH_PARTNER: [
            AgreementState.DRAFT,
            AgreementState.SIGNED,
            AgreementState.DROPPED,
        ],
        AgreementState.SIGNED: [AgreementState.IN_FORCE, AgreementState.DROPPED],
        AgreementState.IN_FORCE: [AgreementState.ENDED, AgreementState.EXPIRED],
        AgreementState.EXPIRED: [AgreementState.IN_FORCE, AgreementState.ENDED],
        AgreementState.ENDED: [],
        AgreementState.DROPPED: [],
    },
)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Words for asking which agreements."""

    def in_force(self) -> "AgreementQuerySet":
        """What holds now."""
        return self.filter(state=AgreementState.IN_FORCE)

    def public(self) -> "AgreementQuerySet":
        """What anybody may know of: in force, and opened on purpose."""
        return self.in_force().filter(published_at__isnull=False)

    def to_renew(self, today: date) -> "AgreementQuerySet":
        """In force, and so near the end that somebody has to think of it."""
        return self.in_force().filter(remind_on__lte=today)

    def of(self, organization_id: Any) -> "AgreementQuerySet":
        """Those to which an organization is a party."""
        return self.filter(parties__organization=organization_id)

    def visible_to(self, actor: Actor) -> "AgreementQuerySet":
        """The actor's scope: the state, a region's partners, or what one's own organization is party to."""
        if actor.is_statewide(Permission.SEE_PARTNERSHIPS):
            return self
        own = actor.organizations_reached(Permission.SEE_PARTNERSHIPS)
        acting_for = actor.organizations(Permission.SEE_PARTNERSHIPS)
        areas = actor.areas_reached(Permission.SEE_PARTNERSHIPS)
        a_party = Agreement.objects.filter(parties__organization__in=own).values("pk")
        there = Agreement.objects.filter(parties__organization__entry__area__in=areas).values("pk")
        return self.filter(
            Q(keeper__in=acting_for)
            | Q(pk__in=there)
            | Q(pk__in=a_party) & ~Q(state__in=Agreement.OUR_OWN_MATTER)
        )


class Agreement(Entity):
    """One agreement. Its keeper writes it; each party's own staff read it once it is with them."""

    Kind = AgreementKind
    State = AgreementState
    lifecycle = LIFECYCLE
    OUR_OWN_MATTER = (AgreementState.DRAFT, AgreementState.DROPPED)
    """States in which only its keeper's side knows of it."""

    class Part(models.TextChoices):
        """What may be opened to the public; that these organizations work together always goes with it."""

        TITLE = "title", _("its title and purpose")
        KIND = "kind", _("what kind of agreement it is")
        DATES = "dates", _("from when to when")
        EXCHANGE = "exchange", _("what each gives and gets")

    title = LocalizedTextField(help_text="What it is called.")
    kind = models.CharField(max_length=20, choices=AgreementKind, help_text="What it is about.")
    purpose = LocalizedTextField(blank=True, help_text="What it is for, in a sentence or two.")
    keeper = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="kept_agreements",
        help_text="The organization whose file it is.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
        help_text="Who looks after it and is told before it ends.",
    )
    topics: models.ManyToManyField = models.ManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", help_text="Needs that it serves."
    )
    state = models.CharField(
        max_length=15, choices=AgreementState, default=AgreementState.DRAFT, help_text="Where it stands."
    )
    state_since = models.DateTimeField(help_text="When it came to stand there.")
    state_reason = models.CharField(
        max_length=500, blank=True, help_text="Why it ended or did not come about."
    )
    starts_on = models.DateField(null=True, blank=True, help_text="First day.")
    ends_on = models.DateField(null=True, blank=True, help_text="Last day; empty: until somebody ends it.")
    remind_on = models.DateField(
        null=True, blank=True, help_text="Day on which its owner is told that it ends."
    )
    stated = models.JSONField(
        default=dict, blank=True, help_text="Point of the checklist to where the document states it."
    )
    file = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The document.",
    )
    public_parts = models.JSONField(
        default=list, blank=True, help_text="What of it anybody may read, besides who works together."
    )
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was opened to the public; empty while it is not."
    )
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-state_since", "id"]
        constraints = [
            LIFECYCLE.constraint("partnerships_agreement_state"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="partnerships_agreement_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(starts_on__isnull=False),
                name="partnerships_in_force_since",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ended", "dropped"]) | ~Q(state_reason=""),
                name="partnerships_over_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="partnerships_agreement_ends")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_writable(self) -> bool:
        """Whether its words may still change: never under the eyes of a partner who is about to sign."""
        return self.state == AgreementState.DRAFT

    @property
    def is_public(self) -> bool:
        """Whether anybody may know of it."""
        return self.state == AgreementState.IN_FORCE and self.published_at is not None

    def opens(self, part: str) -> bool:
        """Whether a part of it is public."""
        return self.is_public and part in self.public_parts

    def area_ids(self) -> frozenset[Any]:
        """Counties of its parties, as far as the directory knows them."""
        rows = self.parties.values_list("organization__entry__area", flat=True)
        return frozenset(area for area in rows if area)
