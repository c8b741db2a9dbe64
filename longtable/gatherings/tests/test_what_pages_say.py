"""Small things on pages that lead people astray when they are wrong."""

import re
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from longtable import gatherings
from longtable.accounts.models import Organization, User
from longtable.gatherings.actions import add_host
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, page, sign_up, words
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_where_everything_is_taken_the_form_says_so_before_anything_is_typed(
    client: Client, agency: Organization
) -> None:
    sign_up(gathering_of(agency, "small", seats=1))
    assert "All places are taken" in page(client.get("/gatherings/small/register/"))


def test_a_webinar_promises_no_ride(client: Client, agency: Organization, summit: Gathering) -> None:
    gathering_of(agency, "webinar", way=Gathering.Way.ONLINE, online_url="https://meet.example.org/1")
    assert "A ride there and back" in page(client.get("/gatherings/summit/"))
    shown = page(client.get("/gatherings/webinar/"))
    assert "A ride there and back" not in shown
    assert "American Sign Language" in shown


def test_what_is_over_says_so_and_offers_nothing(client: Client, summit: Gathering) -> None:
    assert "Sign up" in page(client.get("/gatherings/summit/"))
    with time_machine.travel(in_days(8)):
        shown = page(client.get("/gatherings/summit/"))
    assert "over</span>" in shown
    assert "Sign up" not in shown
    assert "What we can arrange" not in shown


def test_from_the_questions_staff_come_back_to_their_own_page(
    client: Client, conrad: User, summit: Gathering
) -> None:
    shown = page(signed_in(client, conrad).get("/convening/summit/questions/"))
    assert 'class="usa-breadcrumb__link" href="/convening/summit/"' in shown


def test_a_caller_is_counted_as_the_caller(client: Client, conrad: User, summit: Gathering) -> None:
    shown = page(signed_in(client, conrad).get("/convening/summit/people/new/"))
    assert "How many people are coming, including the caller?" in shown


def test_whoever_signs_up_learns_that_a_partner_who_helps_reads_it_too(
    client: Client, summit: Gathering, other_partner: Organization
) -> None:
    add_host(
        by=STAGE, gathering=summit, organization=other_partner, role=words("signs up callers"), may_help=True
    )
    shown = page(client.get("/gatherings/summit/register/?size=1"))
    assert f"{summit.organization}, {other_partner}" in shown


CHOOSES_ONLY = frozenset(
    {
        *("_start.html", "calendar.html", "check_certificate.html", "invited.html", "staff/doubts.html"),
        *("staff/drawing.html", "staff/finding.html", "staff/panel_link.html", "staff/question.html"),
        "staff/sign_up_start.html",
    }
)
"""Pages with a form in which nothing is written: one chooses, or looks for something."""


def test_beside_what_one_writes_stands_who_reads_it() -> None:
    pages = Path(gatherings.__path__[0], "templates", "gatherings")
    silent = {
        str(path.relative_to(pages))
        for path in pages.rglob("*.html")
        for form in re.findall(r"<c-form [^>]*:form=[^>]*>", path.read_text())
        if "reader=" not in form
    }
    assert silent <= CHOOSES_ONLY
