"""The directory as a tabular datapackage of HSDS 3.1: ``datapackage.json`` and a CSV file for each table."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from longtable.directory.hsds import profile
from longtable.directory.hsds.additions import additions, prefetch_for_additions, records_of_profile
from longtable.directory.hsds.cells import STAND_IN
from longtable.directory.hsds.publishing import published
from longtable.directory.hsds.records import Record
from longtable.directory.hsds.shapes import Column, Kind
from longtable.directory.hsds.tables import BY_NAME, TABLES, Table
from longtable.directory.models import Service

DESCRIPTOR = "datapackage.json"

_TYPES = {
    Kind.NUMBER: "number",
    Kind.WHOLE: "number",
    Kind.MONEY: "number",
    Kind.DATE: "date",
    Kind.DAY_OF: "date",
    Kind.TIME: "time",
    Kind.MOMENT: "datetime",
}
_FORMATS = {Kind.ID: "uuid", Kind.URL: "uri", Kind.URI: "uri", Kind.EMAIL: "email"}


class CsvPackage:
    """Writes tables into ``folder``, each once; ``written`` are the rows of each by the stem of its file."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder, self.now = folder, now
        self.written: dict[str, int] = {}
        self._attributes = (folder / "attributes.csv").open("w", encoding="utf-8", newline="")
        self._to_attributes = _writer(self._attributes, BY_NAME["attribute"])
        self.written["attributes"] = 0

    def __enter__(self) -> "CsvPackage":
        return self

    def __exit__(self, *_: object) -> None:
        self._attributes.close()

    def write(self, table: Table) -> Iterator[int]:
        """Write one table with its additions; says again and again how many rows of it are written."""
        if table.name == "attribute":
            yield from self._add(self._to_attributes, table, published(table, self.now))
            return
        with (self.folder / f"{table.stem}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = _writer(stream, table)
            ours = [each for name, each in records_of_profile() if name == table.name]
            if (
                table.name == "organization"
                and Service.objects.published().filter(organization=None).exists()
            ):
                ours.append(nobody())
            writer.writerows(_cells(table, ours))
            self.written[table.stem] = len(ours)
            yield from self._add(writer, table, published(table, self.now))

    def _add(self, writer: Any, table: Table, pieces: Iterable[list[tuple[Any, Record]]]) -> Iterator[int]:
        for piece in pieces:
            writer.writerows(_cells(table, [each for _row, each in piece]))
            self.written[table.stem] += len(piece)
            rows = [row for row, _record in piece]
            prefetch_for_additions(table, rows)
            for row in rows:
                beside = list(additions(table, row))
                self._to_attributes.writerows(_cells(BY_NAME["attribute"], beside))
                self.written["attributes"] += len(beside)
            yield self.written[table.stem]

    def describe(self, title: str) -> None:
        """Write the descriptor."""
        text = json.dumps(descriptor(title, self.now), indent=2, ensure_ascii=False)
        (self.folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")


def descriptor(title: str, now: datetime) -> dict[str, Any]:
    """What the files hold, column by column, as a tabular datapackage says it."""
    return {
        "name": "human_services_data",
        "title": title,
        "description": "A directory of services after HSDS 3.1. Attributes under the terms of the taxonomy "
        f"'{profile.TAXONOMY_NAME}' hold what HSDS has no column for.",
        "profile": "tabular-data-package",
        "version": "3.1.0",
        "created": now.isoformat(timespec="seconds"),
        "homepage": "https://docs.openreferral.org",
        "resources": [_resource(table) for table in TABLES],
    }


def nobody() -> Record:
    """Stands for the organization of services of which none is known."""
    name = profile.NOBODY_NAME
    return {"id": str(profile.NOBODY_ID), "name": name, "description": "The source did not name one."}


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.stem}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "primaryKey": "id",
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {"resource": _resource_of(table, column), "fields": "id"},
                }
                for column in table.references
            ],
            "fields": [_described(column) for column in table.columns],
        },
    }


def _resource_of(table: Table, column: Column) -> str:
    return "" if column.to == table.name else column.to


def _described(column: Column) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, "string")
    told: dict[str, Any] = {"name": column.name, "type": kind}
    if column.kind in _FORMATS:
        told["format"] = _FORMATS[column.kind]
    told["constraints"] = {"required": column.required, "unique": column.name == "id"}
    if column.choices and column.name != "last_action_type":
        told["constraints"]["enum"] = list(column.choices)
    return told


def _writer(stream: Any, table: Table) -> Any:
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    return writer


def _cells(table: Table, records: Iterable[Record]) -> Iterator[list[Any]]:
    for each in records:
        yield [_cell(column, each.get(column.name)) for column in table.columns]


def _cell(column: Column, value: Any) -> Any:
    if value is not None and value != "":
        return value
    if not column.required:
        return ""
    if column.to == "organization":
        return str(profile.NOBODY_ID)
    if column.to == "unit":
        return str(profile.UNIT_ID)
    return str(profile.term_id("value")) if column.to == "taxonomy_term" else STAND_IN
