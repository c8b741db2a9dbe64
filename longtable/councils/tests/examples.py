"""Examples of councils for the laws of the house."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.councils import actions
from longtable.councils.actions.applying import Letter
from longtable.councils.actions.councils import Charter
from longtable.councils.actions.seats import SeatPlan
from longtable.councils.actions.terms import Mandate
from longtable.councils.models import Council, Interest
from longtable.councils.tests.stage import apply, council_of, rule, sit, words
from longtable.places.models import Area
from tests.cast import OrganizationFactory


def _council(slug: str, organization: Organization, *areas: Area, **also: Any) -> Council:
    council = council_of(organization, slug, seats=2, **also)
    council.areas.set(areas)
    return council


def _routes_of(council: Council) -> dict[str, dict[str, Any]]:
    slug = {"slug": council.slug}
    seat = {**slug, "seat_id": council.seats.get(number=1).pk}
    term = {**slug, "term_id": sit(council.seats.get(number=2)).pk}
    application = {**slug, "application_id": apply(council).application.pk}
    kept = rule(council, "at_least", percent=10, categories=["family"])
    return {
        **{
            f"councils:{name}": slug
            for name in (
                *("overview", "edit", "change-state", "rules", "resemblance", "attendance", "add-seat"),
                "applications",
            )
        },
        **{f"councils:{name}": seat for name in ("seat", "edit-seat", "close-seat", "member")},
        **{f"councils:{name}": term for name in ("term", "end-term")},
        **{
            f"councils:{name}": application
            for name in ("application", "note", "shortlist", "offer", "appoint", "decline", "reopen")
        },
        "councils:remove-rule": {**slug, "rule_id": kept.pk},
    }


def routes() -> dict[str, dict[str, Any]]:
    """A council of the agency, statewide; somebody who applied, and somebody who wants to be told."""
    council = _council("families", Organization.objects.get(name="Department of Health"))
    applied = apply(council, name="Luis Reyes")
    asked = actions.leave_interest(
        by=Actor.visitor(),
        form_key=uuid4(),
        contact="luis@example.org",
        topics=[],
        area=None,
        language="en",
    )
    public = {f"councils:{name}": {"slug": council.slug} for name in ("public", "apply")}
    mine = ("tracking", "stipend", "accept", "withdraw")
    to_hear = ("send-digits", "confirm", "end")
    return (
        _routes_of(council)
        | public
        | {f"councils:{name}": {"key": applied.opened.token} for name in mine}
        | {f"councils:{name}": {"key": asked.opened.token} for name in to_hear}
    )


def arguments() -> dict[str, dict[str, Any]]:
    """Anybody may apply for a seat of a public council; so here it is a draft."""
    agency = Organization.objects.get(name="Department of Health")
    draft = _council(f"draft-{uuid4().hex[:8]}", agency, state=Council.State.DRAFT)
    charter = Charter("another", words("Another"), "council", words("It advises."), agency)
    plan, mandate = SeatPlan(words("Seat"), "family"), Mandate(timezone.localdate())
    application = apply(Council.objects.public()[0], name="Somebody Else").application
    return {
        "councils.apply": {"council": draft, "seat": None, "letter": Letter(why="x")},
        "councils.prepare_council": {"charter": charter},
        "councils.edit_council": {"charter": charter},
        "councils.add_seat": {"plan": plan},
        "councils.edit_seat": {"plan": plan},
        "councils.seat_member": {"mandate": mandate},
        "councils.appoint": {"mandate": mandate, "application": application},
        "councils.note_attendance": {"states": {}},
        "councils.leave_interest": {"topics": []},
        "councils.end_interest": {"interest": Interest.objects.get()},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Councils of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Another host")
    held = {
        "own organization": _council("own", Organization.objects.get(name="Good Neighbors")),
        "other organization": _council("other", Organization.objects.get(name="Open Hands")),
        "own region": _council("near", somebody, alder),
        "other region": _council("far", somebody, cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, council in held.items():
        for route, arguments in _routes_of(council).items():
            found.setdefault(route, {})[place] = arguments
    return found


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of councils that list things."""
    return {"councils:index": _more, "councils:list": _more}


def _more(count: int) -> None:
    for _ in range(count):
        council = _council(f"more-{uuid4().hex[:10]}", OrganizationFactory())
        apply(council)
