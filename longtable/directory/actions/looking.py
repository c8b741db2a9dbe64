"""Looking through the directory for what stands in it twice; what is found is for people to decide."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import enqueue
from longtable.directory.actions.editing import said_by
from longtable.directory.models import Duplicate, DuplicateSearch
from longtable.directory.models.duplicates import LOOK, Kind
from longtable.directory.policies import may_look_for_duplicates
from longtable.directory.selectors.candidates import Candidate, Progress, look
from longtable.methods.linkage.entries import Entry, changed_much

BATCH = 200


@action
def ask_for_look(*, by: Actor) -> DuplicateSearch:
    """Have the whole directory compared, now. While one look is under way there is no second one."""
    require(by, may_look_for_duplicates(by))
    running = DuplicateSearch.objects.filter(finished_at=None).first()
    if running:
        return Unchanged(running)  # type: ignore[return-value]
    search = DuplicateSearch.objects.create(by=said_by(by))
    enqueue(LOOK, key=f"duplicates {search.pk}", search_id=str(search.pk))
    record(by, "directory.duplicates.asked", search)
    return search


def look_through(*, by: Actor, search: DuplicateSearch, progress: Progress) -> DuplicateSearch:
    """Compare all organisations, places and services, in small transactions: others can write between.

    What is found stands for people to decide; nothing is ever merged here. Doing it again finds the same.
    """
    for kind in Kind.values:
        looked = look(kind, progress)
        if kind == Kind.ORGANIZATION:
            search.method = looked.method
        while batch := list(islice(looked.candidates, BATCH)):
            search.proposed += propose(by=by, candidates=batch, at=timezone.now())
        search.compared += looked.compared
        search.left_out += looked.left_out
    return end_look(by=by, search=search)


@action
def propose(*, by: Actor, candidates: Sequence[Candidate], at: datetime) -> int:
    """Put pairs before people. Returns how many are new or open again.

    Of whom somebody said that they differ stays answered, unless much of what was compared has changed.
    """
    require(by, may_look_for_duplicates(by))
    ids = [candidate.first for candidate in candidates]
    known = {(each.first_id, each.second_id): each for each in Duplicate.objects.filter(first_id__in=ids)}
    new = []
    for candidate in candidates:
        there = known.get((candidate.first, candidate.second))
        if there is not None and there.state == Duplicate.State.DIFFERENT and not _changed(there, candidate):
            continue
        pair = there or Duplicate(kind=candidate.kind, first_id=candidate.first, second_id=candidate.second)
        if there is None or there.state != Duplicate.State.OPEN:
            new.append(pair)
            pair.opened_again = there is not None and there.state == Duplicate.State.DIFFERENT
        pair.state, pair.decided_at, pair.decided_by = Duplicate.State.OPEN, None, ""
        pair.score, pair.reasons, pair.method = candidate.score, candidate.reasons, candidate.method
        pair.compared, pair.found_at = candidate.compared, at
        pair.save()
    if not new:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "directory.duplicates.proposed", *new)
    return len(new)


@action
def end_look(*, by: Actor, search: DuplicateSearch) -> DuplicateSearch:
    """All was compared. Open pairs that no longer look alike are taken off the list."""
    require(by, may_look_for_duplicates(by))
    no_longer = Duplicate.objects.filter(state=Duplicate.State.OPEN, found_at__lt=search.created_at)
    no_longer.delete()
    search.finished_at = timezone.now()
    search.save()
    record(by, "directory.duplicates.looked", search)
    return search


def _changed(there: Duplicate, candidate: Candidate) -> bool:
    """Whether either of the two is hardly what it was when somebody decided."""
    before, after = (
        [Entry.from_json(each) for each in compared] for compared in (there.compared, candidate.compared)
    )
    return any(changed_much(*pair) for pair in zip(before, after, strict=False))
