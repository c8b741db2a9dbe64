"""Signing up: one short transaction in which the places are taken last, so that nobody waits for long."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from longtable.capacity import actions as capacity
from longtable.capacity.errors import Full
from longtable.capacity.models import Hold, Pool
from longtable.capacity.selectors import position
from longtable.core.access import Actor, Kind, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, new_receipt, shown_again
from longtable.core.secrets import blind_index
from longtable.core.work import emit_each
from longtable.gatherings.badges import badge_code, badge_hash
from longtable.gatherings.models import Attendee, Gathering, Invitation, Registration, Seat, Session
from longtable.gatherings.models.registrations import STANDING, Channel
from longtable.gatherings.notices import GATHERING
from longtable.gatherings.parties import Guest, Party
from longtable.gatherings.policies import may_register
from longtable.people import actions as people
from longtable.people.contacts import index_of
from longtable.people.models import Channel as Said
from longtable.people.models import Person

SAID = {Channel.WEB: Said.WEB, Channel.PAPER: Said.IMPORT, Channel.API: Said.IMPORT}
"""How somebody agreed to be written to; by telephone and at the door they told staff."""


@dataclass(frozen=True)
class Registered:
    """A registration, and the receipt that opens its page. ``is_repeated``: it was sent before."""

    registration: Registration
    opened: OpenReceipt
    is_repeated: bool = False


@dataclass(frozen=True)
class Line:
    """``waits``: where there are not enough places the party stands in line. ``is_together``: it takes all
    places or none. ``stratum``: the group within which it is drawn, where places are drawn."""

    waits: bool = False
    is_together: bool = True
    stratum: str = ""


NO_LINE = Line()


class OtherWords(Exception):
    """This form or request was sent before with other words: ``registered`` is what came of it."""

    def __init__(self, registered: Registered) -> None:
        super().__init__("sent before with other words")
        self.registered = registered


class SignedUpAlready(Exception):
    """This phone number or e-mail has a registration: ``registration``. Only staff are told."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(f"{registration} is of the same contact")
        self.registration = registration


class UsedUp(Exception):
    """The invitation was used before, or was taken back."""


def sign_up(**arguments: object) -> Registered:
    """:func:`register`; and once more if another request with its key or contact came in this moment."""
    try:
        return register(**arguments)  # type: ignore[arg-type]
    except IntegrityError:
        return register(**arguments)  # type: ignore[arg-type]


@action
def register(
    *,
    by: Actor,
    gathering: Gathering,
    sessions: Sequence[Session],
    party: Party,
    form_key: UUID,
    digest: str = "",
    channel: str = Channel.WEB,
    hold: Hold | None = None,
    line: Line = NO_LINE,
    invitation: Invitation | None = None,
    words: str = "",
) -> Registered:
    """A party has places in all ``sessions``, or stands in the drawing of those that are drawn.

    Sent twice with one ``form_key`` it is one registration; ``digest`` is the keyed hash of what was sent.
    A stranger who gives a contact that has signed up gets an answer like everybody, also when there is
    no place, and the holder of that contact is told.
    Raises ``NotAContact``, ``Full``, ``Closed`` and ``TooMany`` of ``capacity.errors``,
    :class:`OtherWords`, :class:`UsedUp`, and to staff :class:`SignedUpAlready`.
    """
    require(by, may_register(by, gathering, invitation))
    now = timezone.now()
    who = household(invitation.contact.value_index if invitation else index_of(party.contact))
    same, earlier = _sent_before(gathering, form_key, who)
    if same:
        there = Registered(same, shown_again(same.receipt, form_key), is_repeated=True)
        if same.sent_digest != digest:
            raise OtherWords(there)
        return Unchanged(there)  # type: ignore[return-value]
    if earlier and not _is_stranger(by):
        raise SignedUpAlready(earlier)
    if not (hold or line.waits):
        capacity.need_room(by=by, wanted=_wanted(sessions, party.size), now=now)
    opened = new_receipt(form_key)
    left = people.leave_party(
        by=by,
        names=[guest.name for guest in party.guests],
        value=party.contact,
        known=invitation.contact if invitation else None,
        language=party.language,
        area=party.area,
        held_by=gathering.organization_id,
        topics=(GATHERING,),
        words=words,
        channel=SAID.get(Channel(channel), Said.STAFF),
    )
    registration = Registration.objects.create(
        gathering=gathering,
        contact=left.contact,
        who=who,
        receipt=opened.receipt,
        group_name=party.group_name,
        party_size=party.size,
        language=party.language,
        area=party.area,
        is_online=party.is_online,
        wants_reminder=party.wants_reminder,
        channel=channel,
        entered_by_id=UUID(by.id) if by.is_member else None,
        form_key=form_key,
        sent_digest=digest,
        first=earlier,
        reached_at=now if invitation or not _is_stranger(by) else None,
        state=Registration.State.SENT_AGAIN if earlier else _state(sessions),
    )
    Attendee.objects.bulk_create(
        _attendee(registration, number, guest, person)
        for number, (guest, person) in enumerate(zip(party.guests, left.people, strict=True), 1)
    )
    if invitation:
        _use_up(invitation, registration)
    record(by, "gatherings.registration.made", registration, left.contact, *left.made)
    emit_each(
        ("gatherings.registered", {"registration_id": str(registration.pk)}),
        *(("people.person.made", {"person_id": str(person.pk)}) for person in left.made),
    )
    if earlier:
        registration.as_if = _as_if(by, registration, sessions, hold, line, now)
        registration.save(update_fields=["as_if"])
        if hold:
            capacity.let_go(by=by, hold=hold, now=now)
    else:
        _seat(by, registration, sessions, hold, line, now)
    return Registered(registration, opened)


def household(value_index: str) -> str:
    """By what one household is known again, from the blind index of its phone number or e-mail."""
    return blind_index(value_index, purpose="registration")


def _sent_before(
    gathering: Gathering, form_key: UUID, who: str
) -> tuple[Registration | None, Registration | None]:
    """What was sent with this form, and what stands of this household: nearly always neither."""
    of_the_household = Q(gathering=gathering, who=who, state__in=STANDING)
    found = Registration.objects.filter(Q(form_key=form_key) | of_the_household).order_by()
    keys = dict(found.values_list("form_key", "pk"))
    if not keys:
        return None, None
    whole = Registration.objects.select_related("receipt").in_bulk(keys.values())
    same, earlier = keys.pop(form_key, None), next(iter(keys.values()), None)
    return whole.get(same), whole.get(earlier)


def _is_stranger(by: Actor) -> bool:
    return by.kind in (Kind.VISITOR, Kind.RECEIPT)


def _state(sessions: Sequence[Session]) -> str:
    drawn = any(session.pool and session.pool.mode == Pool.Mode.DRAWN for session in sessions)
    return Registration.State.IN_DRAWING if drawn else Registration.State.CONFIRMED


def _attendee(registration: Registration, number: int, guest: Guest, person: Person | None) -> Attendee:
    return Attendee(
        registration=registration,
        person=person,
        number=number,
        needs=guest.codes(),
        interpreter=guest.interpreter,
        needs_words=guest.needs_words,
        about=guest.about,
        badge_hash=badge_hash(badge_code(registration.form_key, number)),
    )


def _use_up(invitation: Invitation, registration: Registration) -> None:
    unused = Invitation.objects.filter(pk=invitation.pk, registration=None, withdrawn_at=None)
    if not unused.update(registration=registration):
        raise UsedUp


def _seat(
    by: Actor,
    registration: Registration,
    sessions: Sequence[Session],
    hold: Hold | None,
    line: Line,
    now: datetime,
) -> None:
    """Places in every session; or a place in line, where the line allows it or a drawing wants it."""
    drawn = [each for each in sessions if _pool(each).mode == Pool.Mode.DRAWN]
    in_turn = [each for each in sessions if each not in drawn]
    rows = [_stand(by, registration, each, line, now) for each in drawn]
    if not line.waits or (hold and hold.is_live(now)):
        wanted = _wanted(in_turn, registration.party_size)
        rows += _take(by, registration, in_turn, wanted, hold, now) if wanted else []
    else:
        for each in in_turn:
            try:
                rows += _take(by, registration, [each], {_pool(each): registration.party_size}, None, now)
            except Full:  # then nothing was written
                rows.append(_stand(by, registration, each, line, now))
        if in_turn and not any(row.place for row in rows):
            Registration.objects.filter(pk=registration.pk).update(state=Registration.State.WAITING)
            registration.state = Registration.State.WAITING
    Seat.objects.bulk_create(rows)


def _as_if(
    by: Actor,
    registration: Registration,
    sessions: Sequence[Session],
    hold: Hold | None,
    line: Line,
    now: datetime,
) -> dict[str, Any]:
    """What somebody new would get in this moment, or its refusal: tried out, and undone."""
    tried = copy(registration)
    tried.state = _state(sessions)
    tried.who = household(f"{registration.pk}")  # the household itself may stand in line
    with transaction.atomic():
        _seat(by, tried, sessions, hold, line, now)
        chairs = [
            {
                "session": str(seat.session_id),
                "size": seat.place.size if seat.place else 0,
                "position": position(seat.entry) if seat.entry else None,
            }
            for seat in tried.seats.select_related("place", "entry__pool").order_by("session__starts_at")
        ]
        transaction.set_rollback(True)
    return {"state": tried.state, "chairs": chairs}


def _wanted(sessions: Sequence[Session], size: int) -> dict[Pool, int]:
    """So many places in each session in which they are given in turn."""
    return {_pool(each): size for each in sessions if _pool(each).mode == Pool.Mode.IN_TURN}


def _pool(session: Session) -> Pool:
    assert session.pool is not None, "one cannot sign up for this session"
    return session.pool


def _take(
    by: Actor,
    registration: Registration,
    sessions: Sequence[Session],
    wanted: Mapping[Pool, int],
    hold: Hold | None,
    now: datetime,
) -> list[Seat]:
    places = capacity.take(by=by, holder=registration.pk, now=now, hold=hold, wanted=wanted)
    of_pool = {place.pool_id: place for place in places}
    return [Seat(registration=registration, session=each, place=of_pool[_pool(each).pk]) for each in sessions]


def _stand(by: Actor, registration: Registration, session: Session, line: Line, now: datetime) -> Seat:
    entry = capacity.stand_in_line(
        by=by,
        pool=_pool(session),
        holder=registration.pk,
        who=registration.who,
        size=registration.party_size,
        is_together=line.is_together,
        now=now,
        stratum=line.stratum,
    )
    return Seat(registration=registration, session=session, entry=entry)
