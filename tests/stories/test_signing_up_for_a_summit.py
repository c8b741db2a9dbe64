"""Ana signs herself and her mother up on the bus, asks for an interpreter, changes, cancels; Ben is next."""

import re

import pytest

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.core.work import run_all
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.tests.stage import gathering_of
from longtable.places.models import Area
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story
TITLE = LocalizedText.of(en="Food and health", es="Comida y salud")


@pytest.fixture
def summit(demo: None, any_hour: None, agency: Organization, alder: Area) -> Gathering:
    """Two seats, and a choice between the room and the line."""
    return gathering_of(
        agency,
        "food",
        alder,
        title=TITLE,
        seats=2,
        way="both",
        online_url="https://meet.example.org/food",
        about_you=["age_band"],
    )


def signs_up(visit: Visit, name: str, contact: str, size: str) -> None:
    """From its page to the form, filled in: three taps and two or three words."""
    visit.open("/gatherings/food/")
    visit.sees(TITLE.show(visit.language).text)
    visit.page.locator("select[name=size]").select_option(size)
    visit.page.locator("main form button").first.click()
    visit.page.locator("input[name=name_1]").fill(name)
    visit.page.locator("input[name=contact]").fill(contact)
    if size == "2":
        visit.page.locator("input[name=name_2]").fill("Rosa Reyes")
        visit.page.locator("select[name=interpreter_2]").select_option("es")


def path_of(visit: Visit) -> str:
    """Of the page that is open, without its host."""
    return re.sub(r"^https?://[^/]+|\?.*$", "", visit.page.url)


def test_ana_and_her_mother_and_whoever_is_next(summit: Gathering, visitor: Visitor, language: str) -> None:
    ana = visitor(language)
    signs_up(ana, "Ana Reyes", "910-555-0142", "2")
    ana.is_fit_for_all(PHONE, DESK)
    ana.press("Sign up")
    ana.sees(ana.words("You are signed up"))
    ana.is_fit_for_all(PHONE, DESK)
    own = path_of(ana)

    ben = visitor("en", script=False, width=DESK)
    signs_up(ben, "Ben Luz", "ben.luz@example.org", "1")
    ben.sees("All places are taken")
    ben.press("Join the waitlist")
    ben.sees("You are on the waitlist")
    his = path_of(ben)

    ana.open(f"{own}change/")
    ana.is_fit_for_all(PHONE)
    ana.page.locator("label[for=id_comes_2]").click()
    ana.press("Save")
    run_all()
    ben.open(his)
    ben.sees("There is a place for you")
    ben.press("Yes, I will come")
    ben.sees("You are signed up")

    ana.open(own)
    ana.press("Cancel my sign-up")
    ana.sees(ana.words("You are no longer signed up"))
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["cancelled", "confirmed"]
