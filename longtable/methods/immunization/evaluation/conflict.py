"""Whether another vaccine had been given too shortly before (section 6.7)."""

from __future__ import annotations

from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.forecasts import DoseStatus
from longtable.methods.immunization.history import Given
from longtable.methods.immunization.patient_series import PatientSeries


def judge_conflict(series: PatientSeries, given: Given) -> Finding | None:
    """CONFLICT-3 with CALCDTCONFLICT-1 and -2. None when nothing stood in the way.

    A dose that holds other antigens only has no evaluation status here: the shorter interval applies to it.
    """
    conflicts = series.plan.conflicts.get(given.cvx)
    if not conflicts:
        return None
    for previous in series.person.given[: given.order]:
        conflict = conflicts.get(previous.cvx)
        if conflict is None or given.date < conflict.begin.after(previous.date):
            continue
        evaluation = series.evaluation_of(previous)
        valid = evaluation is None or evaluation.status is DoseStatus.VALID
        end = (conflict.minimum_end if valid else conflict.end).after(previous.date)
        if given.date < end:
            values = (("other", previous.cvx), ("since", previous.date), ("from_day", end))
            return Finding("CONFLICT-3", "vaccine_conflict", values)
    return None
