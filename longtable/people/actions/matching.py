"""Joining two records of one person, and taking that back. Keys are never repointed."""

from collections import defaultdict
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.people.matching import ENOUGH, record_of, score
from longtable.people.models import ContactPoint, MatchProposal, Person
from longtable.people.policies import may_decide_match, may_propose_matches
from longtable.people.selectors import stands_for

MOST_PROPOSALS = 50
MOST_TO_COMPARE = 200
"""Records that share no more than a family name and are opened to be compared."""


@action
def propose_matches(*, by: Actor, person_id: UUID) -> int:
    """Put before staff which records of the same holder may be of the same person.

    Those are the ones that share a number, an address, or family name and birth date; and of those that
    share a family name, the ones of which more speaks for it than against. Decides nothing, and tells
    nobody outside. Returns how many pairs are new.
    """
    require(by, may_propose_matches(by))
    person = Person.objects.standing().filter(pk=person_id).first()
    if person is None:
        return Unchanged(0)  # type: ignore[return-value]
    reasons = _agreements(person)
    scores = _scores(person, reasons)
    pairs = []
    for other in sorted(scores, key=lambda pk: (-scores[pk], pk))[:MOST_PROPOSALS]:
        first, second = sorted((person.pk, other))
        pairs.append(
            MatchProposal(
                first_id=first, second_id=second, reasons=sorted(reasons[other]), score=scores[other]
            )
        )
    MatchProposal.objects.bulk_create(pairs, ignore_conflicts=True)
    new = list(MatchProposal.objects.filter(pk__in=[pair.pk for pair in pairs]))
    if not new:
        return Unchanged(0)  # type: ignore[return-value]
    for pair in new:
        emit("people.match.proposed", key=f"match {pair.pk}", proposal_id=str(pair.pk))
    record(by, "people.match.proposed", *new, person)
    return len(new)


@action
def confirm_match(*, by: Actor, proposal: MatchProposal) -> Person:
    """The two records are of one person: the confirmed, else the older one stands for both."""
    require(by, may_decide_match(by, proposal.first, proposal.second))
    _decide(by, proposal, MatchProposal.Decision.SAME)
    first, second = stands_for(proposal.first), stands_for(proposal.second)
    keep, gone = (second, first) if second.is_verified and not first.is_verified else (first, second)
    return merge(by=by, keep=keep, gone=gone, why="match confirmed")


@action
def reject_match(*, by: Actor, proposal: MatchProposal) -> MatchProposal:
    """They are two people; the pair is not proposed again."""
    require(by, may_decide_match(by, proposal.first, proposal.second))
    _decide(by, proposal, MatchProposal.Decision.DIFFERENT)
    return proposal


@action
def merge(*, by: Actor, keep: Person, gone: Person, why: str) -> Person:
    """From now on ``keep`` stands for ``gone`` too. Nothing that points at ``gone`` is changed."""
    require(by, may_decide_match(by, keep, gone))
    # Both rows are held, in one order, so that two merges at once cannot make a circle.
    list(Person.objects.select_for_update().filter(pk__in=[keep.pk, gone.pk]).order_by("pk"))
    keep.refresh_from_db(fields=["merged_into"])
    gone.refresh_from_db(fields=["merged_into"])
    keep, gone = stands_for(keep), stands_for(gone)
    if keep.pk == gone.pk:
        return Unchanged(keep)  # type: ignore[return-value]
    gone.merged_into = keep
    gone.save(update_fields=["merged_into"])
    record(by, "people.person.merged", gone, keep, fields=["merged_into"], why=why)
    emit("people.person.merged", person_id=str(gone.pk), into_id=str(keep.pk))
    return keep


@action
def unmerge(*, by: Actor, person: Person, why: str) -> Person:
    """The two were different people after all: ``person`` stands for itself again."""
    require(by, may_decide_match(by, person, person.merged_into or person))
    keep = person.merged_into
    if keep is None:
        return Unchanged(person)  # type: ignore[return-value]
    person.merged_into = None
    person.save(update_fields=["merged_into"])
    pair = sorted((person.pk, keep.pk))
    MatchProposal.objects.filter(first=pair[0], second=pair[1]).update(
        decision=MatchProposal.Decision.DIFFERENT, decided_by=_user(by), decided_at=timezone.now()
    )
    record(by, "people.person.unmerged", person, keep, fields=["merged_into"], why=why)
    emit("people.person.unmerged", person_id=str(person.pk), from_id=str(keep.pk))
    return person


def _agreements(person: Person) -> dict[UUID, set[str]]:
    """Other standing records of the same holder, each with what agrees."""
    others = Person.objects.standing().filter(held_by=person.held_by_id).exclude(pk=person.pk)
    found: dict[UUID, set[str]] = defaultdict(set)
    mine = [point.value_index for point in person.contact_points.live() if point.value_index]
    shared = ContactPoint.objects.live().filter(value_index__in=mine, person__in=others)
    for other, kind in shared.values_list("person_id", "kind"):
        found[other].add(kind)
    if person.surname_birth_index:
        same_name = others.filter(surname_birth_index=person.surname_birth_index)
        for other in same_name.values_list("pk", flat=True):
            found[other].add("surname_birth_date")
    if person.surname_index:
        namesakes = others.filter(surname_index=person.surname_index).exclude(pk__in=found)
        for other in namesakes.order_by("-created_at").values_list("pk", flat=True)[:MOST_TO_COMPARE]:
            found[other].add("surname")
    return found


def _scores(person: Person, reasons: dict[UUID, set[str]]) -> dict[UUID, float]:
    """How likely each is the same person; without namesakes of whom too little speaks for it."""
    mine = record_of(person)
    others = Person.objects.filter(pk__in=reasons).prefetch_related("contact_points")
    scores = {other.pk: score(mine, record_of(other)) for other in others}
    return {pk: each for pk, each in scores.items() if each >= ENOUGH or reasons[pk] != {"surname"}}


def _decide(by: Actor, proposal: MatchProposal, decision: str) -> None:
    changes = {"decision": decision, "decided_by_id": _user(by), "decided_at": timezone.now()}
    open_still = MatchProposal.objects.filter(pk=proposal.pk, decision=MatchProposal.Decision.OPEN)
    if not open_still.update(**changes):
        raise IllegalMove("Somebody else has decided this pair meanwhile")
    record(by, f"people.match.{decision}", proposal, proposal.first, proposal.second, fields=["decision"])


def _user(by: Actor) -> UUID | None:
    return UUID(by.id) if by.is_member else None
