"""Sent twice, by a second click or because the net was away, every form of gatherings counts once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.gatherings import urls
from longtable.gatherings.models import Gathering, Invitation, Material, Panelist, Poll, Session, Table
from longtable.gatherings.tests.stage import in_days, keyed, page, session_of
from longtable.messaging.models import Message
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

KEYED = frozenset(
    {
        *("add-session", "add-table", "copy", "invite", "invited", "materials", "notes"),
        *("panel", "polls", "prepare", "promise", "propose", "questions", "queue", "register", "sign-up"),
        *("walk-in", "panel-link"),
    }
)
"""Something new comes of these: the form has a key, and a second sending leads to what came of the first."""

SAME_AGAIN = "it writes down how something is: once or twice, it is so"
MOVES_ONCE = "it moves a state on, and there is no way from the new state to itself"
GONE = "it takes something away, which is gone then"
REPEATABLE = {
    **dict.fromkeys(
        ("assignment", "change", "edit", "finding", "meeting-terms", "minutes", "move", "panelist"),
        SAME_AGAIN,
    ),
    **dict.fromkeys(("presence", "registration", "session", "table", "texting", "answer-poll"), SAME_AGAIN),
    **dict.fromkeys(("accept", "accept-for", "decline", "decline-for", "call-off"), MOVES_ONCE),
    **dict.fromkeys(
        ("change-state", "close-drawing", "draw", "let-in-file", "put-file-aside", "take-file-back"),
        MOVES_ONCE,
    ),
    **dict.fromkeys(("move-assignment", "phoned", "poll-state", "post-notice"), MOVES_ONCE),
    **dict.fromkeys(("cancel", "cancel-for", "publish-minutes", "withdraw-invitation"), MOVES_ONCE),
    **dict.fromkeys(("remove-host", "remove-material", "remove-panelist", "remove-session"), GONE),
    **dict.fromkeys(("remove-table", "undo-check-in", "end-panel-link"), GONE),
    "say-on-panel": MOVES_ONCE,
    "evaluation": "a visit says once how it was",
    "my-evaluation": "a sign-up says once how it was",
    **dict.fromkeys(("check-certificate", "certificate-is-good"), "it looks something up"),
    "add-finding": "the same words of one kind in one session are one finding",
    "announce-drawing": "a session has one drawing; announced again before it is public, it is changed",
    "check-in": "everybody has one row for having come",
    "counts": "it counts anew how many answered, in the place of what was counted before",
    "decide": "each verb moves a question to a state, once, or writes down words in the place of others",
    "doubts": "each says who one person was, once",
    "follow-up": "the letter of a gathering has a key for each person: nobody gets it twice",
    "gather-needs": "the same people are gathered once for the same need",
    "hold": "a visit holds once: what it held before is let go first",
    "hosts": "a partner helps once; said again, it is changed",
    "invite-members": "the letter has a key for each member and change: nobody gets it twice",
    "need-met": "each button marks one person, who is marked then",
    "platform": "the same file again is the one that is there",
    "say": "a finding becomes one comment",
    "want": "a visit wants a question once",
}
"""Forms without a key, each with the reason why a second sending changes nothing."""


def routes_that_take_forms() -> Iterator[str]:
    """Names of the routes that take a POST, as their views declare it."""
    for route in urls.urlpatterns:
        if "POST" in _methods(route.callback):
            yield str(route.name)


def _methods(view: Callable[..., Any] | None) -> set[str]:
    found: set[str] = set()
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if isinstance(cell.cell_contents, list):
                found.update(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return found


def test_every_form_has_a_key_or_a_reason_why_it_needs_none() -> None:
    assert sorted(routes_that_take_forms()) == sorted([*KEYED, *REPEATABLE])


PERIOD = {"begins": "10:00", "ends": "12:00"}


def fields_of(route: str, agency: Organization) -> dict[str, str]:
    """What somebody types into the form of ``route``."""
    day = in_days(20).date().isoformat()
    title = {"title_en": "Rides to the clinic", "title_es": "Transporte a la clínica"}
    at = {**PERIOD, "day": in_days(7).date().isoformat()}
    return {
        "prepare": {
            **title,
            **PERIOD,
            "day": day,
            "kind": "webinar",
            "organization": str(agency.pk),
            "way": "online",
            "seats": "40",
        },
        "copy": {**title, "slug": "west", "day": day},
        "add-session": {**title, **at, "mode": "in_turn", "seats": "5"},
        "add-table": {"number": "7", "language": "es"},
        "panel": {"name": "Rosa Luz"},
        "materials": {**title, "language": "en", "url": "https://example.org/a.pdf", "is_public": "on"},
        "invite": {"name": "Ana", "contact": "ana@example.org", "language": "es", "party_limit": "1"},
        "polls": {
            "question_en": "How did you come?",
            "question_es": "¿Cómo vino?",
            "options_en": "By bus\nOn foot",
            "options_es": "En autobús\nA pie",
        },
    }[route]


MADE: dict[str, Any] = {
    "prepare": Gathering,
    "copy": Gathering,
    "add-session": Session,
    "add-table": Table,
    "panel": Panelist,
    "materials": Material,
    "invite": Invitation,
    "polls": Poll,
}


@pytest.mark.parametrize("route", MADE)
def test_a_second_click_makes_nothing_more(
    route: str, client: Client, summit: Gathering, agency: Organization, faye: User
) -> None:
    if route == "add-session":  # on the day of the gathering, within its hours
        Gathering.objects.update(starts_at=in_days(6), ends_at=in_days(9))
    arguments: dict[str, Any] = {"slug": "summit"} if route != "prepare" else {}
    if route == "add-table":
        arguments["session_id"] = session_of(summit).pk
    address = reverse(f"gatherings:{route}", kwargs=arguments)
    signed_in(client, faye)
    assert 'name="form_key"' in page(client.get(address))
    before = MADE[route].objects.count()
    form = keyed(**fields_of(route, agency))
    first, second = client.post(address, form), client.post(address, form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert MADE[route].objects.count() == before + 1
    assert Message.objects.count() == (1 if route == "invite" else 0)


def test_who_goes_back_and_writes_something_else_is_heard(
    client: Client, summit: Gathering, faye: User
) -> None:
    signed_in(client, faye)
    form = keyed(name="Rosa Luz")
    for name in ("Rosa Luz", "Marco Luz"):
        client.post("/convening/summit/panel/", form | {"name": name})
    assert [each.name for each in summit.panelists.all()] == ["Rosa Luz", "Marco Luz"]
