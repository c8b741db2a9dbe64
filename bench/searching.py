"""How fast somebody finds help in a directory of ten thousand, a hundred thousand or a million services.

Run by the bench as ``python -m bench.searching ENGINE SERVICES`` in the environment of a place; prints JSON.
The statements of each question are asked again through the driver alone, in the same run.
"""

import json
import os
import random
import statistics
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.place import place
from bench.report import Table

SIZES = {"sqlite": (10_000, 100_000), "postgres": (1_000_000,)}
QUESTIONS = Path("longtable/directory/tests/questions.toml")
WHERE = ("", "Robeson County", "27510", "Lumberton", "Charlotte", "point")
ASKED = 150
PLACES = 5_000
SEED = 20261122


def measure(engine: str, sizes: tuple[int, ...] = ()) -> Table:
    """Milliseconds of one question, and of its statements alone."""
    table = Table(
        f"Finding help, {engine}",
        ["services", "questions", "p50 ms", "p95 ms", "bare SQL p50", "bare SQL p95", "times bare, median"],
    )
    for size in sizes or SIZES[engine]:
        with place(engine) as here:
            told = json.loads(here.run("bench.searching", engine, str(size)))
        table.add(f"{size:,}", str(told["asked"]), *(f"{told[name]:.1f}" for name in NAMES))
    return table


NAMES = ("p50", "p95", "bare_p50", "bare_p95", "ratio")


def main(engine: str, size: int) -> None:
    """Fill the database, ask, and print what it took."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    os.environ["LONGTABLE_STATE"] = "nc"
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    fill(engine, size)
    warm, counted = questions(), questions(1)
    for question in warm[:50]:
        ask(question)
    took = [ask(question) for question in counted]
    whole, bare = sorted(each[0] for each in took), sorted(each[1] for each in took)
    told = {
        "asked": len(took),
        "p50": statistics.median(whole),
        "p95": whole[int(len(whole) * 0.95)],
        "bare_p50": statistics.median(bare),
        "bare_p95": bare[int(len(bare) * 0.95)],
        "ratio": statistics.median(each[0] / each[1] for each in took),
    }
    json.dump(told, sys.stdout)


def questions(turn: int = 0) -> list[Any]:
    """The labelled questions of the tests, each somewhere."""
    from longtable.directory.selectors.search import Question

    chance = random.Random(SEED + turn)
    words = list(tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["questions"])
    chance.shuffle(words)
    asked = []
    for said in islice(cycle(words), ASKED):
        where = chance.choice(WHERE)
        point = (chance.uniform(34.5, 36.4), chance.uniform(-82.0, -77.0)) if where == "point" else None
        asked.append(Question(said, "" if point else where, point, open_now=chance.random() < 0.15))
    return asked


def ask(question: Any) -> tuple[float, float]:
    """Milliseconds of the question, and of its statements again through the driver."""
    from django.db import connection
    from django.utils import timezone

    from longtable.directory.selectors.search import find

    noted: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        noted.append((sql, params))
        return execute(sql, params, many, context)

    begun = time.perf_counter()
    with connection.execute_wrapper(note):
        find(question, now=timezone.now(), language="es", per_page=12)
    whole = time.perf_counter() - begun
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    if connection.vendor == "sqlite":
        noted = [(sql.replace("%s", "?").replace("%%", "%"), params) for sql, params in noted]
    begun = time.perf_counter()
    for sql, params in noted:
        cursor.execute(sql, params or ())
        cursor.fetchall()
    return whole * 1000, (time.perf_counter() - begun) * 1000


def fill(engine: str, size: int) -> None:
    """Services for every need, at places near real towns; multiplied by the database itself."""
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
            f"p.words || ' ' || s.name, {', '.join(f'p.{name}' for name in listed)} FROM n "
            f"JOIN pattern p ON p.place = n.i % {len(patterns)} "
            f"JOIN spot s ON s.place = (CAST(n.i AS bigint) * 7919) % {PLACES}"
        )
    word_index.install(connection)
    with connection.cursor() as cursor:
        # As a directory that has stood for a night: PostgreSQL's word index has merged what came last.
        cursor.execute("VACUUM ANALYZE" if engine == "postgres" else "ANALYZE")


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
    """Four services for each need, described in its own words and in some of other needs."""
    from django.utils import timezone

    from longtable.core.localized import LocalizedText
    from longtable.directory.models import Attribute, Schedule, Service, TaxonomyTerm
    from longtable.directory.search.needs import all_needs

    chance = random.Random(SEED)
    terms = {term.code: term for term in TaxonomyTerm.objects.filter(taxonomy__slug="needs")}
    every_word = [word for need in all_needs().values() for words in need.words.values() for word in words]
    made = []
    for need in all_needs().values():
        for number in range(4):
            language = chance.choice(list(need.words))
            said = chance.sample(every_word, 12)
            service = Service.objects.create(
                name=LocalizedText.of(**{language: f"{chance.choice(need.words[language])} {number}"}),
                description=LocalizedText.of(**{language: ". ".join(said)}),
                published_at=timezone.now(),
                assured_at=timezone.now() - timedelta(days=chance.randrange(400)),
            )
            if number % 2:
                Attribute.objects.create(
                    link_entity="service", link_id=service.pk, taxonomy_term=terms[need.code]
                )
            Schedule.objects.create(
                service=service,
                freq="WEEKLY",
                byday="MO,TU,WE,TH,FR,SA,SU",
                opens_at="06:00",
                closes_at="23:00",
            )
            made.append(service.pk)
    return made


def make_places() -> None:
    """Places around the towns; the name holds what the index knows of a place."""
    from longtable.directory.models import Location, PlacePoint
    from longtable.directory.search import cells, marks

    chance = random.Random(SEED)
    towns = list(PlacePoint.objects.select_related("area"))
    chosen = chance.choices(towns, weights=[town.people + 500 for town in towns], k=PLACES)
    made = []
    for town in chosen:
        position = (town.latitude + chance.gauss(0, 0.03), town.longitude + chance.gauss(0, 0.03))
        lies_in = marks.mark(marks.LIES_IN, town.area.code if town.area else "")
        name = " ".join([town.folded, lies_in, *cells.squares_of(*position)])
        made.append(Location(name=name, latitude=position[0], longitude=position[1], area=town.area))
    Location.objects.bulk_create(made)


def _others(model: Any, *left_out: str) -> list[str]:
    return [f'"{field.column}"' for field in model._meta.concrete_fields if field.column not in left_out]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
