"""A convener copies a summit for the next region, finds a place, moves it a week; everybody hears it once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import gathering_of, session_plan, sign_up, work_off
from longtable.messaging.models import Message
from longtable.places.models import Area
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story
TITLE = LocalizedText.of(en="Summit for Birch", es="Cumbre de Birch")
RIDES = LocalizedText.of(en="Rides to care", es="Transporte a las citas")


@pytest.fixture
def summit(demo: None, any_hour: None, cast: Cast, agency: Organization, alder: Area) -> Gathering:
    """It was held in Alder, with one session of twenty places."""
    starts = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=5)
    return gathering_of(
        agency,
        "alder",
        alder,
        starts_at=starts,
        sessions=[session_plan("rides", title=RIDES, seats=20, starts_at=starts)],
    )


def test_a_summit_is_copied_moved_and_everybody_is_told_once(
    visitor: Visitor, summit: Gathering, language: str
) -> None:
    day = timezone.localdate() + timedelta(days=40)
    conrad = visitor(language, width=DESK)
    conrad.sign_in_as("Conrad")
    conrad.open("/convening/")
    conrad.follow("Gathering alder" if language == "en" else "Encuentro alder")
    conrad.follow("Copy it for another day or region")
    conrad.write(
        title_en=TITLE.show("en").text,
        title_es=TITLE.show("es").text,
        slug="birch",
        day=day.isoformat(),
    )
    conrad.press("Prepare the copy")
    conrad.sees(TITLE.show(language).text, RIDES.show(language).text, conrad.words("Before it is public"))
    conrad.is_fit_for_all(PHONE, DESK)
    conrad.press("Make it public")
    conrad.sees(conrad.words("Something is still missing. See below."))
    conrad.follow("Say where it is: choose a place, or write it in words.")
    conrad.write(venue_en="Grange hall, Birch", venue_es="Salón Grange, Birch")
    conrad.press("Save")
    conrad.press("Make it public")
    conrad.sees(conrad.words("It is public. People can read about it and sign up."))

    copied = Gathering.objects.get(slug="birch")
    assert timezone.localtime(copied.starts_at).hour == 9
    sign_up(copied, contact="ana@example.org", language="es")
    sign_up(copied, contact="luis@example.org", language="en")
    work_off()

    moved = day + timedelta(days=7)
    conrad.open("/convening/birch/move/")
    conrad.write(day=moved.isoformat())
    conrad.press("Save and tell everybody")
    conrad.sees(conrad.words("Saved. Everybody who signed up is being told."))
    work_off()
    work_off()
    told = Message.objects.filter(notice="gatherings.moved").order_by("created_at")
    assert [message.language for message in told] == ["es", "en"]
    assert all("SEQUENCE:1" in message.calendar for message in told)

    ana = visitor(language, width=PHONE)
    ana.open(f"/gatherings/calendar/?month={moved:%Y-%m}")
    ana.is_fit_for_all(PHONE, DESK)
    ana.page.locator(f"a[href='#day-{moved.day}']").first.click()
    ana.follow(TITLE.show(language).text)
    ana.sees("Grange hall, Birch" if language == "en" else "Salón Grange, Birch")
