"""How fast somebody finds help in a directory of ten thousand, a hundred thousand or a million services.

Run by the bench as ``python -m bench.searching ENGINE SERVICES`` in the environment of a place; prints JSON.
Each question is also answered by SQL written by hand (``bench/search_bare.py``), in turns in the same run.
"""

import gc
import json
import os
import random
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.place import place
from bench.report import Table
from bench.search_fill import SEED

SIZES = {"sqlite": (10_000, 100_000), "postgres": (1_000_000,)}
QUESTIONS = Path("longtable/directory/tests/questions.toml")
WHERE = ("", "Robeson County", "27510", "Lumberton", "Charlotte", "point")
ASKED = 300
MOMENTS = (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
"""A Tuesday in North Carolina, at noon and at half past seven in the evening."""

COLUMNS = {
    "services": "services",
    "p50": "p50 ms",
    "p95": "p95 ms",
    "bare_p50": "bare SQL p50",
    "bare_p95": "bare SQL p95",
    "ratio": "times bare, median",
    "cpu_p50": "CPU ms p50",
    "cpu_p95": "CPU ms p95",
    "bare_cpu_p50": "bare CPU p50",
    "bare_cpu_p95": "bare CPU p95",
    "cpu_ratio": "times bare CPU, median",
    "queries": "statements a question",
    "page_p50": "whole page p50",
    "page_p95": "whole page p95",
    "template_p50": "of it the template, p50",
    "goal": "page in % of the goal, median",
    "met": "% of pages that meet it",
    "filled": "rows/s filled",
}


def measure(engine: str, sizes: tuple[int, ...] = ()) -> Table:
    """Milliseconds of one question, of SQL written by hand for it, and of the whole page."""
    table = Table(f"Finding help, {engine}, {ASKED} questions", list(COLUMNS.values()))
    for size in sizes or SIZES[engine]:
        with place(engine) as here:
            told = json.loads(here.run("bench.searching", engine, str(size)))
        table.add(f"{size:,}", *(f"{told[name]:,.1f}" for name in list(COLUMNS)[1:]))
    return table


def main(engine: str, size: int) -> None:
    """Fill the database, ask, and print what it took."""
    prepare()
    from django.core.management import call_command

    from bench.search_fill import fill

    call_command("migrate", interactive=False, verbosity=0)
    took = fill(engine, size)
    json.dump({**told(ask_all()), "filled": 2 * size / took}, sys.stdout)


def prepare() -> None:
    """Django, in the environment of the place."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    os.environ["LONGTABLE_STATE"] = "nc"
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()
    import django

    django.setup()


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock, and of processors: our own and those of PostgreSQL that answers us."""

    clock: float
    cpu: float


@dataclass(frozen=True)
class Asked:
    """What one question took."""

    question: Any
    ours: Took
    bare: Took
    page: Took
    template: float
    """Milliseconds of ``page`` in which its template was filled."""
    queries: int

    @property
    def of_goal(self) -> float:
        """The whole page as a share of the goal: twice the sum of the SQL by hand and the template."""
        return self.page.clock / (2 * (self.bare.clock + self.template))


def ask_all() -> list[Asked]:
    """Every question once to get warm, and once to be measured."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    browser = Client()
    for question in questions(1)[:100]:
        ask(question, 0, browser)
    gc.freeze()
    return [ask(question, number, browser) for number, question in enumerate(questions())]


def told(asked: Sequence[Asked]) -> dict[str, float]:
    """The figures of :data:`COLUMNS`."""

    def middle(of: Callable[[Asked], float]) -> float:
        return statistics.median(map(of, asked))

    def slow(of: Callable[[Asked], float]) -> float:
        return sorted(map(of, asked))[int(len(asked) * 0.95)]

    return {
        "p50": middle(lambda each: each.ours.clock),
        "p95": slow(lambda each: each.ours.clock),
        "bare_p50": middle(lambda each: each.bare.clock),
        "bare_p95": slow(lambda each: each.bare.clock),
        "ratio": middle(lambda each: each.ours.clock / each.bare.clock),
        "cpu_p50": middle(lambda each: each.ours.cpu),
        "cpu_p95": slow(lambda each: each.ours.cpu),
        "bare_cpu_p50": middle(lambda each: each.bare.cpu),
        "bare_cpu_p95": slow(lambda each: each.bare.cpu),
        "cpu_ratio": middle(lambda each: each.ours.cpu / each.bare.cpu),
        "queries": statistics.mean(each.queries for each in asked),
        "page_p50": middle(lambda each: each.page.clock),
        "page_p95": slow(lambda each: each.page.clock),
        "template_p50": middle(lambda each: each.template),
        "goal": 100 * middle(lambda each: each.of_goal),
        "met": 100 * statistics.mean(each.of_goal <= 1 for each in asked),
    }


def questions(turn: int = 0) -> list[Any]:
    """The labelled questions of the tests, each somewhere, and some with a wish."""
    from longtable.directory.selectors.search import Question

    chance = random.Random(SEED + turn)
    words = list(tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["questions"])
    chance.shuffle(words)
    asked = []
    for said in islice(cycle(words), ASKED):
        where = chance.choice(WHERE)
        point = (chance.uniform(34.5, 36.4), chance.uniform(-82.0, -77.0)) if where == "point" else None
        asked.append(
            Question(
                said,
                "" if point else where,
                point,
                open_now=chance.random() < 0.2,
                free=chance.random() < 0.1,
                language="es" if chance.random() < 0.1 else "",
                capacity_open=chance.random() < 0.05,
            )
        )
    return asked


def ask(question: Any, number: int, browser: Any) -> Asked:
    """Ours, by hand, and the whole page; who of the first two begins changes with each question."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone, translation

    from bench.search_bare import Bare
    from longtable.directory.selectors.finding import lines
    from longtable.directory.selectors.search import find

    now = MOMENTS[number % len(MOMENTS)]
    local = timezone.localtime(now).replace(tzinfo=None)

    def ours() -> Any:
        with translation.override("es"):
            found = find(question, now=now, language="es", per_page=12)
            lines(found.results)
            return found

    with CaptureQueriesContext(connection) as asked:
        found = ours()
    queries = len(asked)  # before a request forgets them
    words = found.corrected or question.words
    bare = Bare(connection.connection.cursor(), connection.vendor)
    calls: dict[str, Callable[[], object]] = {
        "ours": ours,
        "bare": lambda: bare.ask(words, question, local),
    }
    took = {name: _took(calls[name]) for name in list(calls)[:: 1 if number % 2 else -1]}
    with _template() as filled:
        page = _took(lambda: browser.get("/find/", _address(question), HTTP_ACCEPT_LANGUAGE="es"))
    return Asked(question, took["ours"], took["bare"], page, sum(filled), queries)


@contextmanager
def _template() -> Iterator[list[float]]:
    """The milliseconds in which the template of a page is filled, once the page is there."""
    from longtable.directory.views import finding

    took: list[float] = []
    fill = finding.render

    def timed(*given: Any) -> Any:
        begun = time.perf_counter()
        page = fill(*given)
        took.append((time.perf_counter() - begun) * 1000)
        return page

    with patch.object(finding, "render", timed):
        yield took


def _took(call: Callable[[], object]) -> Took:
    from django.db import connection

    connection.ensure_connection()
    server = _server_of(connection)
    begun, cpu, there = time.perf_counter(), time.process_time(), _cpu_of(server)
    call()
    clock, cpu = time.perf_counter() - begun, time.process_time() - cpu
    return Took(clock * 1000, (cpu + _cpu_of(server) - there) * 1000)


def _server_of(connection: Any) -> Path | None:
    """What Linux tells of the process that answers; none for SQLite, which answers in ours."""
    if connection.vendor == "sqlite":
        return None
    return Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")


def _cpu_of(process: Path | None) -> float:
    """Seconds of processor that it has had."""
    return int(process.read_text().split()[0]) / 1e9 if process else 0.0


def _address(question: Any) -> dict[str, str]:
    """The question as it stands in an address."""
    asked = {"q": question.words, "near": question.near, "speaks": question.language}
    if question.point:
        asked["at"] = f"{question.point[0]},{question.point[1]}"
    wishes = {
        "open_now": question.open_now,
        "free": question.free,
        "takes_people": question.capacity_open,
    }
    return asked | {name: "on" for name, wished in wishes.items() if wished}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
