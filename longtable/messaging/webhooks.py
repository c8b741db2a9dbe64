"""Doors for providers of text messages. Whoever knocks must sign; what comes twice is taken in once."""

import json
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from longtable.core.access import Actor, Denied, Kind, Missing, public
from longtable.messaging.actions import receive
from longtable.messaging.transports import http_gateway, sms_options
from longtable.messaging.transports import twilio as twilio_transport

NO_ANSWER = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


@public
@csrf_exempt
@require_POST
def twilio(request: HttpRequest) -> HttpResponse:
    """A text message that Twilio took in."""
    options = _options("twilio")
    form = {name: str(value) for name, value in request.POST.items()}
    url = settings.PUBLIC_URL + request.get_full_path()
    if not twilio_transport.is_signed(
        options["token"], url, form, request.headers.get("X-Twilio-Signature", "")
    ):
        raise Denied("not signed by Twilio")
    if not _are_names(form.get("MessageSid", ""), form.get("From", "")):
        return HttpResponseBadRequest("MessageSid or From is missing")
    _take_in("twilio", form["MessageSid"], form["From"], form.get("Body", ""))
    return HttpResponse(NO_ANSWER, content_type="text/xml")


@public
@csrf_exempt
@require_POST
def http(request: HttpRequest) -> HttpResponse:
    """A text message that a gateway took in: ``{"id": .., "from": .., "text": ..}``."""
    secret = _options("http").get("inbound_secret", "")
    timestamp = request.headers.get("X-Longtable-Timestamp", "")
    given = request.headers.get("X-Longtable-Signature", "")
    if not secret or not http_gateway.is_signed(secret, timestamp, request.body, given, now=time.time()):
        raise Denied("not signed by the gateway")
    try:
        message = json.loads(request.body)
        provider_id, sender, text = message["id"], message["from"], message.get("text", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return HttpResponseBadRequest('Send {"id": "..", "from": "..", "text": ".."}')
    if not isinstance(text, str) or not _are_names(provider_id, sender):
        return HttpResponseBadRequest(
            "id, from and text must be strings, the first two without control signs"
        )
    _take_in("http", provider_id, sender, text)
    return JsonResponse({"received": provider_id})


def _options(kind: str) -> Mapping[str, Any]:
    """Settings of the provider. A door that is not in use does not exist."""
    options = sms_options()
    if options.get("kind") != kind:
        raise Missing
    return options


def _are_names(provider_id: object, sender: object) -> bool:
    """Whether a message and its sender are called something that can be stored and found again."""
    return all(isinstance(name, str) and name.isprintable() for name in (provider_id, sender)) and bool(
        provider_id and sender
    )


def _take_in(transport: str, provider_id: str, sender: str, body: str) -> None:
    by = Actor(Kind.SMS, id=transport)
    receive(by=by, transport=transport, provider_id=provider_id, sender=sender, body=body)
