"""What somebody would write by hand who knows the tables and the word index, and answers one question.

The same place, the same words and marks, the same tables: the place by its name, all that lies within ten
miles or serves the county put in order, farther only where nothing is near, and the twelve rows that are
shown. No model, no sentence, no typing error, no count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from longtable.directory.search import hours, questions, word_index
from longtable.directory.search.candidates import TAKES_PEOPLE, free, lying_in, serving, speaking
from longtable.directory.search.cells import around
from longtable.directory.search.word_index import Asked, Word

SHOWN = 12

ROWS = """
SELECT l.id, l.latitude, l.longitude, l.words, l.hours, l.capacity, l.standing, s.id, s.name, s.description,
  s.status, s.minimum_age, s.maximum_age, s.assured_at, s.assured_by_organization, o.name, p.id, p.name,
  p.location_type, p.position_is_rough, a.name, d.address_1, d.city, d.state_province, d.postal_code
FROM directory_listing l
JOIN directory_service s ON s.id = l.service_id
LEFT JOIN directory_organizationentry e ON e.organization_id = s.organization_id
LEFT JOIN accounts_organization o ON o.id = e.organization_id
LEFT JOIN directory_location p ON p.id = l.location_id
LEFT JOIN places_area a ON a.id = p.area_id
LEFT JOIN directory_address d ON d.location_id = p.id
WHERE l.id IN ({}) AND s.published_at IS NOT NULL AND s.merged_into_id IS NULL
  AND (e.organization_id IS NULL OR e.published_at IS NOT NULL)"""
PHONES = """
SELECT number, type, service_id, organization_id, location_id FROM directory_phone
WHERE service_id IN ({}) OR location_id IN ({})"""
POINT = "SELECT latitude, longitude, area_id FROM directory_placepoint WHERE"
TOWN = f"{POINT} folded = {{}} ORDER BY people DESC LIMIT 1"
ZIP = f"{POINT} kind = 'zip' AND code = {{}}"
COUNTY = "SELECT code FROM places_area WHERE level = 'county' AND name = {}"
CODE = "SELECT code FROM places_area WHERE id = {}"


@dataclass
class Bare:
    """Asks through the cursor of a driver; ``mark`` stands for a parameter there."""

    cursor: Any
    vendor: str

    @property
    def mark(self) -> str:
        return "?" if self.vendor == "sqlite" else "%s"

    def rows(self, statement: str, *parameters: Any) -> list[Any]:
        self.cursor.execute(statement, parameters)
        return list(self.cursor.fetchall())

    def ask(self, words: str, question: Any, local: Any) -> int:
        """Answer it; how many rows are shown."""
        groups = questions.understand(words).groups
        asked = [*questions.all_of(groups), *_wishes(question, local)]
        point, codes = self.place(question)
        if point is None:
            also = [lying_in(codes[0]) + serving(codes)] if codes else []
            found = self.first([*asked, *also], groups, None)
        else:
            coming = serving(codes) if codes else []
            found = []
            for miles in (10.0, 50.0, None):
                near = [around(point, miles) + coming] if miles else []
                if found := self.first([*asked, *near], groups, point):
                    break
        if not found:
            return 0
        marks = ", ".join(self.mark for _ in found)
        shown = self.rows(ROWS.format(marks), *(row[0] for row in found))
        owners = [_filled([row[at] for row in shown], len(found)) for at in (7, 16)]
        self.rows(PHONES.format(marks, marks), *owners[0], *owners[1])
        return len(shown)

    def place(self, question: Any) -> tuple[Any, list[str]]:
        """Its point, and the codes of its county and state."""
        if question.point:
            return question.point, []
        near = question.near
        if not near:
            return None, []
        if near.endswith(" County"):
            ((code,),) = self.rows(COUNTY.format(self.mark), near.removesuffix(" County"))
            return None, [code, code[:2]]
        statement, value = (ZIP, near) if near.isdigit() else (TOWN, near.lower())
        latitude, longitude, area = self.rows(statement.format(self.mark), value)[0]
        ((code,),) = self.rows(CODE.format(self.mark), area)
        return (latitude, longitude), [code, code[:2]]

    def first(self, asked: Asked, groups: Sequence[questions.Group], point: Any) -> list[Any]:
        """The best twelve: what is tied to the need before what speaks of it, near before far, then fresh."""
        source, met, parameters = word_index.found_in(self.vendor, asked)
        codes = [code for group in groups for code in group.codes]
        tied = " OR ".join(f"' ' || needs || ' ' LIKE {self.mark}" for _ in codes) or "FALSE"
        order: list[Any] = [f"% {code} %" for code in codes]
        far = ""
        if point:
            mark, shrink = self.mark, cos(radians(point[0]))
            up, aside = f"(latitude - {mark})", f"((longitude - {mark}) * {mark})"
            far = f"COALESCE({up} * {up} + {aside} * {aside}, 0.03), "
            order += [point[0], point[0], point[1], shrink, point[1], shrink]
        return self.rows(
            f"SELECT {word_index.TABLE}.id FROM {source} WHERE {met.replace('%s', self.mark)} AND is_running "
            f"ORDER BY CASE WHEN {tied} THEN 0 ELSE 1 END, {far}-standing LIMIT {SHOWN}",
            *parameters,
            *order,
        )


def _wishes(question: Any, local: Any) -> list[Any]:
    wishes: list[Any] = [[(Word(each),) for each in hours.open_at(local)]] if question.open_now else []
    wishes += [free()] if question.free else []
    wishes += [speaking(question.language)] if question.language else []
    return wishes + ([[(Word(TAKES_PEOPLE),)]] if question.capacity_open else [])


def _filled(values: list[Any], count: int) -> list[Any]:
    return [*values, *[None] * (count - len(values))]
