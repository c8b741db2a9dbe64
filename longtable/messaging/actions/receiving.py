"""Somebody wrote to us by text message."""

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.messaging.actions.notifying import notify
from longtable.messaging.first_words import event_of
from longtable.messaging.keywords import Wish, read_wish
from longtable.messaging.models import InboundMessage
from longtable.messaging.policies import may_receive
from longtable.people.actions import lift_opt_out, withdraw_consent
from longtable.people.contacts import ContactKind, NotAContact, contact_index, normalise_phone
from longtable.people.models import Channel, ContactPoint, OptOut

LONGEST = 5000
"""Characters that are kept of one message: more than any telephone sends."""

Outcome = InboundMessage.Outcome
NOTICES = {
    Outcome.OPTED_OUT: "messaging.stopped",
    Outcome.OPTED_IN: "messaging.started",
    Outcome.HELP: "messaging.help",
}


@action
def receive(*, by: Actor, transport: str, provider_id: str, sender: str, body: str) -> InboundMessage:
    """Take in a text message, once, however often the provider delivers it.

    A stop word ends all messages to that number in this very transaction and is confirmed once; a
    start word lets them begin again; a question is answered. Everything else is told to the package
    that claims it (``first_words``), or to all as ``messaging.received`` (inbound_id).
    """
    require(by, may_receive(by))
    number, index, is_telephone = read_number(sender)
    wish, language = read_wish(body) or (None, "") if is_telephone else (None, "")
    has_stopped = OptOut.objects.filter(value_index=index, lifted_at=None).exists()
    inbound = InboundMessage(
        transport=transport,
        provider_id=provider_id[:120],
        sender=number,
        sender_index=index,
        body="".join(sign for sign in body[:LONGEST] if sign.isprintable() or sign in "\n\t"),
        outcome=_outcome(wish, has_stopped),
        received_at=timezone.now(),
    )
    InboundMessage.objects.bulk_create([inbound], ignore_conflicts=True)
    there = InboundMessage.objects.get(transport=transport, provider_id=inbound.provider_id)
    if there.pk != inbound.pk:
        return Unchanged(there)  # type: ignore[return-value]
    record(by, "messaging.inbound.received", inbound, fields=["outcome"])
    _act(by, inbound, has_stopped, _language_of(index, language))
    return inbound


def read_number(sender: str) -> tuple[str, str, bool]:
    """A number in one spelling, its blind index, and whether it is a telephone: a short code is none."""
    try:
        number, is_telephone = normalise_phone(sender), True
    except NotAContact:
        number, is_telephone = sender.strip()[:40], False
    return number, contact_index(ContactKind.PHONE, number), is_telephone


def _outcome(wish: Wish | None, has_stopped: bool) -> str:
    if wish == Wish.STOP:
        return Outcome.OPTED_OUT
    if wish == Wish.HELP:
        return Outcome.HELP
    # "Yes" is a start only from somebody who had stopped; else it answers something.
    return Outcome.OPTED_IN if wish == Wish.START and has_stopped else Outcome.PASSED_ON


def _act(by: Actor, inbound: InboundMessage, has_stopped: bool, language: str) -> None:
    if inbound.outcome == Outcome.PASSED_ON:
        emit(event_of(inbound.body, inbound.sender_index), inbound_id=str(inbound.pk))
        return
    if inbound.outcome == Outcome.OPTED_OUT:
        withdraw_consent(by=by, contact_value=inbound.sender, channel=Channel.SMS)
        if has_stopped:
            return  # one confirmation is all that the law allows
    if inbound.outcome == Outcome.OPTED_IN:
        lift_opt_out(by=by, contact_value=inbound.sender)
    notify(
        by=by,
        notice=NOTICES[Outcome(inbound.outcome)],
        to=inbound.sender,
        context={"agency": settings.AGENCY or "Longtable", "link": settings.PUBLIC_URL},
        language=language,
        key=f"inbound:{inbound.pk}",
    )


def _language_of(index: str, of_word: str) -> str:
    """A Spanish word is answered in Spanish; an English one, which everybody knows, as we write to them."""
    if of_word and of_word != settings.LANGUAGE_CODE:
        return of_word
    contact = ContactPoint.objects.live().sharing(index).order_by("created_at").last()
    return contact.language if contact else settings.LANGUAGE_CODE
