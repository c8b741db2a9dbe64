"""The one path of a series group that goes before the others (sections 8.2, 8.3 and 8.7)."""

from __future__ import annotations

from longtable.methods.immunization.journal import Journal
from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.selection.points import (
    points_of_complete,
    points_of_in_process,
    points_without_valid_doses,
)
from longtable.methods.immunization.selection.scorable import (
    is_complete,
    is_default,
    is_in_process,
    scorable,
)


def prioritized(group: list[PatientSeries], journal: Journal) -> PatientSeries | None:
    """The prioritized patient series of one series group; None when none can be."""
    chosen, rule = _chosen(group)
    if chosen is not None:
        journal.about(chosen.run.antigen.name, chosen.series.name)
        journal.note(rule, "prioritized", group=chosen.series.group_name or chosen.series.group)
    return chosen


def _chosen(group: list[PatientSeries]) -> tuple[PatientSeries | None, str]:
    """Table 8-3, then Table 8-5 for those that are left."""
    candidates = scorable(group)
    defaults = [each for each in group if is_default(each)]
    complete = [each for each in candidates if is_complete(each)]
    in_process = [each for each in candidates if is_in_process(each)]
    if not candidates:
        return (defaults[0] if len(defaults) == 1 else None), "Table 8-3"
    for single in (candidates, complete, in_process if not complete else ()):
        if len(single) == 1:
            return single[0], "Table 8-3"
    if not complete and not in_process and len(defaults) == 1:
        return defaults[0], "Table 8-3"
    if complete:
        points = points_of_complete(complete)
    elif in_process:
        points = points_of_in_process(in_process)
    else:
        candidates = [each for each in candidates if not each.satisfied] or candidates
        points = points_without_valid_doses(candidates)
    return _highest(complete or in_process or candidates, points), "SELECTBEST-2"


def _highest(series: list[PatientSeries], points: list[int]) -> PatientSeries:
    """The highest score, then the best ranked preference (SELECTBEST-2), then the order of the schedule."""
    ranked = [
        (-score, each.series.preference if each.series.preference is not None else len(series) + 99, index)
        for index, (each, score) in enumerate(zip(series, points, strict=True))
    ]
    return series[min(ranked)[2]]
