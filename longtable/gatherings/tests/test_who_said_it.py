"""Who said what was found stands there as a role, in the reader's language."""

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.gatherings.actions.findings import FindingPlan, make_finding
from longtable.gatherings.models import Finding, Gathering, Series
from longtable.gatherings.speaking import ROLES
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import STAGE, page, words
from longtable.places.models import Area
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

SPANISH = {"accept-language": "es"}


@pytest.fixture
def summit(agency: Organization, alder: Area) -> Gathering:
    """One round of a summit."""
    series = Series.objects.create(slug="rides", title=words("Rides summit"), organization=agency)
    return on_now(agency, "rides-east", alder, series=series)


def found(gathering: Gathering, role: str, language: str = "") -> Finding:
    plan = FindingPlan(
        "challenge", words("Late bus."), role=role, role_language=language, code="bus", is_public=True
    )
    return make_finding(by=STAGE, gathering=gathering, plan=plan)


@pytest.mark.parametrize("path", ["/gatherings/rides-east/findings/", "/gatherings/series/rides/rounds/"])
def test_a_spanish_page_says_it_in_spanish(client: Client, summit: Gathering, path: str) -> None:
    found(summit, "parents")
    read = page(client.get(path, headers=SPANISH))
    assert "madres y padres" in read
    assert "parents" not in read


def test_own_words_are_marked_with_their_language(client: Client, summit: Gathering) -> None:
    found(summit, "volunteer drivers", "en")
    assert '<span lang="en">volunteer drivers</span>' in page(
        client.get("/gatherings/rides-east/findings/", headers=SPANISH)
    )


def test_staff_choose_from_the_list_or_write_their_own(summit: Gathering, faye: User) -> None:
    visit, path = signed_in(Client(), faye), "/convening/rides-east/findings/new/"
    assert "community health workers" in page(visit.get(path))
    data = {"kind": "success", "text_en": "Vans.", "text_es": "Camionetas."}
    visit.post(path, data | {"role": "", "own_role": "choferes", "own_role_language": "es"})
    finding = Finding.objects.get()
    assert (finding.role, finding.role_language) == ("choferes", "es")
    address = f"/convening/rides-east/findings/{finding.pk}/"
    assert 'value="choferes"' in page(visit.get(address))
    visit.post(address, data | {"role": "pastors", "own_role": "choferes", "own_role_language": "es"})
    finding.refresh_from_db()
    assert (finding.role, finding.role_language) == ("pastors", "")


def test_every_role_has_words_in_every_language() -> None:
    assert [code for code, text in ROLES.items() if text.missing(["en", "es"])] == []
