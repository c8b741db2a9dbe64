"""The engine: a schedule, and the answers that it gives about people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from longtable.methods.immunization import compact
from longtable.methods.immunization.explain import Explanation
from longtable.methods.immunization.forecasts import Forecast
from longtable.methods.immunization.history import Dose, Observation
from longtable.methods.immunization.installed import SHIPPED, installed_file
from longtable.methods.immunization.schedule import Schedule
from longtable.methods.immunization.supporting_data import compile_folder

Doses = Iterable[Dose | Sequence[Any]]
"""Doses as ``(date, cvx, mvx)``, in any order."""
Observations = Iterable[Observation | str]


class Engine:
    """Answers for one schedule. Keeps nothing between questions; safe in threads and processes."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule

    @property
    def version(self) -> str:
        """The release of the schedule, for the side of every published answer."""
        return self.schedule.version

    def forecast(
        self,
        birth_date: date,
        sex: str | None,
        doses: Doses = (),
        *,
        on: date,
        observations: Observations = (),
        birth_country: str | None = None,
    ) -> dict[str, Forecast]:
        """What each vaccine group asks of somebody on the day ``on``, by the group's name in the schedule.

        ``sex`` is ``F``, ``M``, or empty or None when unknown. Never raises for what a history may hold:
        what cannot be judged is named in :attr:`Forecast.abstained`.
        """
        raise NotImplementedError

    def explain(
        self,
        birth_date: date,
        sex: str | None,
        doses: Doses = (),
        *,
        on: date,
        observations: Observations = (),
        birth_country: str | None = None,
    ) -> dict[str, Explanation]:
        """The same answer with every step that led to it, by vaccine group."""
        raise NotImplementedError


def load(folder: Path | str | None = None) -> Engine:
    """An engine for the release in ``folder``: CDC's XML files, or one compiled file.

    None means the release that this installation uses, else the small one that ships. Raises OSError,
    :class:`~longtable.methods.immunization.compact.Damaged` or
    :class:`~longtable.methods.immunization.supporting_data.Incomplete`.
    """
    if folder is None:
        installed = installed_file()
        return Engine(compact.read(installed if installed.exists() else SHIPPED))
    place = Path(folder)
    return Engine(compile_folder(place) if place.is_dir() else compact.read(place))
