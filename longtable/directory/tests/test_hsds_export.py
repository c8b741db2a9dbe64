"""The directory goes out as HSDS 3.1 says, and only what anybody may read goes."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Denied
from longtable.core.localized import LocalizedText
from longtable.directory.commands import exports
from longtable.directory.hsds import profile
from longtable.directory.hsds.exporting import InTheWay, export_directory
from longtable.directory.hsds.tables import TABLES
from longtable.directory.models import (
    Attribute,
    Contact,
    Location,
    OrganizationEntry,
    Phone,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)
from longtable.directory.tests import directories
from longtable.directory.tests.bringing_hsds import OPERATOR

pytestmark = pytest.mark.django_db

TOTALS = {
    "number": r"-?\d+(\.\d+)?(e[+-]?\d+)?",
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\d(\.\d+)?",
}
TOTALS |= {"datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "string": r"(?s).*"}
IS_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def entry(name: str, **values: Any) -> OrganizationEntry:
    identity = Organization.objects.create(name=name, kind=Organization.Kind.COMMUNITY)
    return OrganizationEntry.objects.create(
        organization=identity, **{"changed_at": timezone.now(), "published_at": timezone.now()} | values
    )


def service(name: str, **values: Any) -> Service:
    now = timezone.now()
    told = {"name": LocalizedText.of(en=name), "changed_at": now, "published_at": now, "status": "active"}
    return Service.objects.create(**told | values)


def table(folder: Path, stem: str) -> list[dict[str, str]]:
    with (folder / f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def faults(folder: Path, descriptor: dict[str, Any]) -> Iterator[str]:
    """Where the files are not what ``descriptor`` says: columns, types, formats, required, enums, keys."""
    keys: dict[str, set[str]] = {}
    for resource in descriptor["resources"]:
        rows = table(folder, resource["path"].removesuffix(".csv"))
        keys[resource["name"]] = {row["id"] for row in rows}
        if len(keys[resource["name"]]) != len(rows):
            yield f"{resource['name']}: an id comes twice"
        for field in resource["schema"]["fields"]:
            constraints, name = field.get("constraints", {}), field["name"]
            for value in (row[name] for row in rows):
                if not value:
                    if constraints.get("required"):
                        yield f"{resource['name']}.{name} is required"
                elif field.get("format") == "uuid" and not re.fullmatch(IS_UUID, value):
                    yield f"{resource['name']}.{name} is no UUID: {value}"
                elif not re.fullmatch(TOTALS[field.get("type", "string")], value):
                    yield f"{resource['name']}.{name} is no {field['type']}: {value}"
                elif value not in constraints.get("enum", [value]):
                    yield f"{resource['name']}.{name} is none of the enum: {value}"
    for resource in descriptor["resources"]:
        rows = table(folder, resource["path"].removesuffix(".csv"))
        for key in resource["schema"].get("foreignKeys", ()):
            target = keys[key["reference"]["resource"] or resource["name"]]
            for row in rows:
                if row[key["fields"]] and row[key["fields"]] not in target:
                    yield f"{resource['name']}.{key['fields']} leads nowhere: {row[key['fields']]}"


@pytest.mark.corpora
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(data=st.data())
def test_whatever_goes_out_is_valid(corpora: Path, tmp_path: Path, data: st.DataObject) -> None:
    """By our own descriptor and the official one, and the documents by the official schemas."""
    directories.clear()
    data.draw(directories.directories())
    export_directory(by=OPERATOR, folder=tmp_path / "out")
    standard = corpora / "standards" / "hsds-3.1"
    ours = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    official = json.loads((standard / "examples" / "csv" / "datapackage.json").read_text())
    official["resources"] = [
        each for each in official["resources"] if each["name"] != "meta_table_description"
    ]
    assert list(faults(tmp_path / "out", ours)) == []
    assert list(faults(tmp_path / "out", official)) == []
    for name in ("service", "organization"):
        schema = json.loads((standard / "compiled" / f"{name}.json").read_text())
        check = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for line in (tmp_path / "out" / "json" / f"{name}s.ndjson").read_text("utf-8").splitlines():
            assert [error.message for error in check.iter_errors(json.loads(line))] == []


@pytest.mark.corpora
def test_columns_stand_as_in_the_official_example(corpora: Path, tmp_path: Path) -> None:
    export_directory(by=OPERATOR, folder=tmp_path / "out")
    for each in TABLES:
        example = corpora / "standards" / "hsds-3.1" / "examples" / "csv" / f"{each.stem}.csv"
        official = example.read_text().splitlines()[0].split(",")
        ours = (tmp_path / "out" / f"{each.stem}.csv").read_text().splitlines()[0].split(",")
        assert ours[: len(official)] == official


def test_drafts_and_what_is_not_for_everybody_stay(tmp_path: Path) -> None:
    draft, shown = entry("Draft", published_at=None), entry("Shown")
    service("Of a draft", organization=draft)
    service("Draft service", organization=shown, published_at=None)
    pantry = service("Pantry", organization=shown)
    hall = Location.objects.create(name="Hall", organization=draft)
    Location.objects.create(name="Back room", organization=draft)
    ServiceAtLocation.objects.create(service=pantry, location=hall)
    hidden = Contact.objects.create(organization=shown, name="Private", is_public=False)
    Phone.objects.create(contact=hidden, number="1")
    Phone.objects.create(organization=shown, number="2")
    Phone.objects.create(organization=draft, number="3")
    now = timezone.now()
    ServiceCapacity.objects.create(service=pantry, state="open", updated_at=now, expires_at=now)
    export_directory(by=OPERATOR, folder=tmp_path / "out")
    out = tmp_path / "out"
    assert [row["name"] for row in table(out, "organizations")] == ["Shown"]
    assert [row["name"] for row in table(out, "services")] == ["Pantry"]
    assert [(row["name"], row["organization_id"]) for row in table(out, "locations")] == [("Hall", "")]
    assert [row["number"] for row in table(out, "phones")] == ["2"]
    assert table(out, "contacts") == table(out, "service_capacity") == []
    whole = "".join(path.read_text() for path in out.rglob("*") if path.is_file())
    assert not any(word in whole for word in ("Draft", "Private", "Back room", "Of a draft"))


def test_what_is_not_known_is_said_to_be_so(tmp_path: Path) -> None:
    pantry = service("Pantry", status="")
    Service.objects.update(name=LocalizedText.of(en="Pantry", es="Despensa"))
    export_directory(by=OPERATOR, folder=tmp_path / "out")
    (row,) = table(tmp_path / "out", "services")
    assert (row["status"], row["organization_id"]) == ("inactive", str(profile.NOBODY_ID))
    said = {
        (profile.CODES[UUID(each["taxonomy_term_id"])], each["label"]): each["value"]
        for each in table(tmp_path / "out", "attributes")
        if each["link_id"] == str(pantry.pk)
    }
    assert said == {("status_unknown", ""): "true", ("translation", "es"): "Despensa"}


def test_an_attribute_of_nothing_public_stays(tmp_path: Path) -> None:
    hidden = service("Hidden", published_at=None)
    Attribute.objects.create(link_entity="service", link_id=hidden.pk, value="secret")
    Attribute.objects.create(link_entity="elsewhere", link_id=hidden.pk, value="secret")
    export_directory(by=OPERATOR, folder=tmp_path / "out")
    assert table(tmp_path / "out", "attributes") == []


def test_an_earlier_export_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    export_directory(by=OPERATOR, folder=out)
    (out / "organizations.csv").write_text("old")
    export_directory(by=OPERATOR, folder=out)
    assert table(out, "organizations") == []
    other.mkdir()
    (other / "thesis.txt").write_text("my only copy")
    with pytest.raises(InTheWay):
        export_directory(by=OPERATOR, folder=other)
    assert (other / "thesis.txt").read_text() == "my only copy"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_a_failed_export_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupt(file: str, _rows: int) -> None:
        raise KeyboardInterrupt

    service("Pantry")
    with pytest.raises(KeyboardInterrupt):
        export_directory(by=OPERATOR, folder=tmp_path / "out", on_progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_exports_nothing(tmp_path: Path) -> None:
    with pytest.raises(Denied):
        export_directory(by=Actor(kind="user", id="eve"), folder=tmp_path / "out")


def test_the_verb_says_what_is_in_the_files(tmp_path: Path) -> None:
    service("Pantry")
    done = CliRunner().invoke(exports, ["hsds", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 0, done.output
    written = json.loads(done.stdout)
    assert written["services.csv"] == written["json/services.ndjson"] == 1
    assert CliRunner().invoke(exports, ["hsds", str(tmp_path)]).exit_code == 1
