"""Of all paths against one disease, the ones that fit somebody best (chapter 8)."""

from __future__ import annotations

from longtable.methods.immunization.journal import Journal
from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.selection.best import is_best
from longtable.methods.immunization.selection.prioritized import prioritized


def best_series(
    series: list[PatientSeries], journal: Journal
) -> tuple[list[PatientSeries], list[PatientSeries]]:
    """The best patient series, one at most per series group, and the prioritized ones they come from."""
    groups = dict.fromkeys(each.series.group for each in series)
    found = (
        prioritized([each for each in series if each.series.group == group], journal) for group in groups
    )
    chosen = [each for each in found if each is not None]
    return [each for each in chosen if is_best(each, chosen)], chosen
