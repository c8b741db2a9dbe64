"""Gatherings for machines: how many places are left, and signing people up with a key."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from ninja import Field, Router, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import StringConstraints

from longtable.capacity.errors import Closed, Full, TooMany
from longtable.core.access import Denied, Missing, Permission
from longtable.core.access.actor import Kind
from longtable.core.access.request import ActorRequest
from longtable.core.localized import LocalizedText
from longtable.core.secrets import blind_index, derive
from longtable.gatherings import selectors
from longtable.gatherings.actions import sign_up
from longtable.gatherings.actions.registering import OtherWords, Registered, SignedUpAlready
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.models.registrations import Channel
from longtable.gatherings.needs import NEEDS
from longtable.gatherings.parties import Guest, Party
from longtable.gatherings.policies import may_register_by_api
from longtable.people.contacts import NotAContact

router = Router(tags=["gatherings"])

LONGEST_KEY = 200


class SessionOut(Schema):
    """A session that one can sign up for. ``remaining``: places that nobody has, holds or is offered."""

    slug: str
    title: dict[str, str]
    starts_at: datetime
    ends_at: datetime
    capacity: int
    remaining: int
    waiting: int


class GatheringOut(Schema):
    """A public gathering. Texts by language; ``capacity`` and ``remaining`` are of all sessions together."""

    slug: str
    title: dict[str, str]
    kind: str
    state: str
    way: str
    organization: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    remaining: int
    opens_at: datetime | None
    closes_at: datetime | None
    sessions: list[SessionOut]
    url: str


OneLine = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""Words on one line, without signs that no form can send."""


class RegistrationIn(Schema):
    """Who comes. ``needs``: codes, or what they need in words."""

    name: OneLine = Field(min_length=1, max_length=120)
    contact: str = Field(min_length=1, max_length=200, description="E-mail address or phone number")
    sessions: list[str] = Field([], max_length=20, description="Slugs; the only or first one if empty")
    party_size: int = Field(1, ge=1, le=6, strict=True)
    needs: list[Annotated[OneLine, StringConstraints(max_length=200)]] = Field([], max_length=20)
    language: Literal["en", "es"] = "en"


class RegistrationOut(Schema):
    """``receipt`` opens the page of whoever was signed up: ``/track/<receipt>/gathering/``."""

    receipt: str
    status: Literal["confirmed", "in_drawing"]


class LineOut(Schema):
    """Where to stand in line, and as which number one would."""

    url: str
    position: int


class FullOut(Schema):
    """Nobody was signed up. ``closed``: one cannot sign up yet, or not any more."""

    status: Literal["full", "closed"]
    waitlist: LineOut | None


@router.get("/{slug}", response=GatheringOut)
def one_gathering(request: HttpRequest, slug: str) -> GatheringOut:
    """One gathering, and how many places are left."""
    gathering = selectors.public_gathering(slug)
    sessions = [each for each in gathering.sessions.all() if each.pool and not gathering.is_closed]
    pools = [each.pool for each in sessions if each.pool]
    return GatheringOut(
        slug=gathering.slug,
        title=_words(gathering.title),
        kind=gathering.kind,
        state=gathering.state,
        way=gathering.way,
        organization=str(gathering.organization),
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        capacity=sum(pool.size for pool in pools),
        remaining=sum(pool.remaining for pool in pools),
        opens_at=min((pool.opens_at for pool in pools), default=None),
        closes_at=max((pool.closes_at for pool in pools), default=None),
        sessions=[_session(each) for each in sessions],
        url=_address("public", gathering),
    )


@router.post("/{slug}/registrations", response={201: RegistrationOut, 409: FullOut})
def register(request: ActorRequest, slug: str, wanted: RegistrationIn) -> JsonResponse:
    """Sign somebody up, with a key that may. The same ``Idempotency-Key`` and body get the same answer."""
    if request.actor.kind != Kind.API_KEY:
        raise HttpError(401, "This needs an API key: Authorization: Bearer ltk_...")
    if not request.actor.may(Permission.REGISTER_BY_API):
        raise Denied
    key = request.headers.get("Idempotency-Key", "").strip()
    if not 1 <= len(key) <= LONGEST_KEY:
        raise _refusal("header", "Idempotency-Key", f"Send one of 1 to {LONGEST_KEY} ASCII characters.")
    agenda = selectors.sessions_to_sign_up_for(slug)
    gathering = agenda[0].gathering
    if not may_register_by_api(request.actor, gathering):
        raise Missing
    try:
        done = sign_up(
            by=request.actor,
            gathering=gathering,
            sessions=_chosen(agenda, wanted.sessions),
            party=_party(wanted),
            # It follows from our secret: who guesses the key cannot open the page by it.
            form_key=UUID(bytes=derive(f"{request.actor.id} {key}", purpose="registration by key")[:16]),
            digest=_digest(gathering, wanted),
            channel=Channel.API,
        )
    except NotAContact as error:
        raise _refusal("body", "contact", str(error)) from error
    except TooMany as error:
        raise _refusal("body", "party_size", f"At most {error.limit} at a time.") from error
    except SignedUpAlready as error:
        raise _refusal("body", "contact", "This contact is signed up already.") from error
    except OtherWords as error:
        raise _refusal("header", "Idempotency-Key", "It was sent before with another body.") from error
    except Closed:
        return JsonResponse({"status": "closed", "waitlist": None}, status=409)
    except Full as full:
        line = {"url": _address("register", gathering), "position": full.pool.waiting + 1}
        return JsonResponse({"status": "full", "waitlist": line}, status=409)
    return JsonResponse({"receipt": done.opened.token, "status": _status(done)}, status=201)


def _chosen(agenda: list[Session], slugs: list[str]) -> list[Session]:
    if not slugs:
        return agenda[:1]
    found = [each for each in agenda if each.slug in slugs]
    if unknown := set(slugs) - {each.slug for each in found}:
        raise _refusal("body", "sessions", f"There is no session {', '.join(sorted(unknown))}.")
    return found


def _party(wanted: RegistrationIn) -> Party:
    codes = [each for each in wanted.needs if each in NEEDS]
    in_words = "; ".join(each for each in wanted.needs if each and each not in NEEDS)
    is_spoken = "interpreter" in codes and wanted.language != "en"
    interpreter = wanted.language if is_spoken else ""
    first = Guest(name=wanted.name, needs=codes, interpreter=interpreter, needs_words=in_words)
    guests = [first, *[Guest()] * (wanted.party_size - 1)]
    return Party(contact=wanted.contact, guests=guests, language=wanted.language)


def _digest(gathering: Gathering, wanted: RegistrationIn) -> str:
    sent = json.dumps([str(gathering.pk), wanted.model_dump()], sort_keys=True)
    return blind_index(sent, purpose="what was sent to sign up")


def _status(done: Registered) -> str:
    """As it was answered first, whatever became of it since: here only a drawing gives a place in line."""
    if not done.is_repeated:
        return done.registration.state
    return "in_drawing" if done.registration.seats.filter(entry__isnull=False).exists() else "confirmed"


def _refusal(part: str, name: str, words: str) -> ValidationError:
    place = [part, "wanted", name] if part == "body" else [part, name]
    return ValidationError([{"type": "value_error", "loc": place, "msg": words}])


def _session(session: Session) -> SessionOut:
    assert session.pool is not None
    return SessionOut(
        slug=session.slug,
        title=_words(session.title),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        capacity=session.pool.size,
        remaining=session.pool.remaining,
        waiting=session.pool.waiting,
    )


def _address(route: str, gathering: Gathering) -> str:
    return f"{settings.PUBLIC_URL}{reverse(f'gatherings:{route}', args=[gathering.slug])}"


def _words(text: LocalizedText) -> dict[str, Any]:
    return {code: version.text for code, version in text.versions.items()}
