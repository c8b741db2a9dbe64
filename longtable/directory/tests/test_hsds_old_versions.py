"""What directories of HSDS 1 and 2 say in words of their own lands where HSDS 3 has a place for it."""

from pathlib import Path

import pytest

from longtable.directory.models import Address, Attribute, Language, Schedule
from longtable.directory.tests.bringing_hsds import ORGANIZATION, SERVICE, bring, folder, reasons

pytestmark = pytest.mark.django_db

ONE = {
    "organizations": f"id,name\n{ORGANIZATION},Food Bank\n",
    "services": f"id,organization_id,name,status\n{SERVICE},{ORGANIZATION},Pantry,active\n",
}


def test_languages_that_share_a_cell_are_told_apart_and_found_by_code(tmp_path: Path) -> None:
    old = {
        "organization": "id,name\n1,Food Bank\n",
        "service": "id,organization_id,name,status\ns1,1,Pantry,active\n",
        "phone": 'id,service_id,number,language\np1,s1,919 555 0100,"English, Spanish"\n',
        "language": 'id,service_id,language\nl1,s1,es\nl2,s1,English/Hmong\nl3,s1,"Chinese (Hakka, Min)"\n',
    }
    bring(folder(tmp_path, old))
    of_phone = Language.objects.filter(phone__isnull=False)
    assert set(of_phone.values_list("name", "code")) == {("English", "en"), ("Spanish", "es")}
    assert set(Language.objects.filter(service__isnull=False).values_list("name", "code")) == {
        ("es", "es"),
        ("English", "en"),
        ("Hmong", "hmn"),
        ("Chinese (Hakka, Min)", ""),
    }
    _counts, run = bring(tmp_path)
    assert run.created + run.changed == 0


def test_all_four_lines_of_an_old_address_land(tmp_path: Path) -> None:
    old = {
        "location": "id,name\nl1,Main\n",
        "physical_address": "id,location_id,address_1,address_2,address_3,address_4,city\n"
        "a1,l1,100 Main St,Suite 2,,Floor 3,Raleigh\na2,l1,9 Side St,,,,Raleigh\n",
    }
    bring(folder(tmp_path, old))
    assert set(Address.objects.values_list("address_2", flat=True)) == {"Suite 2, Floor 3", ""}


def test_every_day_is_a_rule_of_a_week(tmp_path: Path) -> None:
    schedules = f"id,service_id,freq,opens_at,closes_at\n1,{SERVICE},DAILY,8:00,12:00\n"
    bring(folder(tmp_path, ONE | {"schedules": schedules}))
    schedule = Schedule.objects.get()
    assert (schedule.freq, schedule.byday) == ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU")
    assert not Attribute.objects.exists()


def test_a_tie_whose_service_or_term_is_not_there_is_refused(tmp_path: Path) -> None:
    old = {
        "organization": "id,name\n1,Food Bank\n2,\n",
        "service": "id,organization_id,name,status,taxonomy_ids\ns1,1,Pantry,active,t1\n",
        "taxonomy": "id,name,vocabulary\nt1,Food,ours\n",
        "service_taxonomy": "id,service_id,taxonomy_id\n1,s9,t1\n2,s1,t9\n",
    }
    _counts, run = bring(folder(tmp_path, old))
    assert Attribute.objects.filter(taxonomy_term__isnull=False).count() == 1
    assert Attribute.objects.filter(link_type="id").count() == Attribute.objects.count() - 1 == 1
    assert reasons(run) == [
        ("organization.csv: organizations", 3, "It has no name"),
        ("service_taxonomy.csv: attributes", 2, "link_id s9 leads nowhere"),
        ("service_taxonomy.csv: attributes", 3, "taxonomy_term_id t9 leads nowhere"),
    ]
