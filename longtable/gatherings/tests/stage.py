"""What people do in many of these tests: call a gathering, sign up, come back."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.work import run_all
from longtable.gatherings.actions import announce, create_gathering, publish_gathering, register
from longtable.gatherings.actions.gatherings import Plan, SessionPlan
from longtable.gatherings.actions.registering import Registered
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.parties import Guest, Party
from longtable.messaging.models import Message
from longtable.places.models import Area

STAGE = Actor.system("stage")
PHONE = "910-555-0142"


def words(text: str) -> LocalizedText:
    """The same in both languages."""
    return LocalizedText.of(en=text, es=f"{text} (es)")


def in_days(days: float) -> datetime:
    """A moment so many days from now."""
    return timezone.now() + timedelta(days=days)


def session_plan(
    slug: str = "main", *, seats: int | None = 10, starts_at: datetime | None = None, **also: Any
) -> SessionPlan:
    """Two hours, a week from now."""
    starts = starts_at or in_days(7)
    columns = {"title": words(f"Session {slug}"), "ends_at": starts + timedelta(hours=2), **also}
    return SessionPlan(slug=slug, starts_at=starts, seats=seats, **columns)


def drafted(
    organization: Organization,
    slug: str = "summit",
    *areas: Area,
    sessions: list[SessionPlan] | None = None,
    seats: int = 10,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    mode: str = "in_turn",
    **also: Any,
) -> Gathering:
    """A gathering that nobody sees yet: a week from now, two hours, one session with so many seats.

    Where they are drawn (``mode``), it is announced how.
    """
    starts = also.pop("starts_at", None) or in_days(7)
    plan = Plan(
        slug=slug,
        organization=organization,
        areas=areas,
        starts_at=starts,
        **{
            "title": LocalizedText.of(en=f"Gathering {slug}", es=f"Encuentro {slug}"),
            "summary": LocalizedText.of(en="We talk about what helps.", es="Hablamos de lo que ayuda."),
            "kind": Gathering.Kind.SUMMIT,
            "ends_at": starts + timedelta(hours=2),
            "venue": LocalizedText.of(en="Library, 1 Main Street", es="Biblioteca, 1 Main Street"),
            **also,
        },
    )
    gathering = create_gathering(
        by=STAGE,
        plan=plan,
        sessions=sessions or [session_plan(seats=seats, starts_at=starts, mode=mode)],
        opens_at=opens_at or in_days(-1),
        closes_at=closes_at,
    )
    if mode == "drawn":
        announce(by=STAGE, session=session_of(gathering), strata=[], seed_source=words("A lottery"))
    return gathering


def gathering_of(organization: Organization, slug: str = "summit", *areas: Area, **also: Any) -> Gathering:
    """The same, public: anybody can sign up."""
    return publish_gathering(by=STAGE, gathering=drafted(organization, slug, *areas, **also))


def session_of(gathering: Gathering, slug: str = "") -> Session:
    """Its first session, or the one of that name."""
    found = gathering.sessions.select_related("pool")
    return found.get(slug=slug) if slug else found[0]


def page(response: HttpResponse) -> str:
    """What the browser got, in one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def keyed(**form: Any) -> dict[str, Any]:
    """What is typed into a form that counts once, opened this moment."""
    return {"form_key": str(uuid4()), **form}


def party(*guests: Guest | str, contact: str = PHONE, **also: Any) -> Party:
    """Ana, or those who are named."""
    people = [Guest(name=each) if isinstance(each, str) else each for each in guests or ("Ana Reyes",)]
    return Party(contact=contact, guests=people, language=also.pop("language", "en"), **also)


def sign_up(gathering: Gathering, *guests: Guest | str, by: Actor | None = None, **also: Any) -> Registered:
    """Ana signs up for the first session, or for those that are given."""
    people = {name: also.pop(name) for name in ("contact", "language", "area", "is_online") if name in also}
    return register(
        by=by or Actor.visitor(),
        gathering=gathering,
        sessions=also.pop("sessions", None) or [session_of(gathering)],
        party=party(*guests, **people),
        form_key=also.pop("key", None) or uuid4(),
        **also,
    )


def work_off() -> None:
    """Whatever waits in the queue is done now."""
    run_all()


def letters() -> list[str]:
    """Bodies of the messages that were written, the first first."""
    return [message.body for message in Message.objects.order_by("created_at")]
