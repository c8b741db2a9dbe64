"""Examples of gatherings that one can read of and sign up for."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from longtable.accounts.models import Organization
from longtable.capacity.models import Offer
from longtable.core.access import Actor
from longtable.core.secrets import token_hash
from longtable.gatherings.actions import cancel_registration
from longtable.gatherings.actions.changing import Changes
from longtable.gatherings.actions.gatherings import Plan
from longtable.gatherings.actions.registering import Line, Registered
from longtable.gatherings.models import Gathering, Invitation
from longtable.gatherings.parties import Guest, Party
from longtable.gatherings.tests.stage import (
    drafted,
    gathering_of,
    in_days,
    session_of,
    session_plan,
    sign_up,
    words,
)
from longtable.places.models import Area
from tests.cast import OrganizationFactory

OWN = ("tracking", "change", "cancel", "accept", "decline", "my-calendar")
STAFF = ("people", "sign-up", "invite")
OF_ONE = ("registration", "cancel-for", "accept-for", "decline-for")


def _signed_up(gathering: Gathering) -> Registered:
    return sign_up(gathering, contact=f"{uuid4().hex[:10]}@example.org")


def _invited(gathering: Gathering, secret: str) -> Invitation:
    contact = _signed_up(gathering).registration.contact
    return Invitation.objects.create(gathering=gathering, contact=contact, token_hash=token_hash(secret))


def _staff_routes(gathering: Gathering) -> dict[str, dict[str, Any]]:
    slug = {"slug": gathering.slug}
    one = {**slug, "registration_id": _signed_up(gathering).registration.pk}
    invited = {**slug, "invitation_id": _invited(gathering, uuid4().hex).pk}
    return {
        **{f"gatherings:{name}": slug for name in STAFF},
        **{f"gatherings:{name}": one for name in OF_ONE},
        "gatherings:withdraw-invitation": invited,
    }


def routes() -> dict[str, dict[str, Any]]:
    """A summit of the agency, statewide, for which somebody signed up."""
    gathering = gathering_of(Organization.objects.get(name="Department of Health"))
    secret = uuid4().hex
    _invited(gathering, secret)
    key = {"key": _signed_up(gathering).opened.token}
    return {
        **{f"gatherings:{name}": {"slug": gathering.slug} for name in ("public", "hold", "register")},
        **{f"gatherings:{name}": key for name in OWN},
        "gatherings:invited": {"token": secret},
        **_staff_routes(gathering),
    }


def arguments() -> dict[str, dict[str, Any]]:
    """A draft of an organisation that nobody of the cast belongs to, and one for which somebody waits."""
    host = OrganizationFactory()
    draft = drafted(host, f"draft-{uuid4().hex[:8]}")
    full = gathering_of(host, f"full-{uuid4().hex[:8]}", seats=1)
    roomy = gathering_of(host, f"roomy-{uuid4().hex[:8]}")
    first = _signed_up(full).registration
    waits = sign_up(full, contact="waits@example.org", line=Line(waits=True)).registration
    _give_back(first)
    offer = Offer.objects.get(entry__holder=waits.pk)
    one = {"registration": waits, "offer": offer}
    plan = Plan(
        slug="another",
        title=draft.title,
        kind=draft.kind,
        organization=draft.organization,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
    )
    party = Party(contact="ana@example.org", guests=[Guest("Ana")], language="en")
    sessions = [session_of(draft)]
    changes = Changes([Guest("Ana")], [1], "en", False, True)
    return {
        "gatherings.create_gathering": {
            "plan": plan,
            "sessions": [session_plan()],
            "opens_at": in_days(-1),
        },
        "gatherings.publish_gathering": {"gathering": draft},
        "gatherings.register": {"gathering": draft, "sessions": sessions, "party": party},
        "gatherings.hold_places": {"gathering": draft, "sessions": sessions, "size": 1, "visit": "x"},
        "gatherings.change_registration": {"registration": waits, "changes": changes},
        "gatherings.cancel_registration": {"registration": waits},
        "gatherings.accept_offer": one,
        "gatherings.decline_offer": one,
        "gatherings.invite": {"gathering": draft, "name": "Ana", "contact": "ana@example.org"},
        "gatherings.withdraw_invitation": {"invitation": _invited(roomy, uuid4().hex)},
        "gatherings.announce": {
            "session": session_of(draft),
            "strata": [],
            "seed_source": words("A lottery"),
        },
        "gatherings.close_drawing": {"session": session_of(draft)},
        "gatherings.draw": {"session": session_of(draft), "seed": "1"},
        "gatherings.note_reached": {"registration": waits, "mark": "x"},
        "gatherings.tell_outcome": {"registration": waits},
        "gatherings.tell_offer": {"offer": offer},
        "gatherings.lose_offer": {"offer": offer},
        "gatherings.note_drawn": {"registration": waits},
        "gatherings.remind": {"registration": waits},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Gatherings of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Another convener")
    held = {
        "own organization": gathering_of(Organization.objects.get(name="Good Neighbors"), "signing-own"),
        "other organization": gathering_of(Organization.objects.get(name="Open Hands"), "signing-other"),
        "own region": gathering_of(somebody, "signing-near", alder),
        "other region": gathering_of(somebody, "signing-far", cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, gathering in held.items():
        for route, arguments in _staff_routes(gathering).items():
            found.setdefault(route, {})[place] = arguments
    return found


def lists() -> dict[str, Callable[[int], None]]:
    """The pages that list gatherings."""
    return {"gatherings:index": _more}


def _more(count: int) -> None:
    for _ in range(count):
        gathering_of(OrganizationFactory(), f"more-{uuid4().hex[:10]}")


def _give_back(registration: Any) -> None:
    cancel_registration(by=Actor.receipt(registration.receipt_id), registration=registration)
