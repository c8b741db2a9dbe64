"""Who came, by region, role and what people told about themselves, held against those who live there."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.gatherings.models import Attendance, Gathering
from longtable.people.strata import COUNTED, UNCOUNTED
from longtable.places.counted import RURAL_CLASS, Counts, counties_within, counts_of
from longtable.places.models import Area, RegionScheme
from longtable.places.selectors import regions_of
from longtable.releases.tables import ALL, Dimension, TableDraft
from longtable.voices.models import Channel
from longtable.voices.selectors.heard.people import Person
from longtable.voices.selectors.heard.population import Place, county_places
from longtable.voices.selectors.heard.tables import HeardTable, by_place, by_stratum

Match = Attendance.Match


@dataclass(frozen=True)
class Came:
    """Who came to one gathering. ``doubtful`` ones count in ``people`` until a person says who they are."""

    gathering: Gathering
    areas: list[Area]
    rows: list[Attendance]
    counts: Counts
    schemes: list[RegionScheme] = field(default_factory=list)

    @property
    def people(self) -> int:
        """Everybody who was there, by whatever list."""
        return len(self.rows)

    @cached_property
    def by_match(self) -> dict[str, int]:
        """How surely they signed up: code -> people."""
        found = Counter(row.match for row in self.rows)
        return {code: found[code] for code in Match.values}

    @cached_property
    def by_source(self) -> list[tuple[Any, int]]:
        """How we know: words and people."""
        found = Counter(row.source for row in self.rows)
        return [(source.label, found[source]) for source in Attendance.Source if found[source]]

    @cached_property
    def by_role(self) -> list[tuple[str, int]]:
        """What people do or for whom they came, where that is told; the most first."""
        return Counter(row.role for row in self.rows if row.role).most_common()

    @cached_property
    def tables(self) -> list[HeardTable]:
        """By region, by county, and by what people told; each against the population where it is counted."""
        people = [_person(row) for row in self.rows]
        found = [self._by_region(scheme, people) for scheme in self.schemes]
        found.append(by_place("county", _("County"), county_places(self.areas), people, self.counts))
        asked = frozenset(self.gathering.about_you)
        here = frozenset(area.pk for area in self.areas)
        strata = [each for each in (*COUNTED, *UNCOUNTED) if each.question in asked]
        return found + [by_stratum(each, people, asked, self.counts, here) for each in strata]

    def _by_region(self, scheme: RegionScheme, people: list[Person]) -> HeardTable:
        day = timezone.localdate(self.gathering.starts_at)
        held = regions_of(self.areas, scheme, day)
        regions = {each.region.pk: each.region for each in held.values()}
        places = [
            Place(
                code=region.code,
                name=region.name,
                who=region.name,
                areas=frozenset(each.area.pk for each in held.values() if each.region.pk == region.pk),
            )
            for region in sorted(regions.values(), key=lambda region: region.order)
        ]
        return by_place(f"region-{scheme.slug}", scheme.name, places, people, self.counts)


def who_came(gathering: Gathering) -> Came:
    """Who came, of a gathering that the actor was allowed to open. The same few queries for any number."""
    areas = counties_within(gathering.areas.all())
    rows = list(gathering.attendance.exclude(match=Match.AGAIN).select_related("attendee"))
    schemes = RegionScheme.objects.exclude(slug=RURAL_CLASS).filter(
        regions__holdings__area__in=[area.pk for area in areas]
    )
    return Came(
        gathering=gathering,
        areas=areas,
        rows=rows,
        counts=counts_of(areas, [stratum.counted for stratum in COUNTED]),
        schemes=list(schemes.distinct().order_by("slug")[:2]),
    )


def tables_to_publish(came: Came) -> list[TableDraft]:
    """Counts of who came, to be protected together: places, what people told, how we know that they came."""
    drafts = [_draft(table) for table in came.tables]
    source = Counter(row.source for row in came.rows)
    labels = {
        str(each): in_every_language(lambda each=each: str(each.label))  # type: ignore[misc]
        for each in Attendance.Source
        if source[each]
    }
    title = in_every_language(lambda: str(_("How we know who came")))
    cells: dict[tuple[str, ...], int] = {(code,): source[code] for code in labels}
    return [*drafts, _one_way("source", title, labels, cells)]


def _person(row: Attendance) -> Person:
    """As the comparison of voices knows people. Of who did not sign up nobody asked anything."""
    was_asked = row.attendee is not None or bool(row.about)
    way = (Channel.WEB if was_asked else Channel.IMPORT, "open")
    return Person((row.pk,), (way,), "", row.area_id, row.about)


def _draft(table: HeardTable) -> TableDraft:
    labels = {row.code: _words(row.name) for row in table.rows}
    labels |= {f"unknown:{row.code}": _words(row.name) for row in table.unknown}
    cells: dict[tuple[str, ...], int] = {(row.code,): row.people for row in table.rows}
    cells |= {(f"unknown:{row.code}",): row.people for row in table.unknown}
    return _one_way(table.name, _words(table.title), labels, cells, adds_up=not table.several)


def _one_way(
    name: str,
    title: LocalizedText,
    labels: dict[str, LocalizedText],
    cells: dict[tuple[str, ...], int],
    *,
    adds_up: bool = True,
) -> TableDraft:
    """People along one dimension; without a total where somebody may stand in two rows."""
    if adds_up:
        labels = {**labels, ALL: in_every_language(lambda: str(_("Everybody")))}
        cells = {**cells, (ALL,): sum(cells.values())}
    return TableDraft(name, title, [Dimension(name, title, labels)], cells, counts="people who came")


def _words(value: Any) -> LocalizedText:
    return value if isinstance(value, LocalizedText) else in_every_language(lambda: str(value))
