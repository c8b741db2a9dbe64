"""Two records that may be of the same person, until somebody who may decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.people.models.person import Person

REASONS: dict[str, Promise] = {
    "phone": _("phone number"),
    "email": _("e-mail address"),
    "surname_birth_date": _("last name and birth date"),
    "surname": _("last name, and most of the rest"),
}
"""What two records can have in common, in words."""


class MatchProposal(Entity):
    """What speaks for two records being of one person. Each pair stands here at most once."""

    class Decision(models.TextChoices):
        OPEN = "open", _("nobody has decided yet")
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("two different people")

    first = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="The record that was made first."
    )
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="The later one.")
    reasons = models.JSONField(default=list, help_text="What is equal: phone, email, surname_birth_date.")
    score = models.FloatField(help_text="0 to 1: how much speaks for it, by the weights in matching.py.")
    decision = models.CharField(
        max_length=10, choices=Decision, default=Decision.OPEN, help_text="What was decided."
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who decided.",
    )
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="people_match_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="people_match_pair_in_order"),
            models.CheckConstraint(
                condition=Q(decision="open", decided_at=None)
                | (Q(decision__in=["same", "different"]) & Q(decided_at__isnull=False)),
                name="people_match_decided_when",
            ),
        ]
        indexes = [models.Index(fields=["decision", "-score"], name="people_match_open")]

    @property
    def shared(self) -> list[Promise]:
        """What is equal, in words."""
        return [REASONS[reason] for reason in self.reasons]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"
