"""Whether an entry is still right: who was asked, who answered, and who wants to be asked no more."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.directory.models.details import Contact
from longtable.directory.models.offered import Service
from longtable.directory.models.organizations import OrganizationEntry


class AskQuerySet(models.QuerySet["Ask"]):
    """Words for asking which questions still wait for an answer."""

    def open(self) -> "AskQuerySet":
        """Neither answered, nor given up, nor no longer wanted."""
        return self.filter(closed_at=None)


class Ask(Entity):
    """One question to an organisation, "is this still right?", with a link that opens this entry alone."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("is the entry still right?")
        CAPACITY = "capacity", _("can you still take people?")

    class Outcome(models.TextChoices):
        OPEN = "", _("not answered yet")
        ANSWERED = "answered", _("answered")
        NOBODY = "nobody", _("nobody answered")
        STOPPED = "stopped", _("does not want to be asked again")
        SETTLED = "settled", _("settled in another way")

    entry = models.ForeignKey(
        OrganizationEntry, on_delete=models.CASCADE, related_name="asks", help_text="About which entry."
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ENTRY, help_text="What is asked.")
    contact = models.ForeignKey(
        Contact,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who was asked; empty for the organisation's own address.",
    )
    address_index = models.CharField(
        max_length=64, help_text="Blind index of the address or number to which the link went."
    )
    token_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the link's secret.")
    asked_at = models.DateTimeField(help_text="When it was asked first.")
    reminders = models.PositiveSmallIntegerField(default=0, help_text="How often we reminded.")
    expires_at = models.DateTimeField(help_text="After this the link opens nothing.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered or given up.")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, help_text="What came of it.")

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind"], condition=Q(closed_at=None), name="directory_ask_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="directory_ask_closed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether its link can still change something."""
        return self.closed_at is None and self.expires_at > now


class AskStop(Entity):
    """An address or number that wants no more such questions. It holds for every entry."""

    address_index = models.CharField(
        max_length=64, unique=True, help_text="Blind index of the address or number."
    )

    def __str__(self) -> str:
        return f"no more questions {self.pk}"


class Confirmation(Entity):
    """That somebody said that a service, or what stands about an organisation itself, is right."""

    entry = models.ForeignKey(
        OrganizationEntry, on_delete=models.CASCADE, related_name="confirmations", help_text="Of which entry."
    )
    service = models.ForeignKey(
        Service,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="confirmations",
        help_text="Which service; empty for what stands about the organisation itself.",
    )
    ask = models.ForeignKey(
        Ask,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="confirmations",
        help_text="The question that it answers, when it came by its link.",
    )
    said_at = models.DateTimeField(help_text="When it was said.")
    said_by = models.CharField(max_length=120, help_text="Id of who said it, as the audit names actors.")
    by_organization = models.BooleanField(
        help_text="Whether the organisation itself said so, and not somebody who looked."
    )

    class Meta:
        ordering = ["-said_at", "-id"]

    def __str__(self) -> str:
        return f"{self.service or self.entry} is right"
