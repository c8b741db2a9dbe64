"""What was published about groups of people, cell by cell, under which rule, and the ledger of it.

A true count is never stored here, also not in a draft: tables are protected before they are kept.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.core.states import Lifecycle


class Policy(Entity):
    """Which counts are too small to be published, and what that rests on."""

    title = LocalizedTextField(help_text="What it is called.")
    words = LocalizedTextField(help_text="The rule in plain words, shown beside every release.")
    threshold = models.PositiveSmallIntegerField(
        default=11, help_text="Counts from 1 up to one less than this are not shown."
    )
    min_width = models.PositiveSmallIntegerField(
        default=11, help_text="How far apart the bounds that can be worked out for a hidden count must be."
    )
    protects_changes = models.BooleanField(
        default=True, help_text="Whether small changes since the last release are hidden as well."
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="Statute, agreement or guidance that it follows."
    )
    is_default = models.BooleanField(default=False, help_text="Whether it holds where no other is chosen.")

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="releases_one_default_policy"
            ),
            models.CheckConstraint(condition=Q(threshold__gte=1), name="releases_policy_threshold"),
            models.CheckConstraint(condition=Q(min_width__gte=1), name="releases_policy_width"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class ReleaseState(models.TextChoices):
    DRAFT = "draft", _("ready to be looked at")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("replaced by a newer one")
    WITHDRAWN = "withdrawn", _("taken back")


LIFECYCLE = Lifecycle(
    ReleaseState,
    {
        ReleaseState.DRAFT: [ReleaseState.PUBLISHED],
        ReleaseState.PUBLISHED: [ReleaseState.SUPERSEDED, ReleaseState.WITHDRAWN],
        ReleaseState.SUPERSEDED: [ReleaseState.WITHDRAWN],
        ReleaseState.WITHDRAWN: [],
    },
)


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Words for asking what is public."""

    def public(self) -> ReleaseQuerySet:
        """Everything that ever was: also what was replaced or withdrawn has a page that says so."""
        return self.exclude(state=ReleaseState.DRAFT)

    def about(self, subject: tuple[str, object]) -> ReleaseQuerySet:
        """Those about one thing, given as ``(kind, id)``."""
        return self.filter(subject_kind=subject[0], subject_id=str(subject[1]))


class Release(Entity):
    """Tables that were protected together and are published together."""

    State = ReleaseState
    lifecycle = LIFECYCLE

    slug = models.SlugField(max_length=120, unique=True, help_text="Its name in the address.")
    title = LocalizedTextField(help_text="What the tables are about.")
    subject_kind = models.CharField(max_length=60, help_text="Model label of what it is about.")
    subject_id = models.CharField(max_length=64, help_text="Id of what it is about.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="Who publishes it."
    )
    policy = models.ForeignKey(
        Policy, on_delete=models.PROTECT, related_name="releases", help_text="The rule it follows."
    )
    threshold = models.PositiveSmallIntegerField(help_text="The policy's threshold when it was prepared.")
    min_width = models.PositiveSmallIntegerField(help_text="The policy's width when it was prepared.")
    narrowest = models.PositiveBigIntegerField(
        null=True, help_text="The closest anybody can come to a hidden count; empty where nothing bounds one."
    )
    previous = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The release about the same thing against which this one was protected.",
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of what it shows, as JSON.")
    state = models.CharField(
        max_length=12, choices=ReleaseState, default=ReleaseState.DRAFT, help_text="Where it stands."
    )
    published_at = models.DateTimeField(null=True, help_text="When anybody could first read it.")
    withdrawn_because = LocalizedTextField(blank=True, help_text="Why it was taken back.")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            LIFECYCLE.constraint("releases_release_state"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="releases_release_published_whole",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=Q(state="published"),
                name="releases_one_published_per_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-published_at"], name="releases_subject")
        ]

    def __str__(self) -> str:
        return str(self.title)


class Table(Entity):
    """One table of a release: what its rows and columns are."""

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="tables", help_text="Of which release."
    )
    order = models.PositiveSmallIntegerField(help_text="Its place in the release.")
    name = models.SlugField(max_length=80, help_text="Its name in addresses and files.")
    title = LocalizedTextField(help_text="What it shows; its caption.")
    counts = models.CharField(max_length=40, help_text="What is counted, e.g. 'people'.")
    asked = LocalizedTextField(blank=True, help_text="Which questions are behind it.")
    dimensions = models.JSONField(
        help_text="[{name, title, labels: [{code, title}], totals}] in the order of the coordinates."
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="releases_table_name_once")]

    def __str__(self) -> str:
        return str(self.title)


class Cell(models.Model):
    """One cell as it is published. What is hidden has no value here or anywhere else."""

    class State(models.TextChoices):
        VALUE = "value", _("a count")
        ZERO = "zero", _("nobody")
        SUPPRESSED = "suppressed", _("hidden to protect people")
        MISSING = "missing", _("not known")
        NOT_ASKED = "not_asked", _("not asked")

    table = models.ForeignKey(
        Table, on_delete=models.CASCADE, related_name="cells", help_text="Of which table."
    )
    place = models.PositiveIntegerField(help_text="Its place in the table, row by row.")
    coordinates = models.JSONField(help_text="A code per dimension.")
    state = models.CharField(max_length=12, choices=State, help_text="What kind of answer it is.")
    value = models.PositiveBigIntegerField(null=True, help_text="The count; only where it is shown.")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="value", value__gt=0)
                | Q(state="zero", value=0)
                | Q(state__in=["suppressed", "missing", "not_asked"], value=None),
                name="releases_hidden_cell_has_no_value",
            ),
            models.UniqueConstraint(fields=["table", "place"], name="releases_cell_once"),
        ]

    def __str__(self) -> str:
        return f"{'/'.join(self.coordinates)}: {self.state}"

    def as_json(self) -> dict[str, Any]:
        """``{at, state, value}``, as it is published and hashed."""
        return {"at": list(self.coordinates), "state": self.state, "value": self.value}


class LedgerEntry(Entity):
    """One line of the public ledger: what was published or withdrawn, when and by whom. Never changed.

    Each line's ``seal`` covers the line before it, so that none can be changed or taken out unnoticed.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("taken back")

    number = models.PositiveIntegerField(unique=True, help_text="1, 2, 3, without gaps.")
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="ledger", help_text="Which release."
    )
    kind = models.CharField(max_length=12, choices=Kind, help_text="What was done.")
    at = models.DateTimeField(help_text="When.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who did it; the name is public. Empty when a command did.",
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of what the release showed.")
    seal = models.CharField(max_length=64, help_text="SHA-256 of this line and the seal before it.")

    class Meta:
        verbose_name_plural = "ledger entries"
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.release_id} {self.kind}"
