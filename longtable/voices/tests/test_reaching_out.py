"""Asking somebody to go to people who were not heard yet, from the page."""

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied
from longtable.places.models import Area
from longtable.voices import actions
from longtable.voices.models import Conversation
from longtable.voices.selectors.heard import OUTREACH, NotYetHeard, who_was_heard
from longtable.voices.tests.stage import page
from longtable.voices.tests.test_who_was_heard import come, people_live_in
from longtable.worklists.actions import finish
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(conversation: Conversation, alder: Area, birch: Area) -> Conversation:
    """A hundred people of Alder spoke and nobody of Birch, where nine times as many live."""
    conversation.areas.set([alder, birch])
    people_live_in(alder)
    people_live_in(birch, times=9)
    come(conversation, 100, area=alder)
    return conversation


def line_of(conversation: Conversation) -> NotYetHeard:
    (line,) = who_was_heard(conversation).not_yet().lines
    return line


def test_the_button_makes_work_for_whoever_asked_the_question(
    quiet: Conversation, faye: User, agency: Organization, birch: Area
) -> None:
    client = signed_in(Client(), faye)
    answer = client.post(f"/voices/{quiet.slug}/heard/reach-out/", {"line": "county:99003"})
    assert answer.url == f"/voices/{quiet.slug}/heard/#not-yet"  # type: ignore[attr-defined]
    item = WorkItem.objects.get(kind=OUTREACH)
    assert (item.organization, item.area, item.owner) == (agency, birch, None)
    assert item.title.show("en").text == "Hear more people in Birch: plan how to reach them"
    assert "Birch" in item.title.show("es").text
    assert "0 of the 100" in item.detail.show("en").text
    assert item.url == f"/voices/{quiet.slug}/heard/#not-yet"
    assert item.due_at is not None


def test_a_second_click_finds_the_first(quiet: Conversation, faye: User) -> None:
    for _ in range(2):
        actions.ask_for_outreach(by=actor(faye), conversation=quiet, line=line_of(quiet))
    assert WorkItem.objects.count() == 1


def test_what_was_done_can_be_asked_again(quiet: Conversation, faye: User) -> None:
    first = actions.ask_for_outreach(by=actor(faye), conversation=quiet, line=line_of(quiet))
    finish(by=actor(faye), item=first, outcome="We spoke at two churches.")
    shown = page(signed_in(Client(), faye).get(f"/voices/{quiet.slug}/heard/"))
    assert "We spoke at two churches." in shown
    again = actions.ask_for_outreach(by=actor(faye), conversation=quiet, line=line_of(quiet))
    assert again.pk != first.pk


def test_the_page_shows_who_has_it_and_by_when(quiet: Conversation, faye: User, ben: User) -> None:
    client, address = signed_in(Client(), faye), f"/voices/{quiet.slug}/heard/"
    assert "Ask for outreach: people in Birch" in page(client.get(address))
    item = actions.ask_for_outreach(by=actor(faye), conversation=quiet, line=line_of(quiet))
    waiting = page(client.get(address))
    assert "Department of Health" in waiting
    assert "Ask for outreach" not in waiting
    WorkItem.objects.filter(pk=item.pk).update(owner=ben)
    taken = page(client.get(address))
    assert "Ben will reach out to them" in taken
    assert f"{item.due_at:%Y-%m-%d}" in taken


def test_a_crossing_has_lines_of_its_own(quiet: Conversation, faye: User, birch: Area) -> None:
    come(quiet, 200, area=birch, race_ethnicity=["white"])
    address = f"/voices/{quiet.slug}/heard/reach-out/?one=county&two=race"
    answer = signed_in(Client(), faye).post(address, {"line": "county-race:99003:black"})
    assert answer.status_code == 302
    item = WorkItem.objects.get()
    assert item.title.show("en").text.startswith("Hear more Black or African American people in Birch")
    assert item.area == birch


@pytest.mark.parametrize("line", ["", "county:99001", "county:nowhere", "x" * 5000])
def test_there_is_no_line_for_who_was_heard(quiet: Conversation, faye: User, line: str) -> None:
    address = f"/voices/{quiet.slug}/heard/reach-out/"
    assert signed_in(Client(), faye).post(address, {"line": line}).status_code == 404
    assert not WorkItem.objects.exists()


def test_who_only_reads_cannot_ask(quiet: Conversation, ben: User) -> None:
    client = signed_in(Client(), ben)
    assert client.get(f"/voices/{quiet.slug}/heard/").status_code == 403
    assert "Who was heard" not in page(client.get(f"/voices/{quiet.slug}/"))
    address = f"/voices/{quiet.slug}/heard/reach-out/"
    assert client.post(address, {"line": "county:99003"}).status_code == 403
    with pytest.raises(Denied):
        actions.ask_for_outreach(by=actor(ben), conversation=quiet, line=line_of(quiet))


def test_a_region_asks_for_its_own(quiet: Conversation, regina: User, cedar: Area) -> None:
    assert actions.ask_for_outreach(by=actor(regina), conversation=quiet, line=line_of(quiet))
    quiet.areas.set([cedar])
    address = f"/voices/{quiet.slug}/heard/reach-out/"
    assert signed_in(Client(), regina).post(address, {"line": "county:99003"}).status_code == 404
