"""Which paths to immunity are somebody's own (chapter 5)."""

from __future__ import annotations

from longtable.methods.immunization.history import Person
from longtable.methods.immunization.journal import Journal
from longtable.methods.immunization.prepared import Path, Paths
from longtable.methods.immunization.schedule import Indication


def relevant_paths(paths: Paths, person: Person, journal: Journal) -> list[Path]:
    """Standard ones and those for evaluation only, and risk series with an indication (Table 5-5)."""
    relevant = []
    for path in paths.paths:
        series = path.series
        if series.genders and person.sex not in series.genders:
            continue
        if series.kind == "risk":
            if not person.observed:
                continue
            found = next((each for each in series.indications if _applies(each, person)), None)
            if found is None:
                continue
            journal.about(paths.antigen.name, series.name)
            journal.note("Table 5-4", "indication_applies", text=found.description or found.observation)
        relevant.append(path)
    return relevant


def _applies(indication: Indication, person: Person) -> bool:
    """Table 5-4 with CALCDTIND-1 and -2. What nobody told us counts as absent."""
    return indication.observation in person.observed and person.is_between(
        person.on, indication.begin_age, indication.end_age
    )
