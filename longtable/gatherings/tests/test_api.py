"""Another system signs people up: once for each key, told the truth, and nothing lost."""

import json
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from longtable.accounts.actions import make_api_key, withdraw_api_key
from longtable.accounts.commands import apikey
from longtable.accounts.models import ApiKey, Organization
from longtable.capacity.models import Pool
from longtable.core.access import Permission
from longtable.gatherings import selectors
from longtable.gatherings.commands import gatherings
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.selectors.registrations import Tally
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, session_plan

pytestmark = pytest.mark.django_db

BODY = {"name": "Ana Reyes", "contact": "ana@example.org"}


@pytest.fixture
def secret(agency: Organization) -> str:
    made = make_api_key(by=STAGE, name="tool", organization=agency, permissions=[Permission.REGISTER_BY_API])
    return made.secret


def send(
    secret: str, body: bytes, *, method: str = "POST", path: str = "summit/registrations", **also: Any
) -> Any:
    """Whatever a program that is not done yet may send."""
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid4())}
    sent = {"content_type": "application/json", "headers": headers, **also}
    return Client().generic(method, f"/api/gatherings/{path}", body, **sent)


def post(secret: str, slug: str = "summit", key: str | None = "k1", **body: Any) -> HttpResponse:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    if key is not None:
        headers["Idempotency-Key"] = key
    return Client().post(  # type: ignore[return-value]
        f"/api/gatherings/{slug}/registrations",
        json.dumps({**BODY, **body}),
        content_type="application/json",
        headers=headers,
    )


def test_somebody_is_signed_up_and_has_a_page(summit: Gathering, secret: str) -> None:
    answer = post(secret, party_size=2, needs=["ride", "A table near the door"], language="es")
    assert answer.status_code == 201
    assert answer.json()["status"] == "confirmed"
    made = Registration.objects.get()
    assert (made.party_size, made.language, made.channel) == (2, "es", "api")
    first = made.attendees.first()
    assert first is not None
    assert (first.needs, first.needs_words) == (["ride", "other"], "A table near the door")
    assert Client().get(f"/track/{answer.json()['receipt']}/gathering/").status_code == 200


def test_a_rush_costs_the_database_little(summit: Gathering, secret: str) -> None:
    """Key, sessions and household are read; all that is made is one message; the counter is touched last."""
    post(secret, key="k0", contact="before@example.org")
    with CaptureQueriesContext(connection) as asked:
        assert post(secret).status_code == 201
    sent = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(sent) <= (6 if connection.vendor == "postgresql" else 15)
    assert sent[-1].startswith('UPDATE "capacity_pool"')


def test_a_refusal_costs_the_database_less_still(summit: Gathering, secret: str) -> None:
    """Key, sessions and household are read, and whether something ran out; nothing is written."""
    Pool.objects.update(remaining=0)
    post(secret, key="k0", contact="before@example.org")
    with CaptureQueriesContext(connection) as asked:
        assert post(secret).status_code == 409
    sent = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(sent) == 4
    assert all(sql.startswith("SELECT") for sql in sent)


def test_the_same_key_and_body_repeat_the_first_answer(summit: Gathering, secret: str) -> None:
    first, second = post(secret), post(secret)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    Registration.objects.update(state="cancelled")
    assert post(secret).json() == first.json()
    assert Registration.objects.count() == 1


def test_the_same_key_with_another_body_or_no_key_is_refused(summit: Gathering, secret: str) -> None:
    post(secret)
    assert post(secret, name="Ben").status_code == 422
    assert post(secret, key=None).status_code == 422
    assert selectors.tally(summit) == Tally(10, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contact", "nobody"),
        ("name", ""),
        ("name", "  "),
        ("name", "A\x00\r\nB"),
        ("party_size", 7),
        ("language", "fr"),
        ("sessions", ["x"]),
    ],
)
def test_what_cannot_be_understood_is_said_by_field(
    summit: Gathering, secret: str, field: str, value: object
) -> None:
    answer = post(secret, **{field: value})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:2] == ["body", field]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{nope", 400),
        (b'{"name": "\xff"}', 400),
        (b"[" * 100_000, 400),
        (b"", 422),
        (b"[]", 422),
        (b'{"name": "' + b"x" * 3_000_000 + b'"}', 413),
    ],
)
def test_whatever_is_sent_is_refused_in_words_that_a_program_reads(
    summit: Gathering, secret: str, body: bytes, status: int
) -> None:
    answer = send(secret, body)
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (status, "application/json")
    assert "detail" in answer.json()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nowhere", 404),
        ("GET", "summit/registrations", 405),
        ("PUT", "summit/registrations", 405),
        ("DELETE", "summit", 405),
        ("POST", "summit/registrations/", 404),
        ("GET", "summit/what/else", 404),
        ("GET", "%00", 404),
    ],
)
def test_an_address_or_a_method_that_is_none_is_refused_likewise(
    summit: Gathering, secret: str, method: str, path: str, status: int
) -> None:
    answer = send(secret, b"{}", method=method, path=path)
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (status, "application/json")
    assert answer.has_header("Allow") == (status == 405)


def test_a_form_is_told_to_be_json(summit: Gathering, secret: str) -> None:
    answer = send(secret, b"name=Ana", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, "application/json" in answer.json()["detail"]) == (415, True)


def test_a_key_without_the_scope_or_taken_back_signs_nobody_up(
    summit: Gathering, agency: Organization
) -> None:
    other = make_api_key(by=STAGE, name="reads", organization=agency, permissions=[Permission.SEE_GATHERINGS])
    assert post(other.secret).status_code == 403
    made = make_api_key(by=STAGE, name="old", organization=agency, permissions=[Permission.REGISTER_BY_API])
    withdraw_api_key(by=STAGE, key=ApiKey.objects.get(name="old"))
    assert post(made.secret).status_code == 401
    assert post("ltk_none").json() == {"detail": "This API key is not valid."}
    assert not Registration.objects.exists()


@pytest.mark.parametrize("size", [0, 7, 1.5, True, None, "2"])
def test_only_a_whole_number_says_how_many_come(summit: Gathering, secret: str, size: object) -> None:
    assert post(secret, party_size=size).json()["detail"][0]["loc"] == ["body", "party_size"]


def test_nothing_of_what_somebody_needs_is_cut_off_unseen(summit: Gathering, secret: str) -> None:
    assert post(secret, needs=["x" * 201]).json()["detail"][0]["loc"] == ["body", "needs", 0]
    assert post(secret, needs=["ride"] * 21).status_code == 422


def test_an_interpreter_is_for_the_language_in_which_one_is_written_to(
    summit: Gathering, secret: str
) -> None:
    post(secret, needs=["interpreter", "sign_language"], language="es")
    first = Registration.objects.get().attendees.get()
    assert (first.needs, first.interpreter) == (["interpreter", "sign_language"], "es")


@pytest.mark.parametrize("contact", ["+1 (919) 555-0101", "ana@EXAMPLE.org ", "919.555.0101"])
def test_a_contact_is_one_however_it_is_written(summit: Gathering, secret: str, contact: str) -> None:
    post(secret, key="k1", contact="919-555-0101")
    post(secret, key="k2", contact="ana@example.org")
    assert post(secret, key="k3", contact=contact).json()["detail"][0]["loc"] == ["body", "contact"]


@pytest.mark.parametrize("name", ["Ana \U0001f642", "\u0645\u0631\u064a\u0645", "Ñ" * 120])
def test_a_name_may_be_of_any_script(summit: Gathering, secret: str, name: str) -> None:
    assert post(secret, name=name).status_code == 201
    assert str(Registration.objects.get().contact.person.name) == name


def test_a_full_gathering_says_where_the_line_is(agency: Organization, secret: str) -> None:
    gathering_of(agency, "summit", seats=1)
    post(secret)
    answer = post(secret, key="k2", contact="ben@example.org")
    assert answer.status_code == 409
    assert answer.json()["status"] == "full"
    assert answer.json()["waitlist"]["position"] == 1
    assert answer.json()["waitlist"]["url"].endswith("/gatherings/summit/register/")
    assert post(secret).status_code == 201


def test_before_it_opens_nobody_is_signed_up(agency: Organization, secret: str) -> None:
    gathering_of(agency, "summit", opens_at=in_days(1))
    assert post(secret).json() == {"status": "closed", "waitlist": None}


def test_sessions_are_chosen_by_name(agency: Organization, secret: str) -> None:
    starts = in_days(7)
    plans = [session_plan(slug, seats=5, starts_at=starts) for slug in ("one", "two")]
    gathering_of(agency, "summit", sessions=plans, starts_at=starts)
    post(secret, sessions=["one", "two"])
    assert Registration.objects.get().seats.count() == 2
    post(secret, key="k2", contact="ben@example.org")
    assert Registration.objects.latest("created_at").seats.get().session.slug == "one"


def test_a_contact_that_is_signed_up_is_told_so_to_a_key(summit: Gathering, secret: str) -> None:
    post(secret)
    assert post(secret, key=str(uuid4()), name="Ana R.").json()["detail"][0]["loc"] == ["body", "contact"]


def test_without_a_key_or_for_others_nobody_is_signed_up(
    summit: Gathering, elsewhere: Gathering, secret: str
) -> None:
    assert post("").status_code == 401
    assert post(secret, "elsewhere").status_code == 404
    assert post(secret, "nowhere").status_code == 404
    assert not Registration.objects.exists()


def test_anybody_reads_how_many_places_are_left(summit: Gathering, secret: str) -> None:
    post(secret, party_size=3)
    found = Client().get("/api/gatherings/summit").json()
    assert (found["capacity"], found["remaining"]) == (10, 7)
    assert found["sessions"][0]["slug"] == "main"


def test_the_command_line_makes_what_a_load_test_needs() -> None:
    runner = CliRunner()
    made = runner.invoke(gatherings, ["create", "--slug", "load", "--seats", "3", "--json"])
    key = json.loads(runner.invoke(apikey, ["create", "--scope", "registrations:write", "--json"]).output)
    assert json.loads(made.output)["seats"] == 3
    assert post(key["key"], "load", party_size=2).status_code == 201
    told = json.loads(runner.invoke(gatherings, ["tally", "load", "--json"]).output)
    assert told == {"seats": 3, "confirmed": 2, "held": 0, "waitlisted": 0, "cancelled": 0}


def test_unknown_scopes_and_gatherings_are_said(summit: Gathering) -> None:
    runner = CliRunner()
    assert "registrations:write" in runner.invoke(apikey, ["create", "--scope", "x"]).output
    assert "no gathering" in runner.invoke(gatherings, ["tally", "nowhere"]).output
    assert "already" in runner.invoke(gatherings, ["create", "--slug", "summit", "--seats", "3"]).output
