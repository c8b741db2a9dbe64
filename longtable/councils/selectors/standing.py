"""Where a council stands on a day: who sits where, what is free or will be, and what its rules say to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.councils import rules
from longtable.councils.models import Attendance, Composition, Council, Seat, Term
from longtable.councils.rules import Balance, Holder, Served
from longtable.methods.calendar_months import months_after
from longtable.people.models import Person


@dataclass(frozen=True)
class Place:
    """One seat on a day.

    ``term``: under which it is held, if it is; ``follows``: of who will take it; ``in_a_row``: the how
    many-eth term this is of its holder; ``absent``: absences of the holder that count together.
    """

    seat: Seat
    council: Council
    day: date
    term: Term | None
    follows: Term | None = None
    in_a_row: int = 0
    absent: int = 0

    @property
    def is_free(self) -> bool:
        """Whether somebody is looked for: nobody sits there, or only until a successor comes."""
        return self.follows is None and (self.term is None or self.term.is_over(self.day))

    @property
    def holds_over(self) -> bool:
        """Whether the holder goes on after their term until somebody follows."""
        return self.term is not None and self.term.is_over(self.day)

    @property
    def free_on(self) -> date | None:
        """The day from which somebody else is needed, while the holder is there; None: no end is known."""
        if self.term is None or self.follows is not None:
            return None
        return self.term.ended_on or self.term.ends_on

    @property
    def is_at_limit(self) -> bool:
        """Whether the holder cannot be appointed once more."""
        return self.term is not None and 0 < (self.council.term_limit or 0) <= self.in_a_row

    @property
    def is_over_absences(self) -> bool:
        """Whether the rules foresee removal. People decide; nothing happens by itself."""
        return self.term is not None and 0 < (self.council.absence_limit or 0) <= self.absent


@dataclass(frozen=True)
class RuleState:
    """A rule about who sits together, and where it stands."""

    rule: Composition
    balance: Balance

    def sentence(self) -> str:
        """How far it holds, in words."""
        found = self.balance
        if found.holds is None:
            return _("Nobody has a seat yet.")
        if found.counts is not None:
            named = (f"{Seat.Category(code).label}: {number}" for code, number in found.counts.items())
            return ", ".join(named)
        said = {"have": found.have, "of": found.of, "need": found.need}
        if self.rule.kind == Composition.Kind.AT_MOST:
            return _("%(have)s of %(of)s members; at most %(need)s.") % said
        return _("%(have)s of %(of)s members; at least %(need)s are needed.") % said


@dataclass(frozen=True)
class Standing:
    """A council on a day."""

    council: Council
    day: date
    places: tuple[Place, ...]
    rules: tuple[RuleState, ...]

    @property
    def free(self) -> list[Place]:
        """Seats for which somebody is looked for now."""
        return [place for place in self.places if place.is_free]

    @property
    def coming(self) -> list[Place]:
        """Seats that will be free within the months in which staff want to know, the soonest first."""
        until = months_after(self.day, self.council.notice_months)
        soon = [place for place in self.places if not place.is_free and place.free_on]
        return sorted((p for p in soon if p.free_on and p.free_on <= until), key=lambda p: p.free_on or until)

    @property
    def at_limit(self) -> list[Place]:
        """Members who cannot be appointed once more."""
        return [place for place in self.places if place.is_at_limit]

    @property
    def over_absences(self) -> list[Place]:
        """Members who were away as often as the rules allow."""
        return [place for place in self.places if place.is_over_absences]

    @property
    def held(self) -> list[Place]:
        """Seats on which somebody sits."""
        return [place for place in self.places if place.term]

    @cached_property
    def voting(self) -> int:
        """Seats with a vote."""
        return sum(place.seat.is_voting for place in self.places)

    @cached_property
    def voting_held(self) -> int:
        """Members with a vote."""
        return sum(place.seat.is_voting for place in self.held)

    @property
    def quorum(self) -> int | None:
        """Voting members who must be there today to decide; None where the rule is not known."""
        return rules.quorum_needed(self.council, filled=self.voting_held, seats=self.voting)

    @property
    def cannot_decide(self) -> bool:
        """Whether fewer members sit there than are needed to decide."""
        return self.quorum is not None and self.voting_held < self.quorum


class ObjectionKind(StrEnum):
    """Which kind of rule speaks against seating somebody."""

    TERM_LIMIT = "term_limit"
    COMPOSITION = "composition"


@dataclass(frozen=True)
class Objection:
    """A rule that speaks against seating somebody, in words."""

    kind: ObjectionKind
    words: str


def standing_of(council: Council, day: date) -> Standing:
    """Where one council stands. A handful of queries, however many seats."""
    seats = list(council.seats.standing().prefetch_related("areas"))
    terms = _terms(council)
    who = stands_for(term.person_id for term in terms)
    served = _served(terms, who)
    now, later = _on(council, terms, day)
    absent = _absent(council, [term.pk for term in now.values()], day)
    places = tuple(
        Place(
            seat=seat,
            council=council,
            day=day,
            term=(term := now.get(seat.pk)),
            follows=later.get(seat.pk),
            in_a_row=_in_a_row(council, served[who[term.person_id]], day) if term else 0,
            absent=absent[term.pk] if term else 0,
        )
        for seat in seats
    )
    members = _holders([place.term for place in places if place.term], who)
    found = tuple(
        RuleState(rule, rules.balance(rule, _known_elsewhere(rule, members, day)))
        for rule in council.compositions.select_related("other")
    )
    return Standing(council, day, places, found)


def objections_to(seat: Seat, person: Person, day: date) -> list[Objection]:
    """The rules that speak against seating ``person`` from ``day`` on."""
    council = seat.council
    terms = _terms(council)
    who = stands_for([person.pk, *(term.person_id for term in terms)])
    one = who[person.pk]
    served = _in_a_row(council, _served(terms, who)[one], day)
    found = []
    if council.term_limit and served >= council.term_limit:
        words = ngettext(
            "This would be one term more than the %(limit)s that the rules allow.",
            "This would be one term more than the %(limit)s in a row that the rules allow.",
            council.term_limit,
        )
        found.append(Objection(ObjectionKind.TERM_LIMIT, words % {"limit": council.term_limit}))
    now, _later = _on(council, terms, day)
    leaves = now.pop(seat.pk, None)
    members = _holders(now.values(), who)
    newcomer = Holder(one, seat.category)
    for rule in council.compositions.all():
        before = [*members, *(_holders([leaves], who) if leaves else [])]
        known = _known_elsewhere(rule, [*before, newcomer], day)
        if rules.breaks(rule, known[:-1], known[-1], leaves=who[leaves.person_id] if leaves else None):
            words = _("This rule would not hold: %(rule)s") % {"rule": rule.words}
            found.append(Objection(ObjectionKind.COMPOSITION, words))
    return found


def stands_for(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Record -> the record that stands for the same person, through every merge. A query for each step."""
    found = {each: each for each in person_ids}
    while edge := _merged(found.values()):
        found = {each: edge.get(last, last) for each, last in found.items()}
    return found


def _merged(records: Iterable[UUID]) -> dict[UUID, UUID]:
    rows = Person.objects.filter(pk__in=list(records), merged_into__isnull=False)
    return {pk: into for pk, into in rows.values_list("pk", "merged_into") if into}


def _terms(council: Council) -> list[Term]:
    rows = Term.objects.filter(seat__council=council).exclude(ending=Term.Ending.MISTAKE)
    seats = Prefetch("seat", Seat.objects.select_related("council"))
    return list(rows.select_related("person").prefetch_related(seats).order_by("starts_on"))


def _on(council: Council, terms: Iterable[Term], day: date) -> tuple[dict[UUID, Term], dict[UUID, Term]]:
    """Seat -> the term under which it is held, and seat -> the one that will follow."""
    now: dict[UUID, Term] = {}
    later: dict[UUID, Term] = {}
    for term in terms:
        if term.ended_on is not None and term.ended_on <= day:
            continue
        if term.starts_on > day:
            later[term.seat_id] = term
        elif council.holds_over or not term.is_over(day):
            now[term.seat_id] = term
    return now, later


def _served(terms: Iterable[Term], who: dict[UUID, UUID]) -> dict[UUID, list[Served]]:
    found: dict[UUID, list[Served]] = defaultdict(list)
    for term in terms:
        served = Served(term.starts_on, term.ended_on or term.ends_on, term.counts)
        found[who[term.person_id]].append(served)
    return found


def _in_a_row(council: Council, served: Sequence[Served], day: date) -> int:
    return rules.terms_in_a_row(served, day=day, break_months=council.break_months)


def _absent(council: Council, terms: Sequence[UUID], day: date) -> dict[UUID, int]:
    rows: dict[UUID, list[tuple[date, str]]] = {term: [] for term in terms}
    for term, met_on, state in Attendance.objects.filter(term__in=terms).values_list(
        "term", "met_on", "state"
    ):
        rows[term].append((met_on, state))
    counted = council.absences_counted
    return {term: rules.absences(found, counted=counted, day=day) for term, found in rows.items()}


def _holders(terms: Iterable[Term], who: dict[UUID, UUID]) -> list[Holder]:
    return [Holder(who[term.person_id], term.seat.category) for term in terms]


def _known_elsewhere(rule: Composition, members: Sequence[Holder], day: date) -> list[Holder]:
    """The members, and whether each also sits on the council that the rule names."""
    if rule.other_id is None:
        return list(members)
    there = Term.objects.on(day).filter(seat__council=rule.other_id).values_list("person", flat=True)
    others = set(stands_for(there).values())
    return [
        Holder(each.person, each.category, frozenset({rule.other_id} if each.person in others else ()))
        for each in members
    ]
