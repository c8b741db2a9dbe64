"""Forty sheets of paper, typed in by keyboard alone: words, Tab, answers, Enter."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Keyboard, expect

from longtable.voices.models import Batch, Comment, Conversation, Participant, Vote
from tests.cast import Cast
from tests.stories.browsing import DESK, Visit
from tests.stories.conftest import Visitor
from tests.stories.test_other_ways_in import enter

pytestmark = pytest.mark.story

SHEETS = {"en": 40, "es": 8}
SAID = {
    "en": ("The bus stops at six.", "I work nights.", "The line is busy.", "It is too far to walk."),
    "es": ("El autobús para a las seis.", "Trabajo de noche.", "La línea está ocupada.", "Queda muy lejos."),
}
LETTERS = {"en": ("ad", "na", "-d", "aa"), "es": ("sn", "?s", "-n", "ss")}
VALUES = ([1, -1], [0, 1], [-1], [1, 1])
BESIDE_THE_WORDS = 7
"""Keys pressed for a sheet beside its own words: Tab, two answers, Tab, an age, Enter; one more to spare."""


@dataclass
class Hand:
    """A hand on the keyboard that counts what it presses."""

    keyboard: Keyboard
    pressed: list[int] = field(default_factory=list)

    def begin(self) -> None:
        """A new sheet is taken from the stack."""
        self.pressed.append(0)

    def press(self, *keys: str) -> None:
        """Keys that are no words."""
        for key in keys:
            self.keyboard.press(key)
            self.pressed[-1] += 1


def reach(visit: Visit, name: str) -> None:
    """Press Tab until this field has the keyboard; a date has stops of the browser's own on the way."""
    wanted = visit.page.locator(f"[name={name}]")
    while not wanted.evaluate("element => element === document.activeElement"):
        visit.page.keyboard.press("Tab")


@pytest.mark.slow
def test_forty_sheets_by_keyboard(
    visitor: Visitor, conversation: Conversation, cast: Cast, language: str
) -> None:
    sheets = SHEETS[language]
    ben = visitor(language, script=False, width=DESK)
    ben.sign_in_as("Ben")
    keys = ben.page.keyboard
    ben.open(f"/voices/{conversation.slug}/batches/")
    enter(ben, ben.link("Type in paper"))
    reach(ben, "label")
    keys.type("Food bank")
    reach(ben, "sheets")
    keys.type(str(sheets))
    with ben.page.expect_navigation():
        keys.press("Enter")
    hand = Hand(keys)
    words = ben.page.locator("[name=words]")
    for number in range(1, sheets + 1):
        expect(ben.page.locator("h1")).to_contain_text(re.compile(rf"\b{number}\b.*\b{sheets}\b"))
        expect(words).to_be_focused()
        hand.begin()
        keys.type(f"{SAID[language][number % 4]} ({number})")
        hand.press("Tab", *LETTERS[language][number % 4], "Tab", str(number % 6 + 1))
        with ben.page.expect_navigation():
            hand.press("Enter")
    ben.sees(str(sheets))

    batch = Batch.objects.get()
    people = Participant.objects.filter(batch=batch)
    assert sorted(people.values_list("sheet", flat=True)) == list(range(1, sheets + 1))
    assert Comment.objects.filter(participant__in=people, channel="paper").count() == sheets
    for place in range(4):
        given = Vote.objects.filter(participant__in=people, participant__sheet=place + 4).order_by(
            "comment__number"
        )
        assert list(given.values_list("value", flat=True)) == VALUES[place]
    assert all(len(person.about["age_band"]) == 1 for person in people)
    assert max(hand.pressed) <= BESIDE_THE_WORDS


def test_nothing_is_lost_or_doubled_by_an_impatient_hand(
    visitor: Visitor, conversation: Conversation, cast: Cast
) -> None:
    ben = visitor("en", width=DESK)
    ben.sign_in_as("Ben")
    ben.open(f"/voices/{conversation.slug}/batches/new/")
    ben.write(label="Church", sheets="2")
    ben.press("Type it in")
    ben.write(words="The bsu stops at six.", answers="ad")
    ben.page.locator("#sheet button[type=submit]").last.dblclick()
    expect(ben.page.locator("h1")).to_contain_text("Sheet 2 of 2")
    ben.write(words="I work nights.")
    ben.page.go_back()
    ben.page.go_forward()
    ben.write(words="I work nights.")
    ben.press("Save, next sheet")
    expect(ben.page.locator("h1")).to_contain_text("Sheet 3")
    ben.open(ben.page.url.removeprefix(ben.base).split("?")[0] + "1/")
    ben.write(words="The bus stops at six.")
    ben.press("Save")
    ben.sees("Sheet 1 is corrected.")
    said = Comment.objects.filter(participant__batch__label="Church").order_by("number")
    assert [each.text for each in said] == ["The bus stops at six.", "I work nights."]
