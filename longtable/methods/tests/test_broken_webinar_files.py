"""Files of webinar tools that are broken, strange or huge: nobody is lost unseen, nobody counts twice."""

import time
from datetime import UTC, date, datetime

import pytest

from longtable.methods.tests import webinar_files as files
from longtable.methods.webinars import AttendanceFile, decode, read_attendance

HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)"
DAY = date(2026, 6, 5)


def read(text: str, day: date | None = None) -> AttendanceFile:
    found = read_attendance(text, day=day)
    assert found
    return found


def names(found: AttendanceFile) -> list[str]:
    return [each.name for each in found.people]


@pytest.mark.parametrize(
    "text",
    [
        *(files.ZOOM_MEETING, files.ZOOM_WEBINAR, decode(files.TEAMS), decode(files.TEAMS_LIST)),
        *(decode(files.TEAMS_SPANISH), decode(files.WEBEX)),
    ],
)
def test_of_whole_files_every_line_is_understood(text: str) -> None:
    assert read(text).unread == ()


def test_a_line_that_holds_nobody_is_kept_with_its_number() -> None:
    found = read(f"{HEAD}\nAna,,,,\n,,06/05/2026 10:00:00 AM,,12\nBen,ben@example.org,,,30\n\nTotal,2,,,")
    assert "Ben" in names(found)
    assert [line for line, _words in found.unread] == [2, 3, 6]
    assert found.unread[0][1] == "Ana"


def test_a_lonely_name_does_not_end_the_table() -> None:
    """Before, whoever stood below was lost."""
    found = read(f"{HEAD}\nAna\nBen,ben@example.org,,,30\nLuz,luz@example.org,,,31")
    assert names(found) == ["Ben", "Luz"]
    assert found.unread == ((2, "Ana"),)


def test_utf_16_without_a_mark_is_read() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert names(read(decode(f"{HEAD}\nAna López,ana@example.org,,,30".encode(encoding)))) == [
            "Ana López"
        ]


def test_semicolons_and_the_line_that_excel_writes_first() -> None:
    text = "sep=;\nNombre;Correo electrónico;Hora de entrada;Hora de salida;Duración\nAna;a@example.org;;;30"
    assert [(each.name, each.email, each.minutes) for each in read(text).people] == [
        ("Ana", "a@example.org", 30)
    ]


@pytest.mark.parametrize("cell", ["05/06/2026 14:05:00", "5/6/2026 2:05:00 p.\u202fm.", "05.06.2026 14:05"])
def test_a_day_that_could_be_either_is_the_day_on_which_it_was(cell: str) -> None:
    found = read(f"{HEAD}\nAna,ana@example.org,{cell},,30", DAY)
    assert found.people[0].joined_at == datetime(2026, 6, 5, 14, 5, tzinfo=UTC)
    american = read(f"{HEAD}\nAna,ana@example.org,06/05/2026 2:05:00 PM,,30", DAY)
    assert american.people[0].joined_at == datetime(2026, 6, 5, 14, 5, tzinfo=UTC)


def test_who_joins_five_times_at_once_was_there_as_long_as_they_were() -> None:
    joins = [("10:00", "11:00", 60), ("10:10", "10:20", 10), ("10:50", "11:10", 20)]
    joins += [("11:30", "11:40", 10), ("11:30", "11:40", 10)]
    rows = "\n".join(
        f"Ana,ana@example.org,06/05/2026 {joined}:00,06/05/2026 {left}:00,{spent}"
        for joined, left, spent in joins
    )
    (ana,) = read(f"{HEAD}\n{rows}").people
    assert (ana.joins, ana.minutes) == (5, 80)


def test_one_who_comes_back_later_adds_up() -> None:
    rows = "Ana,a@example.org,06/05/2026 10:00,06/05/2026 10:30,30\n"
    rows += "Ana,a@example.org,06/05/2026 11:00,06/05/2026 11:15,15"
    assert read(f"{HEAD}\n{rows}").people[0].minutes == 45


@pytest.mark.parametrize("spent", ["99999999999999", "9" * 5000, "99999999h", "-4", "1:99:99:99", "∞"])
def test_no_duration_breaks_anything(spent: str) -> None:
    (ana,) = read(f"{HEAD}\nAna,ana@example.org,,,{spent}").people
    assert ana.minutes is None or ana.minutes <= 7 * 24 * 60


@pytest.mark.parametrize("broken", ["", "\0\0\0", HEAD, f'{HEAD}\n"Ana', "\n\n,,,", "a\tb\nc"])
def test_broken_files_are_nobody_and_no_error(broken: str) -> None:
    found = read_attendance(decode(broken.encode()))
    assert found is None or len(found.people) <= 1


def test_a_huge_file_is_read_while_one_waits() -> None:
    text = HEAD + "".join(f"\nPerson {n},p{n % 900}@example.org,,,30" for n in range(10_000))
    begun = time.monotonic()
    assert len(read(text).people) == 900
    assert time.monotonic() - begun < 5
