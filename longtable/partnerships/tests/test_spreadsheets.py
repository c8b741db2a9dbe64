"""A list of agreements comes in from a spreadsheet, each with the partner that the directory knows."""

from datetime import date
from typing import Any

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.imports import selectors, uploads
from longtable.core.models import ImportReject, ImportTrace, Upload
from longtable.core.tests.bringing import done
from longtable.directory.models import OrganizationEntry
from longtable.partnerships.actions.spreadsheets import AgreementsImporter
from longtable.partnerships.models import Agreement, Remark
from tests.cast import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HEADER = "Agreement,Partner,Type,Effective date,Expires"


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def bring(by: User, keeper: Organization, *lines: str) -> Upload:
    """These lines are brought and let in."""
    who = actor(by)
    upload = uploads.receive(
        by=who,
        kind_code=AgreementsImporter.name,
        destination=keeper,
        content="\n".join((HEADER, *lines)).encode(),
        name="agreements.csv",
        source="Contracts office",
    )
    answers = {"language": "en", "day_order": "month"}
    uploads.say_columns(by=who, upload=upload, columns=upload.columns, answers=answers)
    done(upload)
    uploads.let_in(by=who, upload=selectors.opened(who, upload.pk).upload)
    return done(upload)


@pytest.fixture
def pantry(partner: Organization) -> OrganizationEntry:
    """A partner that stands in the directory."""
    return OrganizationEntry.objects.create(organization=partner)


def test_an_agreement_stands_as_its_days_say(
    faye: User, agency: Organization, pantry: OrganizationEntry
) -> None:
    bring(
        faye,
        agency,
        f"Food boxes,{pantry.name},MOU,7/1/2020,",
        f"Old boxes,{pantry.name},in-kind,7/1/2018,6/30/2019",
        f"Data,{pantry.name},DUA,,",
    )
    stands = dict(Agreement.objects.values_list("state", "kind"))
    assert stands == {"in_force": "mou", "expired": "in_kind", "draft": "data_sharing"}
    boxes = Agreement.objects.get(state="in_force")
    assert [party.organization_id for party in boxes.parties.all()] == [agency.pk, pantry.pk]
    assert not boxes.is_public


def test_its_owner_will_be_told_before_it_ends(
    faye: User, agency: Organization, pantry: OrganizationEntry
) -> None:
    bring(faye, agency, f"Food boxes,{pantry.name},MOU,7/1/2020,6/30/2031")
    assert Agreement.objects.get().remind_on == date(2031, 4, 1)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Food boxes,Nobody We Know,MOU,,", "directory"),
        ("Food boxes,{partner},poem,,", "poem"),
        ("Food boxes,{partner},MOU,7/1/2022,6/30/2021", "last day"),
        ("Food boxes,{partner},MOU,13/45/2022,", "day"),
    ],
)
def test_what_cannot_be_is_left_to_be_corrected(
    faye: User, agency: Organization, pantry: OrganizationEntry, line: str, why: str
) -> None:
    good = f"Rides,{pantry.name},MOU,7/1/2020,"
    upload = bring(faye, agency, line.format(partner=pantry.name), good)
    assert why in ImportReject.objects.get(run=upload.run).reason
    assert str(Agreement.objects.get()) == "Rides"


def test_the_same_list_again_changes_nothing(
    faye: User, agency: Organization, pantry: OrganizationEntry
) -> None:
    line = f"Food boxes,{pantry.name},MOU,7/1/2020,"
    bring(faye, agency, line)
    again = bring(faye, agency, line)
    assert (again.run.created, again.run.changed, again.run.unchanged) == (0, 0, 1)


def test_the_list_is_taken_back(faye: User, agency: Organization, pantry: OrganizationEntry) -> None:
    upload = bring(faye, agency, f"Food boxes,{pantry.name},MOU,7/1/2020,")
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert not Agreement.objects.exists()


def test_an_agreement_on_which_somebody_wrote_is_not_taken_back(
    faye: User, agency: Organization, pantry: OrganizationEntry
) -> None:
    upload = bring(
        faye, agency, f"Food boxes,{pantry.name},MOU,7/1/2020,", f"Rides,{pantry.name},MOU,7/1/2020,"
    )
    boxes, _rides = Agreement.objects.order_by("pk")
    Remark.objects.create(agreement=boxes, by=faye, organization=agency, words="We need more boxes.")
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert list(Agreement.objects.all()) == [boxes]
    assert boxes.parties.count() == 2
    assert Remark.objects.exists()
    stayed = ImportTrace.objects.exclude(stayed="").values_list("stayed", flat=True)
    assert any(each.startswith("Food boxes: ") for each in stayed)


def test_an_agreement_that_somebody_changed_since_keeps_its_parties(
    faye: User, agency: Organization, pantry: OrganizationEntry
) -> None:
    upload = bring(faye, agency, f"Food boxes,{pantry.name},MOU,7/1/2020,6/30/2031")
    Agreement.objects.update(ends_on=date(2030, 6, 30))
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert Agreement.objects.get().parties.count() == 2
