"""Who lives together, and who speaks for whom."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.people.models.person import Person


class Household(Entity):
    """People who live together. It has no name of its own."""

    def __str__(self) -> str:
        return f"household {self.pk}"


class HouseholdMember(Entity):
    """That a person lives in a household, from when to when."""

    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="members", help_text="The household."
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="households", help_text="Who lives there."
    )
    since = models.DateField(help_text="First day, as far as we know.")
    until = models.DateField(null=True, blank=True, help_text="First day on which it no longer was so.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(until=None), name="people_household_member_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="people_household_member_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.household_id}"


class ActsForQuerySet(models.QuerySet["ActsFor"]):
    """Words for asking who speaks for whom."""

    def on(self, day: date) -> "ActsForQuerySet":
        """What held on ``day``."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class ActsFor(Entity):
    """That one person may speak and decide for another."""

    class Basis(models.TextChoices):
        PARENT = "parent", _("parent")
        GUARDIAN = "guardian", _("guardian")
        PROXY = "proxy", _("chosen by the person")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="acts_for", help_text="Who speaks."
    )
    for_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="represented_by", help_text="For whom."
    )
    basis = models.CharField(max_length=10, choices=Basis, help_text="On what ground.")
    since = models.DateField(help_text="First day.")
    until = models.DateField(null=True, blank=True, help_text="First day on which it no longer held.")

    objects = ActsForQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "acts for"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="people_acts_for_period"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("for_person")), name="people_acts_for_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.for_person_id}"
