"""Sheets are read as people write them: any Excel's CSV, workbooks with titles and formulas, JSON."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.access import Actor
from longtable.core.files import FileRefused, store
from longtable.core.imports import UnreadableSource
from longtable.core.imports.sheets import LARGEST_LINES, Sheet, empty_sheet, open_sheet
from longtable.core.imports.sheets.plain_text import cells
from longtable.core.imports.sheets.workbooks import UNPACKED_LIMIT
from longtable.core.imports.sheets.writing import guarded, unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

KINDS = {"csv", "xlsx", "json"}


def opened(content: bytes, file: str = "list.csv", **where: Any) -> Sheet:
    return open_sheet(store(by=Actor.system("test"), content=content, name=file, kinds=KINDS), **where)


def values(sheet: Sheet) -> list[list[str]]:
    return [list(line.values.values()) for line in sheet.lines()]


def workbook(*sheets: list[list[Any]], hidden: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
        if number == hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_of_any_excel_is_read(encoding: str, delimiter: str) -> None:
    lines = [["Comentario", "Condado"], ["La niña espera, mucho; “siempre”", "Peña"], ["Sí", "Añil"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    sheet = opened(text.getvalue().encode(encoding))
    assert list(sheet.headers) == lines[0]
    assert values(sheet) == lines[1:]


def test_a_separator_that_excel_announces_is_taken() -> None:
    sheet = opened(b"sep=|\nid|words\n1|a, b, c\n2|d, e, f\n")
    assert sheet.headers == ("id", "words")
    assert [line.number for line in sheet.lines()] == [3, 4]


def test_separators_within_quotation_marks_do_not_count() -> None:
    assert opened(b'"id";"a,b"\n"1";"c,d"\n').headers == ("id", "a,b")
    assert opened(b'id;words\n1;"six" feet\n2;"x" y\n').headers == ("id", "words")


def test_lines_are_numbered_as_a_spreadsheet_shows_them() -> None:
    sheet = opened(b'id,words\n1,"one\ntwo"\n\n2,three\n')
    assert [(line.number, line.values["id"]) for line in sheet.lines()] == [(2, "1"), (5, "2")]


def test_a_file_with_a_few_broken_letters_keeps_the_others() -> None:
    content = "id,words\n1,año niño señor\n2,bro\udce9ken\n".encode(errors="surrogateescape")
    first, second = opened(content).lines()
    assert first.values["words"] == "año niño señor"
    assert "cannot be read" in second.fault


def test_a_title_above_the_header_is_passed_over() -> None:
    sheet = opened(b"Listening session;;\n;;\nWords;County;Age\na;b;c\n")
    assert (sheet.header_line, sheet.headers) == (3, ("Words", "County", "Age"))


def test_a_header_of_merged_cells_is_put_together() -> None:
    rows = [["Words", "County", "About you", None], [None, None, "Age", "Race"], ["a", "b", 34, "c"]]
    sheet = opened(workbook(rows), "a.xlsx", header_line=2)
    assert sheet.headers == ("Words", "County", "Age", "Race")
    assert values(sheet) == [["a", "b", "34", "c"]]


def test_columns_without_a_name_or_with_the_same_are_told_apart() -> None:
    assert opened(b"Words,Words,,\na,b,c,\n").headers == ("Words", "Words (2)", "Column C")


def test_days_and_numbers_of_a_workbook_are_text_that_people_would_write() -> None:
    rows = [
        ["day", "moment", "whole", "part", "yes"],
        [date(2026, 5, 4), datetime(2026, 5, 4, 18, 30), 3.0, 1.5, True],  # noqa: DTZ001 - sheets know no zone
    ]
    assert values(opened(workbook(rows), "a.xlsx")) == [["2026-05-04", "2026-05-04 18:30", "3", "1.5", "yes"]]


def test_a_formula_that_was_never_worked_out_is_a_fault_and_not_an_empty_cell() -> None:
    lines = list(opened(workbook([["a", "b"], [1, "=A2*2"], [2, 4]]), "a.xlsx").lines())
    assert "formula" in lines[0].fault
    assert (lines[1].fault, lines[1].values["b"]) == ("", "4")


def test_a_formula_that_was_worked_out_is_its_value() -> None:
    content = _with_value(workbook([["a", "b"], [1, "=A2*2"]]), "<v />", "<v>2</v>")
    assert values(opened(content, "a.xlsx")) == [["1", "2"]]


def test_hidden_sheets_are_not_read_and_one_may_choose_among_the_others() -> None:
    content = workbook([["secret"], ["x"]], [], [["first"], ["y"]], [["second"], ["z"]], hidden=0)
    sheet = opened(content, "a.xlsx")
    assert (sheet.names, sheet.headers) == (("Sheet 1", "Sheet 2", "Sheet 3"), ("first",))
    assert opened(content, "a.xlsx", name="Sheet 3").headers == ("second",)


def test_json_is_a_list_of_records_with_any_names() -> None:
    records = {"rows": [{"words": "a", "tags": ["x", "y"]}, {"words": None, "age": 3}]}
    sheet = opened(json.dumps(records).encode(), "a.json")
    assert sheet.headers == ("words", "tags", "age")
    assert values(sheet) == [["a", "x; y", ""], ["", "", "3"]]


@pytest.mark.parametrize("content", [b"{", b"[1, 2]", b'{"a": 1}', b"[]", b"[" * 100_000])
def test_json_of_another_shape_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableSource):
        opened(content, "a.json")


def test_a_damaged_workbook_is_refused_in_words() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        opened(_with_value(workbook([["a"], ["b"]]), "<sheetData>", "<sheetData><row r='x'>"), "a.xlsx")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("at", [0, 40, 80])
def test_a_workbook_of_which_some_bytes_were_lost_is_refused_in_words(part: str, at: int) -> None:
    whole = workbook([[f"{n * 7919 % 1000}", "=A1"] for n in range(300)])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        info = archive.getinfo(part)
    start = info.header_offset + 30 + len(part) + at
    lost = whole[:start] + bytes(byte ^ 0x5A for byte in whole[start : start + 10]) + whole[start + 10 :]
    with pytest.raises(UnreadableSource, match="damaged"):
        list(opened(lost, "lost.xlsx").lines())


def test_a_workbook_with_entities_is_refused() -> None:
    content = _with_value(workbook([["a"], ["b"]]), "<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet")
    with pytest.raises(UnreadableSource, match="do not open"):
        opened(content, "a.xlsx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO(workbook([["a"], ["b"]]))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/pad.bin", "w") as part,
    ):
        for _ in range(UNPACKED_LIMIT // (1 << 20) + 1):
            part.write(bytes(1 << 20))
    assert len(stream.getvalue()) < 1 << 20
    with pytest.raises(UnreadableSource, match="too large"):
        opened(stream.getvalue(), "a.xlsx")


def test_more_lines_than_we_take_are_refused() -> None:
    sheet = opened(b"id\n" + b"1\n" * (LARGEST_LINES + 1))
    with pytest.raises(UnreadableSource, match="smaller files"):
        list(sheet.lines())


def test_what_is_no_text_is_no_csv(storage: Path) -> None:
    with pytest.raises(FileRefused):
        opened(b"\x00\x01\x02\x03", "list.csv")
    with pytest.raises(FileRefused):
        opened("<html>ñ".encode("utf-16"), "list.csv")


def test_an_empty_sheet_has_names_and_one_line_of_examples() -> None:
    sheet = opened(empty_sheet([("Words", "It is far"), ("Formula", "=1+1")]), "a.xlsx")
    assert sheet.headers == ("Words", "Formula")
    assert values(sheet) == [["It is far", "=1+1"]]


@pytest.mark.once
@given(st.text())
def test_what_is_guarded_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


@pytest.mark.once
@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
            min_size=2,
            max_size=2,
        ),
        min_size=2,
    )
)
def test_what_a_csv_writer_wrote_is_read(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    read = [list(each.texts) for each in cells(io.BytesIO(text.getvalue().encode()), "")]
    assert [row for row in read if row] == rows


def _with_value(content: bytes, before: str, after: str) -> bytes:
    """A workbook of which one part of the first sheet says something else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            part = old.read(member)
            if member == "xl/worksheets/sheet1.xml":
                assert before.encode() in part, part
                part = part.replace(before.encode(), after.encode(), 1)
            new.writestr(member, part)
    return stream.getvalue()
