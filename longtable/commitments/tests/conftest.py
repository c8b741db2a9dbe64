"""What commitments are tested with: a theme that people stand behind, and promises about it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.actions import accept, propose
from longtable.commitments.models import Commitment
from longtable.commitments.terms import Evidence, Terms
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.receipts import give_receipt
from longtable.people.actions import leave_contact
from longtable.places.models import Area
from longtable.voices.actions import cite
from longtable.voices.models import Comment, Conversation, Participant, Theme
from tests.cast import actor

Speak = Callable[..., Comment]


def both(english: str, spanish: str = "") -> LocalizedText:
    """Words in both languages."""
    return LocalizedText.of(en=english, es=spanish or f"{english} (es)")


def shown(english: str, spanish: str = "") -> Evidence:
    """A step's sentence."""
    return Evidence(both(english, spanish))


@pytest.fixture
def conversation(agency: Organization, alder: Area) -> Conversation:
    """What people in Alder were asked."""
    conversation = Conversation.objects.create(
        slug="alder",
        question=both("What would make care easier to reach?", "¿Qué haría más fácil recibir atención?"),
        organization=agency,
        opens_at=timezone.now() - timedelta(days=30),
        state=Conversation.State.OPEN,
    )
    conversation.areas.set([alder])
    return conversation


@pytest.fixture
def speak(conversation: Conversation, faye: User) -> Speak:
    """Somebody says something, with a contact or without: ``speak("..", contact="ana@example.org")``."""

    def speak(text: str, *, contact: str = "", language: str = "en", **given: Any) -> Comment:
        participant = given.pop("participant", None) or Participant.objects.create(
            conversation=conversation, language=language, receipt=give_receipt(uuid4()).receipt
        )
        if contact:
            participant.contact = leave_contact(
                by=Actor.system("test"), value=contact, language=language, topics=("answers",)
            )
            participant.save()
        return Comment.objects.create(
            **{
                "conversation": conversation,
                "participant": participant,
                "number": conversation.comments.count() + 1,
                "text": text,
                "language": language,
                "channel": "web",
                "state": Comment.State.SHOWN,
                "said_at": timezone.now() - timedelta(days=10),
            }
            | given
        )

    return speak


@pytest.fixture
def theme(conversation: Conversation) -> Theme:
    """What many said."""
    return Theme.objects.create(
        conversation=conversation,
        name=both("Nothing is open in the evening", "No hay nada abierto por la tarde"),
        summary=both("People leave work at six and find every clinic closed."),
        is_public=True,
    )


def gather(theme: Theme, *comments: Comment) -> None:
    """Put comments into a theme."""
    cite(by=Actor.system("test"), theme=theme, comments=comments)


@pytest.fixture
def terms(dev: User, partner: Organization, alder: Area) -> Callable[..., Terms]:
    """What Dev's organisation could promise: ``terms(due_on=..)``."""

    def terms(**given: Any) -> Terms:
        return Terms(
            **{
                "title": both("Open clinics in the evening", "Abrir clínicas por la tarde"),
                "promise": "will",
                "kind": "service",
                "owner": dev,
                "division": partner,
                "due_on": date(2090, 6, 30),
                "areas": [alder],
            }
            | given
        )

    return terms


@pytest.fixture
def proposed(faye: User, theme: Theme, terms: Callable[..., Terms]) -> Commitment:
    """Proposed by Faye, to be carried by Dev."""
    return propose(by=actor(faye), terms=terms(), themes=[theme])


@pytest.fixture
def accepted(faye: User, proposed: Commitment) -> Commitment:
    """Decided, and public."""
    return accept(by=actor(faye), commitment=proposed)


@pytest.fixture
def refused(faye: User, theme: Theme, terms: Callable[..., Terms]) -> Commitment:
    """A plain no, decided and public."""
    plain_no = terms(promise="will_not", due_on=None, because=both("There is no staff.", "No hay personal."))
    return accept(by=actor(faye), commitment=propose(by=actor(faye), terms=plain_no, themes=[theme]))
