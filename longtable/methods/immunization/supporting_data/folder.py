"""A folder with one release, from its files to one compiled schedule."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Final

from longtable.methods.immunization.schedule import Antigen, Schedule
from longtable.methods.immunization.supporting_data.antigen import read_antigen
from longtable.methods.immunization.supporting_data.shared import (
    read_conflicts,
    read_groups,
    read_observations,
    read_vaccines,
)
from longtable.methods.immunization.supporting_data.xml import Element, Incomplete, parse

SOURCE: Final = "CDC, Clinical Decision Support for Immunization (CDSi), supporting data"
VERSION: Final = re.compile(r"(?<![\d.])(\d{1,2}\.\d{2}(?:-508)?)(?![\d.])")
MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
RELEASED: Final = re.compile(rf"\b(\d{{1,2}} (?:{MONTHS}) \d{{4}})\b")
WANTED: Final = {"scheduleSupportingData", "antigenSupportingData"}


def compile_folder(folder: Path, version: str = "", released: str = "") -> Schedule:
    """The release in ``folder``, checked. Raises :class:`Incomplete` naming file and element, or OSError.

    CDC's files carry no version. Without ``version`` it is looked for in the names of the folder and its
    files, then in the text files beside them; else the schedule is named by a checksum of its content.
    """
    files = sorted(folder.glob("*.xml")) or sorted(folder.rglob("*.xml"))
    if not files:
        raise Incomplete(f"{folder}: no XML file")
    roots = [parse(file) for file in files]
    shared = [root for root in roots if root.tag == "scheduleSupportingData"]
    if len(shared) != 1:
        raise Incomplete(f"{folder}: {len(shared)} files with <scheduleSupportingData>, one is wanted")
    antigens = tuple(read_antigen(root) for root in roots if root.tag == "antigenSupportingData")
    told_version, told_day = _release(folder, files)
    schedule = Schedule(
        version=version or told_version,
        source=SOURCE,
        released=released or told_day,
        antigens=antigens,
        vaccine_groups=read_groups(shared[0]),
        vaccines=read_vaccines(shared[0]),
        conflicts=read_conflicts(shared[0]),
        observations=read_observations(shared[0]),
    )
    _check(schedule, shared[0], [root for root in roots if root.tag not in WANTED])
    return Schedule(
        **{name: getattr(schedule, name) for name in Schedule.__slots__ if name != "notes"},
        notes=(*_remarks(schedule), *_left_out(roots)),
    )


def _release(folder: Path, files: list[Path]) -> tuple[str, str]:
    """Version and day of the release, as far as somebody wrote them down."""
    texts = [*reversed(folder.resolve().parts[-2:]), *(file.name for file in files)]
    beside = sorted({*folder.glob("*.md"), *folder.glob("*.txt"), *folder.glob("VERSION*")})
    texts += [file.read_text(encoding="utf-8", errors="replace") for file in beside]
    version = next((found[1] for text in texts if (found := VERSION.search(text))), "")
    day = next((found[1] for text in texts if (found := RELEASED.search(text))), "")
    if not version:
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        version = f"unnamed {digest[:8]}"
    return version, day


def _check(schedule: Schedule, root: Element, strange: list[Element]) -> None:
    """Raises :class:`Incomplete` when files are missing or doubled, or the maps name what is not there."""
    names = Counter(each.name for each in schedule.antigens)
    twice = [name for name, count in names.items() if count > 1]
    grouped = {antigen: group.name for group in schedule.vaccine_groups for antigen in group.antigens}
    contained = {each.antigen for vaccine in schedule.vaccines for each in vaccine.associations}
    missing = sorted((grouped.keys() | contained) - names.keys())
    problems = [f"{name}: two files for one antigen" for name in twice]
    problems += [f"{name}: the file of this antigen is missing" for name in missing]
    problems += [f"{each.file} begins with <{each.tag}>" for each in strange if missing]
    problems += [
        f"{each.name}: its file says {each.vaccine_group!r}, the schedule says {grouped.get(each.name)!r}"
        for each in schedule.antigens
        if grouped.get(each.name) != each.vaccine_group
    ]
    if not schedule.conflicts:
        problems.append("no conflict between products")
    if not schedule.vaccines:
        problems.append("no product")
    if problems:
        root.fail("; ".join(problems))


def _remarks(schedule: Schedule) -> list[str]:
    """What is odd but does not keep the engine from deciding."""
    known = {each.code for each in schedule.observations}
    vaccines = {each.cvx for each in schedule.vaccines}
    remarks = []
    for antigen in schedule.antigens:
        unknown = sorted(_asked(antigen) - known)
        strange = sorted(_named(antigen) - vaccines)
        defaults = Counter(
            (each.group, each.genders) for each in antigen.series if each.default and each.kind == "standard"
        )
        doubled = sorted(group for (group, _), count in defaults.items() if count > 1)
        remarks += [f"{antigen.name}: more than one default in series group {group}" for group in doubled]
        remarks += [f"{antigen.name}: observation {code} is not defined" for code in unknown]
        remarks += [f"{antigen.name}: product {cvx} is not mapped to an antigen" for cvx in strange]
    return remarks


def _left_out(roots: list[Element]) -> list[str]:
    """Files and elements of a kind that this program does not know, each kind once a file."""
    strange = [root for root in roots if root.tag not in WANTED]
    strange += [each for root in roots if root.tag in WANTED for each in root.left_out()]
    first = {(each.file, each.tag): each for each in reversed(strange)}
    return [
        f"{each.file}, line {each.line}: <{each.tag}> is not known and was left out"
        for each in reversed(first.values())
    ]


def _asked(antigen: Antigen) -> set[str]:
    asked = {*antigen.clinical_immunity, *(each.observation for each in antigen.contraindications)}
    asked |= {each.observation for series in antigen.series for each in series.indications}
    return asked | {code for each in antigen.birth_immunity for code in each.exclusions}


def _named(antigen: Antigen) -> set[str]:
    doses = [dose for series in antigen.series for dose in series.doses]
    return {each.cvx for dose in doses for each in (*dose.preferable, *dose.allowable)}
