"""Text messages through Twilio, out and in. Written against its public REST documentation."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from longtable.messaging.transports.calls import post
from longtable.messaging.transports.outcomes import Outgoing

API = "https://api.twilio.com/2010-04-01"


class TwilioTransport:
    """``{"kind": "twilio", "account": .., "token": .., "from": ..}``, a number or a service (``MG..``)."""

    name = "twilio"
    honours_idempotency_key = False  # its Messages resource takes no such key

    def __init__(self, options: Mapping[str, str]) -> None:
        self.account = options["account"]
        self.token = options["token"]
        self.sender = options["from"]
        self.status_callback = options.get("status_callback", "")
        self.api = options.get("api", API).rstrip("/")

    def send(self, message: Outgoing) -> str:
        sender = "MessagingServiceSid" if self.sender.startswith("MG") else "From"
        form = {"To": message.to, sender: self.sender, "Body": message.body}
        if self.status_callback:
            form["StatusCallback"] = self.status_callback
        answer = post(
            f"{self.api}/Accounts/{self.account}/Messages.json", data=form, auth=(self.account, self.token)
        )
        return str(answer.get("sid", ""))


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """What Twilio puts into ``X-Twilio-Signature``: HMAC-SHA1 over the URL and the sorted form."""
    text = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def is_signed(token: str, url: str, form: Mapping[str, str], given: str) -> bool:
    """Whether a call really comes from Twilio."""
    return hmac.compare_digest(signature(token, url, form).encode(), given.encode())
