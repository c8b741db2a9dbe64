"""The life of an agreement: sent, signed, in force, renewed, ended, run out, or never come about."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.partnerships.models import Agreement, AgreementState, Party, Signatory
from longtable.partnerships.policies import may_keep, may_watch
from longtable.partnerships.terms import Unfinished, check_period, remind_days, remind_on
from longtable.partnerships.work import EXPIRED, RENEWING, ask_to_read, finish_about, say_expired

State = Agreement.State


@action
def send_to_partner(*, by: Actor, agreement: Agreement) -> Agreement:
    """The other parties' own staff can read it, comment on it, and say how it fits them."""
    require(by, may_keep(by, agreement))
    if agreement.state == State.WITH_PARTNER:
        return Unchanged(agreement)  # type: ignore[return-value]
    _move(agreement, State.WITH_PARTNER)
    record(by, "partnerships.agreement.sent", agreement, fields=["state"])
    others = [p.organization for p in agreement.parties.select_related("organization")]
    ask_to_read(by, agreement, [each for each in others if each.pk != agreement.keeper_id])
    return agreement


@action
def take_back(*, by: Actor, agreement: Agreement) -> Agreement:
    """It becomes a draft again to be changed; who signed already has to sign the new words."""
    require(by, may_keep(by, agreement))
    if agreement.state == State.DRAFT:
        return Unchanged(agreement)  # type: ignore[return-value]
    _move(agreement, State.DRAFT)
    signed = Signatory.objects.filter(party__agreement=agreement)
    record(by, "partnerships.agreement.taken_back", agreement, *signed, fields=["state"])
    signed.delete()
    finish_about(by, agreement, "taken back")
    return agreement


@action
def sign_agreement(*, by: Actor, party: Party, name: str, title: str, signed_on: date) -> Signatory:
    """It is written down who signed for a party. With the last party's signature it counts as signed.

    Raises :class:`Unfinished` and :class:`~longtable.core.states.IllegalMove`.
    """
    require(by, may_keep(by, party.agreement))
    agreement = party.agreement
    if agreement.state != State.WITH_PARTNER:
        raise IllegalMove(f"{agreement} is {agreement.state}: it is signed while it is with the partner")
    if not (name and title):
        raise Unfinished(_("Write who signed, and in what position."))
    if signed_on > timezone.localdate():
        raise Unfinished(_("The day of the signature is in the future."))
    signatory, fresh = Signatory.objects.get_or_create(
        party=party, name=name, title=title, signed_on=signed_on
    )
    if not fresh:
        return Unchanged(signatory)  # type: ignore[return-value]
    record(by, "partnerships.agreement.signature_noted", agreement, signatory)
    if not agreement.parties.filter(signatories=None).exists():
        _move(agreement, State.SIGNED)
        finish_about(by, agreement, "signed")
        record(by, "partnerships.agreement.signed", agreement, fields=["state"])
    return signatory


@action
def put_in_force(
    *, by: Actor, agreement: Agreement, starts_on: date, ends_on: date | None = None
) -> Agreement:
    """From this day it holds; its owner will be told before it ends. Raises :class:`Unfinished`."""
    require(by, may_keep(by, agreement))
    if agreement.state == State.IN_FORCE:
        return Unchanged(agreement)  # type: ignore[return-value]
    if agreement.state != State.SIGNED:
        raise IllegalMove(f"{agreement} is {agreement.state}: it holds once it is signed")
    check_period(starts_on, ends_on)
    days = remind_days(agreement)
    _move(
        agreement,
        State.IN_FORCE,
        starts_on=starts_on,
        ends_on=ends_on,
        remind_on=remind_on(ends_on, days),
    )
    record(by, "partnerships.agreement.in_force", agreement, fields=["state", "starts_on", "ends_on"])
    return agreement


@action
def renew_agreement(*, by: Actor, agreement: Agreement, ends_on: date | None) -> Agreement:
    """It goes on until a later day, or without an end; what ran out holds again.

    Raises :class:`Unfinished`.
    """
    require(by, may_keep(by, agreement))
    if agreement.state not in (State.IN_FORCE, State.EXPIRED):
        raise IllegalMove(f"{agreement} is {agreement.state} and cannot be renewed")
    if ends_on and ends_on <= max(timezone.localdate(), agreement.ends_on or timezone.localdate()):
        raise Unfinished(_("The new last day must be after the old one and after today."))
    dates = {"ends_on": ends_on, "remind_on": remind_on(ends_on, remind_days(agreement))}
    if agreement.state == State.EXPIRED:
        _move(agreement, State.IN_FORCE, **dates)
    else:
        Agreement.objects.filter(pk=agreement.pk, state=State.IN_FORCE).update(**dates)
        agreement.refresh_from_db()
    finish_about(by, agreement, "renewed", RENEWING, EXPIRED)
    record(by, "partnerships.agreement.renewed", agreement, fields=["state", *dates])
    return agreement


@action
def end_agreement(*, by: Actor, agreement: Agreement, why: str) -> Agreement:
    """It holds no more; whoever reads it later learns why. Raises :class:`Unfinished`."""
    require(by, may_keep(by, agreement))
    return _over(by, agreement, State.ENDED, why, "partnerships.agreement.ended")


@action
def drop_agreement(*, by: Actor, agreement: Agreement, why: str) -> Agreement:
    """It did not come about, and why is kept. Raises :class:`Unfinished`."""
    require(by, may_keep(by, agreement))
    return _over(by, agreement, State.DROPPED, why, "partnerships.agreement.dropped")


@action
def expire_agreement(*, by: Actor, agreement: Agreement, today: date) -> Agreement:
    """Its last day has passed and nobody renewed it: it holds no more, and its owner is told."""
    require(by, may_watch(by))
    if agreement.ends_on is None or agreement.ends_on >= today:
        return Unchanged(agreement)  # type: ignore[return-value]
    _move(agreement, State.EXPIRED)
    finish_about(by, agreement, "ran out", RENEWING)
    say_expired(by, agreement)
    record(by, "partnerships.agreement.ran_out", agreement, fields=["state"])
    return agreement


def _over(by: Actor, agreement: Agreement, after: AgreementState, why: str, verb: str) -> Agreement:
    if agreement.state == after:
        return Unchanged(agreement)  # type: ignore[return-value]
    if not why:
        raise Unfinished(_("Say why, for whoever reads it later."))
    _move(agreement, after, state_reason=why[:500])
    finish_about(by, agreement, str(after))
    record(by, verb, agreement, fields=["state", "state_reason"])
    return agreement


def _move(agreement: Agreement, after: AgreementState, **also: Any) -> None:
    before = agreement.state
    Agreement.lifecycle.move(agreement, after, state_since=timezone.now(), **also)
    emit("partnerships.moved", agreement_id=str(agreement.pk), before=before, after=after)
