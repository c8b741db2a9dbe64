"""Examples of questions, polls, notes, findings, files of webinar tools and what comes afterwards."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.terms import Terms
from longtable.gatherings.actions.findings import FindingPlan, make_finding
from longtable.gatherings.actions.notes import take_notes
from longtable.gatherings.actions.panel import give_link
from longtable.gatherings.actions.platform import bring_file
from longtable.gatherings.actions.polls import PollPlan, open_poll, prepare_poll
from longtable.gatherings.models import Attendance, Gathering, Series, Table
from longtable.gatherings.tests.live_stage import asked, on_now, shown
from longtable.gatherings.tests.stage import STAGE, drafted, session_of, words
from longtable.messaging.models import InboundMessage
from longtable.methods.tests import webinar_files
from longtable.places.models import Area
from tests.cast import OrganizationFactory

STAFF = (
    "queue",
    "polls",
    "texting",
    "tables",
    "findings",
    "add-finding",
    "platform",
    "who-came",
    "doubts",
    "counts",
    "opinions",
    "follow-up",
)


def _lively(slug: str, organization: Organization, *areas: Area) -> Gathering:
    """A gathering that is on, with one of everything that people do there."""
    series = Series.objects.create(slug=f"s-{slug}", title=words("Rounds"), organization=organization)
    gathering = on_now(organization, slug, *areas, series=series)
    shown(gathering)
    plan = PollPlan(words("Which day?"), [words("Monday"), words("Friday")])
    open_poll(by=STAGE, poll=prepare_poll(by=STAGE, gathering=gathering, plan=plan))
    table = Table.objects.create(session=session_of(gathering), number=7, language="es")
    take_notes(by=STAGE, table=table, lines=["El bus sale temprano."], language="es", form_key=uuid4())
    make_finding(
        by=STAGE, gathering=gathering, plan=FindingPlan("challenge", words("Late buses"), is_public=True)
    )
    bring_file(by=STAGE, gathering=gathering, content=webinar_files.ZOOM_MEETING.encode(), name="zoom.csv")
    Attendance.objects.create(
        gathering=gathering, source="platform", match="doubtful", shown_name="Ana R.", key="1"
    )
    return gathering


def _routes_of(gathering: Gathering) -> dict[str, dict[str, Any]]:
    slug = {"slug": gathering.slug}
    question = gathering.questions.order_by("number")[0]
    finding = slug | {"finding_id": gathering.findings.get().pk}
    file = slug | {"file_id": gathering.platform_files.get().pk}
    table = Table.objects.get(session__gathering=gathering, number=7)
    one = slug | {"number": question.number}
    return (
        {f"gatherings:{name}": slug for name in STAFF}
        | {f"gatherings:{name}": one for name in ("question", "promise")}
        | {f"gatherings:{name}": finding for name in ("finding", "say", "propose")}
        | {
            f"gatherings:{name}": file
            for name in (
                "platform-file",
                "let-in-file",
                "put-file-aside",
                "take-file-back",
                "platform-content",
            )
        }
        | {
            "gatherings:decide": one | {"verb": "live"},
            "gatherings:poll-state": slug | {"poll_id": gathering.polls.get().pk},
            "gatherings:notes": slug | {"table_id": table.pk},
            "gatherings:staff-rounds": {"slug": gathering.series.slug},  # type: ignore[union-attr]
        }
    )


def routes() -> dict[str, dict[str, Any]]:
    """A gathering of the agency, statewide, that is on now."""
    gathering = _lively("lively", Organization.objects.get(name="Department of Health"))
    mine = asked(gathering, "Who pays for the interpreter?")
    speaker = gathering.panelists.create(name="Rosa Luz", user=User.objects.all()[0])
    on_panel = {"key": give_link(by=STAGE, panelist=speaker, form_key=uuid4()).token}
    slug = {"slug": gathering.slug}
    public = {f"gatherings:{name}": slug for name in ("questions", "public-findings", "evaluation")}
    return (
        _routes_of(gathering)
        | public
        | {
            "gatherings:want": slug | {"number": 1},
            "gatherings:answer-poll": slug | {"poll_id": gathering.polls.get().pk},
            "gatherings:rounds": {"slug": gathering.series.slug},  # type: ignore[union-attr]
            "gatherings:on-panel": on_panel,
            "gatherings:say-on-panel": on_panel | {"number": 1, "verb": "later"},
            "gatherings:my-question": {"key": mine.opened.token},
        }
    )


def arguments() -> dict[str, dict[str, Any]]:
    """Anybody may ask while a gathering is on; so here it is a draft, and its question is not shown."""
    agency = Organization.objects.get(name="Department of Health")
    draft = drafted(agency, f"draft-{uuid4().hex[:8]}")
    hidden = asked(on_now(agency, f"hidden-{uuid4().hex[:6]}")).question
    poll = prepare_poll(by=STAGE, gathering=draft, plan=PollPlan(words("Q"), [words("A"), words("B")]))
    inbound = InboundMessage.objects.create(
        transport="x", provider_id=uuid4().hex, sender="+19195550142", sender_index="x", outcome="passed_on",
        received_at=timezone.now(),
    )  # fmt: skip
    terms = Terms(
        title=words("Rides"),
        promise="will",
        kind="service",
        owner=User.objects.all()[0],
        division=agency,
        due_on=timezone.localdate(),
    )
    plan = FindingPlan("challenge", words("x"))
    return {
        "gatherings.ask": {"gathering": draft},
        "gatherings.want_to_know": {"question": hidden},
        "gatherings.ask_from_chat": {"lines": []},
        "gatherings.promise": {"terms": terms},
        "gatherings.propose_from": {"terms": terms},
        "gatherings.prepare_poll": {"plan": PollPlan(words("Q"), [words("A"), words("B")])},
        "gatherings.answer_poll": {"poll": poll},
        "gatherings.make_finding": {"plan": plan},
        "gatherings.edit_finding": {"plan": plan},
        "gatherings.let_in_questions": {"lines": []},
        "gatherings.evaluate": {"gathering": draft, "registration": None},
        "gatherings.take_question": {"inbound": inbound},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Gatherings of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Another convener")
    held = {
        "own organization": _lively("own-live", Organization.objects.get(name="Good Neighbors")),
        "other organization": _lively("other-live", Organization.objects.get(name="Open Hands")),
        "own region": _lively("near-live", somebody, alder),
        "other region": _lively("far-live", somebody, cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, gathering in held.items():
        for route, arguments in _routes_of(gathering).items():
            found.setdefault(route, {})[place] = arguments
    return found
