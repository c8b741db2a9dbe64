"""Immunization: how many forecasts a second, in how much memory, and how soon a compiled release loads."""

import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from bench.report import Table
from longtable.methods.immunization import Engine, compact, load
from longtable.methods.immunization.batch import Question, forecast_many
from longtable.methods.tests import cdsi

FORECASTS = 10_000

CHILDHOOD = {
    "110": (60, 120, 180),
    "48": (60, 120, 180, 400),
    "133": (60, 120, 180, 380),
    "119": (60, 120),
    "03": (370, 1500),
    "21": (370, 1500),
    "83": (380, 600),
    "20": (480,),
    "130": (1500,),
    "150": (200, 560, 920),
    "115": (4100,),
    "165": (4100, 4400),
    "147": (4100, 5900),
}
"""What a child is given in sixteen years: product to days of age. Thirty doses."""


def measure() -> Iterator[Table]:
    """Loading, then forecasts of CDC's cases and of whole childhoods, each over all vaccine groups."""
    engine = cdsi.engine()
    yield _loading(engine)
    table = Table(
        f"{FORECASTS:,} forecasts over all {len(engine.schedule.vaccine_groups)} vaccine groups, release "
        f"{engine.version}",
        ["histories", "processes", "CPU seconds", "seconds", "a second", "memory before and after, MB"],
    )
    cases = [Question(each.birth, each.sex, each.doses, each.on) for each in cdsi.cases()]
    for name, people in (("CDC's cases", cases), ("childhoods of 30 doses", _childhoods())):
        _forecasts(engine, table, name, people, processes=1)
    _forecasts(engine, table, "CDC's cases", cases, processes=2)
    yield table


def _loading(engine: Engine) -> Table:
    table = Table("Loading a release", ["from", "MB", "CPU seconds"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schedule.json"
        compact.write(engine.schedule, file)
        files = {"XML of CDC": cdsi.folder(), "compiled": file}
        for name, place in files.items():
            size = sum(each.stat().st_size for each in [*place.glob("*.xml")] or [place])
            begun = time.process_time()
            load(place)
            table.add(name, f"{size / 1e6:.1f}", f"{time.process_time() - begun:.2f}")
    return table


def _childhoods() -> list[Question]:
    """A thousand children of all ages, each a few days later than the one before."""
    today = date(2025, 11, 10)
    people = []
    for number in range(1000):
        birth = today - timedelta(days=number * 6)
        given = [
            (birth + timedelta(days=age + number % 40), cvx)
            for cvx, ages in CHILDHOOD.items()
            for age in ages
        ]
        doses = tuple(each for each in given if each[0] <= today)
        people.append(Question(birth, "FM"[number % 2], doses, today))
    return people


def _forecasts(
    engine: Engine, table: Table, name: str, people: Sequence[Question], *, processes: int
) -> None:
    before, cpu, begun = _memory(), _cpu(), time.perf_counter()
    for _ in forecast_many(engine, islice(cycle(people), FORECASTS), processes=processes):
        pass
    took = time.perf_counter() - begun
    spent = _cpu() - cpu
    memory = f"{before:.0f}, {_memory():.0f}"
    table.add(name, str(processes), f"{spent:.1f}", f"{took:.1f}", f"{FORECASTS / took:.0f}", memory)


def _cpu() -> float:
    """Seconds of this process and of those that it has waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _memory() -> float:
    """Most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
