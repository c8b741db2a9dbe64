"""Trust, as people and partners say it themselves: counters, so that no row is anybody's answer."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.models import Entity
from longtable.directory.models import Service


class PulseRound(Entity):
    """One year's three questions to partners, asked by one organization."""

    asked_by = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="pulse_rounds", help_text="Who asks."
    )
    opened_at = models.DateTimeField(help_text="When the letters went out.")
    closes_on = models.DateField(help_text="Last day on which a letter can be answered.")
    asked = models.PositiveIntegerField(default=0, help_text="How many partners were asked.")
    answered = models.PositiveIntegerField(default=0, help_text="How many of them answered.")
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.asked_by}, {self.opened_at:%Y}"


class PulseLetter(Entity):
    """That a partner was asked, and whether its link was used. Never what it answered, nor when."""

    round = models.ForeignKey(
        PulseRound, on_delete=models.CASCADE, related_name="letters", help_text="Of which round."
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="Who was asked."
    )
    token_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the link's secret.")
    is_spent = models.BooleanField(default=False, help_text="Whether the link was used.")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When it was asked once more.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organization"], name="partnerships_letter_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}, {self.round_id}"


class PulseTally(models.Model):
    """How many partners gave one answer to one question: a counter that is raised, like a ballot box.

    There is no row per answer, no time and no order, so that nothing here can be tied to a letter.
    """

    class Question(models.TextChoices):
        OPEN = "open", _("We can speak openly with you, also about what goes wrong.")
        KEEPS = "keeps", _("You keep what you promise.")
        WORTH = "worth", _("Working with you is worth it for the people we serve.")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random id.")
    round = models.ForeignKey(
        PulseRound, on_delete=models.CASCADE, related_name="tallies", help_text="Of which round."
    )
    question = models.CharField(max_length=6, choices=Question, help_text="Which question.")
    answer = models.CharField(max_length=6, choices=Answer, help_text="Which answer.")
    count = models.PositiveIntegerField(default=0, help_text="How many partners.")

    class Meta:
        verbose_name_plural = "pulse tallies"
        constraints = [
            models.UniqueConstraint(fields=["round", "question", "answer"], name="partnerships_tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class ServiceTrust(models.Model):
    """What people who used a service answered to one question, in counters, and what of it may be shown.

    ``shown_*`` change only when enough new people have answered: whoever looks before and after one
    visit must not learn what that person said.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        NOT_SURE = "not_sure", _("I am not sure")

    service = models.OneToOneField(
        Service,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="trust",
        help_text="About which service.",
    )
    code_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the code on its slips.")
    is_open = models.BooleanField(default=True, help_text="Whether people can answer now.")
    yes = models.PositiveIntegerField(default=0, help_text="How many said yes.")
    no = models.PositiveIntegerField(default=0, help_text="How many said no.")
    not_sure = models.PositiveIntegerField(default=0, help_text="How many were not sure.")
    shown_people = models.PositiveIntegerField(
        default=0, help_text="How many people what is shown rests on; 0 while nothing is shown."
    )
    shown_yes = models.PositiveIntegerField(null=True, blank=True, help_text="How many of them said yes.")
    shown_few = models.CharField(
        max_length=5,
        blank=True,
        choices=[("yes", _("few said yes")), ("other", _("few said anything else"))],
        help_text="Which side is too small to be counted out.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_yes=None) | Q(shown_yes__lte=models.F("shown_people")),
                name="partnerships_shown_within",
            )
        ]

    def __str__(self) -> str:
        return str(self.service_id)


class TrustWords(models.Model):
    """What somebody added, without their answer, without a day, in no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random id.")
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="trust_words", help_text="About which service."
    )
    words = models.TextField(help_text="What they say.")
    language = models.CharField(max_length=8, help_text="Language of the page on which they wrote.")
    month = models.DateField(help_text="First day of the month in which it came.")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "trust words"

    def __str__(self) -> str:
        return self.words[:60]
