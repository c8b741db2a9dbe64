"""Holds the engine against cases as CDC publishes them, for whoever wants to know how far to trust it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from longtable.methods.immunization.dates import read_date
from longtable.methods.immunization.engine import Engine
from longtable.methods.immunization.forecasts import DoseEvaluation, Forecast
from longtable.methods.immunization.history import Dose, Observation

GROUPS: Final = {
    "DTAP": "DTaP/Tdap/Td",
    "FLU": "Influenza",
    "HIB": "Hib",
    "MCV": "Meningococcal",
    "MENB": "Meningococcal B",
    "PCV": "Pneumococcal",
    "POL": "Polio",
    "ROTA": "Rotavirus",
    "VAR": "Varicella",
    "IPOL": "Polio",
    "ZOSTER": "Zoster",
}
"""How the cases call a vaccine group, where the schedule calls it otherwise."""

REASONS: Final = {
    "age: too young": {"too_young"},
    "age: too old": {"too_old"},
    "interval: too soon": {"too_soon", "before_it_counts"},
    "inadvertent vaccine": {"inadvertent"},
    "live virus conflict": {"vaccine_conflict"},
    "series already complete": {"series_already_complete"},
    "not a preferable or allowable vaccine": {"wrong_product", "product_age", "manufacturer_unknown"},
}
"""How the cases call a reason, and our codes for it."""

ASKED: Final = ("CDC_Test_ID", "Vaccine_Group", "DOB", "Assessment_Date")
STATED: Final = ("Series_Status", "Forecast_#", "Earliest_Date", "Recommended_Date", "Past_Due_Date")
"""What every case must have a column for: who is asked about, and what is expected."""

DATES: Final = {"Earliest_Date": "earliest", "Recommended_Date": "recommended", "Past_Due_Date": "past_due"}


@dataclass(frozen=True, slots=True)
class Case:
    """One person, and what CDC expects."""

    id: str
    vaccine_group: str
    birth: date
    sex: str
    on: date
    doses: tuple[Dose, ...]
    columns: tuple[str, ...]
    """The number that each dose has in the columns of the file."""
    observations: tuple[Observation, ...]
    expected: dict[str, str]
    """Fields by CDC's names, dates as ISO; an empty one says that there is none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a case that the engine sees otherwise."""

    case: str
    field: str
    expected: str
    got: str


@dataclass(slots=True)
class Score:
    """How many cases and evaluations of doses were right."""

    cases: int = 0
    passed: int = 0
    evaluations: int = 0
    evaluations_right: int = 0

    def as_dict(self) -> dict[str, int]:
        """For JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Report:
    """What came of all cases."""

    total: Score = field(default_factory=Score)
    groups: dict[str, Score] = field(default_factory=dict)
    failed: list[Difference] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: ``total``, ``groups`` by CDC's names, and ``failed`` with one entry a field."""
        failed = [
            {"case": each.case, "field": each.field, "expected": each.expected, "got": each.got}
            for each in self.failed
        ]
        groups = {name: each.as_dict() for name, each in self.groups.items()}
        return {"total": self.total.as_dict(), "groups": groups, "failed": failed}


def read_cases(file: Path) -> Iterator[Case]:
    """Cases of a CSV file with CDC's columns. Raises ValueError naming the column or the case."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        absent = [name for name in (*ASKED, *STATED) if name not in (reader.fieldnames or ())]
        if absent:
            raise ValueError(f"{file.name}: no column {', '.join(absent)}")
        for row in reader:
            try:
                yield _case({name: (value or "").strip() for name, value in row.items() if name})
            except (KeyError, ValueError) as error:
                lack = "no column " if isinstance(error, KeyError) else ""
                raise ValueError(f"{file.name}, case {row['CDC_Test_ID']}: {lack}{error}") from error


def check(engine: Engine, cases: Iterable[Case]) -> Report:
    """Every case through the engine. A case passes when every field that it states is right."""
    report = Report()
    for case in cases:
        forecasts = engine.forecast(
            case.birth, case.sex, case.doses, on=case.on, observations=case.observations
        )
        group = report.groups.setdefault(case.vaccine_group, Score())
        forecast = forecasts.get(GROUPS.get(case.vaccine_group.upper(), case.vaccine_group))
        differences = list(_differences(case, forecast))
        wrong = {
            each.field.rpartition("_")[2] for each in differences if each.field.startswith("Evaluation_")
        }
        stated = sum(_is_stated(case, number) for number in case.columns)
        for score in (report.total, group):
            score.cases += 1
            score.passed += not differences
            score.evaluations += stated
            score.evaluations_right += stated - len(wrong)
        report.failed += differences
    return report


def _case(row: dict[str, str]) -> Case:
    numbers = [str(each) for each in range(1, 20) if row.get(f"Date_Administered_{each}")]
    doses = [
        Dose(_day(row[f"Date_Administered_{each}"]), row[f"CVX_{each}"], row.get(f"MVX_{each}", "").upper())
        for each in numbers
    ]
    observations = [
        Observation(row[f"Observation_Code_{each}"], _day_or_none(row.get(f"Observation_Date_{each}", "")))
        for each in range(1, 20)
        if row.get(f"Observation_Code_{each}")
    ]
    return Case(
        id=row["CDC_Test_ID"],
        vaccine_group=row["Vaccine_Group"],
        birth=_day(row["DOB"]),
        sex=row.get("gender") or row.get("Gender", ""),
        on=_day(row["Assessment_Date"]),
        doses=tuple(doses),
        columns=tuple(numbers),
        observations=tuple(observations),
        expected=row | {name: row[name] for name in STATED},
    )


def _differences(case: Case, forecast: Forecast | None) -> Iterator[Difference]:
    if forecast is None:
        yield Difference(case.id, "Vaccine_Group", case.vaccine_group, "not in this schedule")
        return
    expected = case.expected
    status = expected["Series_Status"].lower().replace(" ", "_")
    if status != forecast.status.value:
        yield Difference(case.id, "Series_Status", expected["Series_Status"], forecast.status.value)
    due = "" if forecast.dose_number is None else str(forecast.dose_number)
    if expected["Forecast_#"].strip("-") != due:
        yield Difference(case.id, "Forecast_#", expected["Forecast_#"], due)
    for column, name in DATES.items():
        day = getattr(forecast, name)
        if _day_or_none(expected[column]) != day:
            yield Difference(case.id, column, expected[column], "" if day is None else day.isoformat())
    left = list(forecast.doses)
    for number, dose in zip(case.columns, case.doses, strict=True):
        evaluation = next(each for each in left if (each.date, each.cvx, each.mvx) == dose[:3])
        left.remove(evaluation)
        yield from _evaluation_differences(case, number, evaluation)


def _is_stated(case: Case, number: str) -> bool:
    """Whether the case says how a dose is to be judged."""
    return any(case.expected.get(f"Evaluation_{what}_{number}") for what in ("Status", "Reason"))


def _evaluation_differences(case: Case, number: str, evaluation: DoseEvaluation) -> Iterator[Difference]:
    """A stated reason is right when it is among those found: CDC's cases name one of several."""
    column = f"Evaluation_Status_{number}"
    stated = case.expected.get(column, "")
    if stated and stated.lower().replace(" ", "_") != evaluation.status.value:
        yield Difference(case.id, column, stated, evaluation.status.value)
    column = f"Evaluation_Reason_{number}"
    stated = case.expected.get(column, "")
    found = [each.code for each in evaluation.reasons]
    if stated and not REASONS.get(stated.lower(), {stated}) & set(found):
        yield Difference(case.id, column, stated, ", ".join(found))


def _day(text: str) -> date:
    return read_date(text[:10])


def _day_or_none(text: str) -> date | None:
    return _day(text) if text else None
