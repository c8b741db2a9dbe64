"""What a story begins with: an open conversation, neighbors who have spoken, and a browser for everybody."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.voices import actions
from longtable.voices.actions.conversations import Plan
from longtable.voices.models import Comment, Conversation, Decision
from tests.cast import Cast, actor
from tests.stories.browsing import PHONE, Visit

Visitor = Callable[..., Visit]


@pytest.fixture(params=["en", pytest.param("es", marks=pytest.mark.slow)])
def language(request: pytest.FixtureRequest) -> str:
    """Each story is told in both languages, the second time with the slow tests."""
    return str(request.param)


@pytest.fixture
def visitor(browser: Browser, live: str) -> Iterator[Visitor]:
    """``visitor("es", script=False)``: a new person with a phone of their own.

    In the end nobody's browser has asked another server for anything or broken our own rules.
    """
    visits: list[Visit] = []

    def arrive(language: str, *, script: bool = True, width: int = PHONE) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, locale="en-US"
        )
        context.set_default_timeout(8_000)
        visits.append(Visit(context.new_page(), live, language))
        return visits[-1]

    yield arrive
    for visit in visits:
        visit.page.context.close()
        assert visit.elsewhere == set(), "a request left the site"
        assert visit.faults == []


@pytest.fixture
def any_hour(settings: Settings) -> None:
    """Stories are told at night, too: messages do not wait for the morning."""
    settings.MESSAGING = {**settings.MESSAGING, "quiet_hours": (0, 0)}


@pytest.fixture
def conversation(demo: None, any_hour: None, cast: Cast, agency: Organization, alder: Area) -> Conversation:
    """What people in Alder are asked; two neighbors have spoken and can be read."""
    by = actor(cast.conrad)
    subject = actions.prepare_conversation(
        by=by,
        plan=Plan(
            slug="evenings",
            question=LocalizedText.of(
                en="What makes care hard to reach?", es="¿Qué hace difícil recibir atención?"
            ),
            purpose=LocalizedText.of(en="We read all of it.", es="Lo leemos todo."),
            organization=agency,
            areas=[alder],
            opens_at=timezone.now() - timedelta(days=1),
            closes_at=timezone.now() + timedelta(days=30),
            help_office=agency,
            about_you=["age_band"],
        ),
    )
    actions.open_conversation(by=by, conversation=subject)
    neighbor_says(subject, cast.conrad, "The bus stops at six.", "en")
    neighbor_says(subject, cast.conrad, "Nadie contesta el teléfono.", "es")
    return subject


def neighbor_says(conversation: Conversation, reader: User, text: str, language: str) -> Comment:
    """Somebody else's words, read by ``reader`` and shown to all."""
    key = uuid4()
    begun = actions.begin(by=Actor.visitor(), conversation=conversation, form_key=key, language=language)
    comment = actions.say(
        by=Actor.receipt(begun.opened.receipt.pk),
        participant=begun.participant,
        text=text,
        language=language,
        form_key=key,
    )
    return actions.decide(
        by=actor(reader), comment=comment, after=Comment.State.SHOWN, reason=Decision.Reason.FINE
    )
