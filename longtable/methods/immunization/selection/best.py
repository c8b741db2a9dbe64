"""Which prioritized path is needed beside those of the other series groups (section 8.8)."""

from __future__ import annotations

from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.selection.scorable import is_complete


def is_best(series: PatientSeries, prioritized: list[PatientSeries]) -> bool:
    """Table 8-14. Which groups are equivalent to its own says the series itself."""
    if is_complete(series):
        return True
    equivalent = [
        each
        for each in prioritized
        if each is not series and each.series.group in series.series.equivalent_groups
    ]
    if any(is_complete(each) for each in equivalent) or series.series.kind == "evaluation_only":
        return False
    return series.series.kind == "risk" or not any(each.series.kind == "risk" for each in equivalent)
