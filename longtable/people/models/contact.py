"""How a person can be reached, and what they agreed to be told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.people.contacts import ContactKind, contact_index, masked, shown_phone
from longtable.people.models.person import Person


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    """Words for asking who can be reached."""

    def live(self) -> "ContactPointQuerySet":
        """Those still in use."""
        return self.filter(retired_at=None)

    def sharing(self, index: str) -> "ContactPointQuerySet":
        """Every contact point with this number or address, whoever's it is."""
        return self.filter(value_index=index) if index else self.none()


class ContactPoint(Entity):
    """A telephone number or an e-mail address of a person. A household may share one."""

    Kind = ContactKind

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="contact_points", help_text="Whose it is."
    )
    kind = models.CharField(max_length=5, choices=ContactKind, help_text="Telephone or e-mail.")
    value = EncryptedTextField(blank=True, help_text="Number in E.164, or e-mail address.")
    value_index = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Blind index of the value. Not unique."
    )
    language = models.CharField(max_length=8, help_text="Language of what we send there.")
    verified_at = models.DateTimeField(null=True, blank=True, help_text="When a code sent there came back.")
    retired_at = models.DateTimeField(null=True, blank=True, help_text="From then on nothing is sent there.")

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["value_index"], name="people_contact_value")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="people_contact_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Keep the blind index equal to the value."""
        self.value_index = contact_index(self.kind, self.value)
        if update_fields is not None and "value" in update_fields:
            update_fields = {*update_fields, "value_index"}
        super().save(update_fields=update_fields, **options)

    @property
    def shown(self) -> str:
        """The number as people here write it, or the address."""
        return shown_phone(self.value) if self.kind == ContactKind.PHONE else self.value

    @property
    def masked(self) -> str:
        """Enough for its owner to know it again: ``•••• 4821`` or ``a•••@example.org``."""
        return masked(self.kind, self.value)


class Channel(models.TextChoices):
    """How somebody agreed, or took it back."""

    WEB = "web", _("on a web page")
    SMS = "sms", _("by text message")
    EMAIL = "email", _("by e-mail")
    TELEPHONE = "telephone", _("by phone")
    STAFF = "staff", _("told to a member of staff")
    IMPORT = "import", _("imported from elsewhere")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Words for asking what somebody agreed to."""

    def standing(self) -> "ConsentQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Consent(Entity):
    """That messages about one topic may go to one contact point, and the words to which that was said."""

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="consents", help_text="Where messages may go."
    )
    topic = models.CharField(max_length=60, help_text="What about, e.g. 'voices.answer'.")
    given_at = models.DateTimeField(help_text="When the person agreed.")
    channel = models.CharField(max_length=10, choices=Channel, help_text="How they said so.")
    words = models.TextField(blank=True, help_text="The words shown or read to them, in their language.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When they took it back.")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact_point", "topic"],
                condition=Q(withdrawn_at=None),
                name="people_consent_once_per_topic",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} for {self.contact_point_id}"


class OptOut(Entity):
    """That a number or address said STOP to everything. A form filled in by anybody cannot lift it."""

    value_index = models.CharField(max_length=64, help_text="Blind index of the number or address.")
    channel = models.CharField(max_length=10, choices=Channel, help_text="How they said so.")
    lifted_at = models.DateTimeField(
        null=True, blank=True, help_text="When the person said START, or confirmed the address by a code."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["value_index"], condition=Q(lifted_at=None), name="people_opt_out_once"
            )
        ]

    def __str__(self) -> str:
        return f"opt-out {self.pk}"


class ContactCode(Entity):
    """Six digits sent to a contact point, stored hashed, by which its owner shows that it is theirs."""

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="codes", help_text="Where the code was sent."
    )
    code_hash = models.CharField(max_length=64, help_text="Keyed hash of the code.")
    expires_at = models.DateTimeField(help_text="After this it opens nothing.")
    used_at = models.DateTimeField(null=True, blank=True, help_text="When it came back.")

    class Meta:
        get_latest_by = "created_at"

    def __str__(self) -> str:
        return f"code for {self.contact_point_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether it may still come back."""
        return self.used_at is None and now < self.expires_at
