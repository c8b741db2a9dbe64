"""People who left a number, a topic to write about, and a gateway that is never really called."""

from collections.abc import Iterator

import pytest

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.messaging import delivery, registry
from longtable.messaging.actions import notify
from longtable.messaging.models import Message
from longtable.messaging.transports import Outgoing
from longtable.people.actions import leave_contact
from longtable.people.models import ContactPoint

TOPIC = "answers for tests"
NOTICE = "tests.answer"


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """A topic and a notice of our own."""
    registry.topic(TOPIC, "Answers to what you said")
    registry.notice(
        NOTICE,
        topic=TOPIC,
        subject=LocalizedText.of(en="An answer for {name}", es="Una respuesta para {name}"),
        text=LocalizedText.of(en="Dear {name}, here it is.", es="Estimada {name}: aquí está."),
        sms=LocalizedText.of(en="{name}, here it is.", es="{name}, aquí está."),
    )
    yield
    registry.topics.pop(TOPIC)
    registry.notices.pop(NOTICE)


@pytest.fixture(autouse=True)
def no_quiet_hours(settings: object) -> None:
    """Tests run at any hour."""
    settings.MESSAGING = {"sms": {}, "quiet_hours": (0, 0)}  # type: ignore[attr-defined]


@pytest.fixture
def phone(db: None) -> ContactPoint:
    """A telephone left by somebody who reads Spanish and agreed to answers."""
    return leave_contact(by=Actor.visitor(), phone="919-555-0142", language="es", topics=[TOPIC])


@pytest.fixture
def mailbox(db: None) -> ContactPoint:
    """An address left by somebody who reads English and agreed to answers."""
    return leave_contact(by=Actor.visitor(), email="lena@example.org", language="en", topics=[TOPIC])


class Wire:
    """A transport that remembers what it was given and fails as it is told."""

    name = "wire"

    def __init__(self) -> None:
        self.taken: list[Outgoing] = []
        self.honours_idempotency_key = False
        self.fault: Exception | None = None

    def send(self, message: Outgoing) -> str:
        if self.fault:
            raise self.fault
        self.taken.append(message)
        return f"wire-{len(self.taken)}"


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Every message takes this way."""
    wire = Wire()
    monkeypatch.setattr(delivery, "transport_for", lambda channel: wire)
    return wire


def tell(to: object, *, key: str = "k", notice: str = NOTICE, **more: object) -> Message:
    """A notice to somebody."""
    system = Actor.system("tests")
    return notify(by=system, notice=notice, to=to, context={"name": "Ana"}, key=key, **more)  # type: ignore[arg-type]
