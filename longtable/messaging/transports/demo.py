"""The only transport of a demo: nothing leaves the house."""

from longtable.messaging.transports.outcomes import Outgoing


class DemoTransport:
    """The message is already in the database; *Inbox & phone* shows it as soon as it is sent."""

    name = "demo"
    honours_idempotency_key = True

    def send(self, message: Outgoing) -> str:
        return f"demo-{message.key}"
