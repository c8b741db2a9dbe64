"""Faye hears the page *who was heard* read aloud, from top to bottom, and sends somebody out."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from longtable.places.models import Area, Population
from longtable.voices.models import Conversation, Participant
from longtable.worklists.models import WorkItem
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]

AGES = {"0-17": 200, "18-24": 100, "25-49": 300, "50-64": 200, "65-74": 120, "75+": 80}


@pytest.fixture
def heard(conversation: Conversation, alder: Area, birch: Area) -> Conversation:
    """Alder and Birch are asked; most live in Birch, and nobody there has spoken but five."""
    conversation.areas.set([alder, birch])
    for area, times in ((alder, 1), (birch, 9)):
        Population.objects.create(
            area=area, stratum="all", group="all", year=2020, source="Census", count=1_000 * times
        )
        Population.objects.bulk_create(
            Population(
                area=area, stratum="age", group=group, year=2019, source="Estimate", count=count * times
            )
            for group, count in AGES.items()
        )
    Participant.objects.bulk_create(
        Participant(conversation=conversation, language="en", area=area, about={"age_band": ["25_44"]})
        for area, number in ((alder, 90), (birch, 5))
        for _ in range(number)
    )
    return conversation


def aloud(place: Locator) -> list[str]:
    """What a screen reader says of a place, in its order: a role and words in each line."""
    lines = (line.strip(" -") for line in place.aria_snapshot().splitlines())
    return [re.sub(r"^'(.*?)'(:.*)?$", r"\1\2", line) for line in lines]


def headings(lines: list[str]) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    found = [re.match(r'heading "(.*)" \[level=(\d)\]', line) for line in lines]
    return [(int(match[2]), match[1]) for match in found if match]


def named(lines: list[str], role: str) -> list[str]:
    """The names of everything of that role."""
    return [match[1] for line in lines if (match := re.match(rf'{role} "(.*?)"(:| \[|$)', line))]


def faye_at(visitor: Visitor, language: str, address: str) -> Visit:
    faye = visitor(language, width=DESK)
    faye.sign_in_as("Faye")
    faye.open(address)
    return faye


def test_the_page_makes_sense_read_aloud(
    visitor: Visitor, heard: Conversation, cast: Cast, language: str
) -> None:
    faye = faye_at(visitor, language, "/voices/evenings/")
    faye.follow("Who was heard")
    main = faye.page.locator("main")
    lines = aloud(main)

    spoken = headings(lines)
    assert spoken[0] == (1, faye.words("Who was heard"))
    levels = [level for level, _words in spoken]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    order = ["Not yet heard", "County", "Age", "How people spoke", "How to read this page"]
    places = [spoken.index((2, faye.words(each))) for each in order]
    assert places == sorted(places)

    titles = {words for level, words in spoken if level > 1}
    tables = named(lines, "table")
    assert len(tables) == main.locator("table").count() > 3
    assert set(tables) <= titles
    assert main.locator("caption").count() == len(tables)
    assert main.locator("th:not([scope])").count() == 0
    assert main.locator("tbody tr").count() == main.locator("tbody tr > th[scope=row]:first-child").count()

    row = main.get_by_role("row").filter(has=faye.page.get_by_role("rowheader", name="Birch", exact=True))
    said = aloud(row)
    assert [line.split(" ")[0] for line in said[:4]] == ["row", "rowheader", "cell", "cell"]
    assert named(said, "cell")[0] == "5"
    assert faye.words("too few to say") not in " ".join(said)
    expect(main.get_by_role("rowheader", name=faye.words("Passed over")).first).to_be_visible()
    faye.is_fit_for_all(PHONE, DESK)


def test_a_button_says_whom_it_is_about_and_sends_somebody_out(
    visitor: Visitor, heard: Conversation, cast: Cast, language: str
) -> None:
    faye = faye_at(visitor, language, "/voices/evenings/heard/")
    sentences = faye.page.get_by_role("list", name=faye.words("Not yet heard")).get_by_role("listitem")
    birch = sentences.filter(has_text="Birch")
    expect(birch).to_have_count(1)
    buttons = named(aloud(faye.page.get_by_role("list", name=faye.words("Not yet heard"))), "button")
    assert len(buttons) == len(set(buttons)) == sentences.count()
    assert any(name.startswith(faye.words("Ask for outreach")) and "Birch" in name for name in buttons)
    birch.get_by_role("button").click()
    faye.sees("Department of Health")
    expect(birch.get_by_role("button")).to_have_count(0)
    item = WorkItem.objects.get(kind="voices.outreach")
    faye.open("/my-work/")
    faye.sees(item.title.show(language).text)


def test_without_script_one_looks_at_fewer_and_crosses_two(
    visitor: Visitor, heard: Conversation, cast: Cast, language: str
) -> None:
    faye = visitor(language, script=False)
    faye.sign_in_as("Faye")
    faye.open("/voices/evenings/heard/")
    faye.page.locator("[name=one]").select_option("county")
    faye.page.locator("[name=two]").select_option("age")
    faye.press("Show")
    expect(faye.page.get_by_role("rowheader", name=re.compile("^Birch · "))).not_to_have_count(0)
    faye.page.locator("[name=confidence]").select_option("checked")
    faye.press("Show")
    faye.sees(faye.words("Nobody has taken part yet."))
