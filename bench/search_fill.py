"""A large made-up directory: services for every need near real towns, multiplied by the database."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

PLACES = 5_000
PATTERNS_A_NEED = 4
OWNERS = 60
SEED = 20261122

TIMETABLES = (
    ("MO,TU,WE,TH,FR", "09:00", "17:00"),
    ("MO,TU,WE,TH,FR", "08:00", "18:30"),
    ("TU,TH,SA", "10:00", "14:00"),
    ("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"),
    ("MO,WE,FR", "17:00", "21:00"),
    None,
)


def fill(engine: str, size: int) -> float:
    """Make it; how many seconds the million, or so many as there shall be, took."""
    from django.db import connection

    from longtable.core.access import Actor
    from longtable.core.imports import run_import
    from longtable.directory.actions.indexing import index
    from longtable.directory.actions.loading import load_needs, load_points
    from longtable.directory.models import Listing, Location, Service
    from longtable.directory.search import word_index
    from longtable.places.imports import PackImporter
    from longtable.places.packs import read_pack

    by = Actor.system("bench")
    run_import(by=by, importer=PackImporter(read_pack("nc")))
    load_needs(by=by)
    load_points(by=by)
    patterns = make_patterns()
    index(patterns)
    make_places()
    begun = time.perf_counter()
    identity = "printf('%032x', i)" if engine == "sqlite" else "lpad(to_hex(i), 32, '0')::uuid"
    series = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size}) "
    numbered = "SELECT *, row_number() OVER (ORDER BY {}) - 1 AS place FROM {}"
    service, listing, location = (model._meta.db_table for model in (Service, Listing, Location))
    with connection.cursor() as cursor, indexed_afterwards(cursor, engine, service, listing):
        listed = _others(Listing, "id", "service_id", "location_id", "latitude", "longitude", "words")
        of_service = _others(Service, "id")
        cursor.execute(f"CREATE TEMP TABLE pattern AS {numbered.format('id', listing)}")
        cursor.execute(f"CREATE TEMP TABLE spot AS {numbered.format('id', location)}")
        cursor.execute("CREATE INDEX pattern_place ON pattern (place)")
        cursor.execute("CREATE INDEX spot_place ON spot (place)")
        cursor.execute(
            f"{series} INSERT INTO {service} (id, {', '.join(of_service)}) SELECT {identity}, "
            f"{', '.join(f's.{name}' for name in of_service)} FROM n "
            f"JOIN pattern p ON p.place = n.i % {len(patterns)} JOIN {service} s ON s.id = p.service_id"
        )
        cursor.execute(
            f"{series} INSERT INTO {listing} (service_id, location_id, latitude, longitude, words, "
            f"{', '.join(listed)}) SELECT {identity}, s.id, s.latitude, s.longitude, "
            f"p.words || ' ' || s.url, {', '.join(f'p.{name}' for name in listed)} FROM n "
            f"JOIN pattern p ON p.place = n.i % {len(patterns)} "
            f"JOIN spot s ON s.place = (CAST(n.i AS bigint) * 7919) % {PLACES}"
        )
    word_index.install(connection)
    word_index.settle(connection)
    took = time.perf_counter() - begun
    with connection.cursor() as cursor:
        # As a directory that has stood for a night: PostgreSQL's word index has merged what came last.
        cursor.execute("VACUUM ANALYZE" if engine == "postgres" else "ANALYZE")
    return took


@contextmanager
def indexed_afterwards(cursor: Any, engine: str, *tables: str) -> Iterator[None]:
    """Fill these tables without their indexes and checks, and make the indexes when they are full.

    Nothing for SQLite, where a hundred thousand rows are a matter of seconds.
    """
    if engine == "sqlite":
        yield
        return
    cursor.execute("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
    cursor.execute("SET session_replication_role = replica")  # no check of two foreign keys a row
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN "
        "(SELECT conname FROM pg_constraint)",
        [list(tables)],
    )
    indexes = cursor.fetchall()
    for name, _statement in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, statement in indexes:
        cursor.execute(statement)
    cursor.execute("RESET ALL")


def make_patterns() -> list[Any]:
    """Services for each need, of an organisation, described in its own words and some of other needs."""
    from django.utils import timezone

    from longtable.core.localized import LocalizedText
    from longtable.directory.models import Service
    from longtable.directory.search.needs import all_needs

    chance, owners = random.Random(SEED), make_owners()
    every_word = [word for need in all_needs().values() for words in need.words.values() for word in words]
    made = []
    for need in all_needs().values():
        for number in range(PATTERNS_A_NEED):
            language = chance.choice(list(need.words))
            said = chance.sample(every_word, 12)
            service = Service.objects.create(
                organization=chance.choice(owners),
                name=LocalizedText.of(**{language: f"{chance.choice(need.words[language])} {number}"}),
                description=LocalizedText.of(**{language: ". ".join(said)}),
                published_at=timezone.now(),
                assured_at=timezone.now() - timedelta(days=chance.randrange(400)),
                status="active",
            )
            describe(service, need.code if number % 2 else "", chance)
            made.append(service.pk)
    return made


def describe(service: Any, need: str, chance: random.Random) -> None:
    """Hours, what it costs, who speaks what, and whether it takes people; tied to its need, or not."""
    from longtable.directory.models import (
        Attribute,
        CostOption,
        Language,
        Schedule,
        ServiceCapacity,
        TaxonomyTerm,
    )

    if need:
        term = TaxonomyTerm.objects.get(taxonomy__slug="needs", code=need)
        Attribute.objects.create(link_entity="service", link_id=service.pk, taxonomy_term=term)
    if told := chance.choice(TIMETABLES):
        days, opens, closes = told
        Schedule.objects.create(
            service=service, freq="WEEKLY", byday=days, opens_at=opens, closes_at=closes
        ).refresh_from_db()
    if chance.random() < 0.4:
        CostOption.objects.create(service=service, amount=0)
    if chance.random() < 0.3:
        Language.objects.create(service=service, code="es", name="Spanish")
    if chance.random() < 0.2:
        ServiceCapacity.objects.create(
            service=service, state=chance.choice(["open", "full"]), updated_at=service.published_at
        )


def make_owners() -> list[Any]:
    """Organisations with a telephone."""
    from django.utils import timezone

    from longtable.accounts.models import Organization
    from longtable.directory.models import OrganizationEntry, Phone

    made = []
    for number in range(OWNERS):
        owner = Organization.objects.create(name=f"Made up {number}", kind=Organization.Kind.COMMUNITY)
        made.append(OrganizationEntry.objects.create(organization=owner, published_at=timezone.now()))
        Phone.objects.create(organization=made[-1], number=f"919-555-01{number:02}", type="voice")
    return made


def make_places() -> None:
    """Places around the towns; every twentieth is none, but serves a county or the state.

    The ``url`` holds what the index knows of a place: its town and marks.
    """
    from longtable.directory.models import Address, Location, PlacePoint
    from longtable.directory.search import cells, marks

    chance = random.Random(SEED)
    towns = list(PlacePoint.objects.select_related("area"))
    chosen = chance.choices(towns, weights=[town.people + 500 for town in towns], k=PLACES)
    made = []
    for number, town in enumerate(chosen):
        code = town.area.code if town.area else ""
        if number % 20 == 0:
            serves = marks.mark(marks.SERVES, code if number % 100 else code[:2])
            made.append(Location(name="By telephone", location_type="virtual", url=serves))
            continue
        position = (town.latitude + chance.gauss(0, 0.03), town.longitude + chance.gauss(0, 0.03))
        told = [town.folded, marks.mark(marks.LIES_IN, code), *cells.squares_of(*position)]
        latitude, longitude = position
        place = Location(name=town.name, latitude=latitude, longitude=longitude, area=town.area)
        place.url = " ".join(told)
        made.append(place)
    Location.objects.bulk_create(made)
    Address.objects.bulk_create(
        [
            Address(location=place, address_1="1 Main Street", city=place.name)
            for place in made
            if place.latitude
        ]
    )


def _others(model: Any, *left_out: str) -> list[str]:
    return [f'"{field.column}"' for field in model._meta.concrete_fields if field.column not in left_out]
