"""Everything about one disease for one person: the paths that apply, evaluated and forecast (section 4.4)."""

from __future__ import annotations

from longtable.methods.immunization.evaluation import evaluate
from longtable.methods.immunization.forecasting import forecast
from longtable.methods.immunization.forecasting.circumstances import Circumstances
from longtable.methods.immunization.forecasts import Missing, Status
from longtable.methods.immunization.history import Person
from longtable.methods.immunization.journal import Journal
from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.prepared import Paths, Plan
from longtable.methods.immunization.relevant_series import relevant_paths


class AntigenRun:
    """The relevant patient series of one antigen, walked as soon as somebody asks for them."""

    __slots__ = ("_begun", "antigen", "circumstances", "given", "journal", "person", "plan", "series")

    def __init__(self, paths: Paths, person: Person, plan: Plan, journal: Journal) -> None:
        self.plan = plan
        self.person = person
        self.journal = journal
        self.antigen = paths.antigen
        self.given = person.containing.get(paths.antigen.name, [])
        self._begun: set[int] = set()
        self.series = [PatientSeries(path, self) for path in relevant_paths(paths, person, journal)]
        if self.series:
            journal.about(self.antigen.name)
            self.circumstances = Circumstances(self.antigen, person, plan, journal)
            for each in self.series:
                self._walk(each)

    def has_completed(self, group: str, asking: PatientSeries) -> bool:
        """Whether a relevant series of a series group is complete (Table 6-7)."""
        members = [each for each in self.series if each.series.group == group and each is not asking]
        for each in members:
            self._walk(each)
        self.journal.about(self.antigen.name, asking.series.name)
        return any(each.status is Status.COMPLETE for each in members)

    def missing(self) -> list[Missing]:
        """What would have to be known to be sure about this disease."""
        missing: list[Missing] = []
        if self.person.observed:
            missing += self._unknown_days()
        if self.person.sex == "U" and not self._sex_is_indifferent():
            missing.append(Missing("sex"))
        return missing

    def _unknown_days(self) -> list[Missing]:
        """Observations from which an interval counts, and whose day nobody told: when a pregnancy began."""
        doses = (dose for series in self.series for dose in series.series.doses)
        codes = {code for dose in doses for each in dose.intervals if (code := each.from_observation)}
        unknown = sorted(code for code in codes if self.person.observed.get(code) is None)
        known = self.plan.observations
        titles = ((code, known[code].title if code in known else "") for code in unknown)
        return [Missing("observation_date", (("title", title), ("code", code))) for code, title in titles]

    def _sex_is_indifferent(self) -> bool:
        """Whether the schedule says itself what holds for somebody whose sex is unknown."""
        asked = [each.genders for each in self.antigen.series if each.genders]
        return not asked or any("U" in each for each in asked)

    def _walk(self, series: PatientSeries) -> None:
        if id(series) in self._begun:
            return
        self._begun.add(id(series))
        self.journal.about(self.antigen.name, series.series.name)
        evaluate(series, self.given)
        series.forecast = forecast(series, self.circumstances)
