"""``longtable voices heard``: the same as the page, for a terminal and for programs."""

import json

import pytest
from click.testing import CliRunner, Result

from longtable.places.models import Area
from longtable.voices.commands import voices
from longtable.voices.models import Confidence, Conversation
from longtable.voices.tests.test_who_was_heard import come, people_live_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def wide(conversation: Conversation, alder: Area, birch: Area) -> Conversation:
    """Sixty of Alder on the web and one of Birch by text message; as many live in each."""
    conversation.areas.set([alder, birch])
    people_live_in(alder)
    people_live_in(birch)
    come(conversation, 60, area=alder, race_ethnicity=["white"])
    come(conversation, 1, area=birch, channel="sms", confidence=Confidence.CONFIRMED)
    return conversation


def heard(*options: str) -> Result:
    return CliRunner().invoke(voices, ["heard", *options])


def test_people_read_tables_and_sentences(wide: Conversation) -> None:
    said = heard("clinics").stdout
    assert "61 people were heard" in said
    assert "People in Birch: 1 of the 61 people we heard." in said
    assert "Passed over" not in said
    assert "Not asked" in said


def test_programs_read_numbers_and_both_languages(wide: Conversation) -> None:
    report = json.loads(heard("clinics", "--json").stdout)
    county = next(table for table in report["tables"] if table["name"] == "county")
    birch = next(row for row in county["rows"] if row["group"] == "99003")
    assert (birch["people"], birch["population"], birch["verdict"]) == (1, 1_000, "fewer")
    assert report["not_yet_heard"][0]["title"].keys() == {"en", "es"}
    assert report["weights"]["allowed"] is False


def test_one_channel_or_only_who_was_checked(wide: Conversation) -> None:
    for options in (["--channel", "sms"], ["--without-open"]):
        assert json.loads(heard("clinics", *options, "--json").stdout)["people"] == 1


def test_two_tables_are_crossed(wide: Conversation) -> None:
    report = json.loads(heard("clinics", "--cross", "race", "county", "--json").stdout)
    assert report["tables"][-1]["name"] == "county-race"


def test_what_cannot_be_done_is_said_in_one_sentence(wide: Conversation) -> None:
    nowhere, impossible = heard("nowhere"), heard("clinics", "--cross", "race", "shoes")
    assert (nowhere.exit_code, impossible.exit_code) == (1, 1)
    assert "There is no conversation nowhere" in nowhere.stderr
    assert "county, race, ethnicity" in impossible.stderr
