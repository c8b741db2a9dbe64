"""Sheets of partners and contacts, as dirty as people's are, come in, are corrected, and go out again."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied, Missing
from longtable.core.imports import selectors, uploads
from longtable.core.imports.conflicts import both_sides
from longtable.core.imports.sheets.writing import ROW
from longtable.core.imports.taking_out import take_out
from longtable.core.localized import LocalizedText
from longtable.core.models import ImportConflict, ImportReject, Upload
from longtable.core.tests.bringing import done
from longtable.directory.actions.editing import change_entry
from longtable.directory.actions.spreadsheets import ContactsImporter, PartnersImporter
from longtable.directory.models import Address, Contact, OrganizationEntry, Phone, Service, ServiceAtLocation
from longtable.directory.tests.entries import edit
from longtable.places.models import Area
from tests.cast import actor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

Rows = Sequence[Sequence[object]]
Bring = Callable[..., Upload]
CONTACTS = ("Agency", "Contact", "Title", "Email", "Cell")


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def pantry(partner: Organization) -> OrganizationEntry:
    """A partner that stands in the directory."""
    return OrganizationEntry.objects.create(organization=partner)


def workbook(*rows: Sequence[object]) -> bytes:
    """An XLSX file with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes) -> list[list[str]]:
    """The cells of an XLSX file, as texts."""
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.fixture
def bring(faye: User, agency: Organization) -> Bring:
    """Brings a workbook in, its columns as they are guessed."""

    def bring(content: bytes, kind: Any = ContactsImporter, source: str = "A list", **answers: str) -> Upload:
        by = actor(faye)
        upload = uploads.receive(
            by=by, kind_code=kind.name, destination=agency, content=content, name="list.xlsx", source=source
        )
        told = {"unknown": "refuse", "public": "no", "language": "en", "published": "yes"} | answers
        uploads.say_columns(by=by, upload=upload, columns=upload.columns, answers=told)
        done(upload)
        uploads.let_in(by=by, upload=selectors.opened(by, upload.pk).upload)
        return done(upload)

    return bring


def test_a_contact_comes_in_with_telephone_and_mail(bring: Bring, pantry: OrganizationEntry) -> None:
    row = [pantry.name.upper(), "Rosa Delgado", "Director", "ROSA@Example.org ", "(910) 555-0142 ext. 7"]
    upload = bring(workbook(CONTACTS, row))
    contact = Contact.objects.get()
    assert upload.run.created == 1
    assert (contact.organization_id, contact.name, contact.email) == (
        pantry.pk,
        "Rosa Delgado",
        "rosa@example.org",
    )
    assert not contact.is_public
    assert list(contact.phones.values_list("number", "extension")) == [("910-555-0142", 7)]


def test_an_organization_that_is_not_here_is_left_to_be_corrected(
    bring: Bring, pantry: OrganizationEntry
) -> None:
    misspelled = f"{pantry.name}s"
    upload = bring(
        workbook(CONTACTS, [misspelled, "Rosa", "", "", ""], ["Nobody Knows Us", "Leo", "", "", ""])
    )
    first, second = ImportReject.objects.filter(run=upload.run).order_by("line")
    assert pantry.name in first.reason
    assert "Did you mean" not in second.reason
    assert not Contact.objects.exists()


def test_or_a_draft_of_it_is_made_once(bring: Bring) -> None:
    rows = [["Casa Nueva", f"Person {number}", "", "", ""] for number in range(120)]
    upload = bring(workbook(CONTACTS, *rows), unknown="draft")
    entry = OrganizationEntry.objects.get(organization__name="Casa Nueva")
    assert entry.published_at is None
    assert entry.contacts.count() == upload.run.created == 120


def test_a_row_that_stands_twice_comes_in_once(bring: Bring, pantry: OrganizationEntry) -> None:
    row = [pantry.name, "Rosa", "Director", "rosa@example.org", "910-555-0142"]
    upload = bring(workbook(CONTACTS, row, row))
    assert (upload.run.created, upload.run.rejected) == (1, 1)


def test_what_is_refused_comes_in_once_it_is_corrected(
    bring: Bring, faye: User, pantry: OrganizationEntry, client: Client
) -> None:
    good, bad = (
        [pantry.name, "Rosa", "", "", "910-555-0142"],
        [pantry.name, "Leo", "", "leo(at)example", "12"],
    )
    upload = bring(workbook(CONTACTS, good, bad))
    assert (upload.run.created, upload.run.rejected) == (1, 1)
    answer = signed_in(client, faye).get(reverse("core:upload-rejects", args=[upload.pk, "xlsx"]))
    header, row = read(answer.content)
    row[header.index("Email")], row[header.index("Cell")] = "leo@example.org", "910-555-0143"
    again = bring(workbook(header, row))
    assert (again.run.created, again.run.rejected) == (1, 0)
    assert set(Contact.objects.values_list("name", flat=True)) == {"Rosa", "Leo"}


def test_the_same_file_again_changes_nothing(bring: Bring, pantry: OrganizationEntry) -> None:
    content = workbook(CONTACTS, [pantry.name, "Rosa", "Director", "rosa@example.org", "910-555-0142"])
    bring(content)
    again = bring(content)
    assert (again.run.created, again.run.changed, again.run.unchanged) == (0, 0, 1)
    assert Phone.objects.count() == 1


def test_a_whole_file_is_taken_back(bring: Bring, faye: User, pantry: OrganizationEntry) -> None:
    kept = Contact.objects.create(organization=pantry, name="Ben", is_public=True)
    upload = bring(workbook(CONTACTS, ["Casa Nueva", "Rosa", "", "", "910-555-0142"]), unknown="draft")
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert list(Contact.objects.all()) == [kept]
    assert not Phone.objects.exists()
    assert not Organization.objects.filter(name="Casa Nueva").exists()


def test_what_somebody_corrected_since_stays_with_all_that_it_hangs_on(
    bring: Bring, faye: User, pantry: OrganizationEntry
) -> None:
    rows = [["Casa Nueva", "Rosa", "", "", "910-555-0142"], ["Casa Vieja", "Leo", "", "", "910-555-0143"]]
    upload = bring(workbook(CONTACTS, *rows), unknown="draft")
    Phone.objects.filter(number="910-555-0142").update(number="910-555-0199")
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert list(Phone.objects.values_list("number", "contact__name")) == [("910-555-0199", "Rosa")]
    assert list(OrganizationEntry.objects.exclude(pk=pantry.pk).values_list("organization__name")) == [
        ("Casa Nueva",)
    ]


def test_a_contact_that_somebody_corrected_since_keeps_its_number(
    bring: Bring, faye: User, pantry: OrganizationEntry
) -> None:
    upload = bring(workbook(CONTACTS, [pantry.name, "Rosa", "", "", "910-555-0142"]))
    Contact.objects.update(title="Director")
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert Contact.objects.get().phones.count() == 1


class TestTakenOut:
    """Download, correct in Excel, upload."""

    @pytest.fixture
    def rosa(self, pantry: OrganizationEntry) -> Contact:
        rosa = Contact.objects.create(
            organization=pantry, name="Rosa", title="Helper", email="rosa@example.org"
        )
        Phone.objects.create(contact=rosa, number="910-555-0142")
        return rosa

    def out(self, faye: User, agency: Organization, kind: Any = ContactsImporter) -> list[list[str]]:
        return read(take_out(by=actor(faye), kind_code=kind.name, destination=agency, suffix="xlsx"))

    def test_what_nobody_touched_changes_nothing(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        again = bring(workbook(*self.out(faye, agency)))
        assert (again.run.created, again.run.changed, again.run.conflicts) == (0, 0, 0)

    def test_a_corrected_cell_changes_its_row(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        header, row = self.out(faye, agency)
        row[row.index("Helper")] = "Director"
        row[row.index("Rosa")] = "Rosa Delgado"
        again = bring(workbook(header, row))
        rosa.refresh_from_db()
        assert (again.run.changed, rosa.title, rosa.name) == (1, "Director", "Rosa Delgado")
        assert header[0] == ROW

    def test_an_emptied_telephone_is_taken_away_and_comes_back_with_the_file(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        rosa.phones.get().languages.create(code="es")
        header, row = self.out(faye, agency)
        row[row.index("910-555-0142")] = row[row.index("Helper")] = ""
        again = bring(workbook(header, row))
        rosa.refresh_from_db()
        assert (again.run.changed, rosa.title, rosa.phones.count()) == (1, "", 0)
        assert bring(workbook(header, row)).run.changed == 0
        uploads.take_back(by=actor(faye), upload=again)
        done(again)
        rosa.refresh_from_db()
        assert (rosa.title, rosa.phones.get().number) == ("Helper", "910-555-0142")
        assert rosa.phones.get().languages.get().code == "es"

    def test_an_emptied_telephone_that_was_changed_here_stays_and_that_is_said(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        header, row = self.out(faye, agency)
        rosa.phones.update(number="910-555-0199")
        row[row.index("910-555-0142")] = ""
        again = bring(workbook(header, row))
        assert (again.run.rejected, rosa.phones.get().number) == (1, "910-555-0199")
        assert "somebody changed it here since" in ImportReject.objects.get(run=again.run).reason

    def test_a_sheet_without_that_column_takes_no_telephone_away(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        header, row = self.out(faye, agency)
        at = row.index("910-555-0142")
        again = bring(workbook(header[:at] + header[at + 1 :], row[:at] + row[at + 1 :]))
        assert (again.run.changed, rosa.phones.count()) == (0, 1)

    def test_emptied_cells_of_a_partner_take_away_what_stood_in_them(
        self, bring: Bring, faye: User, agency: Organization, alder: Area
    ) -> None:
        bring(workbook((*PARTNERS, "County"), [*PANTRIES[0], alder.name]), PartnersImporter)
        header, row = self.out(faye, agency, PartnersImporter)
        for gone in ("Food for all", "https://opentable.example.org", alder.name, "910-555-0150"):
            row[row.index(gone)] = ""
        again = bring(workbook(header, row), PartnersImporter)
        entry = OrganizationEntry.objects.get()
        assert (again.run.changed, again.run.conflicts, again.run.rejected) == (1, 0, 0)
        assert (str(entry.description), entry.website, entry.area, entry.phones.count()) == ("", "", None, 0)

    def test_an_emptied_address_is_asked_about(self, bring: Bring, faye: User, agency: Organization) -> None:
        bring(workbook(PARTNERS, PANTRIES[0]), PartnersImporter)
        header, row = self.out(faye, agency, PartnersImporter)
        for gone in ("1 Elm St", "Lumberton", "28358"):
            row[row.index(gone)] = ""
        again = bring(workbook(header, row), PartnersImporter)
        assert "The address is empty" in ImportReject.objects.get(run=again.run).reason
        assert Address.objects.get().address_1 == "1 Elm St"

    def test_an_empty_cell_that_never_held_anything_disputes_nothing(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact, pantry: OrganizationEntry
    ) -> None:
        OrganizationEntry.objects.update(
            website="https://ours.example", description=LocalizedText.of(es="Ay")
        )
        sheet = workbook(PARTNERS, [pantry.name, "", "", "", "", "", "", ""])
        for _ in range(2):
            upload = bring(sheet, PartnersImporter)
            assert (upload.run.conflicts, upload.run.changed) == (0, 0)
        row = [pantry.name, "Rosa", "", "rosa@example.org", ""]
        upload = bring(workbook(CONTACTS, row), public="yes")
        rosa.refresh_from_db()
        assert (upload.run.conflicts, rosa.title, rosa.phones.count()) == (0, "Helper", 1)

    def test_the_telephone_of_a_partner_goes_when_no_row_of_the_sheet_has_it(
        self, bring: Bring, faye: User, agency: Organization
    ) -> None:
        bring(workbook(PARTNERS, *PANTRIES), PartnersImporter)
        header, *lines = self.out(faye, agency, PartnersImporter)
        with_number = [line for line in lines if "910-555-0150" in line]
        assert len(with_number) == 2
        for left in (1, 0):
            line = with_number[left]
            line[line.index("910-555-0150")] = ""
            bring(workbook(header, *lines), PartnersImporter)
            assert Phone.objects.count() == left

    def test_what_was_changed_here_meanwhile_is_a_conflict(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        header, row = self.out(faye, agency)
        rosa.title = "Chair"
        rosa.save(update_fields=["title"])
        row[row.index("Helper")] = "Director"
        again = bring(workbook(header, row))
        rosa.refresh_from_db()
        assert (again.run.conflicts, rosa.title) == (1, "Chair")
        assert ImportConflict.objects.get().theirs == {"title": "Director"}

    def test_an_older_sheet_does_not_undo_a_newer_word(
        self, bring: Bring, faye: User, agency: Organization, rosa: Contact
    ) -> None:
        older = self.out(faye, agency)
        rosa.title = "Chair"
        rosa.save(update_fields=["title"])
        self.out(faye, agency)
        bring(workbook(*older))
        rosa.refresh_from_db()
        assert rosa.title == "Chair"

    def test_others_take_nothing_out(self, dev: User, agency: Organization, client: Client) -> None:
        with pytest.raises(Denied):
            take_out(by=actor(dev), kind_code=ContactsImporter.name, destination=agency, suffix="xlsx")
        address = reverse("core:take-out", args=[ContactsImporter.name, agency.pk, "xlsx"])
        assert signed_in(client, dev).post(address).status_code == 404

    def test_a_kind_that_cannot_be_taken_out_is_missing(self, faye: User, agency: Organization) -> None:
        with pytest.raises((Missing, Denied)):
            take_out(by=actor(faye), kind_code="voices.comments", destination=agency, suffix="xlsx")

    def test_partners_go_out_and_come_back(self, bring: Bring, faye: User, agency: Organization) -> None:
        bring(workbook(PARTNERS, *PANTRIES), PartnersImporter)
        rows = self.out(faye, agency, PartnersImporter)
        again = bring(workbook(*rows), PartnersImporter)
        assert (again.run.created, again.run.changed, again.run.conflicts) == (0, 0, 0)


PARTNERS = ("Agency name", "Description", "Web", "Phone", "Address", "City", "Zip", "Service name")
PANTRIES: Rows = (
    (
        "Open Table",
        "Food for all",
        "opentable.example.org",
        "910-555-0150",
        "1 Elm St",
        "Lumberton",
        28358,
        "Pantry",
    ),
    ("Open Table", "", "", "", "1 Elm St", "Lumberton", 28358, "Hot meals"),
    ("Second Start", "Clothes", "", "", "", "", "", ""),
)


def test_partners_come_in_with_their_offices_and_services(bring: Bring) -> None:
    upload = bring(workbook(PARTNERS, *PANTRIES), PartnersImporter)
    table = OrganizationEntry.objects.get(organization__name="Open Table")
    assert (upload.run.created, upload.run.rejected) == (3, 0)
    assert (str(table.description), table.website) == ("Food for all", "https://opentable.example.org")
    assert sorted(str(each) for each in table.services.published()) == ["Hot meals", "Pantry"]
    assert Address.objects.get().postal_code == "28358"
    assert ServiceAtLocation.objects.count() == 2
    assert Service.objects.count() == 2


def test_partners_stay_drafts_if_that_is_said(bring: Bring) -> None:
    bring(workbook(PARTNERS, *PANTRIES), PartnersImporter, published="no")
    assert not OrganizationEntry.objects.published().exists()


def test_what_stands_here_is_filled_up_and_not_overwritten(bring: Bring, pantry: OrganizationEntry) -> None:
    pantry.website = "https://ours.example.org"
    pantry.save()
    row = [pantry.name, "Food for all", "theirs.example.org", "", "", "", "", ""]
    upload = bring(workbook(PARTNERS, row), PartnersImporter)
    pantry.refresh_from_db()
    assert upload.run.conflicts == 1
    assert (str(pantry.description), pantry.website) == ("Food for all", "https://ours.example.org")


def test_what_differs_is_shown_in_words_and_in_every_language(
    bring: Bring, faye: User, pantry: OrganizationEntry, alder: Area, birch: Area
) -> None:
    pantry.description, pantry.area = LocalizedText.of(en="Food", es="Comida"), alder
    pantry.save()
    rows = (("Agency", "Description", "County"), [pantry.name, "Bread", birch.name])
    upload = bring(workbook(*rows), PartnersImporter, language="en")
    (sides,) = both_sides(selectors.opened(actor(faye), upload.pk))
    assert "Food / Comida" in sides.ours.values()
    assert "Bread" in " ".join(sides.theirs.values())
    assert (str(alder), str(birch)) == (sides.ours["area_id"], sides.theirs["area_id"])
    assert "origin" not in f"{sides.ours} {sides.theirs}"


def test_what_differs_is_shown_with_its_field_and_who_changed_it_here(
    bring: Bring, faye: User, dev: User, pantry: OrganizationEntry, client: Client
) -> None:
    change_entry(
        by=actor(dev),
        entry=pantry,
        edits=[edit(pantry, email="us@example.org", website="https://us.example")],
    )
    rows = (("Agency", "Web", "E-mail"), [pantry.name, "theirs.example.org", "them@example.org"])
    upload = bring(workbook(*rows), PartnersImporter)
    (sides,) = both_sides(selectors.opened(actor(faye), upload.pk))
    assert [(line.name, line.ours) for line in sorted(sides.lines, key=lambda line: line.name)] == [
        ("E-mail", "us@example.org"),
        ("Web page", "https://us.example"),
    ]
    assert sides.edited
    assert str(dev) in sides.edited.who
    page = signed_in(client, faye).get(reverse("core:upload-conflicts", args=[upload.pk])).content.decode()
    for words in ("Organization", "Web page", "theirs.example.org", f"Changed here by {dev}, {pantry.name}"):
        assert words in page


def test_only_who_keeps_the_directory_brings_sheets(
    dev: User, faye: User, agency: Organization, client: Client
) -> None:
    address = reverse("core:bring-in", args=[ContactsImporter.name, agency.pk])
    assert signed_in(client, dev).get(address).status_code == 404
    assert signed_in(Client(), faye).get(address).status_code == 200
