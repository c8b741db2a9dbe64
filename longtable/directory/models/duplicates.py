"""Pairs that may be one and the same, what people said about them, and what was merged."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity


class Kind(models.TextChoices):
    """What two rows are, of which one asks whether they are the same."""

    ORGANIZATION = "organization", _("organizations")
    LOCATION = "location", _("places")
    SERVICE = "service", _("services")


LOOK = "directory.look-for-duplicates"
"""Name of the job that looks through the directory."""


class DuplicateSearch(Entity):
    """One look through the whole directory for pairs that may be the same."""

    by = models.CharField(max_length=120, help_text="Who asked for it, as the audit names actors.")
    compared = models.PositiveIntegerField(default=0, help_text="Rows that were compared.")
    proposed = models.PositiveIntegerField(default=0, help_text="Pairs that were new or are open again.")
    left_out = models.PositiveIntegerField(
        default=0, help_text="Numbers, pages and houses that so many share that they say nothing."
    )
    method = models.CharField(max_length=60, blank=True, help_text="How organisations were compared.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When it came to its end.")

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "duplicate searches"

    def __str__(self) -> str:
        return f"{self.method} {self.created_at:%Y-%m-%d}"

    @property
    def learned(self) -> bool:
        """Whether what agreements weigh was learned from the directory."""
        return self.method.startswith("splink")


class Duplicate(Entity):
    """Two rows that may be the same, until somebody who may decides. Each pair stands here at most once."""

    class State(models.TextChoices):
        OPEN = "open", _("nobody has decided yet")
        DIFFERENT = "different", _("not the same")
        MERGED = "merged", _("the same, merged")

    kind = models.CharField(max_length=12, choices=Kind, help_text="What the two are.")
    first_id = models.UUIDField(
        help_text="Id of the one; the smaller of the two, so that a pair stands here once."
    )
    second_id = models.UUIDField(help_text="Id of the other.")
    score = models.FloatField(help_text="0 to 1: how likely they are the same, as the method says.")
    reasons = models.JSONField(default=list, help_text="What agrees, as codes; see selectors/duplicates.py.")
    method = models.CharField(max_length=60, help_text="By what it was found, with its version.")
    compared = models.JSONField(
        default=list, help_text="What was compared of each: tells much later whether it changed much."
    )
    found_at = models.DateTimeField(help_text="When it was last found; an open pair that is not found goes.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, help_text="What was decided.")
    opened_again = models.BooleanField(
        default=False, help_text="Somebody said that they differ, and much has changed since."
    )
    decided_by = models.CharField(
        max_length=120, blank=True, help_text="Who decided, as the audit names them."
    )
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first_id", "second_id"], name="directory_duplicate_once"),
            models.CheckConstraint(condition=~Q(first_id=F("second_id")), name="directory_duplicate_of_two"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (Q(state__in=["different", "merged"]) & Q(decided_at__isnull=False)),
                name="directory_duplicate_decided_when",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "state", "-score"], name="directory_duplicate_open"),
            models.Index(fields=["second_id"], name="directory_duplicate_second"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} = {self.second_id}?"

    @property
    def found_by(self) -> str:
        """The method in words."""
        name, _space, version = self.method.partition(" ")
        return (
            gettext("our own rule, version %(number)s") % {"number": version}
            if name == "rule"
            else self.method
        )


class Merge(Entity):
    """That one row stands for another from now on. Its id is the set of the changes that came with it."""

    kind = models.CharField(max_length=12, choices=Kind, help_text="What was merged.")
    survivor_id = models.UUIDField(help_text="Id of the row that stands for both.")
    merged_id = models.UUIDField(help_text="Id of the row that is shown no longer.")
    why = models.CharField(max_length=500, blank=True, help_text="Why they are the same.")
    made_by = models.CharField(max_length=120, help_text="Who said so, as the audit names them.")
    undone_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back.")
    undone_by = models.CharField(max_length=120, blank=True, help_text="Who took it back.")
    left_over = models.JSONField(
        default=list, help_text="Ids of changes that could not be taken back: something newer stands on them."
    )

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["survivor_id"], name="directory_merge_survivor")]
        constraints = [
            models.UniqueConstraint(
                fields=["merged_id"], condition=Q(undone_at=None), name="directory_merged_once"
            ),
            models.CheckConstraint(condition=~Q(survivor_id=F("merged_id")), name="directory_merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.merged_id} into {self.survivor_id}"
