"""Work for named people, the clocks it runs by, and who is on duty when somebody is in danger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.people.contacts import mask_phone
from longtable.places.models import Area


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    """Words for asking what is to be done."""

    def open(self) -> "WorkItemQuerySet":
        """Not done yet."""
        return self.filter(done_at=None)

    def overdue(self, now: datetime) -> "WorkItemQuerySet":
        """Not done, and its moment has passed."""
        return self.open().filter(due_at__lt=now)

    def about(self, subject: models.Model | tuple[str, UUID | str]) -> "WorkItemQuerySet":
        """About one record, given as a row or as ``(kind, id)``."""
        kind, subject_id = subject_of(subject)
        return self.filter(subject_kind=kind, subject_id=subject_id)


class WorkItem(Entity):
    """One thing that somebody must do, with one button. Without an owner it waits for whoever may."""

    kind = models.CharField(
        max_length=60, help_text="Kind of work, e.g. 'voices.call_back'; chooses the clock."
    )
    title = LocalizedTextField(help_text="A sentence that begins with what to do.")
    detail = LocalizedTextField(blank=True, help_text="What one should know before beginning.")
    action_label = LocalizedTextField(blank=True, help_text="Words on its one button.")
    url = models.CharField(max_length=300, blank=True, help_text="Path of the page where it is done.")
    subject_kind = models.CharField(max_length=60, blank=True, help_text="Model label of what it is about.")
    subject_id = models.CharField(max_length=64, blank=True, help_text="Id of what it is about.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="work",
        help_text="Who does it; empty while nobody has taken it.",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who else was called in because it is late.",
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="work",
        help_text="Whose work it is.",
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Where it belongs."
    )
    permission = models.CharField(
        max_length=40, blank=True, help_text="Name of the permission that whoever takes it must hold."
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was given or handed over.")
    due_at = models.DateTimeField(help_text="By when.")
    warned_at = models.DateTimeField(
        null=True, blank=True, help_text="When its owner was told it is due soon."
    )
    rung = models.PositiveSmallIntegerField(default=0, help_text="Steps of the ladder that were climbed.")
    raised_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was put before those who give work to others."
    )
    key = models.CharField(
        max_length=120,
        null=True,
        blank=True,
        unique=True,
        help_text="Idempotency key: a second one is ignored.",
    )
    done_at = models.DateTimeField(null=True, blank=True, help_text="When it was done.")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who did it; empty when the system saw that it was done.",
    )
    outcome = models.CharField(max_length=300, blank=True, help_text="What came of it.")

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(organization__isnull=False) | ~Q(permission=""),
                name="worklists_item_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(done_by=None, outcome=""),
                name="worklists_item_done_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="worklists_item_open"),
            models.Index(fields=["owner", "due_at"], condition=Q(done_at=None), name="worklists_item_owner"),
            models.Index(fields=["subject_kind", "subject_id"], name="worklists_item_subject"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Clock(Entity):
    """How long one kind of work may take, counted in working days, and who is told when it is late."""

    kind = models.CharField(
        max_length=60, unique=True, help_text="Kind of work; '' is for every other kind.", blank=True
    )
    working_days = models.PositiveSmallIntegerField(
        help_text="Working days from its beginning until it is due."
    )
    warn_days = models.PositiveSmallIntegerField(
        default=1, help_text="Working days before the end at which the owner is reminded."
    )
    ladder = models.JSONField(
        default=list,
        help_text='Steps once it is late: [{"after": working days, "tell": "owner" | "deputy" | "leads"}].',
    )

    def __str__(self) -> str:
        return f"{self.kind or 'everything else'}: {self.working_days} working days"


class DutyShift(Entity):
    """Who is called, from when to when, when words of danger come in."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="duty", help_text="For whom they stand by."
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duty", help_text="Who stands by."
    )
    starts_at = models.DateTimeField(help_text="From this moment.")
    ends_at = models.DateTimeField(help_text="Until this moment.")
    phone = EncryptedTextField(
        blank=True, help_text="Number in E.164 that gets a text message besides the e-mail; may be empty."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="worklists_duty_period"),
            models.UniqueConstraint(fields=["organization", "user", "starts_at"], name="worklists_duty_once"),
        ]
        indexes = [models.Index(fields=["organization", "ends_at"], name="worklists_duty_organization")]

    @property
    def masked_phone(self) -> str:
        """Enough of the number to know it again; empty without one."""
        return mask_phone(self.phone)

    def __str__(self) -> str:
        return f"{self.user}, {self.starts_at:%Y-%m-%d %H:%M} to {self.ends_at:%Y-%m-%d %H:%M}"


def subject_of(subject: Any) -> tuple[str, str]:
    """``(kind, id)`` of a row, or of what is already such a pair."""
    if isinstance(subject, tuple):
        return subject[0], str(subject[1])
    return subject._meta.label_lower, str(subject.pk)
