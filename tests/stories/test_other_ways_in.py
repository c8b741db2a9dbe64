"""The same for somebody without a mouse, without script, in need of help, or in danger."""

import re

import pytest
from playwright.sync_api import Locator, expect

from longtable.core.work import run_all
from longtable.voices.actions import close_conversation
from longtable.voices.models import Conversation, Vote
from tests.cast import Cast, actor
from tests.stories.browsing import Visit
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story

FOCUS = """() => {
  const drawn = element => {
    const style = element && getComputedStyle(element);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const here = document.activeElement;
  return drawn(here) || drawn(here.nextElementSibling && here.labels?.[0]);
}"""


def enter(visit: Visit, target: Locator) -> None:
    """Reach the target by Tab, press Enter, and wait for the page it leads to."""
    tab_to(visit, target)
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")


def tab_to(visit: Visit, target: Locator, most: int = 40) -> None:
    """Press Tab until the target has the keyboard. Wherever it stops on the way, one can see it."""
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement === document.body"):
            continue  # past the last link, back through the browser's own bar
        assert visit.page.evaluate(FOCUS), "the keyboard is somewhere unseen"
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached within {most} steps")


def test_by_keyboard_alone_one_speaks_and_answers(
    visitor: Visitor, conversation: Conversation, language: str
) -> None:
    ana = visitor(language, width=1200)
    keys = ana.page.keyboard
    ana.open("/")
    keys.press("Tab")
    keys.press("Enter")  # the first stop of every page skips to its main part
    expect(ana.page.locator("#main")).to_be_focused()  # the jump takes the keyboard along a moment later
    enter(ana, ana.link("Say it"))
    tab_to(ana, ana.page.locator("[name=text]"))
    keys.type("The pharmacy is far.")
    enter(ana, ana.button("Send"))
    ana.sees("The pharmacy is far.")
    enter(ana, ana.link("Say whether you agree with others"))
    tab_to(ana, ana.button("I agree"))
    keys.press("Space")
    expect(ana.page.get_by_text(re.compile(r"\b1\b.*\b1\b"))).to_be_visible()
    tab_to(ana, ana.button("Not sure"))
    keys.press("Enter")
    ana.sees(ana.words("There is nothing more to answer right now. Thank you."))
    assert sorted(Vote.objects.values_list("value", flat=True)) == [0, 1]


def test_without_script_nothing_is_missing(
    visitor: Visitor, conversation: Conversation, language: str
) -> None:
    ana = visitor(language, script=False)
    ana.open("/")
    ana.follow("Say it")
    ana.press("Send")
    expect(ana.page.get_by_role("alert")).to_contain_text(ana.words("Write a few words first."))
    ana.write(text="Perdí mi turno dos veces.")
    ana.press("Send")
    code = ana.page.locator("strong.code").inner_text()
    ana.write(contact="ana@example.org")
    ana.press("Tell me")
    ana.page.get_by_text(ana.words("A few questions about you, if you like")).click()
    ana.page.locator("label", has_text="25").first.click()
    ana.press("Save")
    ana.sees(ana.words("Thank you. This helps us see who was heard and who was not."))
    ana.follow("Say whether you agree with others")
    ana.press("I agree")
    ana.press("I agree")
    ana.sees(ana.words("There is nothing more to answer right now. Thank you."))
    ana.open("/track/")
    ana.write(code=code)
    ana.press("Open")
    ana.sees(
        "Perdí mi turno dos veces.",
        ana.words("It is waiting for a person to read it. Others do not see it yet."),
    )


def test_the_other_language_shows_the_same_page(visitor: Visitor, conversation: Conversation) -> None:
    ana = visitor("en")
    ana.open("/c/evenings/said/?page=1")
    ana.page.get_by_role("link", name="Español").click()
    expect(ana.page.locator("html")).to_have_attribute("lang", "es")
    expect(ana.page).to_have_url(re.compile(r"/c/evenings/said/\?page=1&lang=es$"))
    ana.page.goto(f"{ana.base}/c/evenings/")
    expect(ana.page.locator("html")).to_have_attribute("lang", "es")
    ana.sees("¿Qué hace difícil recibir atención?")


def test_who_needs_help_with_her_own_case_is_called(
    visitor: Visitor, conversation: Conversation, cast: Cast, language: str
) -> None:
    ana, ben = visitor(language), visitor(language)
    ana.open("/c/evenings/")
    ana.follow("Get a call back")
    ana.write(name="Ana", contact="910 555 0142", about="My insulin runs out.")
    ana.press("Ask for a call")
    tracking = ana.page.url
    ana.sees("Department of Health", ana.words("Only the office that calls you can read it."))
    run_all()
    ben.sign_in_as("Ben")
    ben.page.locator(".rows a.usa-button").first.click()
    ben.sees("Ana", "My insulin runs out.", "9105550142")
    ben.write(outcome="She picks it up today.")
    ben.page.locator("main form button[type=submit]").first.click()
    ana.page.goto(tracking)
    expect(ana.page.locator("ol.thread .did-step")).not_to_contain_text(ana.words("(not yet)"))
    ana.open("/c/evenings/said/")
    expect(ana.page.locator("main")).not_to_contain_text("insulin")


def test_words_of_danger_show_help_at_once(visitor: Visitor, conversation: Conversation, cast: Cast) -> None:
    ana, conrad = visitor("es"), visitor("es")
    ana.open("/c/evenings/")
    ana.write(text="Mi esposo me pega y ya no quiero vivir.")
    ana.press("Enviar")
    help_now = ana.page.get_by_role("alert").first
    expect(help_now.get_by_role("link", name="988")).to_have_attribute("href", "tel:988")
    expect(help_now.get_by_role("link", name="911")).to_be_in_viewport()
    ana.open("/c/evenings/said/")
    expect(ana.page.locator("main")).not_to_contain_text("me pega")
    run_all()
    conrad.sign_in_as("Conrad")
    first = conrad.page.locator(".rows > li").first
    expect(first).to_contain_text("alguien puede estar en peligro")


def test_who_answers_too_late_reads_why(visitor: Visitor, conversation: Conversation, cast: Cast) -> None:
    ana = visitor("es")
    ana.open("/c/evenings/agree/")
    close_conversation(by=actor(cast.conrad), conversation=conversation)
    ana.button("I agree").click()
    ana.sees(ana.words("This conversation is closed. Nothing was sent."))


def test_on_paper_only_the_words_remain(visitor: Visitor, conversation: Conversation) -> None:
    ana = visitor("en")
    ana.open("/c/evenings/said/")
    ana.page.emulate_media(media="print")
    expect(ana.page.get_by_text("The bus stops at six.")).to_be_visible()
    for hidden in (".menu-opener", ".languages", ".practice", ".foot nav"):
        expect(ana.page.locator(hidden)).to_be_hidden()
    assert (
        ana.page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor") == "rgba(0, 0, 0, 0)"
    )
