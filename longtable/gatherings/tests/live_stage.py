"""What people do while they are together: a gathering that is on, a question that was asked."""

from uuid import uuid4

from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.work import run_all
from longtable.gatherings.actions.asking import Asked, ask
from longtable.gatherings.actions.questions import show
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days
from longtable.messaging.models import Message
from longtable.places.models import Area

RIDE = "Will there be a ride to the evening clinic?"
TRANSPORT = "¿Habrá transporte a la clínica por la tarde?"
MAIL = "ana@example.org"


def on_now(organization: Organization, slug: str = "evening", *areas: Area, **also: object) -> Gathering:
    """A gathering that began an hour ago and ends in another."""
    return gathering_of(organization, slug, *areas, starts_at=in_days(-1 / 24), **also)  # type: ignore[arg-type]


def asked(gathering: Gathering, text: str = RIDE, *, language: str = "en", contact: str = "") -> Asked:
    """Somebody asked this on the web."""
    return ask(
        by=Actor.visitor(),
        gathering=gathering,
        form_key=uuid4(),
        text=text,
        language=language,
        contact=contact,
    )


def shown(gathering: Gathering, text: str = RIDE, *, language: str = "en", contact: str = "") -> Question:
    """The same, and a moderator has let others read it."""
    return show(by=STAGE, question=asked(gathering, text, language=language, contact=contact).question)


def letters(notice: str = "") -> list[Message]:
    """What went out so far, by everything that was waiting to be done."""
    run_all()
    found = Message.objects.filter(notice__startswith="gatherings.").order_by("created_at")
    return list(found.filter(notice=notice) if notice else found)


def another_visit() -> Client:
    """Somebody else's browser."""
    return Client()


def over(gathering: Gathering) -> Gathering:
    """It ended two hours ago."""
    hours = timezone.timedelta(hours=2)
    gathering.starts_at, gathering.ends_at = in_days(-1 / 6), timezone.now() - hours
    gathering.save(update_fields=["starts_at", "ends_at"])
    return gathering
