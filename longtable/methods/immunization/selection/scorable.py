"""Which paths of a series group are considered at all (section 8.1), and what they are called (8.2, 8.3)."""

from __future__ import annotations

from longtable.methods.immunization.forecasts import Status
from longtable.methods.immunization.patient_series import PatientSeries


def scorable(group: list[PatientSeries]) -> list[PatientSeries]:
    """The scorable patient series of one series group (SELECTSCORE-2)."""
    candidates = [each for each in group if each.status is not Status.CONTRAINDICATED] or group  # SELECTB-24
    highest = min((each.series.priority for each in group if each.series.priority), default="")
    nobody_began = not any(each.satisfied for each in group)
    has_default = any(is_default(each) for each in group)
    kept = []
    for each in candidates:
        kind = each.series.kind
        if kind == "risk":
            keep = each.series.priority == highest
        elif kind == "standard":
            keep = _began_in_time(each) or (nobody_began and not has_default)
        else:
            keep = is_complete(each)
        if keep:
            kept.append(each)
    return kept


def _began_in_time(series: PatientSeries) -> bool:
    """Whether its first valid dose was given before the maximum age to start."""
    if not series.satisfied:
        return False
    age = series.series.maximum_age_to_start
    return age is None or series.satisfied[0].given.date < series.person.at(age)


def is_complete(series: PatientSeries) -> bool:
    """SELECTB-6."""
    return series.status is Status.COMPLETE


def is_in_process(series: PatientSeries) -> bool:
    """SELECTB-16."""
    return bool(series.satisfied) and series.status is Status.NOT_COMPLETE


def is_default(series: PatientSeries) -> bool:
    """SELECTB-7."""
    return series.series.default
