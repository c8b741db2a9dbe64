"""Thousands of people at once, for a clinic's whole list: in several processes, in order, little memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Final

from longtable.methods.immunization.engine import Engine
from longtable.methods.immunization.forecasts import Forecast
from longtable.methods.immunization.history import Dose, Observation
from longtable.methods.immunization.schedule import Schedule

CHUNK: Final = 200
"""People that a process takes at once: long enough to be worth the way there and back."""

Answer = dict[str, Forecast]


@dataclass(frozen=True, slots=True)
class Question:
    """One person of many; what :meth:`Engine.forecast` asks for."""

    birth_date: date
    sex: str | None
    doses: tuple[Dose | tuple[date, str] | tuple[date, str, str], ...]
    on: date
    observations: tuple[Observation | str, ...] = ()
    birth_country: str | None = None


def forecast_many(
    engine: Engine, questions: Iterable[Question], *, processes: int | None = None
) -> Iterator[Answer]:
    """Answers in the order of the questions, which are read as they are needed.

    ``processes``: None for one per core, 1 for none besides this one. What somebody is told depends on
    nobody else.
    """
    count = processes or os.cpu_count() or 1
    if count == 1:
        for question in questions:
            yield _ask(engine, question)
        return
    context = get_context("spawn")  # a forked copy of a threaded web process may hang
    with ProcessPoolExecutor(count, context, _begin, (engine.schedule,)) as pool:
        waiting: deque[Future[list[Answer]]] = deque()
        stream = iter(questions)
        while chunk := list(islice(stream, CHUNK)):
            waiting.append(pool.submit(_ask_many, chunk))
            if len(waiting) > 2 * count:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


_engine: Engine | None = None
"""The engine of a process that answers for another."""


def _begin(schedule: Schedule) -> None:
    global _engine
    _engine = Engine(schedule)


def _ask_many(questions: list[Question]) -> list[Answer]:
    assert _engine is not None
    return [_ask(_engine, each) for each in questions]


def _ask(engine: Engine, question: Question) -> Answer:
    return engine.forecast(
        question.birth_date,
        question.sex,
        question.doses,
        on=question.on,
        observations=question.observations,
        birth_country=question.birth_country,
    )
