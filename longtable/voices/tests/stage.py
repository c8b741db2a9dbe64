"""What people do in many of these tests: speak, answer, come back."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor
from longtable.voices import actions
from longtable.voices.actions.speaking import Begun
from longtable.voices.models import Comment, Conversation

WORDS = "The clinic closes before my shift ends."


def speak(conversation: Conversation, text: str = WORDS, *, language: str = "en", state: str = "") -> Comment:
    """A new person says something; with ``state``, it stands so at once."""
    begun = join(conversation, language=language)
    comment = actions.say(
        by=Actor.receipt(begun.opened.receipt.pk),
        participant=begun.participant,
        text=text,
        language=language,
        form_key=uuid4(),
    )
    if state:
        Comment.objects.filter(pk=comment.pk).update(state=state, read_at=timezone.now())
        comment.refresh_from_db()
    return comment


def shown(conversation: Conversation, text: str = WORDS, **more: Any) -> Comment:
    """Something that others may read."""
    return speak(conversation, text, state=Comment.State.SHOWN, **more)


def join(conversation: Conversation, *, language: str = "en") -> Begun:
    """Somebody new takes part."""
    return actions.begin(by=Actor.visitor(), conversation=conversation, form_key=uuid4(), language=language)


def send(
    client: Client, conversation: Conversation, text: str = WORDS, key: UUID | None = None
) -> HttpResponse:
    """The form on the conversation's page, sent."""
    address = reverse("voices:say", args=[conversation.slug])
    return client.post(address, {"text": text, "form_key": str(key or uuid4())})  # type: ignore[return-value]


def agree(client: Client, comment: Comment, value: int = 1, **more: Any) -> HttpResponse:
    """One of the three buttons under somebody else's words."""
    address = reverse("voices:agree", args=[comment.conversation.slug])
    data = {"number": comment.number, "answer": value, "form_key": str(uuid4())}
    return client.post(address, data, **more)  # type: ignore[return-value]


def close(conversation: Conversation) -> None:
    """It is over."""
    Conversation.objects.filter(pk=conversation.pk).update(state=Conversation.State.CLOSED)
    conversation.refresh_from_db()


def page(response: HttpResponse) -> str:
    """What the browser got."""
    return response.content.decode()
