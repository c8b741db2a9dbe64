"""Who holds a seat, from when to when, and how it ended."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.councils.models.seats import Seat
from longtable.people.models import Person
from longtable.places.models import Area


class TermQuerySet(models.QuerySet["Term"]):
    """Words for asking who sat where."""

    def on(self, day: date) -> "TermQuerySet":
        """Terms under which a seat was held on ``day``, holding over included."""
        return self.filter(starts_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def standing(self) -> "TermQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_on=None)


class Term(Entity):
    """One person on one seat. The name lives in ``people``; it is published only where they agreed."""

    class Ending(models.TextChoices):
        OVER = "over", _("the term was over")
        RESIGNED = "resigned", _("resigned")
        REMOVED = "removed", _("was removed under the rules")
        DIED = "died", _("died")
        REPLACED = "replaced", _("somebody else was appointed")
        MISTAKE = "mistake", _("entered by mistake")

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms", help_text="Which seat.")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who; the name stands there, encrypted."
    )
    application = models.OneToOneField(
        "councils.Application",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="term",
        help_text="The application it began with, if it did.",
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="Office within the council, e.g. chair; or the office held."
    )
    is_public = models.BooleanField(
        default=False, help_text="Whether the name is published: by law, or because they agreed."
    )
    starts_on = models.DateField(help_text="First day.")
    ends_on = models.DateField(
        null=True, blank=True, help_text="First day after the term, as it was planned; empty: no end is set."
    )
    counts = models.BooleanField(
        default=True, help_text="Whether it counts for the term limit; the rest of another's term may not."
    )
    ended_on = models.DateField(
        null=True, blank=True, help_text="First day on which the seat was no longer held under it."
    )
    ending = models.CharField(max_length=10, choices=Ending, blank=True, help_text="How it ended.")
    despite = models.CharField(
        max_length=500, blank=True, help_text="Why somebody was seated although a rule speaks against it."
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="County where the member lives, if they told.",
    )
    about = models.JSONField(
        default=dict, blank=True, help_text="What the member told about themselves: question -> codes."
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(ended_on=None), name="councils_term_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="councils_term_period"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | (Q(ended_on__gte=F("starts_on")) & ~Q(ending="")),
                name="councils_term_ended_how",
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], condition=Q(ended_on=None), name="councils_term_ending")]

    def __str__(self) -> str:
        return f"term {self.pk}"

    def is_over(self, day: date) -> bool:
        """Whether the time that was planned has passed, even if nobody follows yet."""
        return self.ends_on is not None and self.ends_on <= day
