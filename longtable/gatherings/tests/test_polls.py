"""Polls: opened, answered once for each visit, closed; totals alone, and none that could tell who."""

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.gatherings.actions.polls import (
    NotOpen,
    PollPlan,
    answer_poll,
    close_poll,
    open_poll,
    prepare_poll,
)
from longtable.gatherings.models import Gathering, Poll, PollAnswer
from longtable.gatherings.selectors.polls import must_withhold, tallies
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import STAGE, keyed, page, words
from longtable.places.models import Area
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """On now."""
    return on_now(agency, "evening", alder)


def opened(gathering: Gathering, **also: bool) -> Poll:
    plan = PollPlan(words("Which day?"), [words("Monday"), words("Friday")], **also)
    return open_poll(by=STAGE, poll=prepare_poll(by=STAGE, gathering=gathering, plan=plan))


def choose(poll: Poll, voter: str, *codes: str) -> PollAnswer:
    return answer_poll(by=Actor.visitor(), poll=poll, voter=voter, codes=codes)


def test_a_visit_answers_once_and_may_change_its_mind(client: Client, evening: Gathering) -> None:
    poll = opened(evening)
    for code in ("1", "2"):
        client.post(f"/gatherings/evening/polls/{poll.pk}/", {"codes": code})
    assert PollAnswer.objects.get().codes == ["2"]
    assert "You have answered" in page(client.get("/gatherings/evening/questions/"))


def test_totals_are_read_when_it_is_closed_and_not_before(client: Client, evening: Gathering) -> None:
    poll = opened(evening)
    choose(poll, "a", "1")
    assert "1 person answered." not in page(client.get("/gatherings/evening/questions/"))
    close_poll(by=STAGE, poll=poll)
    assert "1 person answered." in page(client.get("/gatherings/evening/questions/"))
    with pytest.raises(NotOpen):
        choose(poll, "b", "1")


def test_one_answer_where_one_is_asked_for(evening: Gathering) -> None:
    poll = opened(evening)
    for codes in (("1", "2"), ("9",), ()):
        with pytest.raises(NotOpen):
            choose(poll, "a", *codes)
    assert choose(opened(evening, is_multiple=True), "a", "2", "1").codes == ["1", "2"]


def test_counts_that_could_point_to_a_person_are_withheld_from_staff_too(evening: Gathering) -> None:
    poll = opened(evening, is_telling=True)
    for number in range(12):
        choose(poll, str(number), "1")
    (tally,) = tallies(evening)
    assert [choice.people for choice in tally.choices] == [12, 0]
    choose(poll, "x", "2")
    (tally,) = tallies(evening)
    assert (tally.is_withheld, tally.people) == (True, None)
    assert {choice.people for choice in tally.choices} == {None}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([0, 0], False), ([11, 20], False), ([0, 11], False), ([1, 30], True), ([10], True)],
)
def test_what_must_be_withheld(counts: list[int], expected: bool) -> None:
    assert must_withhold(counts, 11) is expected


def test_staff_write_open_and_close_one_on_the_page(evening: Gathering, faye: User) -> None:
    visit, path = signed_in(Client(), faye), "/convening/evening/polls/"
    data = {"question_en": "Day?", "question_es": "¿Día?", "options_en": "Mon\nFri", "options_es": "Lun"}
    assert visit.post(path, data).status_code == 422
    visit.post(path, keyed(**data | {"options_es": "Lun\nVie"}))
    poll = Poll.objects.get()
    assert [option["words"]["es"]["text"] for option in poll.options] == ["Lun", "Vie"]
    visit.post(f"{path}{poll.pk}/state/", {"after": "open"})
    visit.post(f"{path}{poll.pk}/state/", {"after": "closed"})
    poll.refresh_from_db()
    assert poll.closed_at
