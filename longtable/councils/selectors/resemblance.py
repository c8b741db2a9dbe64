"""How far those who sit at a table resemble the people it speaks for: for staff, in numbers of people.

A council is small. So there are no percentages of members and no verdicts, only who told what, beside how
many seats it would be by the population; and none of it is published.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from longtable.councils.models import Council, Term
from longtable.councils.selectors.staff import members
from longtable.methods.representation import GroupHeard, heard
from longtable.people.demographics import DECLINED
from longtable.people.strata import AGE, COUNTED, ETHNICITY, RACE, SEX, Stratum
from longtable.places.counted import RURAL_CLASS, Counts, Vintage, counties_within, counts_of
from longtable.places.models import Area, Population
from longtable.places.selectors import regions_of

COMPARED = (RACE, ETHNICITY, AGE, SEX)
"""What members are held against the people by, where they told."""


@dataclass(frozen=True)
class GroupRow:
    """One group: members who said that they belong to it, and how many it would be by the population."""

    name: Any
    compared: GroupHeard

    @property
    def expected(self) -> float | None:
        """Members by the population's share, of those who told; None where nobody counted."""
        return self.compared.expected

    @property
    def nobody(self) -> bool:
        """Whether nobody of them sits there, although by numbers at least one would."""
        return not self.compared.people and (self.compared.expected or 0) >= 1


@dataclass(frozen=True)
class ResemblanceTable:
    """One way of dividing members. ``told`` of ``members`` stand in at least one row."""

    title: Any
    rows: tuple[GroupRow, ...]
    members: int
    told: int
    declined: int
    vintage: Vintage | None
    note: Any = ""

    @property
    def unknown(self) -> int:
        """Members who were not asked or did not answer."""
        return self.members - self.told - self.declined


def resemblance(council: Council, day: date) -> list[ResemblanceTable]:
    """A table for each way of dividing people, and one for where they live."""
    sitting = members(council, day)
    areas = counties_within(council.areas.all())
    counts = counts_of(areas, [stratum.counted for stratum in COUNTED])
    inside = [area.pk for area in areas]
    tables = [_by_answer(stratum, sitting, counts, inside) for stratum in COMPARED]
    return [*tables, _by_rural_class(sitting, counts, areas, day)]


def _by_answer(
    stratum: Stratum, sitting: Sequence[Term], counts: Counts, areas: Sequence[UUID]
) -> ResemblanceTable:
    number, told, declined = Counter[str](), 0, 0
    for term in sitting:
        answers = term.about.get(stratum.question)
        groups = stratum.groups_of(answers)
        told += bool(groups)
        declined += answers == [DECLINED]
        number.update(groups)
    population = {
        group.code: counts.of(areas, stratum.counted, group.counted) if group.counted else None
        for group in stratum.groups
    }
    return ResemblanceTable(
        title=stratum.title,
        rows=_rows({group.code: group.name for group in stratum.groups}, number, population, told),
        members=len(sitting),
        told=told,
        declined=declined,
        vintage=counts.vintages.get(stratum.counted),
        note=stratum.note,
    )


def _by_rural_class(
    sitting: Sequence[Term], counts: Counts, areas: Sequence[Area], day: date
) -> ResemblanceTable:
    held = regions_of(areas, RURAL_CLASS, day)
    regions = {each.region.code: each.region for each in held.values()}
    inside = {code: [each.area.pk for each in held.values() if each.region.code == code] for code in regions}
    homes = {area: code for code, areas in inside.items() for area in areas}
    number = Counter(homes[term.area_id] for term in sitting if term.area_id in homes)
    everybody = Population.EVERYBODY
    population = {code: counts.of(inside[code], everybody, [everybody]) for code in regions}
    ordered = sorted(regions.values(), key=lambda region: region.order)
    scheme = ordered[0].scheme if ordered else None
    return ResemblanceTable(
        title=scheme.name if scheme else _("Where members live"),
        rows=_rows({each.code: each.name for each in ordered}, number, population, number.total()),
        members=len(sitting),
        told=number.total(),
        declined=0,
        vintage=counts.vintages.get(everybody),
    )


def _rows(
    names: dict[str, Any], number: Counter[str], population: dict[str, int | None], told: int
) -> tuple[GroupRow, ...]:
    whole = None not in population.values()
    compared = heard(
        {code: number[code] for code in names},
        {code: population[code] if whole else None for code in names},
        known=told,
    )
    return tuple(GroupRow(names[str(each.group)], each) for each in compared)
