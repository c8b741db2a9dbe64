"""Directories of others come in as HSDS, whatever the version, and what is usable of them lands."""

import csv
import io
import json
import zipfile
from datetime import time
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from longtable.core.access import Actor, Denied
from longtable.core.imports import UnreadableSource, run_import
from longtable.core.models import ImportConflict, ImportRun
from longtable.directory.commands import imports
from longtable.directory.hsds import sources
from longtable.directory.hsds.importer import HsdsImporter
from longtable.directory.models import (
    Attribute,
    Contact,
    Language,
    Location,
    OrganizationEntry,
    Phone,
    Schedule,
    Service,
    ServiceCapacity,
    TaxonomyTerm,
)
from longtable.directory.tests.bringing_hsds import (
    ORGANIZATION,
    PLACE,
    SERVICE,
    bring,
    created,
    folder,
    reasons,
)

pytestmark = pytest.mark.django_db

ONE = {
    "organizations": f"id,name,description\n{ORGANIZATION},Food Bank,Food for all\n",
    "services": f"id,organization_id,name,status\n{SERVICE},{ORGANIZATION},Pantry,active\n",
}


class TextLines(io.StringIO):
    """A file that notes how much of it is read at once."""

    def __init__(self, text: str, read: list[int]) -> None:
        super().__init__(text)
        self._read = read

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(size)
        self._read.append(len(line))
        return line


@pytest.mark.corpora
def test_the_official_csv_lands(corpora: Path) -> None:
    """All but two rows, which belong to nothing: one names a service that is not there, one names nobody."""
    counts, run = bring(corpora / "standards" / "hsds-3.1" / "examples" / "csv")
    assert counts["services"]["created"] == counts["organizations"]["created"] == 1
    assert [file for file, _line, _reason in reasons(run)] == ["service_capacity.csv", "url.csv"]
    assert run.created == 21


@pytest.mark.corpora
@pytest.mark.parametrize(
    "name",
    [
        "service_full",
        "service_list",
        "service_at_location_full",
        "organization_full",
        "organization_list",
        "taxonomy_list",
        "taxonomy_term_list",
        "location",
        "tabular",
    ],
)
def test_the_official_documents_land_whole(corpora: Path, name: str) -> None:
    _counts, run = bring(corpora / "standards" / "hsds-3.1" / "examples" / f"{name}.json")
    assert run.created
    assert not run.rejected


def test_what_comes_in_is_published_under_its_own_id(tmp_path: Path) -> None:
    bring(folder(tmp_path, ONE))
    service = Service.objects.published().get(pk=SERVICE)
    assert (str(service.name), service.status) == ("Pantry", "active")
    assert str(service.organization_id) == ORGANIZATION
    assert OrganizationEntry.objects.published().get().name == "Food Bank"


def test_the_same_source_changes_nothing_a_second_time(tmp_path: Path) -> None:
    bring(folder(tmp_path, ONE))
    counts, run = bring(tmp_path)
    assert (run.created, run.changed, run.unchanged) == (0, 0, 2)
    assert counts["services"]["unchanged"] == 1


def test_news_of_the_source_come_in_and_say_when(tmp_path: Path) -> None:
    bring(folder(tmp_path, ONE))
    before = Service.objects.get().changed_at
    services = ONE["services"].replace("Pantry", "Pantry on wheels")
    counts, _run = bring(folder(tmp_path, ONE | {"services": services}))
    assert counts["services"]["updated"] == 1
    assert str(Service.objects.get().name) == "Pantry on wheels"
    assert Service.objects.get().changed_at > before


def test_a_local_edit_stands_and_is_shown_as_a_conflict(tmp_path: Path) -> None:
    bring(folder(tmp_path, ONE))
    Service.objects.update(status="defunct")
    services = ONE["services"].replace("active", "inactive")
    counts, _run = bring(folder(tmp_path, ONE | {"services": services}))
    assert counts["services"]["conflicts"] == 1
    assert Service.objects.get().status == "defunct"
    assert ImportConflict.objects.get().theirs == {"status": "inactive"}


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    looked, _run = bring(folder(tmp_path, ONE), dry_run=True)
    assert created(looked) == {"organizations": 1, "services": 1}
    assert not Service.objects.exists()


def test_a_service_lands_without_its_organization(tmp_path: Path) -> None:
    bring(folder(tmp_path, {"services": f"id,organization_id,name\n{SERVICE},77,Pantry\n"}))
    service = Service.objects.published().get()
    assert service.organization is None
    assert service.status == ""


def test_numbers_become_the_same_ids_every_time_and_are_kept(tmp_path: Path) -> None:
    tables = {
        "organizations": "id,name\n7,Food Bank\n",
        "services": "id,organization_id,name\n7,7,Pantry\n",
        "locations": "id,name\n7,Hall\n",
        "services_at_location": "id,service_id,location_id\n7,7,7\n",
    }
    bring(folder(tmp_path, tables))
    service, entry = Service.objects.get(), OrganizationEntry.objects.get()
    assert service.pk.version == 5
    assert service.organization == entry
    assert len({service.pk, entry.pk, Location.objects.get().pk}) == 3
    assert entry.identifiers.get().identifier == "7"
    assert Attribute.objects.get(link_id=service.pk, link_type="id").value == "7"
    assert Location.objects.get().external_identifier == "7"
    _counts, again = bring(tmp_path)
    assert (again.created, again.changed) == (0, 0)
    bring(tmp_path, source="another directory")
    assert Service.objects.count() == 2


def test_two_sources_may_speak_of_the_same_row(tmp_path: Path) -> None:
    bring(folder(tmp_path, ONE))
    services = ONE["services"].replace("Pantry,active", "The Pantry,active")
    counts, _run = bring(folder(tmp_path, ONE | {"services": services}), source="another")
    assert Service.objects.count() == 1
    assert str(Service.objects.get().name) == "Pantry"
    assert counts["services"]["conflicts"] == 1


@pytest.mark.parametrize(
    ("opens", "closes", "read", "kept"),
    [
        ("9:00", "17:30", (time(9), time(17, 30)), ""),
        ("8:30 AM", "5 PM", (time(8, 30), time(17)), "8:30 AM - 5 PM"),
        ("12:00 am", "noon", (time(0), time(12)), "12:00 am - noon"),
        ("0900", "1700", (time(9), time(17)), "0900 - 1700"),
        ("09:00-05:00", "17:00Z", (time(9), time(17)), "09:00-05:00 - 17:00Z"),
        ("by appointment", "", (None, None), "by appointment"),
        ("###MON###", "25:00", (None, None), "25:00"),
    ],
)
def test_hours_are_read_as_people_write_them(
    tmp_path: Path, opens: str, closes: str, read: tuple[time | None, time | None], kept: str
) -> None:
    hours = f"id,service_id,weekday,opens_at,closes_at\n,{SERVICE},2,{opens},{closes}\n"
    bring(folder(tmp_path, ONE | {"regular_schedules": hours}))
    schedule = Schedule.objects.get()
    assert (schedule.opens_at, schedule.closes_at, schedule.as_given) == (*read, kept)
    assert (schedule.freq, schedule.byday) == ("WEEKLY", "TU")


def test_rows_without_an_id_are_the_same_when_they_say_the_same(tmp_path: Path) -> None:
    hours = f"id,service_id,byday\n,{SERVICE},MO\n,{SERVICE},MO\n,{SERVICE},TU\n"
    bring(folder(tmp_path, ONE | {"schedules": hours}))
    assert sorted(Schedule.objects.values_list("byday", flat=True)) == ["MO", "TU"]
    _counts, again = bring(tmp_path)
    assert again.created == 0


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("35.1", "-78.9", (35.1, -78.9)),
        ("-78.9", "35.1", (35.1, -78.9)),
        ("0", "0", (None, None)),
        ("0.0", "0.000", (None, None)),
        ("95", "190", (None, None)),
        ("north", "-78.9", (None, None)),
        ("", "-78.9", (None, None)),
        ("NaN", "inf", (None, None)),
    ],
)
def test_positions_are_turned_or_left_out(
    tmp_path: Path, latitude: str, longitude: str, point: tuple[float | None, float | None]
) -> None:
    bring(folder(tmp_path, {"locations": f"id,latitude,longitude\n{PLACE},{latitude},{longitude}\n"}))
    location = Location.objects.get()
    assert (location.latitude, location.longitude) == point
    kept = Attribute.objects.filter(label="as given").values_list("value", flat=True)
    assert bool(kept) == (latitude not in ("", "35.1"))


def test_cells_that_cannot_be_read_are_kept_beside_the_row(tmp_path: Path) -> None:
    services = f"id,name,email,url,minimum_age,status\n{SERVICE},Pantry,none,call us,teen,Ask\n"
    counts, run = bring(folder(tmp_path, {"services": services}))
    assert counts["services"]["created"] == 1
    assert not run.rejected
    service = Service.objects.get()
    assert (service.email, service.url, service.minimum_age, service.status) == ("", "", None, "")
    kept = Attribute.objects.filter(label="as given").values_list("link_type", "value")
    assert set(kept) == {
        ("email", "none"),
        ("url", "call us"),
        ("minimum_age", "teen"),
        ("status", "Ask"),
    }


def test_what_is_too_long_is_cut_and_kept_whole_beside_it(tmp_path: Path) -> None:
    name = "Community " * 40
    bring(folder(tmp_path, {"organizations": f"id,name\n{ORGANIZATION},{name}\n"}))
    assert len(OrganizationEntry.objects.get().name) <= 200
    assert Attribute.objects.get(label="as given").value == name.strip()


def test_rows_that_belong_to_nothing_are_refused_with_reasons(tmp_path: Path) -> None:
    tables = ONE | {
        "phones": f"id,service_id,number\n1,{SERVICE},555 0100\n2,99,555 0101\n3,,555 0102\n4,{SERVICE},\n",
        "eligibility": "id,service_id,eligibility\n1,,Residents\n",
    }
    counts, run = bring(folder(tmp_path, tables))
    assert (counts["phones"]["created"], counts["phones"]["rejected"]) == (1, 3)
    assert [(file, line) for file, line, _reason in reasons(run)] == [
        ("eligibility.csv", 2),
        ("phones.csv", 3),
        ("phones.csv", 4),
        ("phones.csv", 5),
    ]
    assert Phone.objects.get().number == "555 0100"


def test_a_second_row_of_the_same_id_is_refused_where_others_refer_to_it(tmp_path: Path) -> None:
    services = f"id,name\n{SERVICE},Pantry\n{SERVICE},Pantry\n{SERVICE},Clinic\n"
    _counts, run = bring(folder(tmp_path, {"services": services}))
    assert reasons(run) == [("services.csv", 4, f"The id {SERVICE} comes twice")]


def test_a_repeated_id_does_no_harm_where_nobody_refers_to_it(tmp_path: Path) -> None:
    spoken = f"id,service_id,name\n1,{SERVICE},English\n1,{SERVICE},Spanish\n"
    bring(folder(tmp_path, ONE | {"languages": spoken}))
    assert set(Service.objects.get().languages.values_list("code", flat=True)) == {"en", "es"}


def test_what_hangs_on_a_repeated_site_moves_to_the_first(tmp_path: Path) -> None:
    tables = ONE | {
        "locations": f"id,name\n{PLACE},Hall\n",
        "service_at_location": f"id,service_id,location_id\n1,{SERVICE},{PLACE}\n2,{SERVICE},{PLACE}\n",
        "phones": "id,service_at_location_id,number\n1,2,555 0100\n",
    }
    bring(folder(tmp_path, tables))
    site = Service.objects.get().sites.get()
    assert site.phones.get().number == "555 0100"


def test_what_is_referred_to_may_come_later(tmp_path: Path) -> None:
    terms = "id,name,parent_id,vocabulary\n" + "".join(
        f"{number},Term {number},{number + 1 if number < 450 else ''},Ours\n" for number in range(450)
    )
    organizations = "id,name,parent_organization_id\n1,Chapter,2\n2,Whole,\n3,One,4\n4,Other,3\n"
    bring(folder(tmp_path, {"taxonomy": terms, "organizations": organizations}))
    assert TaxonomyTerm.objects.filter(parent=None).count() == 1
    assert {str(term.taxonomy) for term in TaxonomyTerm.objects.all()} == {"Ours"}
    chapter = OrganizationEntry.objects.get(organization__name="Chapter")
    assert str(chapter.organization.parent) == "Whole"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_survive_whatever_wrote_them(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "services.csv").write_bytes(f"id,name\n{SERVICE},Niños “y” más\n".encode(encoding))
    bring(tmp_path)
    assert str(Service.objects.get().name) == "Niños “y” más"


def test_awkward_files_are_read(tmp_path: Path) -> None:
    """Semicolons, capitals and spaces in names, quoted line ends, control letters, short and long lines."""
    text = (
        "ID;Name;Description;Alternate Name\r\n"
        f'{SERVICE};"Pan\x00try ###MON###";"first\nsecond; third"\r\n'
        ";;;\r\n"
        f"{PLACE};Clinic;a;b;c\r\n"
        f"{ORGANIZATION};Rides;;;;\r\n"
    )
    (tmp_path / "Services.csv").write_text(text, newline="")
    _counts, run = bring(tmp_path)
    assert {str(service.name) for service in Service.objects.all()} == {"Pantry", "Rides"}
    assert str(Service.objects.get(pk=SERVICE).description) == "first\nsecond; third"
    assert reasons(run) == [("Services.csv", 5, "The header has 4 columns, this line has 5")]


def test_an_address_that_runs_is_left_out_and_its_row_comes_in(tmp_path: Path) -> None:
    script = "javascript:alert(document.domain)"
    tables = {
        "organizations": (
            "id,name,description,website,logo,uri\n"
            f'{ORGANIZATION},Food Bank,Food,{script},"data:image/svg+xml,<svg/onload=alert(1)>",{script}\n'
        ),
    }
    bring(folder(tmp_path, tables))
    entry = OrganizationEntry.objects.get()
    assert (entry.website, entry.logo, entry.uri) == ("", "", "")
    given = Attribute.objects.filter(link_id=entry.pk, label="as given")
    assert set(given.values_list("link_type", flat=True)) == {"website", "logo", "uri"}


def test_older_tables_mean_what_they_meant(tmp_path: Path) -> None:
    tables = {
        "agencies": f"id,name,url\n{ORGANIZATION},Food Bank,foodbank.example\n",
        "services": (
            "id,agency_id,location_id,name,eligibility,fees,how_to_apply\n"
            f"{SERVICE},{ORGANIZATION},{PLACE},Pantry,Anybody,Free,Walk in\n"
        ),
        "locations": f"id,name\n{PLACE},Hall\n",
        "postal_addresses": f"id,location_id,address,state,zip,country\n1,{PLACE},Box 1,NC ,28513,USA\n",
        "eligibilities": f"id,service_id,eligibility,minimum_age\n1,{SERVICE},Veterans,18\n",
        "payments_accepted": f"id,service_id,payment\n1,{SERVICE},Cash\n",
        "accessibility_for_disabilities": f"id,location_id,accessibility,details\n1,{PLACE},ramp,wide\n",
        "holiday_schedules": (
            f"id,service_id,closed,start_date,end_date\n1,{SERVICE},TRUE,12/25/2026,2026-12-26\n"
        ),
        "phones": (
            f"id,service_id,number,extension,department,language\n1,{SERVICE},555 0100,x12,Desk,Spanish\n"
        ),
        "service_taxonomies": f"id,service_id,taxonomy_term_id\n1,{SERVICE},BD-1\n",
        "taxonomies": "id,term,vocabulary\nBD-1,Food,211\n",
        "contacts": f"id,organization_id,name\n1,{ORGANIZATION},Ann\n",
    }
    _counts, run = bring(folder(tmp_path, tables))
    assert reasons(run) == []
    service, place = Service.objects.get(), Location.objects.get()
    assert OrganizationEntry.objects.get(services=service).website == "https://foodbank.example"
    assert str(service.eligibility_description) == "Anybody\nVeterans"
    assert (str(service.fees_description), service.minimum_age) == ("Free", 18)
    assert str(service.application_process) == "Walk in"
    assert service.sites.get().location == place
    address = place.addresses.get()
    assert (address.address_type, address.country, address.state_province) == ("postal", "US", "NC")
    assert place.accessibility.get().description == "ramp"
    holiday = service.schedules.get()
    assert (str(holiday.valid_from), str(holiday.valid_to), holiday.description) == (
        "2026-12-25",
        "2026-12-26",
        "Closed",
    )
    phone = service.phones.get()
    assert (phone.extension, phone.description, phone.languages.get().code) == (12, "Desk", "es")
    tie = Attribute.objects.get(link_id=SERVICE, link_entity="service", taxonomy_term__isnull=False)
    assert str(tie.taxonomy_term) == "Food"
    assert Attribute.objects.get(link_type="payments_accepted").value == "Cash"
    assert Contact.objects.get().name == "Ann"


def test_the_newest_saying_about_capacity_holds(tmp_path: Path) -> None:
    said = (
        "id,service_id,unit_id,available,updated\n"
        f"1,{SERVICE},,0,2026-01-02T00:00:00Z\n2,{SERVICE},,5,2026-01-01T00:00:00Z\n"
    )
    bring(folder(tmp_path, ONE | {"service_capacity": said}))
    assert ServiceCapacity.objects.get(replaced_at=None).state == "full"
    later = f"id,service_id,unit_id,available,updated\n3,{SERVICE},,2,2026-02-01T00:00:00Z\n"
    bring(folder(tmp_path, ONE | {"service_capacity": later}))
    assert ServiceCapacity.objects.get(replaced_at=None).state == "open"


DOCUMENT = {
    "id": SERVICE,
    "name": "Pantry",
    "status": "active",
    "organization": {"id": ORGANIZATION, "name": "Food Bank", "description": ""},
    "phones": [{"id": "44444444-4444-4444-8444-444444444444", "number": "555 0100"}],
    "service_at_locations": [
        {
            "id": "55555555-5555-4555-8555-555555555555",
            "location": {"id": PLACE, "location_type": "physical", "name": "Hall"},
            "phones": [{"id": "44444444-4444-4444-8444-444444444444", "number": "555 0100"}],
        }
    ],
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(DOCUMENT),
        json.dumps(DOCUMENT, indent=2),
        json.dumps([DOCUMENT, DOCUMENT]),
        json.dumps({"total_items": 1, "empty": False, "contents": [DOCUMENT]}),
        json.dumps(DOCUMENT) + "\n" + json.dumps(DOCUMENT) + "\n",
        "\ufeff" + json.dumps(DOCUMENT) + "\n",
    ],
    ids=["one", "indented", "list", "page", "ndjson", "marked"],
)
def test_documents_come_in_whatever_holds_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "answer.json").write_text(text, encoding="utf-8")
    counts, run = bring(tmp_path / "answer.json")
    assert created(counts) == {
        "organizations": 1,
        "locations": 1,
        "services": 1,
        "service_at_location": 1,
        "phones": 1,
    }
    assert not run.rejected
    phone = Phone.objects.get()
    assert phone.service_at_location
    assert str(phone.service_id) == SERVICE


def test_one_bad_line_does_not_keep_the_others_out(tmp_path: Path) -> None:
    lines = [
        json.dumps(DOCUMENT),
        '{"id": broken',
        json.dumps({"id": PLACE, "name": "Clinic", "status": "active"}),
        "7",
    ]
    (tmp_path / "services.ndjson").write_text("\n".join(lines))
    counts, run = bring(tmp_path / "services.ndjson")
    assert counts["services"] == {"created": 2, "updated": 0, "unchanged": 0, "rejected": 2, "conflicts": 0}
    assert [line for _file, line, _reason in reasons(run)] == [2, 4]


def test_a_zip_and_a_single_file_are_sources_too(tmp_path: Path) -> None:
    inside = folder(tmp_path / "in", ONE)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in inside.iterdir():
            archive.write(path, f"deep/{path.name}")
        archive.writestr("deep/readme.txt", "hello")
    counts, _run = bring(tmp_path / "export.zip")
    assert created(counts) == {"organizations": 1, "services": 1}
    (tmp_path / "2026 export.csv").write_text(
        f"id,name,location_type,latitude,longitude\n{PLACE},Hall,physical,1,1\n"
    )
    counts, _run = bring(tmp_path / "2026 export.csv")
    assert created(counts) == {"locations": 1}


def test_a_zip_that_is_damaged_inside_is_refused_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", "id,name\n" + "".join(f"{n},{n * n}\n" for n in range(2000)))
    damaged = bytearray((tmp_path / "export.zip").read_bytes())
    damaged[300:400] = bytes(byte ^ 0x5A for byte in damaged[300:400])
    (tmp_path / "export.zip").write_bytes(damaged)
    with pytest.raises(UnreadableSource, match="cannot be unpacked"):
        HsdsImporter(tmp_path / "export.zip")


def test_a_zip_may_hold_folders_that_are_called_like_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("organizations.csv/", "")
        archive.writestr("services.csv", f"id,name,status\n{SERVICE},Pantry,active\n")
    counts, _run = bring(tmp_path / "export.zip")
    assert created(counts) == {"services": 1}


def test_a_first_line_that_is_no_csv_is_refused_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LONGEST_CELL", 1000)
    inside = folder(tmp_path, {"services": "x" * 5000})
    before = csv.field_size_limit(1000)
    try:
        with pytest.raises(UnreadableSource, match=r"first line of services\.csv"):
            bring(inside)
    finally:
        csv.field_size_limit(before)


def test_a_line_without_end_is_refused_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LONGEST_CELL", 1000)
    read: list[int] = []
    lines = sources._lines(TextLines("id,name\n" + "y" * 5500 + "\nlast\n", read))
    assert [len(line) for line in lines] == [8, 1001, 5]
    assert max(read) <= 1000, "no more of it is ever held at once"


def test_json_within_json_without_end_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 200_000)
    (tmp_path / "deeper.json").write_text('{"id":' * 100_000)
    line = json.dumps({"id": SERVICE, "name": "Pantry", "status": "active"})
    (tmp_path / "services.ndjson").write_text(f"{line}\n" + '{"id":' * 100_000 + "\n")
    counts, run = bring(tmp_path)
    assert created(counts) == {"services": 1}
    refused = {file.partition(":")[0] for file, _line, _reason in reasons(run)}
    assert refused == {"deep.json", "deeper.json", "services.ndjson"}


def test_a_datapackage_names_its_files_and_none_outside_of_it(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text(f"id,name\n{PLACE},Outside\n")
    inside = folder(tmp_path / "package", {"svc": f"id,name\n{SERVICE},Inside\n"})
    resources = [{"name": "service", "path": "svc.csv"}, {"name": "services", "path": "../services.csv"}]
    (inside / "datapackage.json").write_text(json.dumps({"resources": resources}))
    bring(inside / "datapackage.json")
    assert [str(service.name) for service in Service.objects.all()] == ["Inside"]


@pytest.mark.parametrize("name", ["nothing.xlsx", "package/datapackage.json", "empty"])
def test_what_is_no_directory_is_refused_whole(tmp_path: Path, name: str) -> None:
    (tmp_path / "nothing.xlsx").write_text("no")
    (tmp_path / "empty").mkdir()
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "datapackage.json").write_text("{}")
    with pytest.raises(UnreadableSource):
        HsdsImporter(tmp_path / name)


NO_DIRECTORY = {
    "bad.txt": "no table of HSDS",
    "other.csv": "no table of HSDS",
    "services.csv": "a web page",
    "page.json": "a web page",
    "broken.json": "This is not JSON",
    "object.json": "neither a service nor an organization",
    "list.json": "it is empty",
    "blank.csv": "no table of HSDS",
    "nothing.zip": "neither CSV nor JSON in nothing.zip",
    "missing": "is not there",
}
PAGE = "<!DOCTYPE html>\n<html><p>Please sign in.</p></html>\n"


@pytest.mark.parametrize("name", NO_DIRECTORY)
def test_what_is_no_directory_is_a_clear_error_and_no_zeros(tmp_path: Path, name: str) -> None:
    (tmp_path / "bad.txt").write_text("Hello, this is a letter.")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "services.csv").write_text(PAGE)
    (tmp_path / "page.json").write_text(PAGE)
    (tmp_path / "broken.json").write_text('{"name": ')
    (tmp_path / "object.json").write_text('{"a": 1}')
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "blank.csv").touch()
    zipfile.ZipFile(tmp_path / "nothing.zip", "w").close()
    with pytest.raises(UnreadableSource, match=NO_DIRECTORY[name]):
        bring(tmp_path / name)
    assert not ImportRun.objects.exists()


def test_the_operator_reads_why_nothing_came_in(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Hello, this is a letter.")
    answer = CliRunner().invoke(imports, ["hsds", str(tmp_path / "bad.txt"), "--json"])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Nothing in bad.txt is a directory in HSDS" in answer.stderr


def test_a_directory_in_which_nothing_stands_is_one(tmp_path: Path) -> None:
    counts, _run = bring(folder(tmp_path, {"services": "id,organization_id,name,status\n"}))
    assert created(counts) == {}


def test_words_where_documents_should_stand_are_taken_or_refused(tmp_path: Path) -> None:
    given = {
        "id": SERVICE,
        "name": "Pantry",
        "status": "active",
        "languages": ["Spanish", None, "English"],
        "phones": ["910-555-0134"],
        "required_documents": "Photo ID",
        "schedules": ["Mondays from 9 to 5"],
        "attributes": [PLACE],
        "organization": "Mount Zion",
        "service_at_locations": {"location_id": PLACE, "location": {"id": PLACE, "name": "Church hall"}},
    }
    (tmp_path / "services.json").write_text(json.dumps([given]))
    counts, run = bring(tmp_path)
    assert created(counts) == {
        "services": 1,
        "languages": 2,
        "phones": 1,
        "required_documents": 1,
        "locations": 1,
        "service_at_location": 1,
    }
    assert set(Language.objects.values_list("code", flat=True)) == {"es", "en"}
    assert {reason for _file, _line, reason in reasons(run)} == {
        "A document should stand here, and not: Mondays from 9 to 5",
        f"A document should stand here, and not: {PLACE}",
        "A document should stand here, and not: Mount Zion",
    }


def test_columns_without_a_place_are_told(tmp_path: Path) -> None:
    folder(tmp_path, {"services": f"id,name,shoe_size\n{SERVICE},Pantry,9\n", "reviews": "id,stars\n1,5\n"})
    importer = HsdsImporter(tmp_path)
    assert importer.staging.unheard == [
        "reviews.csv: no table of HSDS",
        "services.csv: no place for shoe_size",
    ]


def test_a_stranger_brings_in_no_directory(tmp_path: Path) -> None:
    stranger = Actor(kind="user", id="eve")
    with pytest.raises(Denied):
        run_import(by=stranger, importer=HsdsImporter(folder(tmp_path, ONE)))


def test_ids_are_uuids_however_they_are_written(tmp_path: Path) -> None:
    tables = ONE | {
        "services": f"id,organization_id,name\n{{{SERVICE.upper()}}},{ORGANIZATION.upper()},Pantry\n"
    }
    bring(folder(tmp_path, tables))
    assert Service.objects.get().pk == UUID(SERVICE)
    assert Service.objects.get().organization
