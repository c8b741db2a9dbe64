"""Bringing a state pack in: its areas, its schemes with their days, and how many people live there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from longtable.core.access import Permission
from longtable.core.imports import Entry, Importer, Planned, Reject, Row, csv_rows, known_ids, plan_upsert
from longtable.core.localized import LocalizedText
from longtable.places.models import Area, Population, Region, RegionArea, RegionScheme
from longtable.places.packs import Pack

TOML = "pack.toml"


class PackImporter(Importer):
    """One state pack. Bringing a corrected pack in again changes what was corrected, and nothing else."""

    name: ClassVar[str] = "places"
    permission: ClassVar[Permission] = Permission.EDIT_PLACES

    def __init__(self, pack: Pack) -> None:
        super().__init__(source=f"state pack {pack.slug}", files=pack.files)
        self.pack = pack
        self.planners: dict[str, Callable[[Sequence[Row]], Planned]] = {}

    @cached_property
    def areas(self) -> dict[str, Any]:
        """Census codes to ids, of what is here or is planned."""
        return dict(known_ids(Area, self.source))

    @cached_property
    def schemes(self) -> dict[str, Any]:
        """Slugs to ids, likewise."""
        return dict(known_ids(RegionScheme, self.source))

    @cached_property
    def regions(self) -> dict[str, Any]:
        """``scheme|code`` to ids, likewise."""
        return dict(known_ids(Region, self.source))

    def rows(self) -> Iterator[Row | Reject]:
        """What later rows point at comes first: state, counties, schemes, regions, holdings, people."""
        yield from self._described("state", [self.pack.state], self._plan_state)
        areas = self.pack.areas
        columns = [areas["code"], areas["name"], *(scheme["column"] for scheme in self.pack.schemes)]
        yield from self._table(areas["file"], columns, self._plan_counties)
        yield from self._described("schemes", self.pack.schemes, self._plan_schemes)
        for scheme in self.pack.schemes:
            yield from self._regions(scheme)
            yield from self._holdings(scheme)
        for each in self.pack.populations:
            yield from self._populations(each)

    def plan(self, rows: Sequence[Row]) -> Planned:
        return self.planners[rows[0].file](rows)

    def _described(
        self, part: str, items: Sequence[Mapping[str, Any]], planner: Callable[[Sequence[Row]], Planned]
    ) -> Iterator[Row]:
        """Rows of ``pack.toml``; their number within the part stands for a line."""
        file = f"{TOML}: {part}"
        self.planners[file] = planner
        for number, item in enumerate(items, start=1):
            yield Row(file, number, item)

    def _table(
        self, file: str, columns: Sequence[str], planner: Callable[[Sequence[Row]], Planned], part: str = ""
    ) -> Iterator[Row | Reject]:
        named = f"{file}: {part}" if part else file
        self.planners[named] = planner
        yield from csv_rows(self.pack.folder / file, required=columns, named=named)

    def _regions(self, scheme: Mapping[str, Any]) -> Iterator[Row]:
        yield from self._described(
            f"regions of {scheme['slug']}", scheme["regions"], lambda rows: self._plan_regions(scheme, rows)
        )

    def _holdings(self, scheme: Mapping[str, Any]) -> Iterator[Row | Reject]:
        yield from self._table(
            self.pack.areas["file"],
            [scheme["column"]],
            lambda rows: self._plan_holdings(scheme, rows),
            part=scheme["column"],
        )

    def _populations(self, table: Mapping[str, Any]) -> Iterator[Row | Reject]:
        yield from self._table(
            table["file"],
            [self.pack.areas["code"], table["count"]],
            lambda rows: self._plan_populations(table, rows),
            part=table["count"],
        )

    def _plan_state(self, rows: Sequence[Row]) -> Planned:
        return self._plan_areas(
            [(row, row["code"], {"level": Area.Level.STATE, "name": row["name"]}) for row in rows]
        )

    def _plan_counties(self, rows: Sequence[Row]) -> Planned:
        columns, state = self.pack.areas, self.areas[self.pack.state["code"]]
        county = {"level": Area.Level.COUNTY, "parent_id": state}
        return self._plan_areas(
            [(row, row[columns["code"]], {**county, "name": row[columns["name"]]}) for row in rows]
        )

    def _plan_areas(self, described: Sequence[tuple[Row, str, dict[str, Any]]]) -> Planned:
        entries = [Entry(row, code, {"code": code, **values}) for row, code, values in described]
        planned = plan_upsert(Area, entries, source=self.source, identity=("code",))
        self.areas |= planned.ids
        return planned

    def _plan_schemes(self, rows: Sequence[Row]) -> Planned:
        entries = [
            Entry(
                row,
                row["slug"],
                {
                    "slug": row["slug"],
                    "name": LocalizedText.of(**row["name"]),
                    "rule": LocalizedText.of(**row["rule"]),
                    "defined_by": row["defined_by"],
                    "source": row["source"],
                    "since": row["since"],
                },
            )
            for row in rows
        ]
        planned = plan_upsert(RegionScheme, entries, source=self.source, identity=("slug",))
        self.schemes |= planned.ids
        return planned

    def _plan_regions(self, scheme: Mapping[str, Any], rows: Sequence[Row]) -> Planned:
        entries = [
            Entry(
                row,
                f"{scheme['slug']}|{row['code']}",
                {
                    "scheme_id": self.schemes[scheme["slug"]],
                    "code": row["code"],
                    "name": LocalizedText.of(**row["name"]),
                    "order": row.line,
                },
            )
            for row in rows
        ]
        planned = plan_upsert(Region, entries, source=self.source, identity=("scheme_id", "code"))
        self.regions |= planned.ids
        return planned

    def _plan_holdings(self, scheme: Mapping[str, Any], rows: Sequence[Row]) -> Planned:
        codes = {region["value"]: region["code"] for region in scheme["regions"]}
        entries, rejects = [], []
        for row in rows:
            county, value = row[self.pack.areas["code"]], row[scheme["column"]]
            if value not in codes or county not in self.areas:
                rejects.append(row.reject(f"No region {value} in {scheme['slug']}, or no county {county}"))
                continue
            values = {
                "region_id": self.regions[f"{scheme['slug']}|{codes[value]}"],
                "area_id": self.areas[county],
                "valid_from": scheme["since"],
                "basis": row[scheme["basis_column"]] if "basis_column" in scheme else scheme["basis"],
            }
            entries.append(Entry(row, f"{scheme['slug']}|{county}", values))
        identity = ("area_id", "region_id", "valid_from")
        planned = plan_upsert(RegionArea, entries, source=self.source, identity=identity)
        planned.rejects += rejects
        return planned

    def _plan_populations(self, table: Mapping[str, Any], rows: Sequence[Row]) -> Planned:
        entries, rejects = [], []
        for row in rows:
            county = row[self.pack.areas["code"]]
            if county not in self.areas:
                rejects.append(row.reject(f"No county {county}"))
                continue
            stratum = row[table["stratum"]] if "stratum" in table else Population.EVERYBODY
            group = row[table["group"]] if "group" in table else Population.EVERYBODY
            values = {
                "area_id": self.areas[county],
                "stratum": stratum,
                "group": group,
                "year": table["year"],
                "source": table["source"],
                "count": row[table["count"]],
            }
            entries.append(Entry(row, f"{county}|{stratum}|{group}|{table['year']}", values))
        identity = ("area_id", "stratum", "group", "year", "source")
        planned = plan_upsert(Population, entries, source=self.source, identity=identity)
        planned.rejects += rejects
        return planned
