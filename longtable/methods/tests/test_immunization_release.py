"""A release is read whole or refused, with the file and the place; compiled it loads at once."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from longtable.methods.immunization import Engine, compact, load
from longtable.methods.immunization.supporting_data import Incomplete, compile_folder
from longtable.methods.tests import cdsi

ANTIGEN = """<antigenSupportingData>
<immunity/>
<contraindications><vaccineGroup/><vaccine/></contraindications>
<series>
<seriesName>Mumps series</seriesName>
<targetDisease>Mumps</targetDisease>
<vaccineGroup>Mumps</vaccineGroup>
<seriesType>Standard</seriesType>
<equivalentSeriesGroups/>
<selectSeries><defaultSeries>Yes</defaultSeries><productPath>n/a</productPath><seriesGroup>1</seriesGroup>
<seriesGroupName/><seriesPriority/><seriesPreference/><minAgeToStart/><maxAgeToStart/></selectSeries>
<seriesDose>
<doseNumber>Dose 1</doseNumber>
<age><absMinAge>12 months - 4 days</absMinAge><minAge>12 months</minAge>
<earliestRecAge/><latestRecAge/><maxAge/><effectiveDate/><cessationDate/></age>
<interval><fromPrevious>n/a</fromPrevious><minInt>n/a</minInt></interval>
<allowableInterval/>
<preferableVaccine><cvx>07</cvx><beginAge/><endAge/><mvx/><tradeName/><forecastVaccineType/></preferableVaccine>
<allowableVaccine><vaccineType>n/a</vaccineType><cvx>n/a</cvx></allowableVaccine>
<inadvertentVaccine/>
<conditionalSkip><context>n/a</context><setLogic/></conditionalSkip>
<seasonalRecommendation/>
<recurringDose>No</recurringDose>
</seriesDose>
</series>
</antigenSupportingData>
"""
SHARED = """<scheduleSupportingData>
<liveVirusConflicts><liveVirusConflict><previous><cvx>07</cvx></previous><current><cvx>07</cvx></current>
<conflictBeginInterval>1 day</conflictBeginInterval><minConflictEndInterval>24 days</minConflictEndInterval>
<conflictEndInterval>28 days</conflictEndInterval></liveVirusConflict></liveVirusConflicts>
<vaccineGroups><vaccineGroup><name>Mumps</name><administerFullVaccineGroup/></vaccineGroup></vaccineGroups>
<vaccineGroupToAntigenMap><vaccineGroupMap><name>Mumps</name><antigen>Mumps</antigen></vaccineGroupMap>
</vaccineGroupToAntigenMap>
<cvxToAntigenMap><cvxMap><cvx>07</cvx><shortDescription>mumps</shortDescription>
<association><antigen>Mumps</antigen><associationBeginAge/><associationEndAge/></association></cvxMap></cvxToAntigenMap>
<observations/>
</scheduleSupportingData>
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A whole release of one antigen."""
    folder = tmp_path / "Version_9.01-508" / "XML"
    folder.mkdir(parents=True)
    (folder / "AntigenSupportingData- Mumps-508.xml").write_text(ANTIGEN)
    (folder / "ScheduleSupportingData.xml").write_text(SHARED)
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_a_whole_release_is_read_with_the_version_of_its_folder(release: Path) -> None:
    assert load(release).version == "9.01-508"


def test_what_does_not_apply_is_absent_whether_it_is_empty_or_says_so(release: Path) -> None:
    (dose,) = compile_folder(release).antigens[0].series[0].doses
    assert (dose.intervals, dose.allowable, dose.skips, dose.season_start) == ((), (), (), None)


def test_a_release_without_a_version_is_named_by_its_content(release: Path) -> None:
    bare = release.rename(release.parent.parent / "release")
    assert load(bare).version.startswith("unnamed ")
    (bare / "README.txt").write_text("Supporting data 9.02-508, published 3 May 2027")
    schedule = compile_folder(bare)
    assert (schedule.version, schedule.released) == ("9.02-508", "3 May 2027")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("12 months - 4 days", "a year", "line 14, <absMinAge>: 'a year' is no age and no interval"),
        ("<seriesGroup>1</seriesGroup>", "", "line 10, <selectSeries>: <seriesGroup> is missing"),
        ("<maxAge/>", "", "line 14, <age>: <maxAge> is missing"),
        ("minAge>12 months</minAge", "least>12 months</least", "line 14, <age>: <minAge> is missing"),
        ("<seriesName>Mumps series<", "<seriesName><", "line 5, <seriesName>: is empty"),
        ("Standard", "Optional", "<seriesType>: 'optional' is no type of series"),
        ("Dose 1", "Dose 2", "line 4, <series>: the target doses are not numbered from 1 without a gap"),
        (">No<", ">maybe<", "line 23, <recurringDose>: 'maybe' is not understood"),
        ("</series>", "", "line 26: mismatched tag"),
        ("<antigenS", "<?xml version='1.0' encoding='bogus'?><antigenS", "line 1: unknown encoding: bogus"),
        ("<antigenS", "<!DOCTYPE a [<!ENTITY b 'c'>]><antigenS", "line 1: a document type is not accepted"),
    ],
)
def test_an_error_names_the_file_the_line_and_the_element(
    release: Path, old: str, new: str, told: str
) -> None:
    spoil(release, "AntigenSupportingData- Mumps-508.xml", old, new)
    with pytest.raises(Incomplete) as refused:
        compile_folder(release)
    assert str(refused.value).startswith("AntigenSupportingData- Mumps-508.xml")
    assert told in str(refused.value)


def test_a_release_that_lacks_a_file_is_refused(release: Path) -> None:
    spoil(release, "ScheduleSupportingData.xml", "<antigen>Mumps</antigen><", "<antigen>Polio</antigen><")
    with pytest.raises(Incomplete, match="Polio: the file of this antigen is missing"):
        compile_folder(release)
    (release / "ScheduleSupportingData.xml").unlink()
    with pytest.raises(Incomplete, match="0 files with <scheduleSupportingData>"):
        compile_folder(release)


def test_what_this_program_does_not_know_is_told_and_left_out(release: Path) -> None:
    spoil(
        release, "AntigenSupportingData- Mumps-508.xml", "<recurringDose>", "<mood>good</mood><recurringDose>"
    )
    (release / "news.xml").write_text("<news>new</news>")
    assert compile_folder(release).notes == (
        "news.xml, line 1: <news> is not known and was left out",
        "AntigenSupportingData- Mumps-508.xml, line 23: <mood> is not known and was left out",
    )


def test_a_renamed_element_is_no_decision_that_silently_falls_away(release: Path) -> None:
    file = release / "AntigenSupportingData- Mumps-508.xml"
    file.write_text(file.read_text().replace("preferableVaccine>", "bestVaccine>"))
    with pytest.raises(Incomplete, match="line 18, <bestVaccine>: is not known, and in <seriesDose>"):
        compile_folder(release)


def test_a_file_of_another_kind_is_named_where_an_antigen_is_missing(release: Path) -> None:
    (release / "AntigenSupportingData- Mumps-508.xml").write_text("<news>new</news>")
    with pytest.raises(Incomplete, match=r"Mumps-508\.xml begins with <news>"):
        compile_folder(release)


def test_two_files_for_one_antigen_are_refused(release: Path) -> None:
    shutil.copy(release / "AntigenSupportingData- Mumps-508.xml", release / "again.xml")
    with pytest.raises(Incomplete, match="Mumps: two files for one antigen"):
        compile_folder(release)


def test_a_folder_without_a_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Incomplete, match="no XML file"):
        load(tmp_path)


def test_what_was_compiled_reads_back_the_same(release: Path, tmp_path: Path) -> None:
    schedule = compile_folder(release)
    compact.write(schedule, tmp_path / "schedule.json")
    assert compact.read(tmp_path / "schedule.json") == schedule
    assert load(tmp_path / "schedule.json").version == "9.01-508"


def test_a_compiled_file_that_was_changed_is_refused(release: Path, tmp_path: Path) -> None:
    file = tmp_path / "schedule.json"
    compact.write(compile_folder(release), file)
    file.write_text(file.read_text().replace("12 months", "10 months"))
    with pytest.raises(compact.Damaged, match="changed after it was compiled"):
        compact.read(file)
    file.write_text("{}")
    with pytest.raises(compact.Damaged, match="no compiled schedule"):
        compact.read(file)


def test_a_schedule_typed_by_hand_says_what_it_does_not_understand() -> None:
    with pytest.raises(compact.Damaged, match="Schedule has no field 'antigen'"):
        compact.from_plain({"antigen": []}, "by hand")
    with pytest.raises(compact.Damaged, match="3 is not a str"):
        compact.from_plain({"version": 3}, "by hand")


@pytest.mark.corpora
def test_a_whole_release_of_cdc_is_understood_and_loads_in_less_than_a_second(tmp_path: Path) -> None:
    engine = cdsi.engine()
    assert (engine.version, len(engine.schedule.antigens)) == ("4.64-508", 30)
    assert not engine.schedule.notes
    file = tmp_path / "schedule.json"
    compact.write(engine.schedule, file)
    begun = time.process_time()
    loaded = load(file)
    assert time.process_time() - begun < 1
    assert isinstance(loaded, Engine)
    assert loaded.schedule == engine.schedule
    assert json.loads(file.read_text().partition("\n")[0])["form"] == compact.FORM
