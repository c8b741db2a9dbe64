"""Examples of people for the laws of the house."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.people.actions import leave_contact
from longtable.people.actions.keys import encrypted_columns
from longtable.people.models import ActsFor, ContactCode, ContactPoint, MatchProposal, Person
from longtable.places.models import Area

NUMBER = "919-555-0142"


def _person(held_by: Organization | None = None, area: Area | None = None) -> Person:
    left = leave_contact(
        by=Actor.visitor(), phone=NUMBER, language="en", name="Rosa Hernández", held_by=held_by, area=area
    )
    return left.person


def _routes_of(held_by: Organization | None = None, area: Area | None = None) -> dict[str, dict[str, Any]]:
    person, joined, alike = (_person(held_by, area) for _ in range(3))
    Person.objects.filter(pk=joined.pk).update(merged_into=person)
    first, second = sorted((person, alike), key=lambda each: each.pk)
    pair = MatchProposal.objects.create(first=first, second=second, reasons=["phone"], score=0.5)
    return {
        **{f"people:{name}": {"person_id": person.pk} for name in ("record", "change", "export", "erase")},
        "people:separate": {"person_id": joined.pk},
        "people:decide_match": {"proposal_id": pair.pk},
    }


def routes() -> dict[str, dict[str, Any]]:
    """Somebody in Alder whom Good Neighbors serve, a record joined to theirs, and one that is alike."""
    return _routes_of(Organization.objects.get(name="Good Neighbors"), Area.objects.get(name="Alder"))


def arguments() -> dict[str, dict[str, Any]]:
    """Two records of one person, who has spoken for somebody else, and a code that was sent."""
    keep, gone = _person(), _person()
    acting = ActsFor.objects.create(
        person=keep, for_person=gone, basis=ActsFor.Basis.PARENT, since=date(2026, 1, 1)
    )
    contact = ContactPoint.objects.filter(person=keep).get()
    ContactCode.objects.create(contact_point=contact, code_hash="0", expires_at=timezone.now())
    joined = _person()
    joined.merged_into = keep
    joined.save()
    return {
        "people.leave_contact": {"language": "en", "phone": NUMBER},
        "people.withdraw_consent": {"contact_value": NUMBER},
        "people.lift_opt_out": {"contact_value": NUMBER},
        "people.let_act_for": {"person": keep, "for_person": gone},
        "people.end_acting_for": {"acting": acting},
        "people.merge": {"keep": keep, "gone": gone},
        "people.unmerge": {"person": joined},
        "people.rotate_batch": {"column": next(encrypted_columns())},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """People of one's own organisation and of another, in one's own region and in another."""
    held = {
        "own organization": _routes_of(held_by=Organization.objects.get(name="Good Neighbors")),
        "other organization": _routes_of(held_by=Organization.objects.get(name="Open Hands")),
        "own region": _routes_of(area=Area.objects.get(name="Alder")),
        "other region": _routes_of(area=Area.objects.get(name="Cedar")),
    }
    return {
        route: {place: arguments[route] for place, arguments in held.items()}
        for route in held["own organization"]
    }


def lists() -> dict[str, Callable[[int], None]]:
    """Pairs to decide. Who is searched for is asked by POST, so that no address holds a name."""
    return {"people:matches": _more_pairs}


def _more_pairs(count: int) -> None:
    for _ in range(count):
        _routes_of()
