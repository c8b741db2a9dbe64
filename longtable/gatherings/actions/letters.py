"""Writing to those who signed up: what came of it, an offer, a reminder. Each message once."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from longtable.capacity.models import Offer, Place, WaitlistEntry
from longtable.capacity.selectors import position
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import is_too_often
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, shown_again
from longtable.gatherings import entries, saying
from longtable.gatherings.actions.changing import leave_if_nothing_is_left
from longtable.gatherings.actions.reaching import mark_of
from longtable.gatherings.models import Registration
from longtable.gatherings.policies import may_tell
from longtable.messaging.actions import notify
from longtable.messaging.models import Message

LETTERS_A_DAY = 5
"""Messages that one number or address gets because somebody signed up with it: anybody can type anybody's."""
OUTCOMES = {
    Registration.State.CONFIRMED: "gatherings.signed_up",
    Registration.State.WAITING: "gatherings.in_line",
    Registration.State.IN_DRAWING: "gatherings.in_drawing",
    Registration.State.SENT_AGAIN: "gatherings.signed_up_before",
    Registration.State.CANCELLED: "gatherings.cancelled_by_you",
}


@action
def tell_outcome(*, by: Actor, registration: Registration) -> Message | None:
    """What came of signing up, or of taking it back. Whoever signed up before hears that this counts.

    Nobody is told that what never counted was taken back.
    """
    require(by, may_tell(by))
    said = registration.first or registration
    is_flooded = is_too_often("gathering letter", said.contact.value_index, limit=LETTERS_A_DAY)
    if is_flooded or (registration.first and registration.state == Registration.State.CANCELLED):
        return Unchanged(None)  # type: ignore[return-value]
    more = {}
    if registration.state == Registration.State.WAITING:
        more["position"] = str(_position(registration))
    if registration.state == Registration.State.IN_DRAWING:
        more["closes"] = _moment(_closes_at(registration), registration.language)
    return _tell(
        by,
        said,
        OUTCOMES[Registration.State(registration.state)],
        key=f"{registration.state} {registration.pk}",
        more=more,
        calendar=entries.for_mail(registration, page_of(registration), timezone.now()),
    )


@action
def tell_offer(*, by: Actor, offer: Offer) -> Message | None:
    """There is a place for somebody in line; until when it is kept."""
    require(by, may_tell(by))
    registration = _waiting(offer.entry)
    if registration is None or offer.state != Offer.State.OPEN:
        return Unchanged(None)  # type: ignore[return-value]
    more = {"places": str(offer.size), "until": _moment(offer.expires_at, registration.language)}
    return _tell(by, registration, "gatherings.offered", key=f"offered {offer.pk}", more=more)


@action
def lose_offer(*, by: Actor, offer: Offer) -> Message | None:
    """They did not answer in time, and left the line by that: who waits for nothing else can begin anew."""
    require(by, may_tell(by))
    registration = _waiting(offer.entry)
    if registration is None:
        return Unchanged(None)  # type: ignore[return-value]
    leave_if_nothing_is_left(registration)
    return _tell(by, registration, "gatherings.offer_over", key=f"offer over {offer.pk}")


@action
def note_drawn(*, by: Actor, registration: Registration) -> Message | None:
    """The drawing is over: they have places, or stand in line in the order that was drawn; they are told.

    Whoever took it back meanwhile is not.
    """
    require(by, may_tell(by))
    if registration.state == Registration.State.CANCELLED:
        return Unchanged(None)  # type: ignore[return-value]
    for seat in registration.seats.select_related("session").filter(place=None, entry__isnull=False):
        won = Place.objects.filter(pool=seat.session.pool_id, holder=registration.pk, state=Place.State.TAKEN)
        seat.place = won.first()
        if seat.place:
            seat.save(update_fields=["place"])
    has_place = registration.seats.filter(place__state=Place.State.TAKEN).exists()
    if registration.state == Registration.State.IN_DRAWING:
        after = Registration.State.CONFIRMED if has_place else Registration.State.WAITING
        Registration.lifecycle.move(registration, after)
        record(by, "gatherings.registration.drawn", registration, fields=["state"])
    notice = "gatherings.signed_up" if has_place else "gatherings.not_drawn"
    calendar = entries.for_mail(registration, page_of(registration), timezone.now())
    return _tell(by, registration, notice, key=f"drawn {registration.pk}", calendar=calendar)


@action
def remind(*, by: Actor, registration: Registration) -> Message | None:
    """We expect them tomorrow. Once, unless the gathering is moved to another day."""
    require(by, may_tell(by))
    unreminded = Registration.objects.filter(pk=registration.pk, reminded_at=None)
    if not unreminded.filter(state=Registration.State.CONFIRMED).update(reminded_at=timezone.now()):
        return Unchanged(None)  # type: ignore[return-value]
    key = f"remind {registration.pk} {registration.gathering.starts_at:%Y-%m-%d}"
    return _tell(by, registration, "gatherings.reminder", key=key)


def opened(registration: Registration) -> OpenReceipt:
    """The receipt of a registration with its link, to be sent to whom it belongs."""
    return shown_again(registration.receipt, registration.form_key)


def page_of(registration: Registration) -> str:
    """Whole address of the page of whoever signed up, for a message to them: it shows that it arrived."""
    return f"{settings.PUBLIC_URL}{path_of(opened(registration))}?m={mark_of(registration)}"


def path_of(receipt: OpenReceipt) -> str:
    """Path of the page that a receipt of a registration opens."""
    return f"{receipt.path}gathering/"


def _tell(
    by: Actor,
    registration: Registration,
    notice: str,
    *,
    key: str,
    more: Mapping[str, str] | None = None,
    calendar: str = "",
) -> Message:
    if there := Message.objects.filter(key=key).first():
        return Unchanged(there)  # type: ignore[return-value]
    gathering, language = registration.gathering, registration.language
    context = {
        "title": gathering.title.show(language).text,
        "when": saying.when(gathering.starts_at, gathering.ends_at, language),
        "where": saying.where(gathering, language),
        "places": str(registration.party_size),
        "url": page_of(registration),
        "code": opened(registration).code,
        **(more or {}),
    }
    return notify(
        by=by,
        notice=notice,
        to=registration.contact,
        context=context,
        key=key,
        language=language,
        calendar=calendar,
        subjects=[registration],
    )


def _waiting(entry: WaitlistEntry) -> Registration | None:
    """Whose place in line it is, if it is one for a gathering."""
    rows = Registration.objects.select_related("gathering__location", "contact__person", "receipt")
    return rows.filter(pk=entry.holder).first()


def _position(registration: Registration) -> int:
    waiting = WaitlistEntry.objects.filter(seat__registration=registration).select_related("pool")
    return max((position(entry) for entry in waiting), default=1)


def _closes_at(registration: Registration) -> datetime:
    seat = registration.seats.select_related("session__pool").first()
    pool = seat.session.pool if seat else None
    return pool.closes_at if pool else registration.gathering.starts_at


def _moment(moment: datetime, language: str) -> str:
    with translation.override(language):
        return f"{saying.day(moment)}, {date_format(localtime(moment), 'TIME_FORMAT')}"
