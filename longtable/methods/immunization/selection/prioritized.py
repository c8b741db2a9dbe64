"""The one path of a series group that goes before the others (sections 8.2, 8.3 and 8.7)."""

from __future__ import annotations

import math

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
    chosen, rule = _chosen(group, journal)
    if chosen is not None:
        journal.about(chosen.run.antigen.name, chosen.series.name)
        journal.note(rule, "prioritized", group=chosen.series.group_name or chosen.series.group)
    return chosen


def _chosen(group: list[PatientSeries], journal: Journal) -> tuple[PatientSeries | None, str]:
    """Table 8-3, then Table 8-5 for those that are left."""
    candidates = scorable(group)
    default = _default(group)
    complete = [each for each in candidates if is_complete(each)]
    in_process = [each for each in candidates if is_in_process(each)]
    if not candidates:
        return default, "Table 8-3"
    for single in (candidates, complete, in_process if not complete else ()):
        if len(single) == 1:
            return single[0], "Table 8-3"
    if not complete and not in_process and default is not None:
        return default, "Table 8-3"
    if complete:
        points = points_of_complete(complete)
    elif in_process:
        points = points_of_in_process(in_process)
    elif any(each.satisfied for each in candidates):  # no column of the table: nothing more can be done
        points = points_of_complete(candidates)
    else:
        points = points_without_valid_doses(candidates)
    rivals = complete or in_process or candidates
    for each, score in zip(rivals, points, strict=True):
        journal.about(each.run.antigen.name, each.series.name)
        journal.note("SELECTBEST-1", "points", points=score)
    return _highest(rivals, points), "SELECTBEST-2"


def _default(group: list[PatientSeries]) -> PatientSeries | None:
    """The default patient series. There should be one at most (DEFFORECAST-020), but release 4.61 has two."""
    defaults = [each for each in group if is_default(each)]
    return min(defaults, key=_preference, default=None)


def _preference(series: PatientSeries) -> float:
    return math.inf if series.series.preference is None else series.series.preference


def _highest(series: list[PatientSeries], points: list[int]) -> PatientSeries:
    """The highest score, then the best ranked preference (SELECTBEST-2), then the order of the schedule."""
    ranked = zip(series, points, strict=True)
    return min(ranked, key=lambda each: (-each[1], _preference(each[0])))[0]
