"""What people need is gathered into jobs for somebody; each person hears once of every change."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone, translation

from longtable.accounts.models import User
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.gatherings import saying
from longtable.gatherings.actions.changes import NOT_GOING_OUT
from longtable.gatherings.actions.letters import page_of
from longtable.gatherings.models import Assignment, Attendee, Gathering, NeedMet, Registration, Session
from longtable.gatherings.need_notices import AGAIN, CONFIRMED, DROPPED, NOT_FOUND
from longtable.gatherings.need_work import ask_to_call, stop_asking_to_call
from longtable.gatherings.needs import words_of
from longtable.gatherings.policies import may_see_to, may_tell, may_work_at_door
from longtable.messaging.actions import notify

State = Assignment.State
TOLD = {State.CONFIRMED: CONFIRMED, State.NOT_POSSIBLE: NOT_FOUND}
"""States of which everybody concerned hears; of the others only who was told something else before."""


@dataclass(frozen=True)
class Job:
    """Who does it, when and where, what the people are told, and who sees to it."""

    provider: str = ""
    details: str = ""
    words: LocalizedText = field(default_factory=LocalizedText)
    owner: User | None = None


@action
def gather_needs(
    *,
    by: Actor,
    gathering: Gathering,
    need: str,
    language: str,
    session: Session | None,
    attendees: Sequence[Attendee],
    into: Assignment | None = None,
) -> Assignment:
    """One assignment for several people; ``into``: one that there is already. Nobody stands in it twice.

    Sent twice it is one. Who joins one that is confirmed hears at once that it is arranged.
    """
    require(by, may_see_to(by, gathering, attendees))
    Gathering.objects.one_at_a_time(gathering.pk)
    if into is None and (there := _gathered_before(gathering, need, language, session, attendees)):
        return Unchanged(there)  # type: ignore[return-value]
    assignment = into or Assignment.objects.create(
        gathering=gathering,
        need=need,
        language=language,
        session=session,
        owner=User.objects.filter(pk=by.id).first() if by.is_member else None,
    )
    rows = [NeedMet(assignment=assignment, attendee=each) for each in attendees]
    NeedMet.objects.bulk_create(rows, ignore_conflicts=True)
    record(by, "gatherings.assignment.gathered", assignment, gathering, fields=["people"])
    if into and into.state == State.CONFIRMED:
        _tell_later(assignment)
    return assignment


def _gathered_before(
    gathering: Gathering, need: str, language: str, session: Session | None, attendees: Sequence[Attendee]
) -> Assignment | None:
    """One for the same in which all of them stand already."""
    alike = gathering.assignments.filter(need=need, language=language, session=session)
    for each in alike.exclude(state=State.DROPPED).prefetch_related("people"):
        if {met.attendee_id for met in each.people.all()}.issuperset(one.pk for one in attendees):
            return each
    return None


@action
def edit_assignment(*, by: Actor, assignment: Assignment, job: Job) -> Assignment:
    """Somebody else does it, or elsewhere. Where other words were told before, people are told anew."""
    require(by, may_work_at_door(by, assignment.gathering))
    wanted = vars(job)
    changed = [name for name, value in wanted.items() if getattr(assignment, name) != value]
    if not changed:
        return Unchanged(assignment)  # type: ignore[return-value]
    for name in changed:
        setattr(assignment, name, wanted[name])
    if "words" in changed and assignment.state == State.CONFIRMED:
        assignment.sequence += 1
        _tell_later(assignment)
    assignment.save(update_fields=[*changed, "sequence"])
    record(by, "gatherings.assignment.edited", assignment, fields=changed)
    return assignment


@action
def move_assignment(*, by: Actor, assignment: Assignment, to: str) -> Assignment:
    """Asked, confirmed, not possible, done: whom it concerns is told. Raises ``IllegalMove``."""
    require(by, may_work_at_door(by, assignment.gathering))
    if assignment.state == to:
        return Unchanged(assignment)  # type: ignore[return-value]
    Assignment.lifecycle.move(assignment, to, sequence=assignment.sequence + 1)
    record(by, "gatherings.assignment.moved", assignment, fields=["state"], why=to)
    _tell_later(assignment)
    return assignment


@action
def leave_out(*, by: Actor, met: NeedMet) -> None:
    """Somebody is not in this assignment any more: they cancelled, or another one is theirs."""
    require(by, may_work_at_door(by, met.assignment.gathering))
    stop_asking_to_call(by, met, "left out")
    record(by, "gatherings.assignment.left_out", met, met.assignment)
    met.delete()


@action
def note_called(*, by: Actor, met: NeedMet, reached: bool) -> int:
    """A person told them that it could not be found. Returns how many items that ended."""
    require(by, may_work_at_door(by, met.assignment.gathering))
    outcome = "reached" if reached else "not reached"
    ended = stop_asking_to_call(by, met, outcome)
    if not ended:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "gatherings.assignment.called", met, met.assignment, why=outcome)
    return ended


@action
def tell_of_need(*, by: Actor, met: NeedMet) -> bool:
    """Somebody hears how what they asked for stands: once for each change, in their language.

    Where it cannot be found, and where they take no messages, a person calls them. Returns whether a message
    goes out.
    """
    require(by, may_tell(by))
    assignment, registration = met.assignment, met.attendee.registration
    is_known = met.told_sequence == assignment.sequence and met.told_state == assignment.state
    if is_known or registration.state != Registration.State.CONFIRMED:
        return Unchanged(False)  # type: ignore[return-value]
    notice = TOLD.get(State(assignment.state))
    if notice is None and met.told_state in TOLD and assignment.state != State.DONE:
        notice = DROPPED if assignment.state == State.DROPPED else AGAIN
    if notice is None:
        return Unchanged(False)  # type: ignore[return-value]
    message = notify(
        by=by,
        notice=notice.name,
        to=registration.contact,
        language=registration.language,
        context=_said(assignment, registration),
        key=f"need {met.pk} {assignment.sequence}",
        subjects=[registration],
    )
    met.told_state, met.told_sequence, met.told_at = assignment.state, assignment.sequence, timezone.now()
    met.save(update_fields=["told_state", "told_sequence", "told_at"])
    record(by, "gatherings.assignment.told", met, registration, fields=["told_state"])
    is_out = message.state not in NOT_GOING_OUT
    stop_asking_to_call(by, met, "changed")
    if assignment.state == State.NOT_POSSIBLE or not is_out:
        ask_to_call(by, met, assignment)
    return is_out


def _tell_later(assignment: Assignment) -> None:
    emit("gatherings.assigned", assignment_id=str(assignment.pk), sequence=assignment.sequence)


def _said(assignment: Assignment, registration: Registration) -> dict[str, str]:
    gathering, language = assignment.gathering, registration.language
    with translation.override(language):
        need = words_of(assignment.need, assignment.language)
    return {
        "title": gathering.title.show(language).text,
        "when": saying.when(gathering.starts_at, gathering.ends_at, language),
        "where": saying.where(gathering, language),
        "need": need,
        "words": saying.in_their_language(assignment.words, language),
        "url": page_of(registration),
    }
