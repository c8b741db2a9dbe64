"""Reading about people: within the actor's scope, and never without a trace."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor, Missing, Permission
from longtable.core.audit import record_read
from longtable.people.contacts import NotAContact, index_of
from longtable.people.models import Consent, ContactPoint, MatchProposal, OptOut, Person
from longtable.people.names import likeness, surname_index

MOST_TO_DECRYPT = 2000
"""Rows of one scope that a search by likeness may decrypt."""
LIKE_ENOUGH = 0.45
MOST_SHOWN = 25


class TooManyToSearch(Exception):
    """Nobody is found exactly, and too many people are in reach to look for similar names."""

    sentence = _(
        "You can see too many people for us to look for similar names. Type the whole last name, a phone "
        "number or an e-mail address."
    )


class NeedsReason(ValueError):
    """A record is opened for a reason, and the reason is kept."""


@dataclass(frozen=True)
class Found:
    """Who was found. ``only_exact``: similar names were not looked for, because too many are in reach."""

    people: list[Person]
    only_exact: bool = False


def search_people(*, actor: Actor, text: str) -> Found:
    """People within reach whose number, address or name is, or reads like, ``text``; at most 25.

    Raises :class:`TooManyToSearch`. Whoever is shown is noted in the audit first.
    """
    reach = Person.objects.in_scope(actor).standing()
    exact = list(
        reach.filter(_exactly(text)).prefetch_related("contact_points", "area").distinct()[:MOST_SHOWN]
    )
    small = reach.count() <= MOST_TO_DECRYPT
    if not small and not exact:
        raise TooManyToSearch
    found = exact + (_alike(reach, text, {person.pk for person in exact}) if small else [])
    found = found[:MOST_SHOWN]
    if found:
        record_read(actor, "people.person.found", *found)
    return Found(found, only_exact=not small)


def open_person(*, actor: Actor, person_id: UUID, why: str) -> Person:
    """The whole record, noted in the audit with the reason before it is shown.

    A merged record opens the one that stands for it. Raises :class:`Missing` for whoever may not
    know of it and :class:`NeedsReason` without a reason.
    """
    person = glimpse(actor=actor, person_id=person_id)
    if not why.strip():
        raise NeedsReason
    record_read(actor, "people.person.opened", person, why=why.strip())
    return person


def glimpse(*, actor: Actor, person_id: UUID, permission: Permission = Permission.SEE_PEOPLE) -> Person:
    """The record for a page that shows it masked, or that changes it. Raises :class:`Missing`."""
    reach = Person.objects.in_scope(actor, permission).filter(erased_at=None)
    person = reach.filter(pk=person_id).first()
    standing = person and stands_for(person)
    if standing is None or not reach.filter(pk=standing.pk).exists():
        raise Missing
    return standing


def joined_records(*, actor: Actor) -> models.QuerySet[Person]:
    """Records that were merged into another, both within reach of whoever may take that back."""
    reach = Person.objects.in_scope(actor, Permission.CONFIRM_MATCHES)
    return reach.filter(merged_into__in=reach).select_related("merged_into")


def joined_record(*, actor: Actor, person_id: UUID) -> Person:
    """One of :func:`joined_records`. Raises :class:`Missing`."""
    person = joined_records(actor=actor).filter(pk=person_id).first()
    if person is None:
        raise Missing
    return person


def stands_for(person: Person) -> Person:
    """The record that ``person`` was merged into, through every merge, or itself."""
    while person.merged_into_id is not None:
        person = Person.objects.get(pk=person.merged_into_id)
    return person


def records_of(person: Person) -> list[UUID]:
    """Ids of ``person`` and of every record merged into it: by these, packages find what is theirs."""
    found, edge = [person.pk], [person.pk]
    while edge:
        edge = list(Person.objects.filter(merged_into__in=edge).values_list("pk", flat=True))
        found += edge
    return found


def may_write_to(point: ContactPoint, topic: str) -> bool:
    """Whether a message about ``topic`` may go there now."""
    return (
        point.retired_at is None
        and bool(point.value_index)
        and not OptOut.objects.filter(value_index=point.value_index, lifted_at=None).exists()
        and Consent.objects.standing().filter(contact_point=point, topic=topic).exists()
    )


def open_matches(*, actor: Actor) -> models.QuerySet[MatchProposal]:
    """Pairs that nobody has decided, both within reach, the likeliest first."""
    within = Person.objects.in_scope(actor, Permission.CONFIRM_MATCHES).standing()
    return (
        MatchProposal.objects.filter(
            decision=MatchProposal.Decision.OPEN, first__in=within, second__in=within
        )
        .select_related("first__area", "second__area")
        .prefetch_related("first__contact_points", "second__contact_points")
        .order_by("-score", "created_at")
    )


def match_to_decide(*, actor: Actor, proposal_id: UUID) -> MatchProposal:
    """One such pair. Raises :class:`Missing`."""
    proposal = open_matches(actor=actor).filter(pk=proposal_id).first()
    if proposal is None:
        raise Missing
    return proposal


def _exactly(text: str) -> Q:
    """By blind index: the whole number or address, or the family name among the words."""
    words = text.split()
    surnames = {surname_index(word) for word in (*words, text, " ".join(words[1:]))} - {""}
    wanted = Q(surname_index__in=surnames)
    with suppress(NotAContact):
        wanted |= Q(contact_points__value_index=index_of(text), contact_points__retired_at=None)
    return wanted


def _alike(reach: models.QuerySet[Person], text: str, known: set[UUID]) -> list[Person]:
    scored = (
        (likeness(text, person.name), person.pk)
        for person in reach.only("given_name", "family_name").iterator(chunk_size=500)
        if person.pk not in known
    )
    best = sorted((pair for pair in scored if pair[0] >= LIKE_ENOUGH), reverse=True)[:MOST_SHOWN]
    rows = reach.prefetch_related("contact_points", "area").in_bulk([key for _score, key in best])
    return [rows[key] for _score, key in best]
