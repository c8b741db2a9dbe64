"""Every page of the example: fit for all at both widths, in both languages, and never a foreign request."""

import re

import pytest
from playwright.sync_api import expect

from longtable.web.demo.story import ana, tell
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]

PUBLIC = (
    "/",
    "/c/",
    "/c/your-health/",
    "/c/your-health/agree/",
    "/c/your-health/said/",
    "/c/your-health/help/",
    "/track/",
    "/find/",
    "/find/?q=food&near=Lumberton",
    "/get-involved/",
    "/get-involved/food-and-rides-robeson/",
    "/get-involved/food-and-rides-robeson/apply/",
    "/get-involved/interest/",
    "/you-said-we-did/",
    "/you-said-we-did/1/",
    "/places/",
    "/account/login/",
    "/demo/inbox/",
    "/demo/components/",
    "/nothing/here/",
)
STAFF = {
    "Carmen": (
        "/voices/",
        "/voices/your-health/",
        "/voices/your-health/gather/",
        "/voices/new/",
        "/voices/carry/",
        "/voices/your-health/batches/",
        "/voices/your-health/batches/new/",
        "/voices/your-health/phone/",
        "/voices/your-health/recordings/",
        "/councils/",
        "/councils/medicaid-committee/",
        "/councils/medicaid-committee/edit/",
        "/councils/medicaid-committee/attendance/",
        "/councils/consumer-and-family/resemblance/",
        "/councils/food-and-rides-robeson/applications/",
    ),
    "Faye": (
        "/today/",
        "/commitments/new/",
        "/commitments/mistake/",
        "/messages/",
        "/my-work/",
        "/my-work/all/",
    ),
    "Ben": ("/voices/calls/", "/people/", "/account/"),
    "Ada": ("/audit/",),
    "Alex": ("/people-and-roles/", "/people-and-roles/invite/", "/api-keys/", "/api-keys/make/"),
}
FOLLOWED = {"Carmen": "/voices/your-health/read/", "Faye": "/commitments/"}
"""From these, the first thing listed is opened, too."""


@pytest.fixture
def story(live: str, any_hour: None, demo: None) -> None:
    """The example, told."""
    tell(say=lambda line: None)


def test_pages_that_anybody_opens(visitor: Visitor, story: None) -> None:
    for language in ("en", "es"):
        reader = visitor(language)
        for path in (*PUBLIC, ana().path):
            reader.open(path)
            reader.is_fit_for_all(PHONE, DESK)
        reader.open("/c/your-health/")
        reader.press("Send")
        expect(reader.page.get_by_role("alert")).to_be_visible()
        reader.is_fit_for_all(PHONE)


def test_pages_of_those_who_work_here(visitor: Visitor, story: None) -> None:
    for language in ("en", "es"):
        for name, paths in STAFF.items():
            member = visitor(language)
            member.sign_in_as(name)
            for path in paths:
                member.open(path)
                member.is_fit_for_all(PHONE, DESK)
            if name in FOLLOWED:
                member.open(FOLLOWED[name])
                member.is_fit_for_all(PHONE, DESK)
                _open_first(member, FOLLOWED[name])
                member.is_fit_for_all(PHONE, DESK)


def _open_first(member: Visit, path: str) -> None:
    member.page.locator(f"main a[href^='{path}']:not([href*='new']):not([href*='mistake'])").first.click()
    member.page.wait_for_url(re.compile(rf"{path}.+"))
