"""Keeping a record right: made, changed and confirmed by staff, taken out or erased for the person."""

from typing import Any

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.people.models import (
    Consent,
    ContactCode,
    ContactPoint,
    DemographicAnswer,
    HouseholdMember,
    Person,
)
from longtable.people.policies import may_edit, may_open
from longtable.people.portability import everything_about
from longtable.people.selectors import records_of

CHANGEABLE = (
    "given_name",
    "family_name",
    "birth_date",
    "address",
    "language_reading",
    "language_speaking",
    "needs_interpreter",
    "area",
)


@action
def change_person(*, by: Actor, person: Person, changes: dict[str, Any]) -> Person:
    """A member of staff corrects the record; having spoken with the person, they also confirm it."""
    require(by, may_edit(by, person))
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"Not changeable here: {', '.join(sorted(unknown))}")
    changed = [name for name, value in changes.items() if getattr(person, name) != value]
    if not changed and person.is_verified:
        return Unchanged(person)  # type: ignore[return-value]
    for name in changed:
        setattr(person, name, changes[name])
    if not person.is_verified:
        person.verified_at = timezone.now()
        changed.append("verified_at")
    person.save(update_fields=changed)
    record(by, "people.person.changed", person, fields=changed)
    emit("people.person.changed", person_id=str(person.pk))
    return person


@action
def retire_contact(*, by: Actor, contact_point: ContactPoint, why: str) -> ContactPoint:
    """Nothing is sent there any more: wrong number, or no longer the person's."""
    require(by, may_edit(by, contact_point.person))
    if contact_point.retired_at is None:
        contact_point.retired_at = timezone.now()
        contact_point.save(update_fields=["retired_at"])
    record(by, "people.contact.retired", contact_point, contact_point.person, why=why)
    return contact_point


@action
def export_person(*, by: Actor, person: Person, why: str) -> dict[str, Any]:
    """Everything that is known of the person, for the person, as JSON values; every package is asked."""
    require(by, may_open(by, person) and may_edit(by, person))
    records = records_of(person)
    record(by, "people.person.exported", *(("people.person", key) for key in records), why=why)
    return everything_about(records)


@action
def erase_person(*, by: Actor, person: Person, why: str) -> None:
    """What identifies the person is gone, here at once, in other packages by the event.

    The rows and the audit stay, without a name, so that numbers remain right and nobody can hide
    what was done. It cannot be taken back.
    """
    require(by, may_edit(by, person))
    now = timezone.now()
    for each in Person.objects.filter(pk__in=records_of(person)):
        points = ContactPoint.objects.filter(person=each)
        Consent.objects.standing().filter(contact_point__in=points).update(withdrawn_at=now)
        ContactCode.objects.filter(contact_point__in=points).delete()
        points.update(value="", value_index="", retired_at=now)
        DemographicAnswer.objects.filter(person=each).delete()
        HouseholdMember.objects.filter(person=each, until=None).delete()
        Person.objects.filter(pk=each.pk).update(
            given_name="",
            family_name="",
            birth_date="",
            address="",
            surname_index="",
            surname_birth_index="",
            language_reading="",
            language_speaking="",
            needs_interpreter=None,
            area=None,
            erased_at=now,
        )
        record(by, "people.person.erased", each, fields=CHANGEABLE, why=why)
        emit("people.person.erased", key=f"erased {each.pk}", person_id=str(each.pk))
