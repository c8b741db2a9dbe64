"""What a conversation prints and has read out: for its team, and for partners who have no account."""

import re
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from longtable.core.access import Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.people.demographics import allowed_questions
from longtable.voices import selectors
from longtable.voices.announcements import announcements, ways_to_answer
from longtable.voices.models import Conversation
from longtable.voices.selectors.printing import paper_statements

STRIPS = 9
"""Strips to tear off at the foot of a poster, as many as a sheet of paper is wide."""

LINES = 24
"""Lines to write on: those that find no room below each other are not printed."""

LARGE, MEDIUM = 60, 110
"""Characters up to which a question is printed large, or less so, on a poster."""


@public
@require_safe
def public_kit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For partners: the poster, and texts to copy."""
    subject = selectors.public_conversation(slug)
    if not subject.is_open():
        return redirect("voices:conversation", slug=slug)
    context = _kit(subject) | {"poster": reverse("voices:poster", args=[slug])}
    return render(request, "voices/print.html", context)


@public
@require_safe
def public_poster(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For partners: the poster alone."""
    subject = selectors.public_conversation(slug)
    if not subject.is_open():
        return redirect("voices:conversation", slug=slug)
    return _poster(request, subject, back=reverse("voices:print", args=[slug]))


@allow(Permission.ENTER_VOICES)
@require_safe
def kit(request: ActorRequest, slug: str) -> HttpResponse:
    """For the team: the same, and the sheet of paper that is typed in afterwards."""
    subject = selectors.conversation_for(request.actor, slug, Permission.ENTER_VOICES)
    context = _kit(subject) | {
        "poster": reverse("voices:print-poster", args=[slug]),
        "is_staff": True,
        "statements": paper_statements(subject),
    }
    return render(request, "voices/print.html", context)


@allow(Permission.ENTER_VOICES)
@require_safe
def poster(request: ActorRequest, slug: str) -> HttpResponse:
    """For the team: the poster, also before the conversation is open."""
    subject = selectors.conversation_for(request.actor, slug, Permission.ENTER_VOICES)
    return _poster(request, subject, back=reverse("voices:print-kit", args=[slug]))


@allow(Permission.ENTER_VOICES)
@require_safe
def sheet(request: ActorRequest, slug: str) -> HttpResponse:
    """The sheet of paper: the question, lines to write on, others' words, and what one may leave out."""
    subject = selectors.conversation_for(request.actor, slug, Permission.ENTER_VOICES)
    wanted = [int(number) for number in re.findall(r"\d{1,9}", request.GET.get("statements", ""))]
    asked = {each.code: each for each in allowed_questions()}
    context = {
        "conversation": subject,
        "ways": ways_to_answer(subject),
        "languages": [code for code, _name in settings.LANGUAGES],
        "statements": paper_statements(subject, wanted),
        "questions": [asked[code] for code in subject.about_you if code in asked],
        "lines": range(LINES),
        "back": reverse("voices:print-kit", args=[slug]),
    }
    return render(request, "voices/paper/sheet.html", context)


def _kit(subject: Conversation) -> dict[str, Any]:
    texts = announcements(subject)
    return {
        "conversation": subject,
        "ways": ways_to_answer(subject),
        "bulletins": [each for each in texts if each.kind == "bulletin"],
        "radio": [each for each in texts if each.kind == "radio"],
    }


def _poster(request: HttpRequest, subject: Conversation, back: str) -> HttpResponse:
    ways = ways_to_answer(subject)
    context = {
        "conversation": subject,
        "ways": ways,
        "languages": [code for code, _name in settings.LANGUAGES],
        "square": _square(ways.url),
        "strips": range(STRIPS),
        "size": _size(subject),
        "back": back,
    }
    return render(request, "voices/paper/poster.html", context)


def _size(subject: Conversation) -> str:
    """How large the question can be so that it fits in both languages."""
    longest = max(len(subject.question.show(code).text) for code, _name in settings.LANGUAGES)
    return "large" if longest <= LARGE else "medium" if longest <= MEDIUM else "small"


def _square(url: str) -> SafeString:
    """The QR square as SVG without width and height, to be drawn once and used at any size."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return mark_safe(drawn)  # drawn of our own address
