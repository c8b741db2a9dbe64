"""One thread: said at two gatherings, a finding, a theme, a promise, and the page that says what was done."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.actions import accept
from longtable.commitments.models import Commitment
from longtable.commitments.terms import Terms
from longtable.core.work import run_all
from longtable.gatherings.actions import questions as about
from longtable.gatherings.actions.findings import (
    FindingPlan,
    make_finding,
    propose_from,
    say_in_conversation,
)
from longtable.gatherings.jobs.after import write_to_all
from longtable.gatherings.models import Finding, Gathering, Series
from longtable.gatherings.tests.live_stage import letters, on_now, over, shown
from longtable.gatherings.tests.stage import STAGE, page, session_of, words
from longtable.gatherings.tests.test_platform import signed_up
from longtable.people.models import ContactPoint, OptOut
from longtable.places.models import Area
from longtable.voices.models import Conversation, Theme

pytestmark = pytest.mark.django_db

LATE = words("The last bus leaves before the clinic closes.")
SPANISH = {"accept-language": "es"}


@pytest.fixture
def rounds(agency: Organization, alder: Area, cedar: Area) -> list[Gathering]:
    """The same summit in two places, for one conversation."""
    series = Series.objects.create(slug="rides", title=words("Rides"), organization=agency)
    conversation = Conversation.objects.create(
        slug="rides", question=words("How do you get there?"), organization=agency, opens_at=timezone.now()
    )
    Conversation.lifecycle.move(conversation, Conversation.State.OPEN)
    return [
        on_now(agency, slug, area, series=series, conversation=conversation)
        for slug, area in (("rides-east", alder), ("rides-west", cedar))
    ]


def found(gathering: Gathering, area: Area, role: str) -> Finding:
    plan = FindingPlan(
        "challenge",
        LATE,
        session=session_of(gathering),
        code="late-bus",
        role=role,
        area=area,
        is_public=True,
    )
    return make_finding(by=STAGE, gathering=gathering, plan=plan)


def terms(owner: User, division: Organization) -> Terms:
    due_on = timezone.localdate() + timedelta(days=90)
    return Terms(
        title=words("A late bus"),
        promise="will",
        kind="service",
        owner=owner,
        division=division,
        due_on=due_on,
    )


def test_from_two_summits_to_the_page_of_the_promise(
    client: Client,
    rounds: list[Gathering],
    alder: Area,
    cedar: Area,
    dev: User,
    partner: Organization,
) -> None:
    east, west = found(rounds[0], alder, "parents"), found(rounds[1], cedar, "pastors")
    hidden = make_finding(by=STAGE, gathering=rounds[0], plan=FindingPlan("challenge", words("Secret.")))
    theme = Theme.objects.create(conversation=rounds[0].conversation, name=words("Buses"), is_public=True)
    for finding in (east, west):
        say_in_conversation(by=STAGE, finding=finding, theme=theme)
    propose_from(by=STAGE, finding=east, terms=terms(dev, partner), form_key=uuid4())
    promise = Commitment.objects.get()
    assert [theme] == list(promise.themes.all())
    Finding.objects.filter(pk__in=[west.pk, hidden.pk]).update(commitment=promise)
    assert client.get(page_of(promise)).status_code == 404
    accept(by=STAGE, commitment=promise)
    read = page(client.get(page_of(promise), headers=SPANISH))
    assert "madres y padres" in read
    assert "Encuentro rides-east" in read
    assert "Encuentro rides-west" in read
    assert "Secret" not in read
    compared = page(client.get("/gatherings/series/rides/rounds/"))
    assert "in 2 of 2 places" in compared
    assert page_of(promise) in compared
    assert "A late bus" in page(client.get("/gatherings/rides-east/findings/"))


def test_a_question_that_led_to_a_promise_stands_on_its_page_with_numbers_covered(
    client: Client, rounds: list[Gathering], dev: User, partner: Organization
) -> None:
    question = shown(rounds[0], "Who calls 919-555-0142 for a ride?")
    about.promise(by=STAGE, question=question, terms=terms(dev, partner), form_key=uuid4())
    promise = Commitment.objects.get()
    accept(by=STAGE, commitment=promise)
    read = page(client.get(page_of(promise)))
    assert "[phone number]" in read
    assert "919-555-0142" not in read


def page_of(promise: Commitment) -> str:
    """You said, we did."""
    return reverse("commitments:public_one", args=[promise.number])


# --- The letter afterwards -----------------------------------------------------------------------------


class Killed(Exception):
    """The machine went away."""


class DyingLease:
    """A hold on a job that is lost after the first person."""

    def renew(self, *, done: int | None = None, total: int | None = None) -> None:
        raise Killed


class Lease:
    """A hold on a job that lasts."""

    def renew(self, *, done: int | None = None, total: int | None = None) -> None:
        return None


def test_killed_and_begun_again_everybody_has_one_letter_in_their_language(rounds: list[Gathering]) -> None:
    evening = over(rounds[0])
    for number, language in enumerate(("es", "en", "es")):
        signed_up(evening, f"Person {number}", f"p{number}@example.org", language=language)
    with pytest.raises(Killed):
        write_to_all(str(evening.pk), DyingLease())  # type: ignore[arg-type]
    for _ in range(2):
        write_to_all(str(evening.pk), Lease())  # type: ignore[arg-type]
    sent = letters("gatherings.follow_up")
    assert sorted(letter.language for letter in sent) == ["en", "es", "es"]
    assert len({letter.key for letter in sent}) == 3
    assert all(("Gracias" in letter.body) is (letter.language == "es") for letter in sent)


def test_who_takes_no_messages_gets_none(rounds: list[Gathering]) -> None:
    evening = over(rounds[0])
    signed_up(evening, "Ana", "+1 919 555 0142")
    point = ContactPoint.objects.get()
    OptOut.objects.create(value_index=point.value_index)
    write_to_all(str(evening.pk), Lease())  # type: ignore[arg-type]
    run_all()
    assert [letter.state for letter in letters("gatherings.follow_up")] == ["held"]
