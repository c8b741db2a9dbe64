"""``longtable immunization``: one person, CDC's cases, and a new release."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from longtable.methods.immunization.compact import write
from longtable.methods.immunization.installed import installed_file
from longtable.methods.immunization.supporting_data import compile_folder
from longtable.web.commands import immunization

GIRL = ["forecast", "--birth", "2024-01-05", "--sex", "F", "--on", "2024-05-01"]


@pytest.fixture
def cdsi(corpora: Path) -> Path:
    return corpora / "data" / "cdsi"


@pytest.fixture(scope="module")
def schedule(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CDC's release as one file: reading its thirty takes a second."""
    file = tmp_path_factory.mktemp("cdsi") / "schedule.json"
    write(compile_folder(corpora / "data" / "cdsi"), file)
    return file


@pytest.fixture
def cases(cdsi: Path, tmp_path: Path) -> Path:
    """Ten of CDC's cases."""
    (file,) = cdsi.glob("*.csv")
    with file.open(newline="") as stream:
        head, *rows = csv.reader(stream)
    few = tmp_path / "cases.csv"
    with few.open("w", newline="") as stream:
        csv.writer(stream).writerows([head, *rows[:10]])
    return few


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGTABLE_VAR", str(tmp_path / "var"))


def ask(*arguments: object) -> Result:
    return CliRunner().invoke(immunization, [str(each) for each in arguments])


def test_a_dose_is_judged_and_the_next_is_forecast(cdsi: Path) -> None:
    answer = json.loads(ask(*GIRL, "--dose", "2024-03-05:110", "--data", cdsi, "--json").stdout)
    forecast = answer["vaccine_groups"]["DTaP/Tdap/Td"]
    assert answer["schedule"] == "4.64-508"
    assert (forecast["status"], forecast["dose_number"]) == ("not_complete", 2)
    assert (forecast["earliest"], forecast["recommended"]) == ("2024-04-02", "2024-05-05")
    (dose,) = forecast["doses"]
    assert (dose["cvx"], dose["valid"]) == ("110", True)


def test_each_step_is_told_with_its_rule_in_the_language_asked_for(schedule: Path) -> None:
    told = ask(*GIRL, "--dose", "2024-03-05:03", "--data", schedule, "--explain", "--language", "es").stdout
    assert "[FORECASTDT-" in told
    assert "Esta dosis no cuenta" in told


def test_the_steps_stand_below_the_path_to_which_they_belong(schedule: Path) -> None:
    lines = ask(*GIRL, "--dose", "2024-03-05:110", "--data", schedule, "--explain").stdout.splitlines()
    begin = lines.index("  Tetanus standard series:")
    assert lines[begin + 1] == "    The dose of March 5, 2024 (CVX 110) counts. [Table 6-31]"
    assert "  Tetanus start at 12 months series:" not in lines  # weighed and left


def test_in_spanish_nothing_of_the_answer_is_said_in_english(schedule: Path) -> None:
    told = ask(*GIRL, "--dose", "2024-03-05:110", "--data", schedule, "--language", "es").stdout
    assert told.startswith("Calendario 4.64-508, el 1 de mayo de 2024.")
    assert "earliest" not in told


@pytest.mark.parametrize("dose", ["2024-03-05", "yesterday:110", "2024-02-30:110", ":110"])
def test_a_dose_that_nobody_can_read_is_refused(dose: str, schedule: Path) -> None:
    answer = ask(*GIRL, "--dose", dose, "--data", schedule)
    assert answer.exit_code == 2
    assert dose in answer.output


def test_cases_are_counted_by_group(cdsi: Path, cases: Path) -> None:
    told = ask("check", "--data", cdsi, "--cases", cases, "--json").stdout
    answer = json.loads(told)
    assert answer["total"]["cases"] == answer["total"]["passed"] == 10
    assert answer["groups"]["DTAP"] == answer["total"]
    assert told.count("\n") == 1
    assert answer["failed"] == []


def test_a_case_that_expects_something_else_fails_by_name(schedule: Path, cases: Path) -> None:
    cases.write_text(cases.read_text().replace("2025-12-22,2026-01-10", "2025-12-23,2026-01-10"))
    answer = ask("check", "--data", schedule, "--cases", cases)
    assert answer.exit_code == 1
    assert "2013-0001 Earliest_Date: expected '2025-12-23', got '2025-12-22'" in answer.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no column CDC_Test_ID, Vaccine_Group, DOB"),
        (b"CDC_Test_ID;DOB\n1;2\n", "no column CDC_Test_ID, Vaccine_Group, DOB"),
        (b"\xff\xfeC\x00", "is no text in UTF-8"),
    ],
)
def test_a_file_that_holds_no_cases_is_refused_instead_of_passed(
    content: bytes, told: str, schedule: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(content)
    answer = ask("check", "--data", schedule, "--cases", file, "--json")
    assert answer.exit_code == 1
    assert told in answer.output


def test_a_head_without_a_case_is_refused(schedule: Path, cases: Path) -> None:
    cases.write_text(cases.read_text().splitlines()[0] + "\n")
    answer = ask("check", "--data", schedule, "--cases", cases, "--json")
    assert (answer.exit_code, answer.output) == (1, "Error: cases.csv holds no case\n")


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    cdsi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LONGTABLE_VAR", str(tmp_path / "file"))
    answer = ask("update", cdsi)
    assert answer.exit_code == 1
    assert "cannot be written" in answer.output


def test_a_release_is_taken_where_an_unreadable_one_lay(cdsi: Path) -> None:
    installed_file().parent.mkdir(parents=True)
    installed_file().write_bytes(b"\x80 is no text")
    assert "is no compiled schedule" in ask(*GIRL).output
    told = ask("update", cdsi)
    assert "There was no readable schedule to compare with." in told.stdout
    assert [each.name for each in installed_file().parent.iterdir()] == ["schedule.json"]


def test_a_release_is_taken_and_compared_with_the_one_before(cdsi: Path, tmp_path: Path) -> None:
    first = ask("update", cdsi)
    assert "Release 4.64-508, 10 November 2025: 30 antigens" in first.stdout
    assert installed_file().exists()
    newer = tmp_path / "newer"
    shutil.copytree(cdsi, newer, copy_function=shutil.copy)
    mumps = newer / "AntigenSupportingData- Mumps-508.xml"
    mumps.chmod(0o644)
    mumps.write_text(mumps.read_text().replace("<minInt>4 weeks</minInt>", "<minInt>5 weeks</minInt>", 1))
    second = ask("update", newer, "--version", "4.65-508")
    assert "Against 4.64-508: 1 change\n" in second.stdout
    assert "changed dose Mumps" in second.stdout
    assert json.loads(ask(*GIRL, "--json").stdout)["schedule"] == "4.65-508"


def test_a_release_that_is_not_whole_changes_nothing(cdsi: Path, schedule: Path, tmp_path: Path) -> None:
    installed_file().parent.mkdir(parents=True)
    shutil.copy(schedule, installed_file())
    before = installed_file().read_bytes()
    torn = tmp_path / "torn"
    shutil.copytree(cdsi, torn, ignore=shutil.ignore_patterns("*Measles*"))
    answer = ask("update", torn)
    assert answer.exit_code == 1
    assert "Measles: the file of this antigen is missing" in answer.output
    assert installed_file().read_bytes() == before
