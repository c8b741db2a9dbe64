"""Everything that the house knows of a person, gathered package by package for the person.

A package offers its part in its own ``portability.py``::

    @portable("comments")
    def comments_of(person_ids: Sequence[UUID]) -> Any: ...   # values that JSON can hold
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from longtable.core.models import AuditEntry
from longtable.people.demographics import spoken
from longtable.people.models import ActsFor, ContactPoint, DemographicAnswer, HouseholdMember, Person

Part = Callable[[Sequence[UUID]], Any]

_parts: dict[str, Part] = {}


def portable(name: str) -> Callable[[Part], Part]:
    """Register what a package knows of the records with these ids, under ``name`` in the export."""

    def register(part: Part) -> Part:
        if name in _parts and _parts[name] is not part:
            raise ValueError(f"Two packages export {name!r}")
        _parts[name] = part
        return part

    return register


def everything_about(person_ids: Sequence[UUID]) -> dict[str, Any]:
    """``{name of the part: its values}`` from every installed package."""
    return {name: part(person_ids) for name, part in _parts.items()}


@portable("records")
def _records(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(person.pk),
            "made_at": person.created_at.isoformat(),
            "given_name": person.given_name,
            "family_name": person.family_name,
            "birth_date": person.birth_date,
            "address": person.address,
            "area": person.area.name if person.area else None,
            "language_reading": person.language_reading,
            "language_speaking": person.language_speaking,
            "needs_interpreter": person.needs_interpreter,
            "held_by": person.held_by.name if person.held_by else None,
        }
        for person in Person.objects.filter(pk__in=person_ids).select_related("area", "held_by")
    ]


@portable("contacts")
def _contacts(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    points = ContactPoint.objects.filter(person__in=person_ids).prefetch_related("consents")
    return [
        {
            "kind": point.kind,
            "value": point.value,
            "language": point.language,
            "confirmed_at": _moment(point.verified_at),
            "retired_at": _moment(point.retired_at),
            "agreed_to": [
                {
                    "topic": consent.topic,
                    "words": consent.words,
                    "given_at": _moment(consent.given_at),
                    "withdrawn_at": _moment(consent.withdrawn_at),
                }
                for consent in point.consents.all()
            ],
        }
        for point in points
    ]


@portable("about_oneself")
def _about_oneself(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    return [
        {
            "question": answer.question,
            "declined": answer.declined,
            "answers": spoken(answer.question, answer.codes),
            "answered_at": _moment(answer.answered_at),
        }
        for answer in DemographicAnswer.objects.filter(person__in=person_ids)
    ]


@portable("household_and_family")
def _household(person_ids: Sequence[UUID]) -> dict[str, Any]:
    """Others appear only as the fact that there are others: their records are theirs."""
    members = HouseholdMember.objects.filter(person__in=person_ids)
    acting = ActsFor.objects.filter(person__in=person_ids)
    return {
        "households": [
            {"since": member.since.isoformat(), "until": member.until and member.until.isoformat()}
            for member in members
        ],
        "acts_for": [{"basis": each.basis, "since": each.since.isoformat()} for each in acting],
    }


@portable("who_used_the_record")
def _uses(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    entries = AuditEntry.objects.filter(
        subjects__kind="people.person", subjects__subject_id__in=[str(key) for key in person_ids]
    )
    return [
        {"at": _moment(entry.at), "what": entry.verb, "by": entry.actor_kind, "why": entry.why}
        for entry in entries.distinct().order_by("at")
    ]


def _moment(at: Any) -> str | None:
    return at.isoformat() if at else None
