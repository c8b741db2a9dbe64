"""Points for paths that compete within a series group (sections 8.4 to 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from longtable.methods.immunization.forecasts import DoseStatus
from longtable.methods.immunization.in_force import in_force
from longtable.methods.immunization.patient_series import PatientSeries


def points_of_complete(series: list[PatientSeries]) -> list[int]:
    """Table 8-7: the most valid doses."""
    return _superlative(_valid_doses(series), most=True, won=1, shared=0, lost=-1)


def points_of_in_process(series: list[PatientSeries]) -> list[int]:
    """Table 8-9."""
    finish = [finish_date(each) for each in series]
    able = [_is_completable(each, day) for each, day in zip(series, finish, strict=True)]
    first = _earliest(finish, able)
    return [
        sum(each)
        for each in zip(
            [2 if _all_valid(each) else -2 for each in series],
            [3 if each else -3 for each in able],
            _superlative(_valid_doses(series), most=True, won=2, shared=0, lost=-2),
            _superlative([each.unsatisfied for each in series], most=False, won=2, shared=0, lost=-2),
            first,
            strict=True,
        )
    ]


def points_without_valid_doses(series: list[PatientSeries]) -> list[int]:
    """Table 8-11."""
    start = [each.forecast.earliest for each in series]
    finish = [finish_date(each) for each in series]
    return [
        sum(each)
        for each in zip(
            _earliest(start, [day is not None for day in start]),  # SELECTB-14
            [1 if _is_completable(each, day) else -1 for each, day in zip(series, finish, strict=True)],
            [-1 if each.series.product_path else 1 for each in series],  # SELECTB-23
            strict=True,
        )
    ]


def finish_date(series: PatientSeries) -> date | None:
    """The forecast finish date: the earliest date and the longest remaining interval (SELECTB-12)."""
    earliest = series.forecast.earliest
    if earliest is None:
        return None
    finish = earliest
    for target in series.path.targets[series.position + 1 :]:
        for interval in in_force(target.intervals, series.person.on):
            if interval.minimum is not None:
                finish = max(finish, interval.minimum.after(earliest))
    return finish


def _is_completable(series: PatientSeries, finish: date | None) -> bool:
    """SELECTB-3."""
    if finish is None:
        return False
    ages = in_force(series.path.targets[-1].ages, series.person.on)
    maximum = next((age.maximum for age in ages), None)
    return maximum is None or finish < series.person.at(maximum)


def _all_valid(series: PatientSeries) -> bool:
    """A product patient series (SELECTB-23) that has all valid doses (SELECTB-2)."""
    valid = all(each.status is DoseStatus.VALID for each in series.evaluations)
    return series.series.product_path and valid


def _valid_doses(series: list[PatientSeries]) -> list[int]:
    """SELECTB-21."""
    return [len(each.satisfied) for each in series]


def _superlative(numbers: Sequence[int], *, most: bool, won: int, shared: int, lost: int) -> list[int]:
    """Points for having the most (SELECTB-19) or the fewest (SELECTB-5)."""
    top = max(numbers) if most else min(numbers)
    prize = won if numbers.count(top) == 1 else shared
    return [prize if each == top else lost for each in numbers]


def _earliest(days: list[date | None], counted: list[bool]) -> list[int]:
    """Points for being first among those that count (SELECTB-11)."""
    running = [day for day, counts in zip(days, counted, strict=True) if counts and day is not None]
    if not running:
        return [-1] * len(days)
    first = min(running)
    prize = 1 if running.count(first) == 1 else 0
    return [prize if counts and day == first else -1 for day, counts in zip(days, counted, strict=True)]
