"""The ways out: what a provider is given, and what its answer means."""

import json
import smtplib
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest
from django.core import mail
from django.core.mail.backends import locmem
from icalendar import Calendar

from longtable.core import installation
from longtable.messaging.calendars import Meeting, cancellation, invitation
from longtable.messaging.transports import NotTaken, Outgoing, Refused, Unclear, transport_for
from longtable.messaging.transports.demo import DemoTransport
from longtable.messaging.transports.email import EmailTransport, compose
from longtable.messaging.transports.http_gateway import HttpTransport
from longtable.messaging.transports.twilio import TwilioTransport

NOTE = Outgoing(key="k-0", to="+19195550142", body="Hola", language="es")
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    """Lets calls end at a function instead of at a provider."""

    def answer_with(answer: Answer) -> None:
        def post(url: str, **what: object) -> httpx.Response:
            follow = what.pop("follow_redirects")
            with httpx.Client(transport=httpx.MockTransport(answer)) as client:
                return client.post(url, follow_redirects=follow, **what)  # type: ignore[arg-type]

        monkeypatch.setattr(httpx, "post", post)

    return answer_with


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (400, Refused),
        (404, Refused),
        (301, Refused),
        (429, NotTaken),
        (500, NotTaken),
        (503, NotTaken),
        (502, Unclear),
        (504, Unclear),
    ],
)
def test_what_an_answer_means(
    provider: Callable[[Answer], None], status: int, meaning: type[Exception]
) -> None:
    provider(lambda request: httpx.Response(status))
    with pytest.raises(meaning):
        HttpTransport({"url": "http://gateway.test/"}).send(NOTE)


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (httpx.ConnectError("x"), NotTaken),
        (httpx.ConnectTimeout("x"), NotTaken),
        (httpx.ReadTimeout("x"), Unclear),
        (httpx.RemoteProtocolError("x"), Unclear),
        (httpx.WriteError("x"), Unclear),
    ],
)
def test_what_a_broken_call_means(
    provider: Callable[[Answer], None], fault: Exception, meaning: type[Exception]
) -> None:
    def break_it(request: httpx.Request) -> httpx.Response:
        raise fault

    provider(break_it)
    with pytest.raises(meaning):
        HttpTransport({"url": "http://gateway.test/"}).send(NOTE)


def test_a_gateway_gets_its_own_form_of_json_and_the_key(provider: Callable[[Answer], None]) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"ref": 7})

    provider(answer)
    body = {"msg": {"dest": ["{to}"], "content": "{text}"}, "kind": 1}
    options = {"url": "http://gateway.test/", "bearer": "b", "body": body, "id_field": "ref"}
    assert HttpTransport(options).send(NOTE) == "7"
    assert json.loads(seen[0].content) == {"msg": {"dest": ["+19195550142"], "content": "Hola"}, "kind": 1}
    assert seen[0].headers["Idempotency-Key"] == "k-0"
    assert seen[0].headers["Authorization"] == "Bearer b"


def test_twilio_gets_a_form(provider: Callable[[Answer], None]) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json={"sid": "SM1"})

    provider(answer)
    assert TwilioTransport({"account": "AC1", "token": "t", "from": "MG1"}).send(NOTE) == "SM1"
    assert seen[0].url.path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert seen[0].content == b"To=%2B19195550142&MessagingServiceSid=MG1&Body=Hola"


def test_an_email_carries_the_words_the_way_out_and_the_invitation(settings: object) -> None:
    settings.OUTGOING_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    zone = ZoneInfo("America/New_York")
    meeting = Meeting(
        "m@x", 0, datetime(2026, 5, 4, 18, tzinfo=zone), datetime(2026, 5, 4, 19, tzinfo=zone), "Cena"
    )
    calendar = invitation(meeting, to="ana@example.org", now=datetime(2026, 4, 1, tzinfo=UTC))
    note = Outgoing("k-0", "ana@example.org", "Hola", "Asunto", "es", calendar, "https://x.test/stop/")
    EmailTransport().send(note)
    letter = mail.outbox[0].message()
    assert letter["Message-ID"].startswith("<k-0@")
    assert letter["List-Unsubscribe"] == "<https://x.test/stop/>"
    kinds = [part["Content-Type"].split(";")[0] for part in letter.walk()]
    assert kinds.count("text/calendar") == 2
    assert compose(note).subject == "Asunto"


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no")}), Refused),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), NotTaken),
        (smtplib.SMTPDataError(554, b"no"), Refused),
        (smtplib.SMTPServerDisconnected(), Unclear),
        (TimeoutError(), Unclear),
    ],
)
def test_what_a_mail_server_says(
    monkeypatch: pytest.MonkeyPatch, settings: object, fault: Exception, meaning: type[Exception]
) -> None:
    settings.OUTGOING_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]

    def refuse(self: object, letters: object) -> None:
        raise fault

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    with pytest.raises(meaning):
        EmailTransport().send(Outgoing("k", "ana@example.org", "Hola"))


def test_a_meeting_is_moved_and_cancelled_under_the_same_name() -> None:
    zone = ZoneInfo("America/New_York")
    meeting = Meeting(
        "m@x", 2, datetime(2026, 5, 4, 18, tzinfo=zone), datetime(2026, 5, 4, 19, tzinfo=zone), "Cena, ¿sí?"
    )
    text = cancellation(meeting, to="ana@example.org", now=datetime(2026, 4, 1, tzinfo=UTC))
    calendar = Calendar.from_ical(text)
    event = calendar.events[0]
    assert calendar["method"] == "CANCEL"
    assert (event["uid"], event["sequence"], event["status"]) == ("m@x", 2, "CANCELLED")
    assert event["summary"] == "Cena, ¿sí?"
    assert event["dtstart"].dt.utcoffset().total_seconds() == -4 * 3600
    assert "TZID:America/New_York" in text


@pytest.mark.django_db
def test_a_demo_has_no_other_way_out(settings: object) -> None:
    settings.MESSAGING = {"sms": {"kind": "http", "url": "http://x"}}  # type: ignore[attr-defined]
    assert isinstance(transport_for("sms"), HttpTransport)
    installation.mark(is_demo=True)
    try:
        assert isinstance(transport_for("sms"), DemoTransport)
        assert isinstance(transport_for("email"), DemoTransport)
    finally:
        installation._read.cache_clear()
