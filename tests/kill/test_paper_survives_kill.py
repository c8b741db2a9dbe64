"""A sheet of paper is in whole or not at all, and sent again it is one, wherever the server is killed."""

from collections.abc import Iterator
from itertools import count
from uuid import uuid4

import pytest

from tests.kill.harness import Zygote

pytestmark = pytest.mark.slow

SET = """
from datetime import date, timedelta
from django.utils import timezone
from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.voices.models import Batch, Comment, Conversation, Participant
agency = Organization.objects.create(name="Agency", kind="agency")
conversation = Conversation.objects.create(
    slug="clinics", question=LocalizedText.of(en="?", es="?"), organization=agency, state="open",
    opens_at=timezone.now() - timedelta(days=1), comment_count=1,
)
somebody = Participant.objects.create(conversation=conversation, language="en")
Comment.objects.create(
    conversation=conversation, participant=somebody, number=1, text="First", language="en", channel="web",
    state="shown", said_at=timezone.now(),
)
Batch.objects.create(
    conversation=conversation, channel="paper", organization=agency, label="Church", language="en",
    collected_on=date(2026, 1, 5), statements=[1],
)
"""

KEEP = """
from uuid import UUID
from longtable.core.access import Actor
from longtable.voices import actions
from longtable.voices.actions.sheets import Sheet
from longtable.voices.models import Batch
kept = actions.keep_sheet(
    by=Actor.system("tests"), batch=Batch.objects.get(), number={number}, form_key=UUID("{key}"),
    sheet=Sheet("en", words=("One.", "Two."), answers={{1: 1}}, contact="person{number}@example.org"),
)
result = str(kept.participant.pk)
"""

LOOK = """
from longtable.core.models import AuditEntry
from longtable.messaging.models import Message
from longtable.people.models import ContactPoint
from longtable.voices.models import Comment, Participant, Vote
sheets = Participant.objects.exclude(sheet=None)
result = {
    "sheets": list(sheets.order_by("sheet").values_list("sheet", flat=True)),
    "comments": Comment.objects.exclude(number=1).count(),
    "votes": Vote.objects.count(),
    "counted": Comment.objects.get(number=1).agrees,
    "contacts": ContactPoint.objects.count(),
    "messages": Message.objects.count(),
    "audited": AuditEntry.objects.filter(verb="voices.sheet.kept").count(),
}
"""


@pytest.fixture
def zygote(fresh_database: str) -> Iterator[Zygote]:
    """Processes over a database of their own, in which a stack of paper waits."""
    with Zygote(fresh_database) as zygote:
        zygote.migrate()
        zygote.run(SET)
        yield zygote


def whole(sheets: int) -> dict[str, object]:
    """So many sheets, and nothing half there."""
    numbers = list(range(1, sheets + 1))
    once = dict.fromkeys(("votes", "counted", "contacts", "messages", "audited"), sheets)
    return {"sheets": numbers, "comments": 2 * sheets, **once}


def type_in_everywhere(zygote: Zygote, step: int) -> int:
    """Type in another sheet for each moment at which the server can die; returns how many."""
    for number, at in enumerate(count(step=step), start=1):
        code = KEEP.format(number=number, key=uuid4())
        end = zygote.run(code, at=at)
        found = zygote.ask(LOOK)
        assert found in (whole(number - 1), whole(number)), f"killed at moment {at}"
        assert end.killed or found == whole(number)
        again = zygote.ask(code)
        assert end.result in (None, again), f"killed at moment {at}: the second click is another sheet"
        assert zygote.ask(LOOK) == whole(number), f"killed at moment {at}: sent again it is not one sheet"
        if not end.killed:
            return number
    raise AssertionError


def test_no_sheet_is_lost_and_none_is_doubled(zygote: Zygote) -> None:
    assert type_in_everywhere(zygote, step=3) > 20


def test_a_dead_server_here_and_there(zygote: Zygote) -> None:
    assert type_in_everywhere(zygote, step=40) > 1
