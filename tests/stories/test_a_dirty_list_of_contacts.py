"""Faye brings in a list of 1,400 contacts as an office keeps it, corrects it and brings it again."""

import io
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from longtable.accounts.models import Organization
from longtable.core.imports.sheets.writing import REASON
from longtable.core.work import run_all
from longtable.directory.models import Contact, OrganizationEntry
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]

ROWS = 1400
FIRST = ("Rosa", "Leo", "Ada", "Tomás", "Wren", "Inés", "Marcus", "Nia", "Paul", "Lupe")
LAST = ("Delgado", "Marsh", "Byrd", "Núñez", "O'Neal", "Locklear", "Smith-Reyes", "Vang", "Hunt", "Lowry")
HEADER = ("Agency Name", "Contact Person", "Position", "E-mail", "Phone #", "Notes")


@pytest.fixture
def partners(demo: None, cast: Cast) -> list[str]:
    """Sixty organizations that stand in the directory."""
    names = [f"Table {number} of Alder" for number in range(1, 61)]
    for name in names:
        made = Organization.objects.create(name=name, kind=Organization.Kind.COMMUNITY)
        OrganizationEntry.objects.create(organization=made)
    return names


def dirty(partners: list[str]) -> tuple[bytes, int, int]:
    """The office's workbook, how many of its rows are good, and how many stand in it twice.

    Two lines of title above the header, names shouted or with spaces around, telephones in every spelling,
    empty lines; one row in twenty cannot be understood, one in fifty stands there twice.
    """
    chance = random.Random(1400)
    lines: list[list[Any]] = [["OUTREACH CONTACTS (do not share)"], [None], list(HEADER)]
    good = twice = 0
    for number in range(ROWS):
        partner = partners[number % len(partners)]
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
        row: list[Any] = [
            chance.choice([partner, partner.upper(), f"  {partner} "]),
            name,
            chance.choice(["Director", "Volunteer", "", None]),
            f"person{number}@example.org",
            chance.choice(
                [f"(910) 555-{number % 10000:04}", f"910.555.{number % 10000:04}", 9105550000 + number]
            ),
            "met in May",
        ]
        if number % 20 == 7:
            place, text = chance.choice(
                [(0, f"{partner}x Inc"), (3, "person at example"), (4, "call after 5"), (1, "")]
            )
            row[place] = text
        else:
            good += 1
        lines.append(row)
        if number % 50 == 3:
            lines.append(row)
            twice += 1
        if number % 400 == 0:
            lines.append([None])
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), good, twice


def corrected(content: bytes, twice: str) -> tuple[bytes, int]:
    """The refused rows put right by hand, and how many; without those that stood there ``twice``."""
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    header = [str(cell) for cell in rows[0]]
    agency, person, mail, phone = (
        header.index(name) for name in ("Agency Name", "Contact Person", "E-mail", "Phone #")
    )
    book, kept = openpyxl.Workbook(), 0
    book.worksheets[0].append(header)
    for number, row in enumerate(rows[1:]):
        cells = list(row)
        if twice in str(cells[header.index(REASON)]):
            continue
        cells[agency] = str(cells[agency]).removesuffix("x Inc")
        cells[person] = cells[person] or f"Front desk {number}"
        cells[mail] = str(cells[mail]).replace(" at ", "@")
        cells[mail] = cells[mail] if "." in str(cells[mail]) else f"{cells[mail]}.org"
        cells[phone] = "910-555-0199" if "call" in str(cells[phone]) else cells[phone]
        book.worksheets[0].append(cells)
        kept += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), kept


def bring(faye: Visit, content: bytes, tmp_path: Path) -> None:
    """She chooses the file, looks at its columns and rows, and lets it in."""
    file = tmp_path / "contacts.xlsx"
    file.write_bytes(content)
    faye.page.locator("[name=file]").set_input_files(file)
    faye.write(source="Outreach office")
    faye.press("Continue to the columns")
    faye.sees(faye.words("What do the columns say?"), "Agency Name")
    faye.press("Check the rows")
    run_all()
    faye.page.reload()
    faye.sees(faye.words("The first rows, as they would be saved"))
    faye.press("Import them")
    run_all()
    faye.page.reload()
    faye.sees(faye.words("What was imported"))


def test_a_dirty_list_is_corrected_and_brought_again(
    visitor: Visitor, partners: list[str], language: str, tmp_path: Path
) -> None:
    faye = visitor(language, width=DESK)
    faye.sign_in_as("Faye")
    faye.open("/imports/")
    faye.follow("Contacts at partners")
    address = faye.page.url
    content, good, twice = dirty(partners)
    bring(faye, content, tmp_path)
    assert Contact.objects.count() == good
    faye.is_fit_for_all(PHONE, DESK)

    with faye.page.expect_download() as download:
        faye.follow("Download as XLSX")
    fixed, kept = corrected(
        Path(download.value.path()).read_bytes(), faye.words("An earlier row already says this.")
    )
    assert kept == ROWS - good
    faye.page.goto(address)
    faye.is_fit_for_all(PHONE, DESK)
    bring(faye, fixed, tmp_path)
    assert Contact.objects.count() == ROWS
    assert twice > 0

    faye.page.goto(address)
    bring_nothing_new(faye, content, tmp_path)


def bring_nothing_new(faye: Visit, content: bytes, tmp_path: Path) -> None:
    """The same old file again: what is in it stands here already."""
    file = tmp_path / "contacts.xlsx"
    file.write_bytes(content)
    faye.page.locator("[name=file]").set_input_files(file)
    faye.write(source="Outreach office")
    faye.press("Continue to the columns")
    faye.press("Check the rows")
    run_all()
    faye.page.reload()
    faye.sees(faye.words("There is nothing new in this file."))
