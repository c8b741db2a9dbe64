"""Delia gets a letter, says on her phone what is right and what changed, and needs no account."""

import re

import pytest

from longtable.accounts.models import Organization
from longtable.core.work import run_all
from longtable.directory.jobs import ask_partners
from longtable.directory.models import Change, Service
from longtable.directory.tests.entries import Made, make_entry
from longtable.places.models import Area
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]


@pytest.fixture
def theirs(demo: None, any_hour: None, cast: Cast, partner: Organization, alder: Area) -> Made:
    """The entry of Delia's organisation, which nobody has confirmed for a year."""
    made = make_entry(partner, alder)
    Service.objects.filter(pk=made.classes.pk).update(published_at=made.pantry.published_at)
    return made


def _press(visit: Visit, msgid: str, about: str) -> None:
    """The button with these words for one of several services."""
    words = re.compile(rf"{re.escape(visit.words(msgid))}\W+{re.escape(about)}")
    visit.page.get_by_role("button", name=words).click()


def test_from_a_letter_to_a_corrected_entry(visitor: Visitor, theirs: Made, language: str) -> None:
    ask_partners()
    run_all()
    delia = visitor(language, script=False)
    delia.open("/demo/inbox/")
    letter = delia.page.locator("main").inner_text()
    found = re.search(r"/still-right/[\w-]+/", letter)
    assert found
    delia.open(found[0])
    pantry, classes = (str(each.name.show(language)) for each in (theirs.pantry, theirs.classes))
    delia.sees(pantry, "1 Main Street", classes)
    _press(delia, "Full", pantry)
    delia.sees(delia.words("full").capitalize())
    _press(delia, "This is right", pantry)
    delia.sees(delia.words("answered"))
    changed = delia.page.locator("section.asked", has=delia.page.get_by_role("heading", name=classes)).first
    changed.locator("summary").first.click()
    changed.locator("input[name$='-hours']").fill("Lunes 6-8")
    changed.get_by_role("button", name=delia.words("Send what changed")).click()
    delia.sees(delia.words("Thank you"))
    theirs.pantry.refresh_from_db()
    assert theirs.pantry.assured_by_organization

    faye = visitor(language, width=DESK)
    faye.sign_in_as("Faye")
    faye.open("/directory/review/")
    faye.follow("Good Neighbors")
    faye.sees("Lunes 6-8", faye.words("by the link that we sent; no account was shown"))
    faye.press("Accept it")
    faye.sees(faye.words("Nothing is waiting"))
    assert not Change.objects.waiting().exists()


def test_dev_keeps_the_entry_and_the_pages_are_fit_for_all(
    visitor: Visitor, theirs: Made, language: str
) -> None:
    dev = visitor(language)
    dev.sign_in_as("Dev")
    dev.open(f"/directory/entries/{theirs.entry.pk}/")
    dev.is_fit_for_all(PHONE)
    dev.press("Everything is right")
    dev.sees(dev.words("You last said so on"))
    dev.follow("Can we take people now?")
    dev.page.get_by_role("button", name=dev.words("Waiting list")).first.click()
    dev.sees(dev.words("waiting list").capitalize())
    dev.is_fit_for_all(PHONE, DESK)
    dev.open(f"/directory/rows/service/{theirs.pantry.pk}/hours/")
    dev.is_fit_for_all(PHONE, DESK)
    dev.write(FR_0_from="09:00", FR_0_to="12:00")
    dev.press("Save")
    dev.sees(dev.words("It is saved."))
    dev.open(f"/directory/entries/{theirs.entry.pk}/history/")
    dev.is_fit_for_all(PHONE, DESK)
    dev.press("Undo this")
    dev.sees(dev.words("It is back to what it was before."))
    assert theirs.pantry.schedules.get().byday == "MO,WE"
