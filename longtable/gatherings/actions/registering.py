"""Signing up: one short transaction in which the places are taken last, so that nobody waits for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from longtable.capacity import actions as capacity
from longtable.capacity.models import Hold
from longtable.core.access import Actor, Kind, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.asked import Asked
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, new_receipt, shown_again
from longtable.core.work import jobs_of
from longtable.gatherings.actions.seating import NO_LINE, Line, as_if_new, places_wanted, seat, state_at_first
from longtable.gatherings.badges import badge_code, badge_hash
from longtable.gatherings.models import Attendee, Gathering, Invitation, Registration, Session
from longtable.gatherings.models.registrations import STANDING, Channel
from longtable.gatherings.notices import GATHERING
from longtable.gatherings.parties import Guest, Party, household
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
        capacity.need_room(by=by, wanted=places_wanted(sessions, party.size), now=now)
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
    registration = Registration(
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
        state=Registration.State.SENT_AGAIN if earlier else state_at_first(sessions),
    )
    attendees = [
        _attendee(registration, number, guest, person)
        for number, (guest, person) in enumerate(zip(party.guests, left.people, strict=True), 1)
    ]
    told = jobs_of(
        ("gatherings.registered", {"registration_id": str(registration.pk)}),
        *(("people.person.made", {"person_id": str(person.pk)}) for person in left.made),
    )
    made = [opened.receipt, *left.rows, registration, *attendees, *told]
    record(by, "gatherings.registration.made", registration, left.contact, *left.made, beside=made)
    if invitation:
        _use_up(invitation, registration)
    if earlier:
        registration.as_if = as_if_new(by, registration, sessions, hold, line, now)
        registration.save(update_fields=["as_if"])
        if hold:
            capacity.let_go(by=by, hold=hold, now=now)
    else:
        seat(by, registration, sessions, hold, line, now)
    return Registered(registration, opened)


_known = Asked(
    lambda form_key, gathering, who: Registration.objects.filter(
        Q(form_key=form_key) | Q(gathering=gathering, who=who, state__in=STANDING)
    ).order_by(),
    form_key=UUID,
    gathering=UUID,
    who=str,
)
"""Registrations of this form or of this household."""


def _sent_before(
    gathering: Gathering, form_key: UUID, who: str
) -> tuple[Registration | None, Registration | None]:
    """What was sent with this form, and what stands of this household: nearly always neither."""
    found = {each.form_key: each for each in _known(form_key=form_key, gathering=gathering.pk, who=who)}
    return found.pop(form_key, None), next(iter(found.values()), None)


def _is_stranger(by: Actor) -> bool:
    return by.kind in (Kind.VISITOR, Kind.RECEIPT)


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
