"""Ben at the door with his own phone: by square, code and name; and somebody who did not sign up."""

import pytest

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.gatherings.badges import badge_code
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.parties import Guest
from longtable.gatherings.tests.stage import gathering_of, in_days, sign_up
from longtable.places.models import Area
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story


@pytest.fixture
def evening(demo: None, any_hour: None, cast: Cast, agency: Organization, alder: Area) -> Gathering:
    """Four seats, in two hours."""
    title = LocalizedText.of(en="An evening in Alder", es="Una noche en Alder")
    return gathering_of(agency, "evening", alder, title=title, seats=4, starts_at=in_days(0.1))


def test_people_arrive(evening: Gathering, visitor: Visitor, language: str) -> None:
    ana = sign_up(evening, "Ana Reyes", Guest("Rosa Luz", needs=["ride"]), language="es").registration
    wade = sign_up(evening, "Wade Jernigan", contact="wade@example.org").registration
    square = f"/door/{badge_code(ana.form_key, 1)}/"

    stranger = visitor(language, script=False)
    stranger.open(square)
    assert "Ana Reyes" not in stranger.page.content()

    ben = visitor(language, script=False)
    ben.sign_in_as("Ben")
    ben.open(square)
    ben.sees("Ana Reyes", "Rosa Luz")
    ben.press("Check in")
    ben.sees(ben.words("%(name)s is here.") % {"name": "Ana Reyes"})
    ben.open(square)
    ben.sees(ben.words("Is here"))

    code = badge_code(wade.form_key, 1)
    ben.open("/convening/evening/door/")
    ben.write(q=f"{code[:4]} {code[4:]}".lower())
    ben.page.keyboard.press("Enter")
    ben.sees("Wade Jernigan")
    ben.press("Check in")

    ben.open("/convening/evening/door/")
    ben.write(q="rosa")
    ben.page.keyboard.press("Enter")
    ben.sees("Rosa Luz")
    ben.press("Check in")

    for people in ("1", "2"):
        ben.follow("Somebody who did not sign up")
        ben.page.locator("select[name=people]").select_option(people)
        ben.press("They are here")
    ben.sees(ben.words("All places are taken."))
    ben.press("Let in anyway")
    assert sorted(Attendance.objects.values_list("source", flat=True)) == ["door"] * 3 + ["walk_in"] * 3


def test_the_pages_fit_every_screen(evening: Gathering, visitor: Visitor, language: str) -> None:
    made = sign_up(evening, Guest("Ana Reyes", needs=["ride"]), "Rosa Luz").registration
    ben = visitor(language)
    ben.sign_in_as("Ben")
    ben.open("/convening/evening/needs/")
    ben.is_fit_for_all(PHONE, DESK)
    ben.press("Make one assignment")
    ben.is_fit_for_all(PHONE, DESK)
    ben.press("Confirmed")
    for path in ("", "?q=reyes", f"{made.pk}/1/", "walk-in/", "badges/", "list/"):
        ben.open(f"/convening/evening/door/{path}")
        ben.is_fit_for_all(PHONE, DESK)
