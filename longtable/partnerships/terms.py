"""What an agreement, a contact or a step says, as plain values on their way into an action."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.directory.models import TaxonomyTerm
from longtable.partnerships.models import Agreement, AgreementKind, Gift, LoggedContact, Party, Promise

REMIND_DAYS = 90
"""How long before its end an agreement's owner is told, where nobody said otherwise."""


class Unfinished(ValueError):
    """Something is missing before this can be done. ``str()`` is for the person who tries."""


@dataclass(frozen=True)
class Terms:
    """What an agreement is, between whom, and when it holds. ``parties`` keep their order."""

    title: LocalizedText
    kind: str
    keeper: Organization
    parties: Sequence[Organization]
    owner: User | None = None
    purpose: LocalizedText = field(default_factory=LocalizedText)
    topics: Sequence[TaxonomyTerm] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    remind_days: int = REMIND_DAYS

    def check(self) -> None:
        """Raises :class:`Unfinished` with what is missing."""
        if not self.title:
            raise Unfinished(_("Give it a title."))
        if self.kind not in AgreementKind.values:
            raise Unfinished(_("Say what kind of agreement it is."))
        if len({party.pk for party in self.parties}) < 2:
            raise Unfinished(_("An agreement needs at least two organizations."))
        check_period(self.starts_on, self.ends_on)

    def columns(self) -> dict[str, Any]:
        """What goes into the row, parties and topics apart."""
        return {
            "title": self.title,
            "kind": self.kind,
            "keeper": self.keeper,
            "owner": self.owner,
            "purpose": self.purpose,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "remind_on": remind_on(self.ends_on, self.remind_days),
        }


@dataclass(frozen=True)
class Given:
    """What one party gives. Without ``receiver`` it goes to the people they serve."""

    giver: Party
    what: LocalizedText
    receiver: Party | None = None
    measure: str = Gift.Measure.NONE
    amount: Decimal | None = None
    per: str = Gift.Per.ONCE

    def check(self) -> None:
        """Raises :class:`Unfinished` when it cannot be counted as it says."""
        if self.receiver is not None and self.receiver.pk == self.giver.pk:
            raise Unfinished(_("Nobody gives to themselves: choose who gets it."))
        if (self.measure == Gift.Measure.NONE) != (self.amount is None):
            raise Unfinished(_("Say how it is counted and how much, or neither."))
        if self.amount is not None and self.amount <= 0:
            raise Unfinished(_("The amount must be more than nothing."))


@dataclass(frozen=True)
class Flow:
    """Data that may move. All but ``until`` and ``redisclosure`` must be said."""

    giver: Party
    receiver: Party
    data: str
    purpose: str
    legal_basis: str
    until: date | None = None
    may_redisclose: bool = False
    redisclosure: str = ""

    def check(self) -> None:
        """Raises :class:`Unfinished`: without a purpose and a ground nothing may move."""
        if self.giver.pk == self.receiver.pk:
            raise Unfinished(_("Data move from one party to another: choose two."))
        if not (self.data and self.purpose and self.legal_basis):
            raise Unfinished(_("Say which data, for what, and which law, exception or consent allows it."))
        if self.may_redisclose != bool(self.redisclosure):
            raise Unfinished(_("If it may be passed on, say to whom and under what condition."))


@dataclass(frozen=True)
class Promised:
    """What one side said that it would do."""

    what: str
    due_on: date
    side: str = Promise.Side.OURS


@dataclass(frozen=True)
class Spoken:
    """A call, visit, e-mail or text."""

    way: str
    outcome: str
    at: datetime
    person: str = ""
    words: str = ""
    topic: TaxonomyTerm | None = None

    def check(self) -> None:
        """Raises :class:`Unfinished` for a way or outcome that does not exist."""
        if self.way not in LoggedContact.Way.values or self.outcome not in LoggedContact.Outcome.values:
            raise Unfinished(_("Say how it was, and what came of it."))

    def columns(self) -> dict[str, Any]:
        """What goes into the row."""
        return dict(vars(self))


def remind_on(ends_on: date | None, days: int) -> date | None:
    """The day on which an owner is told; none where nothing ends."""
    return ends_on - timedelta(days=days) if ends_on else None


def remind_days(agreement: Agreement) -> int:
    """How many days before its end an agreement's owner is told."""
    if agreement.ends_on and agreement.remind_on:
        return (agreement.ends_on - agreement.remind_on).days
    return REMIND_DAYS


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Raises :class:`Unfinished` for an end before the beginning."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Unfinished(_("The last day is before the first."))
