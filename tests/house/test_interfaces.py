"""The examples in docs/interfaces look like what the commands and endpoints really give."""

import json
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any
from uuid import uuid4

import click
import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.accounts.models import Organization, User
from longtable.commitments.actions import accept, propose, start
from longtable.commitments.terms import Evidence, Terms
from longtable.config.command_line import collect
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.models import ImportRun
from longtable.directory.models import (
    Attribute,
    Location,
    OrganizationEntry,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
    TaxonomyTerm,
)
from longtable.gatherings.actions.findings import FindingPlan, make_finding
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import gathering_of
from longtable.messaging.transports.http_gateway import signature
from longtable.methods.drawing import Party, Stratum, audit_file, draw
from longtable.places.models import Area
from longtable.releases.actions import prepare_release, publish_release
from longtable.releases.tables import Dimension, TableDraft
from longtable.voices.actions import begin, cite, say
from longtable.voices.models import Comment, Conversation, Theme
from tests.cast import actor

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "interfaces"
ENDPOINTS = {
    "readyz": "/readyz",
    "api-conversations": "/api/conversations",
    "api-conversation": "/api/conversations/your-health",
    "api-comments": "/api/conversations/your-health/comments?limit=2",
    "api-commitments": "/api/commitments",
    "api-commitment": "/api/commitments/1",
}
DIRECTORY = {
    "api-hsds": "",
    "api-hsds-services": "services",
    "api-hsds-service": "services/{service.pk}",
    "api-hsds-organization": "organizations/{service.organization.pk}",
    "api-hsds-unclear": "services?modified_after=yesterday",
}
COMMANDS = {
    "audit-verify": "audit verify --json",
    "release-verify": "release verify --json",
    "capacity-check": "capacity check --json",
    "capacity-redraw": f"capacity redraw {FOLDER / 'drawing-audit.json'} --json",
    "work-status": "work status --json",
    "facts-list": "facts list --json",
    "facts-build": "facts build --out facts --json",
    "places-load": "places load nc --dry-run --json",
    "import-polis": "import polis your-health --slug again --json",
    "import-list": "import list --json",
    "immunization-forecast": "immunization forecast --birth 2024-01-05 --sex F --dose 2025-01-10:03:MSD "
    "--on 2026-02-01 --json",
    "voices-groups": "voices groups your-health --groups 2 --json",
    "voices-heard": "voices heard your-health --json",
    "voices-themes": "voices themes your-health --themes 2 --json",
}
BY_DATA = (".columns", ".question", ".title", ".because", ".evidence", ".themes[]", ".gathered[].name")
NUMBERED_BY_DATA = (".silhouettes", ".extremity", ".languages")
"""Objects whose names are data: languages, columns, numbers of groups. Only their values have a shape."""

Run = Callable[[str], str]


def example(name: str) -> Any:
    """The example of that name."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def differences(shown: Any, real: Any, where: str = "") -> list[str]:
    """Where ``real`` has other names or other kinds of values than ``shown``.

    Every member of a list is held against the example's first; ``null`` is like anything.
    """
    if shown is None or real is None:
        return []
    if isinstance(shown, dict) and isinstance(real, dict):
        if where.endswith(BY_DATA):
            return [f"{where}.{name}: no text" for name, each in real.items() if not isinstance(each, str)]
        if where.endswith(NUMBERED_BY_DATA):
            numbers = all(isinstance(each, int | float) for each in real.values())
            return [] if numbers else [f"{where}: no numbers"]
        if unlike := set(shown) ^ set(real):
            return [f"{where}: {', '.join(sorted(unlike))} only on one side"]
        return [each for name in shown for each in differences(shown[name], real[name], f"{where}.{name}")]
    if isinstance(shown, list) and isinstance(real, list):
        first = shown[0] if shown else None
        return [each for member in real for each in differences(first, member, f"{where}[]")]
    kinds = {float if type(value) is int else type(value) for value in (shown, real)}
    return [] if len(kinds) == 1 else [f"{where}: {type(shown).__name__} became {type(real).__name__}"]


@pytest.fixture
def thread(agency: Organization, alder: Area, faye: User, dev: User, partner: Organization) -> Conversation:
    """Ana said something, it was gathered, and a promise about it is under way."""
    conversation = Conversation.objects.create(
        slug="your-health",
        question=LocalizedText.of(en="What makes it hard?", es="¿Qué lo hace difícil?"),
        organization=agency,
        opens_at=timezone.now() - timedelta(days=9),
        state=Conversation.State.OPEN,
    )
    begun = begin(by=Actor.visitor(), conversation=conversation, form_key=uuid4(), language="es", area=alder)
    comment = say(
        by=Actor.receipt(begun.opened.receipt.pk),
        participant=begun.participant,
        text="No hay clínica abierta después de las cinco.",
        language="es",
        form_key=uuid4(),
    )
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.SHOWN, read_at=timezone.now())
    theme = Theme.objects.create(
        conversation=conversation,
        name=LocalizedText.of(en="Clinics close early", es="Las clínicas cierran temprano"),
        is_public=True,
    )
    cite(by=Actor.system("test"), theme=theme, comments=[comment])
    terms = Terms(
        title=LocalizedText.of(en="Evening clinics", es="Clínicas por la tarde"),
        promise="will",
        kind="service",
        owner=dev,
        division=partner,
        due_on=date(2090, 6, 30),
        areas=[alder],
    )
    commitment = accept(by=actor(faye), commitment=propose(by=actor(faye), terms=terms, themes=[theme]))
    begun_well = Evidence(LocalizedText.of(en="The first evening was in May.", es="Empezó en mayo."))
    start(by=actor(dev), commitment=commitment, evidence=begun_well)
    return conversation


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """What ``longtable ...`` writes to standard output, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LONGTABLE_VAR", str(tmp_path))  # without a schedule that a developer installed
    command = collect(click.Group("longtable"))

    def run(words: str) -> str:
        done = CliRunner().invoke(command, words.split(), catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_the_index_of_records_is_what_its_example_shows(
    thread: Conversation, run: Run, tmp_path: Path
) -> None:
    run("voices records your-health --out records")
    index = json.loads((tmp_path / "records" / "index.json").read_text(encoding="utf-8"))
    assert differences(example("records-index"), index) == []


def test_cases_are_counted_as_the_example_shows(run: Run, tmp_path: Path) -> None:
    names = "CDC_Test_ID,Vaccine_Group,DOB,gender,Assessment_Date,Series_Status,Forecast_#"
    dates = "Earliest_Date,Recommended_Date,Past_Due_Date"
    (tmp_path / "cases.csv").write_text(f"{names},{dates}\n1,HepB,2024-01-05,F,2024-02-01,Complete,,,,\n")
    report = json.loads(run("immunization check --cases cases.csv --json"))
    assert report["failed"]
    assert differences(example("immunization-check"), report) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_gives_what_its_example_shows(name: str, thread: Conversation, run: Run) -> None:
    run("export conversation your-health")
    if name == "import-list":
        run("import polis your-health --slug again")
    assert differences(example(name), json.loads(run(COMMANDS[name]))) == []


def test_conflicts_are_given_as_their_example_shows(run: Run, alder: Area) -> None:
    brought = ImportRun.objects.create(importer="places", source="state pack nc", fingerprint="0", by="test")
    brought.conflict_rows.create(
        subject_kind="places.area", subject_id=alder.pk, theirs={"name": "Alder"}, fields=["name"]
    )
    shown = json.loads(run(f"import conflicts {brought.pk} --json"))
    assert len(shown) == 1
    assert differences(example("import-conflicts"), shown) == []


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_endpoint_gives_what_its_example_shows(name: str, thread: Conversation, client: Client) -> None:
    answer = client.get(ENDPOINTS[name])
    assert answer.status_code == 200
    assert differences(example(name), answer.json()) == []


@pytest.fixture
def pantry(partner: Organization) -> Service:
    """A published service at a place, with hours, a telephone, and room for people."""
    now = timezone.now()
    describe = LocalizedText.of(en="Neighbors help neighbors.", es="Vecinos ayudan a vecinos.")
    entry = OrganizationEntry.objects.create(
        organization=partner, description=describe, website="https://neighbors.example", published_at=now
    )
    service = Service.objects.create(
        organization=entry,
        name=LocalizedText.of(en="Food pantry", es="Despensa de alimentos"),
        status="active",
        published_at=now,
    )
    place = Location.objects.create(name="Church hall", latitude=34.62, longitude=-79.01, step_free=True)
    site = ServiceAtLocation.objects.create(service=service, location=place)
    Phone.objects.create(service=service, number="910-555-0100", type="voice")
    hours = {"freq": "WEEKLY", "byday": "TU,TH", "opens_at": clock(10), "closes_at": clock(14)}
    Schedule.objects.create(service_at_location=site, **hours)
    ServiceCapacity.objects.create(service=service, state="open", updated_at=now)
    term = TaxonomyTerm.objects.create(
        taxonomy=Taxonomy.objects.create(name="Needs"), code="food", name=LocalizedText.of(en="Food")
    )
    Attribute.objects.create(link_entity="service", link_id=service.pk, taxonomy_term=term)
    return service


@pytest.mark.parametrize("name", DIRECTORY)
def test_the_open_directory_gives_what_its_example_shows(name: str, pantry: Service, client: Client) -> None:
    answer = client.get(f"/api/hsds/{DIRECTORY[name].format(service=pantry)}")
    assert answer.status_code == 200
    assert differences(_without_attributes(example(name)), _without_attributes(answer.json())) == []


def test_a_directory_that_travels_is_counted_as_its_examples_show(pantry: Service, run: Run) -> None:
    assert differences(example("export-hsds"), json.loads(run("export hsds out --json"))) == []
    assert differences(example("import-hsds"), json.loads(run("import hsds out --source 211 --json"))) == []


def _without_attributes(told: Any) -> Any:
    """Attributes of HSDS hold whatever there is: no two of them have the same names."""
    if isinstance(told, dict):
        return {name: _without_attributes(each) for name, each in told.items() if name != "attributes"}
    return [_without_attributes(each) for each in told] if isinstance(told, list) else told


def test_who_asks_the_open_directory_too_often_reads_when_to_ask_again(
    client: Client, settings: Settings
) -> None:
    settings.HSDS_RATE = 1
    client.get("/api/hsds/", REMOTE_ADDR="192.0.2.77")
    answer = client.get("/api/hsds/", REMOTE_ADDR="192.0.2.77")
    assert (answer.status_code, set(answer.json())) == (429, set(example("api-hsds-too-often")))


def test_a_checked_table_is_told_as_its_example_shows(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("county,18 to 34,35+,Total\nAlder,*,40,43\nBirch,20,55,75\nTotal,23,95,118\n")
    command = collect(click.Group("longtable"))
    done = CliRunner().invoke(command, ["release", "check", str(table), "--json"])
    assert done.exit_code == 1
    assert differences(example("release-check"), json.loads(done.stdout)) == []


def test_a_release_is_given_as_its_example_shows(client: Client, agency: Organization) -> None:
    title = LocalizedText.of(en="Who took part", es="Quién participó")
    ages = Dimension("age", title, dict.fromkeys(("young", "old", "all"), title))
    table = TableDraft("by-age", title, [ages], {("young",): 3, ("old",): 40, ("all",): 43}, asked=title)
    by = Actor.system("test")
    draft = prepare_release(by=by, subject=("example", 1), title=title, organization=agency, tables=[table])
    release = publish_release(by=by, release=draft)
    answer = client.get(f"/published/{release.slug}/tables.json").json()
    assert differences(example("release"), answer) == []


def test_the_calendar_for_websites_is_what_its_example_shows(
    client: Client, agency: Organization, alder: Area
) -> None:
    gathering_of(agency, "summit", alder, topics=["food"])
    answer = client.get("/gatherings/feed.json")
    assert answer["Content-Type"] == "application/feed+json"
    assert differences(example("gatherings-feed"), answer.json()) == []


def test_another_system_signs_people_up_as_the_examples_show(run: Run, client: Client) -> None:
    made = run("gatherings create --slug food-summit --seats 2 --json")
    key = json.loads(run("apikey create --scope registrations:write --json"))
    assert differences(example("gatherings-create"), json.loads(made)) == []
    assert differences(example("apikey-create"), key) == []

    def register(number: int) -> Any:
        return client.post(
            "/api/gatherings/food-summit/registrations",
            json.dumps({"name": "Ana Reyes", "contact": f"ana{number}@example.org", "party_size": 2}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key['key']}", "Idempotency-Key": str(number)},
        )

    assert differences(example("api-registration"), register(1).json()) == []
    assert differences(example("api-registration-full"), register(2).json()) == []
    shown = client.get("/api/gatherings/food-summit").json()
    assert differences(example("api-gathering"), shown) == []
    assert (
        differences(example("gatherings-tally"), json.loads(run("gatherings tally food-summit --json"))) == []
    )


def test_a_drawing_is_published_as_the_example_shows() -> None:
    shown = example("drawing-audit")
    lines = [line.split("\t") for line in shown["list"]]
    parties = [Party(ticket, group, int(size), way == "together") for ticket, group, size, way in lines]
    strata = [Stratum(each["code"], each["share"]) for each in shown["strata"]]
    told = {name: shown[name] for name in ("drawing", "seed_source", "closed_at", "drawn_at")}
    given: Any = {"seats": shown["seats"], "strata": strata, "seed": shown["seed"]}
    assert audit_file(draw(parties, **given), **given, about=told) == shown


def test_what_waits_to_be_read_is_not_found_without_a_key(thread: Conversation, client: Client) -> None:
    answer = client.get("/api/conversations/your-health/comments?state=waiting")
    assert (answer.status_code, answer.json()) == (404, example("api-not-found"))


def test_a_wrong_key_is_refused(client: Client) -> None:
    answer = client.get("/api/conversations", headers={"Authorization": "Bearer ltk_wrong"})
    assert (answer.status_code, answer.json()) == (401, example("api-wrong-key"))


def test_a_gateway_delivers_as_the_example_shows(client: Client, settings: Settings) -> None:
    settings.MESSAGING = {"sms": {"kind": "http", "inbound_secret": "s3cret"}, "quiet_hours": (0, 0)}
    body = json.dumps(example("webhook-sms")).encode()
    now = str(int(time.time()))
    signed = {"X-Longtable-Timestamp": now, "X-Longtable-Signature": signature("s3cret", now, body)}
    path = "/messaging/sms/http/"
    answer = client.post(path, body, content_type="application/json", headers=signed)
    assert (answer.status_code, answer.json()) == (200, example("webhook-sms-answer"))
    assert client.post(path, body, content_type="application/json").status_code == 403


def test_the_server_says_that_it_serves(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_what_differs_is_found() -> None:
    shown = {"rows": 1, "runs": [{"by": "Ana"}]}
    assert differences(shown, {"rows": 2.5, "runs": [{"by": None}, {"by": "Ben"}]}) == []
    assert differences(shown, {"rows": "2", "runs": []}) == [".rows: int became str"]
    assert differences(shown, {"rows": 2, "runs": [{"who": "Ben"}]}) == [".runs[]: by, who only on one side"]


def test_findings_of_a_gathering_are_given_as_their_example_shows(run: Run, agency: Organization) -> None:
    both = LocalizedText.of(en="The last bus leaves early.", es="El último autobús sale temprano.")
    plan = FindingPlan("challenge", both, code="late-bus", role="parents", evidence=both)
    make_finding(by=Actor.system("test"), gathering=on_now(agency, "summit"), plan=plan)
    told = json.loads(run("gatherings findings summit --json"))
    assert differences(example("gatherings-findings"), told) == []


def test_every_example_is_explained_and_tested() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    tests = Path(__file__).read_text(encoding="utf-8")
    for file in FOLDER.glob("*.json"):
        assert f"({file.name})" in page, f"{file.name} is not in README.md"
        assert f'"{file.stem}"' in tests, f"{file.name} is not tested"
