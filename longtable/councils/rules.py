"""The rules of a council worked out on plain values: quorum, limits, absences, who sits there together.

Nothing here acts. A rule that is broken is said, and people decide what follows from it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from longtable.councils.models import Attendance, Composition, Council
from longtable.methods.calendar_months import months_after


@dataclass(frozen=True)
class Served:
    """One term of one person. ``until``: first day after it, as it ended or is planned; None: no end set."""

    since: date
    until: date | None
    counts: bool = True


@dataclass(frozen=True)
class Holder:
    """Somebody on a seat today, as composition sees them. ``elsewhere``: other councils they sit on."""

    person: UUID
    category: str
    elsewhere: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Balance:
    """Where a rule about who sits together stands.

    ``holds``: None where nobody sits there yet. ``have`` of ``of`` members fit; ``need``: how many must, or
    may at most. ``counts``: members of each kind of seat, for equal groups.
    """

    holds: bool | None
    have: int = 0
    of: int = 0
    need: int = 0
    counts: Mapping[str, int] | None = None

    @property
    def is_broken(self) -> bool:
        """Whether it does not hold."""
        return self.holds is False


def quorum_needed(council: Council, *, filled: int, seats: int) -> int | None:
    """Voting members who must be there, of ``filled`` held and ``seats`` existing seats; None: unknown.

    More than half of 12 is 7; a third of 10 is 4: a share is rounded up.
    """
    whole = filled if council.quorum.endswith("filled") else seats
    match council.quorum:
        case Council.Quorum.COUNT:
            return council.quorum_number
        case Council.Quorum.MAJORITY_OF_FILLED | Council.Quorum.MAJORITY_OF_ALL:
            return whole // 2 + 1
        case Council.Quorum.SHARE_OF_FILLED | Council.Quorum.SHARE_OF_ALL:
            return at_least(council.quorum_number or 0, whole)
    return None


def at_least(percent: int, whole: int) -> int:
    """The smallest number that is ``percent`` of ``whole``: 25 % of 20 is 5, of 21 is 6."""
    return -(-percent * whole // 100)


def terms_in_a_row(terms: Iterable[Served], *, day: date, break_months: int) -> int:
    """How many counted terms follow one another up to ``day``, or up to the last, if the break is not over.

    Someone who has been away for ``break_months`` begins anew: 0.
    """
    served = sorted((each for each in terms if each.since <= day), key=lambda each: each.since)
    number, end = 0, None
    for each in served:
        if end is not None and each.since >= months_after(end, break_months):
            number = 0
        number += each.counts
        end = each.until or day
    return 0 if end is None or day >= months_after(end, break_months) else number


def absences(rows: Iterable[tuple[date, str]], *, counted: str, day: date) -> int:
    """Unexcused absences of one term up to ``day`` that count together, by the rule ``counted``."""
    past = sorted((met, state) for met, state in rows if met <= day)
    if counted == Council.Absences.IN_A_YEAR:
        past = [(met, state) for met, state in past if months_after(met, 12) > day]
    if counted != Council.Absences.IN_A_ROW:
        return sum(state == Attendance.State.UNEXCUSED for _met, state in past)
    in_a_row = 0
    for _met, state in past:
        if state != Attendance.State.EXCUSED:
            in_a_row = in_a_row + 1 if state == Attendance.State.UNEXCUSED else 0
    return in_a_row


def balance(rule: Composition, holders: Sequence[Holder]) -> Balance:
    """Where the rule stands with these members."""
    if rule.kind == Composition.Kind.EQUAL:
        found = Counter(each.category for each in holders)
        counts = {category: found[category] for category in rule.categories}
        if not any(counts.values()):
            return Balance(None, counts=counts)
        apart, whole = max(counts.values()) - min(counts.values()), sum(counts.values())
        unavoidable = 1 if whole % len(counts) else 0
        return Balance(apart <= unavoidable, have=apart, of=whole, counts=counts)
    if not holders:
        return Balance(None)
    have = sum(_fits(rule, each) for each in holders)
    percent, whole = rule.percent or 0, len(holders)
    if rule.kind == Composition.Kind.AT_MOST:
        need = percent * whole // 100
        return Balance(have <= need, have, whole, need)
    need = at_least(percent, whole)
    return Balance(have >= need, have, whole, need)


def breaks(
    rule: Composition, holders: Sequence[Holder], newcomer: Holder, leaves: UUID | None = None
) -> bool:
    """Whether the rule would be broken by seating ``newcomer``, and not merely stay as broken as it is.

    ``leaves``: the member whose seat it is, who would go.
    """
    before = balance(rule, holders)
    stay = [each for each in holders if each.person != leaves]
    after = balance(rule, [*stay, newcomer])
    return after.is_broken and (not before.is_broken or _distance(rule, after) > _distance(rule, before))


def _fits(rule: Composition, holder: Holder) -> bool:
    if rule.kind == Composition.Kind.FROM_COUNCIL:
        return rule.other_id in holder.elsewhere
    return holder.category in rule.categories


def _distance(rule: Composition, found: Balance) -> int:
    """How many members the rule is away from holding."""
    return found.have if rule.kind == Composition.Kind.EQUAL else abs(found.need - found.have)
