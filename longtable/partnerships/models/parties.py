"""Who agreed, who does what, who gives what to whom, which data may move, who signed, what each side says."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.partnerships.models.agreements import Agreement


class Party(Entity):
    """One organization in an agreement, and what it is responsible for."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", help_text="Which agreement."
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="parties", help_text="Who."
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Place in the agreement.")
    responsibilities = LocalizedTextField(blank=True, help_text="What it takes on.")

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organization"], name="partnerships_party_once")
        ]

    def __str__(self) -> str:
        return str(self.organization)


class Gift(Entity):
    """What one party gives: money, or things and hours that are counted, or something without a number."""

    class Measure(models.TextChoices):
        NONE = "none", _("It is not counted")
        MONEY = "money", _("In US dollars")
        UNITS = "units", _("In things or hours")

    class Per(models.TextChoices):
        ONCE = "once", _("once")
        WEEK = "week", _("each week")
        MONTH = "month", _("each month")
        YEAR = "year", _("each year")

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="gifts", help_text="In which agreement."
    )
    giver = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="gives", help_text="Who gives.")
    receiver = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="gets",
        help_text="Who gets it; empty: the people they serve.",
    )
    what = LocalizedTextField(help_text="What is given; where it is counted, what is counted.")
    measure = models.CharField(
        max_length=6, choices=Measure, default=Measure.NONE, help_text="How it is counted."
    )
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, help_text="How much, or how many."
    )
    per = models.CharField(max_length=6, choices=Per, default=Per.ONCE, help_text="How often.")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure="none", amount=None) | Q(measure__in=["money", "units"], amount__gt=0),
                name="partnerships_gift_measured",
            ),
            models.CheckConstraint(
                condition=Q(receiver=None) | ~Q(receiver=F("giver")), name="partnerships_gift_to_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.what)

    @property
    def number(self) -> str:
        """How much as it is read: ``$5,000`` or ``40``; empty where it is not counted."""
        if self.amount is None:
            return ""
        places = 0 if self.amount == int(self.amount) else 2
        shown = number_format(self.amount, decimal_pos=places, force_grouping=True)
        return f"${shown}" if self.measure == self.Measure.MONEY else shown


class DataFlow(Entity):
    """Data that may move from one party to another: which, for what, on what ground, until when."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="flows", help_text="Under which agreement."
    )
    giver = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="sends", help_text="From whom.")
    receiver = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="receives", help_text="To whom."
    )
    data = models.CharField(max_length=500, help_text="Which data: the kinds of fields, never a record.")
    purpose = models.CharField(max_length=500, help_text="For what, and for nothing else.")
    legal_basis = models.CharField(max_length=500, help_text="Law, exception or consent that allows it.")
    until = models.DateField(null=True, blank=True, help_text="Last day; empty: as long as the agreement.")
    may_redisclose = models.BooleanField(
        default=False, help_text="Whether the receiver may hand it on to others."
    )
    redisclosure = models.CharField(max_length=500, blank=True, help_text="To whom, under which condition.")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(receiver=F("giver")), name="partnerships_flow_to_another"),
            models.CheckConstraint(
                condition=~Q(legal_basis="") & ~Q(purpose="") & ~Q(data=""), name="partnerships_flow_whole"
            ),
            models.CheckConstraint(
                condition=Q(may_redisclose=False, redisclosure="")
                | (Q(may_redisclose=True) & ~Q(redisclosure="")),
                name="partnerships_redisclosure_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.data}: {self.giver_id} to {self.receiver_id}"


class Signatory(Entity):
    """Who signed for a party, in which office, when."""

    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="signatories", help_text="For whom."
    )
    name = models.CharField(max_length=120, help_text="Who signed.")
    title = models.CharField(max_length=120, help_text="In which office.")
    signed_on = models.DateField(help_text="Day of the signature.")

    class Meta:
        ordering = ["signed_on", "created_at"]
        verbose_name_plural = "signatories"

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"


class Alignment(Entity):
    """What a party itself says of how the agreement fits its mission and values. Quoted, never scored."""

    party = models.OneToOneField(
        Party, on_delete=models.CASCADE, related_name="alignment", help_text="Who says so."
    )
    mission = models.TextField(blank=True, help_text="How it fits their mission, in their words.")
    values = models.TextField(blank=True, help_text="What they hold to in it, in their words.")
    language = models.CharField(max_length=8, default="en", help_text="Language of the words.")
    said_by = models.CharField(max_length=120, help_text="Who said it, by name or office.")
    by_themselves = models.BooleanField(
        default=False,
        help_text="Whether their own staff wrote it; else somebody wrote it down for them.",
    )
    said_at = models.DateTimeField(help_text="When it was last written.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(mission="") | ~Q(values=""), name="partnerships_alignment_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.mission or self.values


class Remark(Entity):
    """A comment on an agreement by one of its parties or its keeper."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="remarks", help_text="On which."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who says so."
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="For whom they speak."
    )
    words = models.TextField(help_text="What they say.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.words[:60]
