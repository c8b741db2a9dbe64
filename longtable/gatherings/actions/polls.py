"""A poll: written, opened, answered once for each visit, closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering, Poll, PollAnswer
from longtable.gatherings.policies import may_ask, may_help


@dataclass(frozen=True)
class PollPlan:
    """What is asked, and the answers to choose from. ``is_telling``: a choice could point to a person."""

    question: LocalizedText
    options: Sequence[LocalizedText]
    is_multiple: bool = False
    is_telling: bool = False


class NotOpen(Exception):
    """Nobody can answer it now, or this is no answer to it."""


@action
def prepare_poll(*, by: Actor, gathering: Gathering, plan: PollPlan, form_key: UUID | None = None) -> Poll:
    """Staff write a poll. Nobody sees it before it is opened. Sent twice with one ``form_key`` it is one."""
    require(by, may_help(by, gathering))
    options = [{"code": str(place), "words": each.as_json()} for place, each in enumerate(plan.options, 1)]
    columns = {
        "gathering": gathering,
        "question": plan.question,
        "options": options,
        "is_multiple": plan.is_multiple,
        "is_telling": plan.is_telling,
    }
    poll, is_new = Poll.objects.get_or_create(pk=form_key or uuid7(), defaults=columns)
    if not is_new:
        return Unchanged(poll)  # type: ignore[return-value]
    record(by, "gatherings.poll.prepared", poll, gathering)
    return poll


@action
def open_poll(*, by: Actor, poll: Poll) -> Poll:
    """Everybody can answer from now on. One that was closed stays closed."""
    require(by, may_help(by, poll.gathering))
    if poll.opened_at:
        return Unchanged(poll)  # type: ignore[return-value]
    poll.opened_at = timezone.now()
    poll.save(update_fields=["opened_at"])
    record(by, "gatherings.poll.opened", poll, fields=["opened_at"])
    return poll


@action
def close_poll(*, by: Actor, poll: Poll) -> Poll:
    """Nobody can answer any more, and everybody reads the totals."""
    require(by, may_help(by, poll.gathering))
    if poll.closed_at or not poll.opened_at:
        return Unchanged(poll)  # type: ignore[return-value]
    poll.closed_at = timezone.now()
    poll.save(update_fields=["closed_at"])
    record(by, "gatherings.poll.closed", poll, fields=["closed_at"])
    return poll


@action
def answer_poll(*, by: Actor, poll: Poll, voter: str, codes: Iterable[str]) -> PollAnswer:
    """Somebody chooses, once for each visit; choosing again replaces it. Raises :class:`NotOpen`."""
    require(by, may_ask(poll.gathering, timezone.now()))
    known = [option["code"] for option in poll.options]
    chosen = [code for code in known if code in set(codes)]
    if not poll.is_open or not chosen or (len(chosen) > 1 and not poll.is_multiple):
        raise NotOpen
    answer, _made = PollAnswer.objects.update_or_create(poll=poll, voter=voter, defaults={"codes": chosen})
    record(by, "gatherings.poll.answered", poll)
    return answer
