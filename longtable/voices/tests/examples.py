"""Examples of conversations for the laws of the house."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.core.receipts import give_receipt
from longtable.messaging.models import InboundMessage
from longtable.places.models import Area
from longtable.voices.actions.conversations import Plan
from longtable.voices.models import (
    Analysis,
    Coding,
    CodingRound,
    Comment,
    Conversation,
    HelpRequest,
    Participant,
    Suggestion,
    Theme,
)
from longtable.voices.selectors.heard import NotYetHeard
from longtable.voices.tests import examples_carried_in, examples_counting
from tests.cast import OrganizationFactory

QUESTION = LocalizedText.of(en="What would help?", es="¿Qué ayudaría?")


def _conversation(
    slug: str, organization: Organization, areas: Iterable[Area] = (), **also: Any
) -> Conversation:
    made = Conversation.objects.create(
        **{
            "slug": slug,
            "question": QUESTION,
            "organization": organization,
            "opens_at": timezone.now() - timedelta(days=1),
            "state": Conversation.State.OPEN,
            "help_office": organization,
            **also,
        }
    )
    made.areas.set(areas)
    _comment(made, 1)
    return made


def _comment(conversation: Conversation, number: int) -> Comment:
    participant = Participant.objects.create(
        conversation=conversation, receipt=give_receipt(uuid4()).receipt, language="en"
    )
    return Comment.objects.create(
        conversation=conversation,
        participant=participant,
        number=number,
        text="The clinic closes before my shift ends.",
        language="en",
        channel="web",
        state=Comment.State.WAITING,
        said_at=timezone.now(),
    )


def _theme(conversation: Conversation) -> Theme:
    return Theme.objects.create(conversation=conversation, name=QUESTION)


def _call(conversation: Conversation) -> HelpRequest:
    return HelpRequest.objects.create(
        conversation=conversation,
        office=conversation.organization,
        language="en",
        state=HelpRequest.State.OPEN,
        due_at=timezone.now(),
    )


def _routes_of(conversation: Conversation) -> dict[str, dict[str, Any]]:
    slug = {"slug": conversation.slug}
    comment = {**slug, "number": 1}
    return {
        "voices:overview": slug,
        "voices:edit": slug,
        "voices:bring-in": slug,
        "voices:change-state": slug,
        "voices:keywords": slug,
        "voices:print-kit": slug,
        "voices:print-poster": slug,
        "voices:print-sheet": slug,
        "voices:queue": slug,
        "voices:gather": slug,
        "voices:heard": slug,
        "voices:reach-out": slug,
        "voices:decide": comment,
        "voices:ask-author": comment,
        "voices:release": comment,
        "voices:translate": comment,
        "voices:theme": {"theme_id": _theme(conversation).pk},
        **_theming_of(conversation),
        **examples_counting.routes_of(conversation),
        **examples_carried_in.routes_of(conversation),
        "voices:call": {"request_id": _call(conversation).pk},
    }


def _theming_of(conversation: Conversation) -> dict[str, dict[str, Any]]:
    slug = {"slug": conversation.slug}
    analysis = Analysis.objects.create(
        conversation=conversation, kind=Analysis.Kind.THEMES, state=Analysis.State.DONE, result={"left": []}
    )
    suggestion = Suggestion.objects.create(
        analysis=analysis, position=1, terms=["bus"], numbers=[1], examples=[1], languages={"en": 1}
    )
    coding_round = CodingRound.objects.create(
        conversation=conversation, coder=User.objects.get(name="Faye"), seed=0, size=1
    )
    Coding.objects.create(round=coding_round, comment=conversation.comments.first(), position=1, first=[])
    theme = {"theme_id": _theme(conversation).pk}
    return {
        "voices:groups": slug,
        "voices:publish": slug,
        "voices:suggested": slug,
        "voices:coding-rounds": slug,
        "voices:coding": {**slug, "round_id": coding_round.pk},
        "voices:analysis": {"analysis_id": analysis.pk},
        "voices:suggestion": {"suggestion_id": suggestion.pk},
        "voices:merge-theme": theme,
        "voices:unmerge-theme": theme,
        "voices:split-theme": theme,
    }


def routes() -> dict[str, dict[str, Any]]:
    """A conversation of the agency, statewide, and the tracking page of somebody who spoke there."""
    agency = Organization.objects.get(name="Department of Health")
    conversation = _conversation("what-would-help", agency)
    opened = give_receipt(uuid4())
    Participant.objects.create(conversation=conversation, receipt=opened.receipt, language="en")
    public = ("conversation", "say", "agree", "said", "help", "print", "poster")
    tracking = ("tracking", "leave-contact", "about-you", "take-call", "send-digits", "confirm")
    return (
        _routes_of(conversation)
        | {f"voices:{name}": {"slug": conversation.slug} for name in public}
        | {f"voices:{name}": {"key": opened.token} for name in tracking}
    )


def arguments() -> dict[str, dict[str, Any]]:
    """Anybody may take part while a conversation is open; so here it is closed."""
    agency = Organization.objects.get(name="Department of Health")
    closed = _conversation(f"closed-{uuid4().hex[:8]}", agency, state=Conversation.State.CLOSED)
    plan = Plan("another", QUESTION, agency, timezone.now())
    line = NotYetHeard("county:99001", QUESTION, 0, 9, 3.0, 300.0, by_chance=False, all_told=True)
    return (
        examples_carried_in.arguments()
        | examples_counting.arguments()
        | {
            "voices.ask_for_outreach": {"line": line},
            "voices.begin": {"conversation": closed},
            "voices.take_text": {"inbound": InboundMessage()},
            "voices.ask_for_help": {"conversation": closed},
            "voices.prepare_conversation": {"plan": plan},
            "voices.edit_conversation": {"plan": plan},
        }
    )


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Conversations of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Somebody else")
    held = {
        "own organization": _conversation("own", Organization.objects.get(name="Good Neighbors")),
        "other organization": _conversation("other", Organization.objects.get(name="Open Hands")),
        "own region": _conversation("near", somebody, [alder]),
        "other region": _conversation("far", somebody, [cedar]),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, conversation in held.items():
        for route, arguments in _routes_of(conversation).items():
            found.setdefault(route, {})[place] = arguments
    return found


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of voices that list things."""
    return {
        "voices:index": _more_conversations,
        "voices:list": _more_conversations,
        "voices:calls": _more_calls,
        "voices:carry": _more_conversations,
    }


def _more_conversations(count: int) -> None:
    for _ in range(count):
        _conversation(f"more-{uuid4().hex[:10]}", OrganizationFactory())


def _more_calls(count: int) -> None:
    for _ in range(count):
        _call(_conversation(f"more-{uuid4().hex[:10]}", OrganizationFactory()))
