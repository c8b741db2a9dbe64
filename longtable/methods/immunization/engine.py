"""The engine: a schedule, and the answers that it gives about people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from longtable.methods.immunization import compact
from longtable.methods.immunization.antigen_run import AntigenRun
from longtable.methods.immunization.explain import Explanation, explanation
from longtable.methods.immunization.forecasts import Forecast
from longtable.methods.immunization.history import Doses, Observations, Person
from longtable.methods.immunization.installed import SHIPPED, installed_file
from longtable.methods.immunization.journal import SILENT, Journal, WrittenJournal
from longtable.methods.immunization.prepared import Plan
from longtable.methods.immunization.schedule import Schedule, VaccineGroup
from longtable.methods.immunization.shown_doses import all_doses, judged_elsewhere
from longtable.methods.immunization.supporting_data import compile_folder
from longtable.methods.immunization.vaccine_group import Answer, group_answers


class Engine:
    """Answers for one schedule. Keeps nothing between questions; safe in threads and processes."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._plan = Plan(schedule)

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
        person = Person(self._plan, birth_date, sex, doses, on, observations, birth_country)
        answers = {group.name: self._answers(group, person, SILENT) for group in self.schedule.vaccine_groups}
        return _joined(answers, person)

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
        person = Person(self._plan, birth_date, sex, doses, on, observations, birth_country)
        journals = {group.name: WrittenJournal() for group in self.schedule.vaccine_groups}
        answers = {
            group.name: self._answers(group, person, journals[group.name])
            for group in self.schedule.vaccine_groups
        }
        forecasts = _joined(answers, person)
        return {name: explanation(each, journals[name].steps) for name, each in forecasts.items()}

    def _answers(self, group: VaccineGroup, person: Person, journal: Journal) -> list[Answer]:
        antigens = (self._plan.antigens[name] for name in group.antigens)
        runs = [AntigenRun(each, person, self._plan, journal) for each in antigens]
        return group_answers(group, runs, person, journal)


def _joined(answers: dict[str, list[Answer]], person: Person) -> dict[str, Forecast]:
    """One forecast per vaccine group, each with every dose of the history."""
    elsewhere = judged_elsewhere((each[0].judged for each in answers.values()), person)
    joined = {}
    for name, (first, *others) in answers.items():
        shown = [replace(each.forecast, doses=all_doses(each.judged, elsewhere)) for each in others]
        doses = all_doses(first.judged, elsewhere)
        joined[name] = replace(first.forecast, doses=doses, others=tuple(shown))
    return joined


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
