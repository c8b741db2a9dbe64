"""Whether enough time had passed (sections 6.5 and 6.6)."""

from __future__ import annotations

from collections.abc import Sequence

from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.history import Given
from longtable.methods.immunization.in_force import in_force
from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.prepared import Target
from longtable.methods.immunization.reference_date import reference_date
from longtable.methods.immunization.schedule import Interval


def judge_intervals(target: Target, series: PatientSeries, given: Given) -> Finding | None:
    """All preferable intervals (Table 6-18) or else all allowable ones (Table 6-21). None when one way holds.

    A target dose without allowable intervals allows none.
    """
    too_soon = _first_too_soon(in_force(target.intervals, given.date), series, given)
    if too_soon is None:
        return None
    allowable = in_force(target.allowable_intervals, given.date)
    if allowable and _first_too_soon(allowable, series, given) is None:
        return None
    return too_soon


def _first_too_soon(intervals: Sequence[Interval], series: PatientSeries, given: Given) -> Finding | None:
    """The first interval that had not passed on its absolute minimum date (CALCDTINT-3)."""
    for interval in intervals:
        least = interval.absolute_minimum
        since = reference_date(interval, series, given) if least is not None else None
        if least is not None and since is not None and given.date < least.after(since):
            if given.date < since:
                return Finding("CALCDTINT-3", "before_it_counts", (("since", since),))
            values = (("interval", least), ("since", since), ("from_day", least.after(since)))
            return Finding("CALCDTINT-3", "too_soon", values)
    return None
