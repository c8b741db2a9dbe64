"""A directory after HSDS 3.1 as a tabular datapackage, made up, of any size: six rows for each service."""

import csv
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from longtable.directory.tests.dirty import NEEDS, TOWNS

Row = list[object]

_NUMBERS = {
    name: place
    for place, name in enumerate(
        ("organization", "location", "service", "service_at_location", "address", "phone", "schedule")
    )
}


def write(folder: Path, services: int) -> Path:
    """Write it to ``folder``: every id a UUID of chance, every reference leads somewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, stem, header, rows in _tables(services):
        with (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            writer.writerows(rows)
        resources.append({"name": name, "path": f"{stem}.csv", "profile": "tabular-data-resource"})
    described = {"name": "human_services_data", "profile": "tabular-data-package", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(described, indent=2), encoding="utf-8")
    return folder


def _id(table: str, number: int) -> UUID:
    """Always the same for the same row, and in no order at all, as the ids of real sources."""
    return UUID(int=random.Random(number * len(_NUMBERS) + _NUMBERS[table]).getrandbits(128), version=4)


def _tables(services: int) -> Iterator[tuple[str, str, list[str], Iterable[Row]]]:
    owners, numbers = max(services // 4, 1), range(services)
    yield (
        "organization",
        "organizations",
        ["id", "name", "description", "email", "website"],
        (
            [
                _id("organization", n),
                f"Community House {n}",
                f"Helps with {_need(n)}.",
                f"house{n}@example.org",
                "https://example.org",
            ]
            for n in range(owners)
        ),
    )
    yield (
        "location",
        "locations",
        ["id", "location_type", "name", "latitude", "longitude"],
        ([_id("location", n), "physical", f"Site {n}", *_point(n)] for n in numbers),
    )
    yield (
        "service",
        "services",
        ["id", "organization_id", "name", "description", "status", "email", "last_modified"],
        (
            [
                _id("service", n),
                _id("organization", n % owners),
                f"{_need(n).title()} help {n % 800}",
                f"Free {_need(n)} for people in {TOWNS[n % 6]}. Call first.",
                "active",
                f"desk{n}@example.org",
                f"2026-0{n % 9 + 1}-11T10:00:00Z",
            ]
            for n in numbers
        ),
    )
    yield (
        "service_at_location",
        "service_at_location",
        ["id", "service_id", "location_id"],
        ([_id("service_at_location", n), _id("service", n), _id("location", n)] for n in numbers),
    )
    yield (
        "address",
        "addresses",
        [
            "id",
            "location_id",
            "address_1",
            "city",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        ],
        (
            [
                _id("address", n),
                _id("location", n),
                f"{n % 1800 + 1} Elm St",
                TOWNS[n % 6],
                "NC",
                f"283{n % 90 + 10}",
                "US",
                "physical",
            ]
            for n in numbers
        ),
    )
    yield (
        "phone",
        "phones",
        ["id", "service_id", "number"],
        ([_id("phone", n), _id("service", n), f"(910) 555-{n % 10000:04d}"] for n in numbers),
    )
    yield (
        "schedule",
        "schedules",
        ["id", "service_id", "freq", "byday", "opens_at", "closes_at"],
        ([_id("schedule", n), _id("service", n), "WEEKLY", "MO,WE,FR", "08:30", "17:00"] for n in numbers),
    )


def _need(number: int) -> str:
    return NEEDS[number % len(NEEDS)]


def _point(number: int) -> Row:
    chance = random.Random(number)
    return [round(34 + chance.random(), 5), round(-79.5 + chance.random(), 5)]
