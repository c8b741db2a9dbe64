"""Tables of who was heard: each group with its people, and the population where somebody counted it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.methods.representation import GroupHeard, Verdict, heard
from longtable.people.strata import Stratum
from longtable.places.counted import Counts, Vintage
from longtable.places.models import Area, Population
from longtable.voices.models import Channel
from longtable.voices.selectors.heard.people import NOT_ASKED, PASSED_OVER, UNKNOWN, Person, place_of
from longtable.voices.selectors.heard.population import Place, of_group, of_place

Standing = tuple[str, ...] | str
"""Codes of the groups in which somebody stands, or why they stand in none."""

PLAIN_UNKNOWN = {
    "not_asked": _("Not asked"),
    "declined": _("Prefers not to say"),
    "passed_over": _("Passed over"),
    "other_answer": _("An answer that population figures do not have"),
}
"""Words for each of ``UNKNOWN``."""


@dataclass(frozen=True)
class HeardRow:
    """One group. ``code`` is stable; ``who`` stands within a sentence; ``area`` is set for one county."""

    code: str
    name: Any
    who: LocalizedText
    compared: GroupHeard
    area: Area | None = None

    @property
    def people(self) -> int:
        """How many were heard."""
        return self.compared.people


@dataclass(frozen=True)
class UnknownRow:
    """People who stand in no group, and why. ``share`` is of everybody who was heard."""

    code: str
    name: Any
    people: int
    share: float


@dataclass(frozen=True)
class HeardTable:
    """One way of dividing those who were heard.

    ``people``: everybody; ``known``: those who stand in at least one row. ``population``: everybody who could
    take part, by the count of ``vintage``; both ``None`` where nobody counted. ``hidden``: rows left out
    because nobody of them was heard and too few were to be expected.
    """

    name: str
    title: Any
    rows: tuple[HeardRow, ...]
    unknown: tuple[UnknownRow, ...]
    people: int
    known: int
    population: int | None = None
    vintage: Vintage | None = None
    note: Any = ""
    hidden: int = 0
    several: bool = False

    @property
    def is_compared(self) -> bool:
        """Whether there is a population to hold it against."""
        return self.vintage is not None

    @property
    def largest(self) -> float:
        """The largest share in it, of people heard or of the population: the length of its longest bar."""
        shares = [(row.compared.share or 0.0, row.compared.population_share or 0.0) for row in self.rows]
        return max((share for pair in shares for share in pair), default=0.0)


@dataclass(frozen=True)
class _Kind:
    """A group as a table needs it."""

    code: str
    name: Any
    who: LocalizedText
    population: int | None = None
    area: Area | None = None


def by_place(
    name: str, title: Any, places: Sequence[Place], people: Sequence[Person], counts: Counts, note: Any = ""
) -> HeardTable:
    """By where people said they live."""
    kinds = [_Kind(each.code, each.name, each.who, of_place(counts, each), each.area) for each in places]
    home = {area: (place.code,) for place in places for area in place.areas}
    return _table(
        name,
        title,
        kinds,
        people,
        lambda person: _home(person, home),
        vintage=counts.vintages.get(Population.EVERYBODY),
        note=note,
    )


def by_stratum(
    stratum: Stratum,
    people: Sequence[Person],
    asked: frozenset[str],
    counts: Counts,
    areas: frozenset[UUID],
) -> HeardTable:
    """By what people said about themselves."""
    kinds = [
        _Kind(each.code, each.name, each.who, of_group(counts, areas, stratum.counted, each))
        for each in stratum.groups
    ]
    return _table(
        stratum.code,
        stratum.title,
        kinds,
        people,
        lambda person: place_of(person, stratum, asked),
        vintage=counts.vintages.get(stratum.counted),
        note=stratum.note,
    )


def by_language(people: Sequence[Person]) -> HeardTable:
    """By the language in which people took part."""
    codes = [code for code, _number in Counter(person.language for person in people).most_common()]
    kinds = [_Kind(code, _language(code), LocalizedText()) for code in codes]
    title = _("Language in which people took part")
    return _table("language", title, kinds, people, lambda person: (person.language,))


def place_and_group(
    name: str,
    title: Any,
    places: Sequence[Place],
    stratum: Stratum,
    people: Sequence[Person],
    asked: frozenset[str],
    counts: Counts,
) -> HeardTable:
    """By place and group at once; the population is known wherever each place counts its groups."""
    kinds = [
        _Kind(
            f"{place.code}:{group.code}",
            LocalizedText.of(
                **{key: f"{_in(place.name, key)} · {_in(group.name, key)}" for key in ("en", "es")}
            ),
            LocalizedText.of(
                **{
                    key: f"{_in(group.who, key)} {preposition} {_in(place.name, key)}"
                    for key, preposition in (("en", "in"), ("es", "en"))
                }
            ),
            of_group(counts, place.areas, stratum.counted, group),
            place.area,
        )
        for place in places
        for group in stratum.groups
    ]
    home = {area: (place.code,) for place in places for area in place.areas}

    def stands(person: Person) -> Standing:
        return _both(_home(person, home), place_of(person, stratum, asked))

    vintage = counts.vintages.get(stratum.counted)
    return _table(name, title, kinds, people, stands, vintage=vintage, note=stratum.note, only_telling=True)


def group_and_group(
    name: str, title: Any, first: Stratum, second: Stratum, people: Sequence[Person], asked: frozenset[str]
) -> HeardTable:
    """By two answers at once: people only, for nobody counted who is both."""
    kinds = [
        _Kind(
            f"{one.code}:{two.code}",
            LocalizedText.of(**{key: f"{_in(one.name, key)} · {_in(two.name, key)}" for key in ("en", "es")}),
            LocalizedText(),
        )
        for one in first.groups
        for two in second.groups
    ]

    def stands(person: Person) -> Standing:
        return _both(place_of(person, first, asked), place_of(person, second, asked))

    note = _("There are no population figures for this combination: only people who were heard are shown.")
    return _table(name, title, kinds, people, stands, note=note)


def _table(
    name: str,
    title: Any,
    kinds: Sequence[_Kind],
    people: Sequence[Person],
    stands: Callable[[Person], Standing],
    *,
    vintage: Vintage | None = None,
    note: Any = "",
    only_telling: bool = False,
) -> HeardTable:
    standings = Counter(stands(person) for person in people)
    inside: Counter[str] = Counter()
    for standing, number in standings.items():
        if isinstance(standing, tuple):
            for code in standing:
                inside[code] += number
    known = sum(number for standing, number in standings.items() if isinstance(standing, tuple))
    populations = [kind.population for kind in kinds]
    whole = None if None in populations or not kinds else sum(each or 0 for each in populations)
    compared = heard(
        {kind.code: inside[kind.code] for kind in kinds},
        {kind.code: kind.population if whole else None for kind in kinds},
        known=known,
    )
    rows = [
        HeardRow(kind.code, kind.name, kind.who, each, kind.area)
        for kind, each in zip(kinds, compared, strict=True)
    ]
    telling = [row for row in rows if row.people or row.compared.verdict == Verdict.FEWER]
    unknown = [
        UnknownRow(code, PLAIN_UNKNOWN[code], standings[code], standings[code] / len(people))
        for code in UNKNOWN
        if standings[code]
    ]
    return HeardTable(
        name=name,
        title=title,
        rows=tuple(telling if only_telling else rows),
        unknown=tuple(unknown),
        people=len(people),
        known=known,
        population=whole,
        vintage=vintage if whole else None,
        note=note,
        hidden=len(rows) - len(telling) if only_telling else 0,
        several=sum(inside.values()) > known,
    )


def _home(person: Person, home: dict[UUID, tuple[str]]) -> Standing:
    if person.area is None:
        return NOT_ASKED if person.channels <= {Channel.IMPORT, Channel.CHAT} else PASSED_OVER
    return home.get(person.area, "other_answer")


def _both(one: Standing, two: Standing) -> Standing:
    """Each combination; where one is unknown, why, the reason that comes first in the list."""
    reasons = [each for each in (one, two) if isinstance(each, str)]
    if reasons:
        return min(reasons, key=UNKNOWN.index)
    return tuple(f"{left}:{right}" for left in one for right in two)


def _in(words: LocalizedText | str, language: str) -> str:
    return words.show(language).text if isinstance(words, LocalizedText) else words


def _language(code: str) -> LocalizedText | str:
    """Its name in every language of the site; the code of one that nobody here knows."""
    try:
        return in_every_language(lambda: capfirst(str(get_language_info(code)["name_translated"])))
    except KeyError:
        return code
