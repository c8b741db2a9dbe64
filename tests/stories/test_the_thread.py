"""The whole thread: Ana says what is wrong, people decide and answer, and she sees what became of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from longtable.core.work import run_all
from longtable.voices.models import Conversation
from tests.stories.browsing import Visit
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story

WORDS = {
    "en": "No clinic is open after five, and we leave work at six.",
    "es": "No hay clínica después de las cinco, y salimos del trabajo a las seis.",
}
PROMISE = {"en": "Open clinics in the evening", "es": "Abrir clínicas por la tarde"}
ANSWER = {
    "en": "You were right. From March on two clinics stay open until eight.",
    "es": "Tenían razón. Desde marzo dos clínicas abren hasta las ocho.",
}


def test_what_ana_said_is_read_decided_and_answered(
    visitor: Visitor, conversation: Conversation, language: str
) -> None:
    code = ana_speaks(visitor(language), WORDS[language])
    run_all()
    conrad_reads_and_gathers(visitor(language), WORDS[language])
    faye_decides_and_answers(visitor(language))
    run_all()
    ana_follows_her_code(visitor(language), code)
    everybody_can_read_it(visitor(language))


def ana_speaks(ana: Visit, words: str) -> str:
    """From the first page to her tracking code; a phone number left, her neighbors answered."""
    ana.open("/")
    ana.follow("Say it")
    ana.write(text=words)
    ana.page.get_by_label(ana.words("Your county")).select_option(label="Alder")
    ana.press("Send")
    ana.sees(words)
    code = ana.page.locator("strong.code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", code)
    ana.write(contact="910 555 0142")
    ana.press("Tell me")
    ana.sees("0142")
    ana.follow("Say whether you agree with others")
    ana.press("I agree")
    expect(ana.page.get_by_text(re.compile(r"\b1\b.*\b1\b"))).to_be_visible()
    ana.press("I disagree")
    ana.sees(ana.words("There is nothing more to answer right now. Thank you."))
    return code


def conrad_reads_and_gathers(conrad: Visit, words: str) -> None:
    """The convener finds it first on his list, shows it to others and gathers it into a theme."""
    conrad.sign_in_as("Conrad")
    conrad.page.locator(".rows a.usa-button").first.click()
    conrad.follow("Read and decide")
    conrad.sees(words)
    conrad.press("Show it to others")
    conrad.follow("Find and gather comments")
    conrad.page.locator("tr", has_text=words).locator("label").click()
    conrad.write(name_en="After work", name_es="Después del trabajo")
    conrad.press("Make a theme of the selected ones")
    conrad.sees(words)


def faye_decides_and_answers(faye: Visit) -> None:
    """State staff propose what to do about the theme, take it on, and answer who spoke."""
    faye.sign_in_as("Faye")
    faye.open("/voices/evenings/")
    faye.page.get_by_role("link", name=re.compile("After work|Después del trabajo")).click()
    faye.follow("Propose what we do about it")
    faye.write(
        title_en=PROMISE["en"],
        title_es=PROMISE["es"],
        due_on=(timezone.localdate() + timedelta(days=90)).isoformat(),
    )
    faye.page.locator("[name=owner]").select_option(label="Dev")
    faye.page.locator("[name=division]").select_option(label="Department of Health")
    faye.press("Propose it")
    faye.press("Take it on")
    faye.follow("Write an answer")
    faye.write(text_en=ANSWER["en"], text_es=ANSWER["es"])
    faye.press("Look at what people will get")
    faye.sees(faye.words("Exactly this goes out"))
    faye.page.locator("button[name=send]").click()
    faye.sees(ANSWER[faye.language])


def ana_follows_her_code(ana: Visit, code: str) -> None:
    """On another phone: the code alone opens the chain; a message in her language has come."""
    ana.open("/track/")
    ana.write(code=code.lower().replace("-", " "))
    ana.press("Open")
    thread = ana.page.locator("ol.thread")
    expect(thread.locator(".said-step")).to_contain_text(WORDS[ana.language])
    expect(thread.locator(".said-step")).to_contain_text("Conrad")
    expect(thread.locator(".decided-step")).to_contain_text(PROMISE[ana.language])
    expect(thread.locator(".decided-step")).to_contain_text(ANSWER[ana.language])
    expect(thread.locator(".decided-step")).to_contain_text("Faye")
    expect(thread.locator(".did-step.todo")).to_be_visible()
    ana.open("/demo/inbox/")
    letter = ana.page.locator(f".bubbles [lang={ana.language}]", has_text=PROMISE[ana.language])
    expect(letter).to_have_count(1)
    expect(letter).to_contain_text("Faye")


def everybody_can_read_it(reader: Visit) -> None:
    """It stands among what was decided, and leads to its own page."""
    reader.open("/you-said-we-did/")
    reader.follow(PROMISE[reader.language])
    reader.sees("Dev", ANSWER[reader.language])
    reader.open("/")
    expect(reader.page.locator(".one-thread")).to_contain_text(PROMISE[reader.language])
