"""Whoever signed up changes it, takes it back, or answers an offer; staff do it for a caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from longtable.capacity import actions as capacity
from longtable.capacity.models import IN_LINE, Offer, Place
from longtable.core import rows
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit, jobs_of
from longtable.gatherings.models import Attendee, Registration, Seat
from longtable.gatherings.models.registrations import STANDING
from longtable.gatherings.parties import Guest
from longtable.gatherings.policies import may_change
from longtable.people import actions as people


class NotStanding(Exception):
    """It was taken back, or is not any more what the changes were made from."""


@dataclass(frozen=True)
class Changes:
    """How a registration should be from now on. ``guests``: who comes, the first is who signed up.

    ``kept``: their numbers until now, in the same order; whoever is not among them does not come.
    """

    guests: Sequence[Guest]
    kept: Sequence[int]
    language: str
    is_online: bool
    wants_reminder: bool


@action
def change_registration(*, by: Actor, registration: Registration, changes: Changes) -> Registration:
    """Fewer come, or they need something else, in another language, online or in person.

    Places that are not needed go to the line at once. Raises :class:`NotStanding`, also where somebody
    was left out meanwhile who comes by these changes.
    """
    require(by, may_change(by, registration))
    _wait_in_turn(registration)
    if registration.state not in (*STANDING, Registration.State.SENT_AGAIN):
        raise NotStanding
    before = {each.number: each for each in registration.attendees.select_related("person")}
    if not before.keys() >= set(changes.kept):
        raise NotStanding
    gone = set(before) - set(changes.kept)
    if gone:
        _make_smaller(by, registration, len(changes.kept))
        registration.attendees.filter(number__in=gone).delete()
    changed = {"party_size"} if gone else set()
    made = _name(by, registration, before, changes)
    for number, guest in zip(changes.kept, changes.guests, strict=True):
        changed |= _need(before[number], guest)
    columns = {
        "party_size": len(changes.kept),
        "language": changes.language,
        "is_online": changes.is_online,
        "wants_reminder": changes.wants_reminder,
    }
    for name, value in columns.items():
        if getattr(registration, name) != value:
            setattr(registration, name, value)
            changed.add(name)
    if not changed and not made:
        return Unchanged(registration)  # type: ignore[return-value]
    registration.save(update_fields=[*columns])
    told = jobs_of(
        ("gatherings.altered", {"registration_id": str(registration.pk)}),
        *(("people.person.made", {"person_id": str(each.pk)}) for each in made),
    )
    record(by, "gatherings.registration.changed", registration, fields=sorted(changed), beside=told)
    return registration


@action
def cancel_registration(*, by: Actor, registration: Registration) -> Registration:
    """They do not come: what they had is free, offered to the line at once, and never to them."""
    require(by, may_change(by, registration))
    _wait_in_turn(registration)
    if registration.state == Registration.State.CANCELLED:
        return Unchanged(registration)  # type: ignore[return-value]
    now = timezone.now()
    Registration.lifecycle.move(registration, Registration.State.CANCELLED, cancelled_at=now)
    # Not by their seats: who was just drawn has a place that no seat names yet.
    if taken := list(Place.objects.filter(holder=registration.pk, state=Place.State.TAKEN)):
        capacity.give_back_all(by=by, places=taken, now=now)
    for seat in registration.seats.select_related("entry"):
        if seat.entry and seat.entry.state in IN_LINE:
            capacity.leave_line(by=by, entry=seat.entry, now=now)
    record(by, "gatherings.registration.cancelled", registration, fields=["state"])
    emit("gatherings.taken_back", registration_id=str(registration.pk))
    return registration


@action
def accept_offer(*, by: Actor, registration: Registration, offer: Offer) -> Registration:
    """Yes to places that became free. Raises ``TooLate`` of ``capacity.errors``."""
    require(by, may_change(by, registration) and offer.entry.holder == registration.pk)
    _wait_in_turn(registration)
    place = capacity.accept(by=by, offer=offer, now=timezone.now())
    Seat.objects.filter(registration=registration, entry=offer.entry_id).update(place=place)
    if registration.state != Registration.State.CONFIRMED:
        Registration.lifecycle.move(registration, Registration.State.CONFIRMED)
    record(by, "gatherings.offer.accepted", registration, fields=["state"])
    emit("gatherings.seated", registration_id=str(registration.pk))
    return registration


@action
def decline_offer(*, by: Actor, registration: Registration, offer: Offer) -> Registration:
    """No: the next in line gets them. Raises ``TooLate`` of ``capacity.errors``."""
    require(by, may_change(by, registration) and offer.entry.holder == registration.pk)
    _wait_in_turn(registration)
    capacity.decline(by=by, offer=offer, now=timezone.now())
    record(by, "gatherings.offer.declined", registration, fields=["state"])
    leave_if_nothing_is_left(registration)
    return registration


def leave_if_nothing_is_left(registration: Registration) -> None:
    """Whoever has no place and waits for none is not signed up any more, and can sign up anew."""
    if registration.state != Registration.State.WAITING:
        return
    waits = registration.seats.filter(entry__state__in=IN_LINE).exists()
    if not waits and not registration.seats.filter(place__state=Place.State.TAKEN).exists():
        Registration.lifecycle.move(registration, Registration.State.CANCELLED, cancelled_at=timezone.now())


def _wait_in_turn(registration: Registration) -> None:
    """The second click waits for the first, before it locks any places, and knows what came of it."""
    alone = Registration.objects.select_for_update(no_key=True)
    registration.refresh_from_db(fields=["state"], from_queryset=alone)


def _make_smaller(by: Actor, registration: Registration, size: int) -> None:
    """Who waits for the rest of a party waits for fewer, or for nobody any more; then places go back."""
    now = timezone.now()
    taken = Place.objects.filter(holder=registration.pk, state=Place.State.TAKEN).select_related("pool")
    places: dict[UUID | None, Place] = {place.pool_id: place for place in taken}
    for seat in registration.seats.select_related("session", "entry"):
        place = places.get(seat.session.pool_id)
        if seat.entry and seat.entry.state in IN_LINE:
            rest = size - (place.size if place else 0)
            if rest <= 0:
                capacity.leave_line(by=by, entry=seat.entry, now=now)
            elif rest < seat.entry.size:
                capacity.need_fewer(by=by, entry=seat.entry, size=rest, now=now)
        if place and size < place.size:
            capacity.change_size(by=by, place=place, size=size, now=now)


def _name(by: Actor, registration: Registration, before: dict[int, Attendee], changes: Changes) -> list:
    """Somebody came without a name and has one now. A name that was given is changed by staff alone."""
    nameless = [
        (before[number], guest.name)
        for number, guest in zip(changes.kept, changes.guests, strict=True)
        if guest.name.strip() and before[number].person is None
    ]
    if not nameless:
        return []
    left = people.leave_party(
        by=by,
        names=["", *(name for _attendee, name in nameless)],
        known=registration.contact,
        language=registration.language,
        area=registration.area,
        held_by=registration.gathering.organization_id,
    )
    rows.insert(*left.rows)
    for (attendee, _name), person in zip(nameless, left.people[1:], strict=True):
        attendee.person = person
        attendee.save(update_fields=["person"])
    return list(left.made)


def _need(attendee: Attendee, guest: Guest) -> set[str]:
    wanted = {"needs": guest.codes(), "interpreter": guest.interpreter, "needs_words": guest.needs_words}
    changed = {name for name, value in wanted.items() if getattr(attendee, name) != value}
    for name in changed:
        setattr(attendee, name, wanted[name])
    if changed:
        attendee.save(update_fields=changed)
    return changed
