"""A drawing among all who asked within a window: published before, repeatable by anybody after."""

from django.db import models
from django.db.models import Q

from longtable.capacity.models.pools import Pool
from longtable.capacity.models.waiting import WaitlistEntry
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity


class Drawing(Entity):
    """How places of one pool are drawn: strata stand before the window opens, the seed comes after it."""

    pool = models.OneToOneField(
        Pool, on_delete=models.PROTECT, related_name="drawing", help_text="Which places."
    )
    strata = models.JSONField(
        default=list,
        help_text="Published groups: list of {code, words, share}; shares such as '0.25', 1 together.",
    )
    seed_source = LocalizedTextField(
        help_text="The public event that gives the seed, named before the window closes."
    )
    algorithm = models.CharField(max_length=40, help_text="Name and version of the method, methods/drawing.")
    seats = models.PositiveIntegerField(
        null=True, blank=True, help_text="Places that are drawn, published when the list was closed."
    )
    list_hash = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the ordered list, published when the window closed."
    )
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When the list was closed and hashed.")
    seed = models.CharField(max_length=200, blank=True, help_text="The seed, as the public event gave it.")
    drawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was drawn.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn_at=None) | (~Q(list_hash="") & ~Q(seed="") & Q(seats__isnull=False)),
                name="capacity_drawing_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"drawing {self.pk}"


class DrawnEntry(Entity):
    """One line of the closed list, and what the drawing gave it. It names nobody."""

    drawing = models.ForeignKey(
        Drawing, on_delete=models.PROTECT, related_name="drawn", help_text="Which drawing."
    )
    entry = models.OneToOneField(
        WaitlistEntry, on_delete=models.PROTECT, related_name="drawn", help_text="Whose line it is."
    )
    ticket = models.CharField(
        max_length=32, help_text="What stands in the published list: known to its holder alone."
    )
    stratum = models.CharField(max_length=60, help_text="Group within which it was drawn.")
    size = models.PositiveSmallIntegerField(help_text="Places asked for.")
    rank = models.PositiveIntegerField(null=True, blank=True, help_text="Order in which it was drawn.")
    seats = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Places that it got: 0, all, or fewer for a party that splits."
    )

    class Meta:
        verbose_name_plural = "drawn entries"
        constraints = [
            models.UniqueConstraint(fields=["drawing", "ticket"], name="capacity_drawn_ticket"),
        ]

    def __str__(self) -> str:
        return self.ticket
