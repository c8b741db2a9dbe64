"""A directory as a 211 line really exports it, made up: HSDS 2 with all of its faults, at any size."""

import csv
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

NEEDS = ("food", "rent", "shelter", "clinic", "child care", "diapers", "rides", "water", "heat", "repair")
TOWNS = ("Lumberton", "Pembroke", "Red Springs", "Fairmont", "St. Pauls", "Maxton")
DAYS = ("MO", "TU", "WE", "TH", "FR")

Row = list[object]


def write(folder: Path, services: int, *, seed: int = 211) -> Path:
    """Write an export with that many services to ``folder``; about twelve rows for each service.

    One service in nine has lost its organisation, one in two its position; ids are numbers, hours have
    twelve of them, states are padded, a part of the eligibility rows belongs to nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, header, rows in _tables(services, seed):
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            writer.writerows(rows)
    return folder


def _tables(services: int, seed: int) -> Iterator[tuple[str, list[str], Iterable[Row]]]:
    organizations = max(services // 4, 1)
    yield (
        "organizations",
        ["id", "name", "alternate_name", "description", "email", "url"],
        (
            [
                number,
                f"Community House {number}",
                "",
                f"Helps with {_word(number)}.",
                _mail(number),
                "example.org",
            ]
            for number in range(1, organizations + 1)
        ),
    )
    yield (
        "services",
        [
            "id",
            "organization_id",
            "program_id",
            "name",
            "description",
            "url",
            "email",
            "status",
            "application_process",
            "fees",
            "internal_note",
        ],
        (_service(number, organizations) for number in range(1, services + 1)),
    )
    chance = random.Random(seed)
    yield (
        "locations",
        ["id", "organization_id", "name", "description", "latitude", "longitude"],
        ([number, "", f"Site {number}", "", *_point(number, chance)] for number in range(1, services + 1)),
    )
    yield (
        "physical_addresses",
        [
            "id",
            "location_id",
            "address_1",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
        ],
        (
            [n, n, f"{n % 1800 + 1} Elm St", TOWNS[n % 6], "", "NC ", f"283{n % 90 + 10}", "USA"]
            for n in range(1, services + 1)
        ),
    )
    yield (
        "services_at_location",
        ["id", "service_id", "location_id"],
        ([number, number, number] for number in range(1, services + 1)),
    )
    yield (
        "phones",
        ["id", "service_id", "number", "extension", "department"],
        (
            [
                number,
                number,
                f"(910) 555-{number % 10000:04d}",
                "ext. 12" if number % 7 == 0 else "",
                "Front desk",
            ]
            for number in range(1, services + 1)
        ),
    )
    yield (
        "regular_schedules",
        ["id", "service_id", "weekday", "opens_at", "closes_at"],
        (
            ["", number, day, "8:30 AM", "5 PM" if number % 11 else "###MON###"]
            for number in range(1, services + 1)
            for day in (number % 5 + 1, (number + 2) % 5 + 1)
        ),
    )
    yield (
        "languages",
        ["id", "service_id", "language"],
        (
            [2 * number + place, number, language]
            for number in range(1, services + 1)
            for place, language in enumerate(("English", "Spanish"))
        ),
    )
    yield (
        "taxonomy",
        ["id", "name", "parent_id", "parent_name", "vocabulary"],
        (
            [f"BD-{place}", word, f"BD-{place // 4}" if place >= 4 else "", "", "211"]
            for place, word in enumerate(NEEDS)
        ),
    )
    yield (
        "services_taxonomy",
        ["id", "service_id", "taxonomy_id"],
        (
            [2 * number + place, number, f"BD-{(number + 3 * place) % len(NEEDS)}"]
            for number in range(1, services + 1)
            for place in (0, 1)
        ),
    )
    yield (
        "eligibilities",
        ["id", "service_id", "eligibility"],
        (
            [number, number if number % 2 else "", f"Residents of {TOWNS[number % 6]}"]
            for number in range(1, services + 1)
        ),
    )


def _service(number: int, organizations: int) -> Row:
    owner = organizations + number if number % 9 == 0 else number % organizations + 1
    name = f"{_word(number).title()} help ###TUE### {number % 800}"
    described = f'Free {_word(number)}, "no questions".\nCall first; say you came by phone {number}.'
    return [number, owner, "", name, described, "", _mail(number), "", "Call or walk in", "", "not for you"]


def _point(number: int, chance: random.Random) -> Row:
    if number % 20 < 9:
        return ["", ""]
    latitude, longitude = round(34 + chance.random(), 5), round(-79.5 + chance.random(), 5)
    if number % 50 == 49:
        return [longitude, latitude]
    return [0, 0] if number % 50 == 48 else [latitude, longitude]


def _word(number: int) -> str:
    return NEEDS[number % len(NEEDS)]


def _mail(number: int) -> str:
    return "none" if number % 6 == 0 else f"desk{number}@example.org"
