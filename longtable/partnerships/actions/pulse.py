"""Asking partners once a year how it is to work with us, in a way that nobody learns who answered what."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import token_from
from longtable.core.secrets import derive, token_hash
from longtable.messaging.actions import notify
from longtable.partnerships.models import PulseLetter, PulseRound, PulseTally
from longtable.partnerships.policies import may_answer, may_ask_for_trust, may_watch
from longtable.partnerships.selectors.asked import connected_with, mailboxes
from longtable.partnerships.terms import Unfinished

OPEN_FOR = timedelta(days=28)
REMIND_AFTER = timedelta(days=14)
PAUSE = timedelta(days=300)
"""Asked about once a year: more often is a burden, and tells who changed their mind."""


@action
def open_pulse(*, by: Actor, asked_by: Organization, form_key: UUID | None = None) -> PulseRound:
    """Every partner of an organization gets a link to three questions. Raises :class:`Unfinished`."""
    require(by, may_ask_for_trust(by, asked_by.pk))
    Organization.objects.select_for_update().get(pk=asked_by.pk)  # two who ask at once ask once
    now = timezone.now()
    if form_key and (there := PulseRound.objects.filter(form_key=form_key).first()):
        return Unchanged(there)  # type: ignore[return-value]
    if PulseRound.objects.filter(asked_by=asked_by, opened_at__gt=now - PAUSE).exists():
        raise Unfinished(_("Partners were asked within the last ten months. Once a year is enough."))
    partners = connected_with(asked_by, now)
    if not partners:
        raise Unfinished(_("There is no partner to ask yet: nobody has an agreement or was talked to."))
    asked = PulseRound.objects.create(
        asked_by=asked_by,
        opened_at=now,
        closes_on=timezone.localdate(now + OPEN_FOR),
        asked=len(partners),
        form_key=form_key or uuid4(),
    )
    PulseLetter.objects.bulk_create(
        PulseLetter(round=asked, organization_id=partner, token_hash=token_hash(_token(asked.pk, partner)))
        for partner in partners
    )
    PulseTally.objects.bulk_create(
        PulseTally(round=asked, question=question, answer=answer)
        for question in PulseTally.Question.values
        for answer in PulseTally.Answer.values
    )
    record(by, "partnerships.pulse.opened", asked, asked_by)
    _send(by, asked, partners, "asked")
    return asked


@action
def answer_pulse(*, by: Actor, letter: PulseLetter, answers: Mapping[str, str]) -> None:
    """A partner's answers are counted and its link is spent, and nothing ties one to the other.

    ``answers`` is question to answer; a question may be left out. Nothing is written about which letter
    it was, also not in the audit.
    """
    require(by, may_answer(by) and timezone.localdate() <= letter.round.closes_on)
    spent = PulseLetter.objects.filter(pk=letter.pk, is_spent=False).update(is_spent=True)
    require(by, bool(spent), "this link was used")
    PulseRound.objects.filter(pk=letter.round_id).update(answered=F("answered") + 1)
    for question, answer in answers.items():
        tally = PulseTally.objects.filter(round=letter.round_id, question=question, answer=answer)
        tally.update(count=F("count") + 1)
    record(by, "partnerships.pulse.answered", letter.round)


@action
def remind_of_pulse(*, by: Actor, now: datetime) -> int:
    """Partners who have not used their link are asked once more. Returns how many."""
    require(by, may_watch(by))
    waiting = PulseLetter.objects.filter(
        is_spent=False,
        reminded_at=None,
        round__opened_at__lt=now - REMIND_AFTER,
        round__closes_on__gt=timezone.localdate(now),
    )
    rounds = {letter.round_id: letter.round for letter in waiting.select_related("round__asked_by")}
    reminded = 0
    for asked in rounds.values():
        partners = list(waiting.filter(round=asked).values_list("organization", flat=True))
        _send(by, asked, partners, "reminded")
        PulseLetter.objects.filter(round=asked, organization__in=partners).update(reminded_at=now)
        record(by, "partnerships.pulse.reminded", asked)
        reminded += len(partners)
    return reminded if reminded else Unchanged(0)  # type: ignore[return-value]


def _send(by: Actor, asked: PulseRound, partners: list[UUID], step: str) -> None:
    for partner, (address, language) in mailboxes(partners).items():
        link = reverse("partnerships:pulse_answer", args=[_token(asked.pk, partner)])
        notify(
            by=by,
            notice="partnerships.pulse",
            to=address,
            language=language,
            context={
                "agency": asked.asked_by.name,
                "link": f"{settings.PUBLIC_URL}{link}",
                "day": _day(asked.closes_on),
            },
            key=f"pulse:{asked.pk}:{partner}:{step}",
        )


def _token(round_id: UUID, organization_id: UUID) -> str:
    """The secret of a partner's link. It follows from our key alone, so that a reminder has the same."""
    return token_from(derive(f"{round_id.hex} {organization_id.hex}", purpose="trust pulse"))


def _day(day: date) -> str:
    return date_format(day, "Y-m-d")
