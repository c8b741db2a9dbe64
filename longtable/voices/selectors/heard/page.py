"""The page *who was heard* as values: everything that it, the command line and a publication show."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from longtable.people.strata import COUNTED, UNCOUNTED, Stratum
from longtable.places.counted import Counts, counts_of
from longtable.places.models import Area, RegionScheme
from longtable.voices.models import Conversation
from longtable.voices.selectors.heard import priorities
from longtable.voices.selectors.heard.channels import ChannelRow, by_channel
from longtable.voices.selectors.heard.not_yet import NotYet, not_yet_heard
from longtable.voices.selectors.heard.people import Person, View, is_told, people_of
from longtable.voices.selectors.heard.population import (
    Place,
    asked_areas,
    county_places,
    rural_places,
)
from longtable.voices.selectors.heard.tables import (
    HeardTable,
    by_language,
    by_place,
    by_stratum,
    group_and_group,
    place_and_group,
)
from longtable.voices.selectors.heard.weights import Weights, weigh

PLACES = {"county": _("County"), "rural": _("Rural class")}
"""The two ways of saying where somebody lives, by their code."""

BY_CODE = {stratum.code: stratum for stratum in COUNTED}


@dataclass(frozen=True)
class Heard:
    """Who was heard in one conversation, in one view.

    ``people``: those who live where people are asked, or did not say; ``elsewhere``: how many live somewhere
    else; ``repeated``: how many entries are of somebody who is counted already.
    """

    conversation: Conversation
    view: View
    areas: list[Area]
    people: list[Person]
    elsewhere: int
    repeated: int
    counts: Counts

    @cached_property
    def asked(self) -> frozenset[str]:
        """Codes of the questions about oneself that this conversation asks."""
        return frozenset(self.conversation.about_you)

    @cached_property
    def counties(self) -> list[Place]:
        """The areas in which people are asked, each by itself."""
        return county_places(self.areas)

    @cached_property
    def rural(self) -> tuple[RegionScheme | None, list[Place]]:
        """The same by rural class, and by whose definition."""
        return rural_places(self.conversation, self.areas)

    @cached_property
    def strata(self) -> list[Stratum]:
        """What people were asked, or told, about themselves."""
        return [each for each in (*COUNTED, *UNCOUNTED) if self._is_known(each)]

    @cached_property
    def not_asked(self) -> list[Stratum]:
        """What the population is counted by and nobody here was asked."""
        return [each for each in COUNTED if not self._is_known(each)]

    @cached_property
    def tables(self) -> list[HeardTable]:
        """One way of dividing people each: by place, by what they told, by language."""
        scheme, classes = self.rural
        found = [by_place("county", PLACES["county"], self.counties, self.people, self.counts)]
        if scheme and len(classes) > 1:
            note = _scheme_note(scheme)
            found.append(by_place("rural", PLACES["rural"], classes, self.people, self.counts, note))
        found += [
            by_stratum(each, self.people, self.asked, self.counts, self._area_ids) for each in self.strata
        ]
        return [*found, by_language(self.people)]

    @cached_property
    def channels(self) -> list[ChannelRow]:
        """How people came."""
        return by_channel(self.people)

    @cached_property
    def weights(self) -> Weights:
        """Weights, and whether they may be used."""
        return weigh(self.people, self.counties, self.rural[1], self.asked, self.counts)

    @cached_property
    def statements(self) -> list[priorities.Priority]:
        """What most people agree with, raw and raked."""
        return priorities.statements(self.conversation, self.people, self.weights)

    @cached_property
    def themes(self) -> list[priorities.Priority]:
        """What most people spoke of, raw and raked."""
        return priorities.themes(self.conversation, self.people, self.weights)

    @cached_property
    def crossable(self) -> list[tuple[str, Any]]:
        """What can be crossed: ``(code, title)``."""
        places = [("county", PLACES["county"])] + ([("rural", PLACES["rural"])] if self.rural[1] else [])
        return places + [(each.code, each.title) for each in self.strata if each.counted]

    def crossed(self, one: str, two: str) -> HeardTable | None:
        """Two of :attr:`crossable` at once; ``None`` where that makes no sense."""
        titles = dict(self.crossable)
        if one not in titles or two not in titles or one == two or {one, two} == set(PLACES):
            return None
        first, second = (two, one) if two in PLACES else (one, two)
        name, title = f"{first}-{second}", _title(titles[first], titles[second])
        if first in PLACES:
            places = self.counties if first == "county" else self.rural[1]
            return place_and_group(name, title, places, BY_CODE[second], self.people, self.asked, self.counts)
        return group_and_group(name, title, BY_CODE[first], BY_CODE[second], self.people, self.asked)

    def not_yet(self, crossed: HeardTable | None = None) -> NotYet:
        """Who has been heard least, with those of a crossing if one is looked at."""
        return not_yet_heard(self.conversation, [*self.tables, *([crossed] if crossed else [])])

    @cached_property
    def _area_ids(self) -> frozenset[Any]:
        return frozenset(area.pk for area in self.areas)

    def _is_known(self, stratum: Stratum) -> bool:
        return stratum.question in self.asked or is_told(self.people, stratum)


def who_was_heard(conversation: Conversation, view: View | None = None, *, everywhere: bool = False) -> Heard:
    """Who was heard in a conversation that the actor was allowed to open.

    ``everywhere``: also those who live where nobody is asked, in a row of their own.
    """
    view = view or View()
    areas = asked_areas(conversation)
    here = {area.pk for area in areas}
    everybody = people_of(conversation, view)
    people = [each for each in everybody if everywhere or each.area is None or each.area in here]
    return Heard(
        conversation=conversation,
        view=view,
        areas=areas,
        people=people,
        elsewhere=len(everybody) - len(people),
        repeated=sum(len(person.entries) - 1 for person in everybody),
        counts=counts_of(areas, [stratum.counted for stratum in COUNTED]),
    )


def _scheme_note(scheme: RegionScheme) -> Any:
    return format_lazy("{name}, {by}. {rule}", name=scheme.name, by=scheme.defined_by, rule=scheme.rule)


def _title(first: Any, second: Any) -> Any:
    return format_lazy(_("{first} and {second}"), first=first, second=second)
