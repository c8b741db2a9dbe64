"""Doors for providers: forged, replayed and malformed calls."""

import json
import time

import pytest
from django.test import Client
from django.urls import reverse

from longtable.messaging.models import InboundMessage
from longtable.messaging.transports import http_gateway
from longtable.messaging.transports.twilio import signature

pytestmark = pytest.mark.django_db

TWILIO = {"kind": "twilio", "account": "AC1", "token": "secret", "from": "+19195550000"}
HTTP = {"kind": "http", "url": "http://127.0.0.1:9/", "inbound_secret": "secret"}
FORM = {"MessageSid": "SM1", "From": "+19195550142", "Body": "STOP"}


def use(settings: object, options: dict[str, str]) -> None:
    settings.MESSAGING = {"sms": options, "quiet_hours": (0, 0)}  # type: ignore[attr-defined]
    settings.PUBLIC_URL = "https://longtable.example.org"  # type: ignore[attr-defined]


def by_twilio(client: Client, form: dict[str, str], *, token: str = "secret") -> int:
    path = reverse("messaging:twilio")
    signed = signature(token, f"https://longtable.example.org{path}", form)
    return client.post(path, form, headers={"X-Twilio-Signature": signed}).status_code


def by_gateway(client: Client, body: bytes, *, secret: str = "secret", age: int = 0) -> int:
    stamp = str(int(time.time()) - age)
    headers = {
        "X-Longtable-Timestamp": stamp,
        "X-Longtable-Signature": http_gateway.signature(secret, stamp, body),
    }
    path = reverse("messaging:http")
    return client.post(path, body, content_type="application/json", headers=headers).status_code


def test_the_signature_is_the_one_in_twilios_documentation() -> None:
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature("12345", url, form) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_twilio_is_let_in_once_however_often_it_calls(client: Client, settings: object) -> None:
    use(settings, TWILIO)
    assert [by_twilio(client, FORM) for _ in range(2)] == [200, 200]
    assert InboundMessage.objects.get().outcome == InboundMessage.Outcome.OPTED_OUT


def test_who_only_says_to_be_twilio_is_not(client: Client, settings: object) -> None:
    use(settings, TWILIO)
    assert by_twilio(client, FORM, token="guessed") == 403
    assert client.post(reverse("messaging:twilio"), FORM).status_code == 403
    assert not InboundMessage.objects.exists()


def test_a_signed_call_without_a_message_is_refused(client: Client, settings: object) -> None:
    use(settings, TWILIO)
    assert by_twilio(client, {"Body": "x"}) == 400


def test_a_gateway_is_let_in_once_however_often_it_calls(client: Client, settings: object) -> None:
    use(settings, HTTP)
    body = json.dumps({"id": "1", "from": "+19195550142", "text": "hola"}).encode()
    assert [by_gateway(client, body) for _ in range(2)] == [200, 200]
    assert InboundMessage.objects.count() == 1


@pytest.mark.parametrize("fault", [{"secret": "guessed"}, {"age": 301}, {"age": -301}])
def test_a_forged_or_stale_call_is_turned_away(
    client: Client, settings: object, fault: dict[str, object]
) -> None:
    use(settings, HTTP)
    assert by_gateway(client, b'{"id": "1", "from": "+19195550142"}', **fault) == 403  # type: ignore[arg-type]


def test_a_door_without_a_secret_lets_nobody_in(client: Client, settings: object) -> None:
    use(settings, {**HTTP, "inbound_secret": ""})
    assert by_gateway(client, b'{"id": "1", "from": "+19195550142"}', secret="") == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"3",
        b'"x"',
        b'{"id": 1, "from": "x"}',
        b'{"id": "1"}',
        b"\xff",
        b'{"id": "\\ud800", "from": "x"}',
        b'{"id": "1", "from": "\\u0000"}',
        b"[" * 100_000,
    ],
)
def test_malformed_bodies_are_refused(client: Client, settings: object, body: bytes) -> None:
    use(settings, HTTP)
    assert by_gateway(client, body) == 400


def test_a_door_that_is_not_in_use_does_not_exist(client: Client, settings: object) -> None:
    use(settings, {})
    assert by_twilio(client, FORM) == 404
    assert by_gateway(client, b"{}") == 404
