"""Examples of the door and of what people need."""

from typing import Any
from uuid import uuid4

from longtable.accounts.models import Organization
from longtable.gatherings.actions.assignments import Job, gather_needs
from longtable.gatherings.actions.door import WalkIn, walk_in
from longtable.gatherings.actions.registering import Registered
from longtable.gatherings.badges import badge_code
from longtable.gatherings.models import Assignment, Attendance, Attendee, Gathering, NeedMet
from longtable.gatherings.parties import Guest
from longtable.gatherings.tests.live_stage import on_now, over
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, sign_up
from longtable.places.models import Area
from tests.cast import OrganizationFactory

STAFF = ("needs", "gather-needs", "door", "walk-in", "door-list", "badges")


def _with_people(slug: str, organization: Organization, *areas: Area) -> tuple[Gathering, Registered]:
    """A gathering tonight: somebody needs a ride and is here, and somebody else walked in."""
    gathering = gathering_of(organization, slug, *areas, starts_at=in_days(0.1))
    guest = Guest("Ana Reyes", needs=["ride"])
    made = sign_up(gathering, guest, contact=f"{uuid4().hex[:10]}@example.org")
    gather_needs(
        by=STAGE,
        gathering=gathering,
        need="ride",
        language="",
        session=None,
        attendees=[_first(made)],
    )
    walk_in(by=STAGE, gathering=gathering, who=WalkIn(1, "Wade"), form_key=uuid4())
    return gathering, made


def _first(made: Registered) -> Attendee:
    attendee: Attendee = made.registration.attendees.get()
    attendee.registration = made.registration
    return attendee


def _routes_of(gathering: Gathering, made: Registered) -> dict[str, dict[str, Any]]:
    slug = {"slug": gathering.slug}
    assignment = slug | {"assignment_id": gathering.assignments.get().pk}
    group = slug | {"registration_id": made.registration.pk}
    there = slug | {"attendance_id": gathering.attendance.order_by("created_at")[0].pk}
    met = NeedMet.objects.get(assignment__gathering=gathering)
    return (
        {f"gatherings:{name}": slug for name in STAFF}
        | {f"gatherings:{name}": assignment for name in ("assignment", "move-assignment")}
        | {f"gatherings:{name}": there for name in ("undo-check-in", "certificate")}
        | {
            "gatherings:need-met": assignment | {"met_id": met.pk},
            "gatherings:check-in": group,
            "gatherings:group": group | {"number": 1},
            "gatherings:scanned": {"code": badge_code(made.registration.form_key, 1)},
        }
    )


def routes() -> dict[str, dict[str, Any]]:
    """Tonight's gathering of the agency, statewide; and one that is over, with somebody who came."""
    agency = Organization.objects.get(name="Department of Health")
    done = on_now(agency, "done")
    came = sign_up_before(done)
    there = {"slug": done.slug, "attendance_id": done.attendance.get().pk}
    return _routes_of(*_with_people("door", agency)) | {
        "gatherings:certificate": there,
        "gatherings:my-evaluation": {"key": came.opened.token},
        "gatherings:check-certificate": {"slug": came.registration.gathering.slug},
        "gatherings:certificate-is-good": {
            "slug": came.registration.gathering.slug,
            "number": "K7QM-2XWT-9A",
        },
        "gatherings:my-certificate": {"key": came.opened.token, "number": 1},
    }


def sign_up_before(gathering: Gathering) -> Registered:
    """Somebody signed up while they could, came, and it is over now."""
    gathering.sessions.get().pool.__class__.objects.filter(gathering_session__gathering=gathering).update(
        closes_at=in_days(1)
    )
    made = sign_up(gathering, contact=f"{uuid4().hex[:10]}@example.org")
    Attendance.objects.create(
        gathering=gathering, attendee=_first(made), source="door", match="sure", key=uuid4().hex
    )
    over(gathering)
    return made


def arguments() -> dict[str, dict[str, Any]]:
    """A gathering of an organisation that nobody of the cast belongs to."""
    gathering, made = _with_people(f"door-{uuid4().hex[:8]}", OrganizationFactory())
    assignment = gathering.assignments.get()
    met = NeedMet.objects.select_related("assignment__gathering").get(assignment=assignment)
    people = [_first(made)]
    return {
        "gatherings.check_in": {"gathering": gathering, "attendees": people},
        "gatherings.walk_in": {"gathering": gathering, "who": WalkIn()},
        "gatherings.undo_check_in": {"attendance": gathering.attendance.get()},
        "gatherings.gather_needs": {
            "gathering": gathering,
            "need": "ride",
            "language": "",
            "session": None,
            "attendees": people,
        },
        "gatherings.edit_assignment": {"assignment": assignment, "job": Job("Somebody")},
        "gatherings.move_assignment": {"assignment": assignment, "to": Assignment.State.ASKED},
        "gatherings.leave_out": {"met": met},
        "gatherings.note_called": {"met": met, "reached": True},
        "gatherings.tell_of_need": {"met": met},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Gatherings of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Another convener")
    held = {
        "own organization": _with_people("own-door", Organization.objects.get(name="Good Neighbors")),
        "other organization": _with_people("other-door", Organization.objects.get(name="Open Hands")),
        "own region": _with_people("near-door", somebody, alder),
        "other region": _with_people("far-door", somebody, cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, (gathering, made) in held.items():
        for route, arguments in _routes_of(gathering, made).items():
            found.setdefault(route, {})[place] = arguments
    return found
