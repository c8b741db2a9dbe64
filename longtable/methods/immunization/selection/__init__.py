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
    groups: dict[str, list[PatientSeries]] = {}
    for each in series:
        groups.setdefault(each.series.group, []).append(each)
    found = (prioritized(group, journal) for group in groups.values())
    chosen = [each for each in found if each is not None]
    best = [each for each in chosen if is_best(each, chosen)]
    for each in chosen:
        journal.about(each.run.antigen.name, each.series.name)
        journal.note("Table 8-14", "best_path" if each in best else "path_not_needed")
    return best, chosen
