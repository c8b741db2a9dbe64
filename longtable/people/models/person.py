"""A person whom somebody serves, hears or calls back. Not a user: most of them never sign in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.people.demographics import spoken
from longtable.people.names import surname_birth_index, surname_index
from longtable.places.models import Area


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for asking about people."""

    def in_scope(self, actor: Actor, permission: Permission = Permission.SEE_PEOPLE) -> "PersonQuerySet":
        """Whom the actor's grants reach: an organisation's own people, a region's, or everybody."""
        reached = Q(pk__in=[])
        for scope in actor.scopes(permission):
            if scope.kind == "state":
                return self.all()
            if scope.kind == "region":
                reached |= Q(area__in=scope.areas)
            else:
                reached |= Q(held_by=scope.id)
        return self.filter(reached)

    def standing(self) -> "PersonQuerySet":
        """Records that were neither merged into another nor erased."""
        return self.filter(merged_into=None, erased_at=None)


class Person(Entity):
    """One record of one person. Two records of the same person are joined by ``merged_into``."""

    given_name = EncryptedTextField(blank=True, help_text="Given name, as the person says it.")
    family_name = EncryptedTextField(blank=True, help_text="Family name or names, as the person says it.")
    birth_date = EncryptedTextField(blank=True, help_text="Birth date, YYYY-MM-DD.")
    address = EncryptedTextField(blank=True, help_text="Where post reaches the person.")
    surname_index = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Blind index of the folded family name."
    )
    surname_birth_index = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Blind index of family name and birth date."
    )
    language_reading = models.CharField(max_length=8, blank=True, help_text="Language the person reads.")
    language_speaking = models.CharField(max_length=8, blank=True, help_text="Language the person speaks.")
    needs_interpreter = models.BooleanField(null=True, help_text="Empty: not asked.")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Where they live."
    )
    held_by = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The organisation for which the record was made; empty: the agency itself.",
    )
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When a code or a member of staff confirmed that this is so."
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
        help_text="The record that stands for this one too. Clearing it undoes the merge.",
    )
    erased_at = models.DateTimeField(null=True, blank=True, help_text="When everything personal was removed.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["surname_index"], name="people_person_surname"),
            models.Index(fields=["surname_birth_index"], name="people_person_surname_birth"),
            models.Index(fields=["held_by", "area"], name="people_person_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="people_person_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Keep the blind indexes equal to what they index."""
        self.surname_index = surname_index(self.family_name)
        self.surname_birth_index = surname_birth_index(self.family_name, self.birth_date)
        if update_fields is not None and not {"family_name", "birth_date"}.isdisjoint(update_fields):
            update_fields = {*update_fields, "surname_index", "surname_birth_index"}
        super().save(update_fields=update_fields, **options)

    @property
    def name(self) -> str:
        """Given and family name, or nothing."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """``Maria L.``: enough to see whether it is the right record, before it is opened."""
        initial = f"{self.family_name[0]}." if self.family_name else ""
        return f"{self.given_name} {initial}".strip()

    @property
    def birthday(self) -> date | None:
        """The birth date as a date."""
        return date.fromisoformat(self.birth_date) if self.birth_date else None

    @property
    def reads(self) -> str:
        """The language they read, in words."""
        return ", ".join(spoken("language_reading", [self.language_reading]))

    @property
    def speaks(self) -> str:
        """The language they speak, in words."""
        return ", ".join(spoken("language_speaking", [self.language_speaking]))

    @property
    def is_verified(self) -> bool:
        """Whether somebody or a code confirmed the record."""
        return self.verified_at is not None
