"""Examples of gatherings as staff keep them, and of a council's meeting."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.files import store
from longtable.core.localized import LocalizedText
from longtable.core.receipts import shown_again
from longtable.councils.tests.stage import council_of, sit
from longtable.gatherings.actions.agenda import TablePlan
from longtable.gatherings.actions.copying import Round
from longtable.gatherings.actions.keeping import About
from longtable.gatherings.actions.meetings import Terms
from longtable.gatherings.actions.moving import WhenAndWhere
from longtable.gatherings.actions.showing import Paper, Speaker
from longtable.gatherings.models import Gathering, HostPartner, Material, Panelist, Table
from longtable.gatherings.tests.stage import (
    drafted,
    gathering_of,
    in_days,
    session_of,
    session_plan,
    sign_up,
    words,
)
from longtable.gatherings.work import ask_to_phone
from longtable.places.models import Area
from tests.cast import OrganizationFactory

MACHINE = Actor.system("example")
SECTIONS = (
    *("overview", "edit", "change-state", "call-off", "copy", "hosts", "history", "move", "phone", "agenda"),
    *("add-session", "panel", "materials", "announce", "poster"),
)
MEETING = (
    *("meeting", "meeting-terms", "post-notice", "invite-members", "presence", "minutes", "publish-minutes"),
)


def _furnished(slug: str, organization: Organization, *areas: Area) -> Gathering:
    """A council's meeting with everything that a gathering can have, and minutes for everybody."""
    council = council_of(organization, f"c-{slug}", seats=2)
    sit(council.seats.get(number=1))
    gathering = gathering_of(organization, slug, *areas, kind=Gathering.Kind.MEETING, council=council)
    file = store(by=MACHINE, content=ContentFile(b"%PDF-1.7 x"), name="x.pdf", kinds={"pdf"})
    Panelist.objects.create(gathering=gathering, name="Rosa Luz", picture=file)
    Material.objects.create(gathering=gathering, title=words("Sheet"), language="en", file=file)
    HostPartner.objects.create(gathering=gathering, organization=OrganizationFactory())
    Table.objects.create(session=session_of(gathering), number=1, language="en")
    gathering.meeting.minutes_file, gathering.meeting.minutes_posted_at = file, timezone.now()
    gathering.meeting.save()
    registration = sign_up(gathering, contact=f"{slug}@example.org").registration
    ask_to_phone(MACHINE, registration, gathering, "1")
    return gathering


def _routes_of(gathering: Gathering) -> dict[str, dict[str, Any]]:
    slug, session = {"slug": gathering.slug}, session_of(gathering)
    of: dict[str, tuple[str, ...]] = {
        "session_id": ("session", "remove-session", "add-table"),
        "table_id": ("table", "remove-table"),
        "panelist_id": ("panelist", "staff-picture", "remove-panelist", "panel-link", "end-panel-link"),
        "material_id": ("staff-material", "remove-material"),
        "host_id": ("remove-host",),
        "registration_id": ("phoned",),
    }
    held = {
        "session_id": session,
        "table_id": session.tables.get(),
        "panelist_id": gathering.panelists.get(),
        "material_id": gathering.materials.get(),
        "host_id": gathering.hosts.get(),
        "registration_id": gathering.registrations.get(),
    }
    found = {f"gatherings:{name}": slug for name in (*SECTIONS, *MEETING)}
    for argument, names in of.items():
        found |= {f"gatherings:{name}": slug | {argument: held[argument].pk} for name in names}
    return found


def routes() -> dict[str, dict[str, Any]]:
    """A council's meeting of the agency, statewide."""
    gathering = _furnished("council-meets", Organization.objects.get(name="Department of Health"))
    slug, registration = {"slug": gathering.slug}, gathering.registrations.get()
    return _routes_of(gathering) | {
        "gatherings:picture": slug | {"panelist_id": gathering.panelists.get().pk},
        "gatherings:material": slug | {"material_id": gathering.materials.get().pk},
        "gatherings:minutes-file": slug,
        "gatherings:my-material": {
            "key": shown_again(registration.receipt, registration.form_key).token,
            "material_id": gathering.materials.get().pk,
        },
    }


def arguments() -> dict[str, dict[str, Any]]:
    """A meeting of an organisation that nobody of the cast belongs to."""
    gathering = _furnished(f"meets-{uuid4().hex[:8]}", OrganizationFactory())
    session, registration = session_of(gathering), gathering.registrations.get()
    session.gathering = registration.gathering = gathering
    here = {"gathering": gathering}
    about = About(gathering.title, gathering.summary, gathering.kind)
    to = WhenAndWhere(in_days(3), in_days(3.1), gathering.way, venue=gathering.venue)
    return {
        "gatherings.edit_gathering": here | {"about": about},
        "gatherings.move_gathering": here | {"to": to},
        "gatherings.call_off": here,
        "gatherings.note_held": here,
        "gatherings.copy_gathering": here
        | {"to": Round("next-round", gathering.title, timezone.localdate())},
        "gatherings.make_series": {"gatherings": [gathering], "organization": gathering.organization},
        "gatherings.add_host": here | {"organization": OrganizationFactory()},
        "gatherings.remove_host": {"host": gathering.hosts.get()},
        "gatherings.add_session": here | {"plan": session_plan("more", starts_at=gathering.starts_at)},
        "gatherings.edit_session": {"session": session, "plan": session_plan()},
        "gatherings.remove_session": {"session": session},
        "gatherings.add_table": {"session": session, "plan": TablePlan(2, "en")},
        "gatherings.edit_table": {"table": session.tables.get(), "plan": TablePlan(2, "en")},
        "gatherings.remove_table": {"table": session.tables.get()},
        "gatherings.add_panelist": here | {"speaker": Speaker("Rosa"), "picture": None},
        "gatherings.edit_panelist": {"panelist": gathering.panelists.get(), "speaker": Speaker("Rosa")},
        "gatherings.remove_panelist": {"panelist": gathering.panelists.get()},
        "gatherings.add_material": here | {"paper": Paper(words("Sheet"), "en", url="https://example.org")},
        "gatherings.remove_material": {"material": gathering.materials.get()},
        "gatherings.set_terms": here | {"terms": Terms(LocalizedText.of(en="x"))},
        "gatherings.post_notice": here,
        "gatherings.note_presence": here | {"states": {}},
        "gatherings.write_minutes": here | {"minutes": words("x"), "file": None, "approved_on": None},
        "gatherings.publish_minutes": here,
        "gatherings.invite_members": here,
        "gatherings.tell_members_of_change": here,
        "gatherings.tell_of_change": {"registration": registration},
        "gatherings.note_phoned": {"registration": registration, "reached": True},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Gatherings of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Another convener")
    held = {
        "own organization": _furnished("own", Organization.objects.get(name="Good Neighbors")),
        "other organization": _furnished("other", Organization.objects.get(name="Open Hands")),
        "own region": _furnished("near", somebody, alder),
        "other region": _furnished("far", somebody, cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, gathering in held.items():
        for route, arguments in _routes_of(gathering).items():
            found.setdefault(route, {})[place] = arguments
    return found


def lists() -> dict[str, Callable[[int], None]]:
    """The pages that list gatherings for staff, and the calendar."""
    return {"gatherings:list": _more, "gatherings:calendar": _more, "gatherings:feed-json": _more}


def _more(count: int) -> None:
    for _ in range(count):
        drafted(OrganizationFactory(), f"more-{uuid4().hex[:10]}")
        gathering_of(OrganizationFactory(), f"more-{uuid4().hex[:10]}")
