"""Who signed up: for their own page, for staff in their scope, and for the machine that writes to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet, Sum, prefetch_related_objects

from longtable.capacity.models import Offer, Place, Pool, WaitlistEntry
from longtable.capacity.selectors import position
from longtable.core.access import Actor, Missing
from longtable.core.asked import Asked
from longtable.core.models import Receipt
from longtable.core.secrets import token_hash
from longtable.gatherings.models import Attendee, Gathering, Invitation, Registration, Seat
from longtable.gatherings.models.registrations import STANDING, Channel

BEFORE = timedelta(days=1)
"""How long before a gathering people are reminded of it."""


@dataclass(frozen=True)
class Chair:
    """Where somebody stands in one session: has places, waits as number ``position``, or has an ``offer``."""

    seat: Seat
    position: int | None
    offer: Offer | None

    @property
    def ticket(self) -> str:
        """What stands for them in the list of a drawing, once it is closed."""
        drawn = getattr(self.seat.entry, "drawn", None)
        return drawn.ticket if drawn else ""

    @property
    def size(self) -> int:
        """Places that are theirs."""
        place = self.seat.place
        return place.size if place and place.state == Place.State.TAKEN else 0


@dataclass(frozen=True)
class Tracked:
    """A registration as its holder sees it."""

    registration: Registration
    gathering: Gathering
    attendees: Sequence[Attendee]
    chairs: Sequence[Chair]
    receipt: Receipt

    @property
    def offers(self) -> list[Offer]:
        """Offers that wait for an answer."""
        return [chair.offer for chair in self.chairs if chair.offer]

    @property
    def counts(self) -> bool:
        """Whether they come or would like to."""
        return self.registration.state in (*STANDING, Registration.State.SENT_AGAIN)

    @property
    def is_reached(self) -> bool:
        """Whether what is for the registered alone may stand there: theirs are the places and the contact."""
        registration = self.registration
        is_theirs = registration.state == Registration.State.CONFIRMED and registration.reached_at is not None
        return is_theirs and is_let_in(registration)

    @property
    def may_join(self) -> bool:
        """Whether they may know how to join online."""
        return self.is_reached and self.gathering.is_online


def is_let_in(registration: Registration) -> bool:
    """Behind closed doors only who was invited, or whom staff signed up: not who came before they closed."""
    if not registration.gathering.is_closed or registration.channel != Channel.WEB:
        return True
    return hasattr(registration, "invitation")


def tracked(actor: Actor, now: datetime) -> Tracked:
    """What the holder of a receipt may see. Raises ``Missing`` for a receipt of another package."""
    found = _of_receipt(receipt=UUID(actor.id))
    if not found:
        raise Missing
    return look_at(found[0], now)


_of_receipt = Asked(
    lambda receipt: (
        Registration.objects.select_related("gathering__location", "contact", "receipt")
        .filter(receipt=receipt, receipt__withdrawn_at=None)
        .order_by()
    ),
    receipt=UUID,
)
_seats_of = Asked(
    lambda registration: (
        Seat.objects.filter(registration=registration)
        .select_related("session__pool", "place", "entry__pool", "entry__drawn")
        .order_by("session__starts_at")
    ),
    registration=UUID,
)
_attendees_of = Asked(
    lambda registration: Attendee.objects.filter(registration=registration).select_related("person"),
    registration=UUID,
)


def look_at(registration: Registration, now: datetime) -> Tracked:
    """The same for a registration that was found otherwise."""
    seats = _seats_of(registration=registration.pk)
    offers = Offer.objects.filter(state=Offer.State.OPEN, expires_at__gt=now).select_related("entry")
    prefetch_related_objects([each.entry for each in seats if each.entry], Prefetch("offers", offers))
    chairs = []
    for seat in seats:
        waits = seat.entry and seat.entry.state == WaitlistEntry.State.WAITING
        offer = next(iter(seat.entry.offers.all()), None) if seat.entry else None
        chairs.append(Chair(seat, position(seat.entry) if waits and seat.entry else None, offer))
    chairs += _as_if(registration)
    attendees = _attendees_of(registration=registration.pk)
    return Tracked(registration, registration.gathering, attendees, chairs, registration.receipt)


def _as_if(registration: Registration) -> list[Chair]:
    """Places that somebody new would have. They are in no counter and on no list."""
    told = {each["session"]: each for each in registration.as_if.get("chairs", ())}
    if not told:
        return []
    chairs = []
    for session in registration.gathering.sessions.filter(pk__in=told).order_by("starts_at"):
        found = told[str(session.pk)]
        size = min(found["size"], registration.party_size)
        place = Place(size=size, state=Place.State.TAKEN) if size else None
        chairs.append(Chair(Seat(session=session, place=place), found["position"], None))
    return chairs


def is_ours(receipt_id: UUID) -> bool:
    """Whether this receipt was given to somebody who signed up."""
    return Registration.objects.filter(receipt=receipt_id).exists()


def registration_to_tell(registration_id: str) -> Registration:
    """One with what a message needs."""
    return _whole().get(pk=registration_id)


def registrations_drawn(drawing_id: UUID) -> list[Registration]:
    """Everybody who took part in a drawing."""
    return list(_whole().filter(seats__entry__drawn__drawing=drawing_id).distinct())


def registrations_to_remind(now: datetime) -> QuerySet[Registration]:
    """Who comes within a day and wants to be reminded. Who signed up within that day has just read of it."""
    return (
        _whole()
        .filter(state=Registration.State.CONFIRMED, wants_reminder=True, reminded_at=None)
        .filter(gathering__state=Gathering.State.PUBLISHED)
        .filter(gathering__starts_at__gt=now, gathering__starts_at__lte=now + BEFORE)
        .filter(created_at__lt=F("gathering__starts_at") - BEFORE)
        .order_by("gathering__starts_at", "created_at")
    )


def registration_for(gathering: Gathering, registration_id: UUID) -> Registration:
    """One of them. Raises ``Missing``."""
    if found := _whole().filter(gathering=gathering, pk=registration_id).first():
        return found
    raise Missing


def invitations_of(gathering: Gathering) -> QuerySet[Invitation]:
    """Who was invited, the last first, to be shown in pages."""
    return gathering.invitations.select_related("contact__person").order_by("-created_at", "-pk")


def invitation_for(gathering: Gathering, invitation_id: UUID) -> Invitation:
    """One of them. Raises ``Missing``."""
    if found := gathering.invitations.filter(pk=invitation_id).first():
        found.gathering = gathering
        return found
    raise Missing


def invitation_by_token(token: str) -> Invitation:
    """The invitation of a link, used or not. 128 bits cannot be guessed. Raises ``Missing``."""
    rows = Invitation.objects.select_related("gathering__organization", "contact__person", "registration")
    found = rows.filter(token_hash=token_hash(token), withdrawn_at=None).first()
    if found is None or found.gathering.state != Gathering.State.PUBLISHED:
        raise Missing
    return found


@dataclass(frozen=True)
class Tally:
    """Places in all sessions of a gathering: ``held`` for a moment or offered, ``cancelled`` by people."""

    seats: int
    confirmed: int
    held: int
    waitlisted: int
    cancelled: int


def tally(gathering: Gathering) -> Tally:
    """How many places there are and what became of them, counted from the rows and not from the counter."""
    pools = Pool.objects.filter(gathering_session__gathering=gathering)
    places = Place.objects.filter(pool__in=pools)
    waiting = WaitlistEntry.objects.filter(pool__in=pools, state=WaitlistEntry.State.WAITING)
    offered = Offer.objects.filter(entry__pool__in=pools, state=Offer.State.OPEN)
    cancelled = Registration.objects.filter(
        gathering=gathering, state=Registration.State.CANCELLED, first=None
    )
    return Tally(
        seats=_sum(pools, "size"),
        confirmed=_sum(places.filter(state=Place.State.TAKEN), "size"),
        held=_sum(places.filter(state=Place.State.HELD), "size") + _sum(offered, "size"),
        waitlisted=_sum(waiting, "size"),
        cancelled=_sum(cancelled, "party_size"),
    )


def _sum(rows: QuerySet, column: str) -> int:
    return rows.aggregate(total=Sum(column))["total"] or 0


def _whole() -> QuerySet[Registration]:
    return Registration.objects.select_related(
        "gathering__organization",
        "gathering__location",
        "contact__person",
        "receipt",
        "area",
        "first__contact__person",
        "first__receipt",
        "first__gathering__location",
    )
