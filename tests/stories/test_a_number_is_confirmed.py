"""Ana shows that the number she left is hers, with six digits and without a script."""

import re

import pytest

from longtable.core.work import run_all
from longtable.voices.models import Confidence, Conversation, Participant
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]


def test_six_digits_come_back(visitor: Visitor, conversation: Conversation, language: str) -> None:
    ana = visitor(language, script=False)
    ana.open("/c/evenings/")
    ana.write(text="No bus on Sundays.")
    ana.press("Send")
    ana.write(contact="910 555 0142")
    ana.press("Tell me")
    ana.press("Send me six digits")
    ana.sees(ana.words("Six digits are on their way. They are good for 15 minutes."))
    page = ana.page.url.removeprefix(ana.base).partition("?")[0]
    run_all()
    ana.open("/demo/inbox/")
    sent = ana.page.locator(".bubbles", has_text=re.compile(r"\d{6}")).inner_text()
    digits = re.search(r"\b\d{6}\b", sent)
    assert digits
    ana.open(page)
    ana.write(digits=f"{digits[0][:3]} {digits[0][3:]}")
    ana.press("Confirm")
    ana.sees(ana.words("Thank you. Now we know for sure that your words are from one person."))
    assert Participant.objects.get(contact__isnull=False).confidence == Confidence.CONFIRMED


def test_the_page_is_fit_for_all(visitor: Visitor, conversation: Conversation, language: str) -> None:
    ana = visitor(language)
    ana.open("/c/evenings/")
    ana.write(text="No bus on Sundays.")
    ana.press("Send")
    ana.write(contact="ana@example.org")
    ana.press("Tell me")
    ana.is_fit_for_all(320)
    ana.press("Send me six digits")
    ana.write(digits="123")
    ana.press("Confirm")
    ana.sees(ana.words("These are not the last digits that we sent. Please check them."))
    ana.is_fit_for_all(320, 1200)
