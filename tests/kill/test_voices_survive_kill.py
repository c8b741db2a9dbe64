"""What was acknowledged is kept, and what is sent again counts once, wherever the server is killed."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from tests.kill.harness import End, Zygote

pytestmark = pytest.mark.slow

BETWEEN = 2
"""After one statement and before the next is the same moment: every second one is enough."""

SET = """
from datetime import timedelta
from django.utils import timezone
from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.voices.models import Comment, Conversation, Participant
agency = Organization.objects.create(name="Agency", kind="agency")
conversation = Conversation.objects.create(
    slug="clinics", question=LocalizedText.of(en="?", es="?"), organization=agency, state="open",
    opens_at=timezone.now() - timedelta(days=1),
)
somebody = Participant.objects.create(conversation=conversation, language="en")
Comment.objects.create(
    conversation=conversation, participant=somebody, number=1, text="First", language="en", channel="web",
    state="shown", said_at=timezone.now(),
)
Conversation.objects.update(comment_count=1)
"""

SAY = """
from django.test import Client
answer = Client(SERVER_NAME="127.0.0.1").post("/c/clinics/say/", {{"text": "{words}", "form_key": "{key}"}})
result = [answer.status_code, answer.headers.get("Location")]
"""

ANSWER = """
from django.test import Client
answer = Client(SERVER_NAME="127.0.0.1").post(
    "/c/clinics/agree/", {{"number": "1", "answer": "{value}", "form_key": "{key}"}}
)
result = [answer.status_code, answer.headers.get("Location")]
"""

BRING_IN = """
from pathlib import Path
from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.imports import run_import
from longtable.voices.actions.importing import PolisImporter
PolisImporter.batch_size = 2
importer = PolisImporter(Path("{folder}"), organization=Organization.objects.get(name="Agency"))
result = run_import(by=Actor.system("tests"), importer=importer).as_json()
"""

LOOK_AT_IMPORTED = """
from longtable.core.models import ImportReject
from longtable.voices.models import Comment, Decision, Participant, Vote
here = {"conversation__slug": "abroad"}
result = {
    "people": Participant.objects.filter(**here).count(),
    "numbers": sorted(Comment.objects.filter(**here).values_list("number", flat=True)),
    "decisions": Decision.objects.count(),
    "votes": Vote.objects.filter(comment__conversation__slug="abroad").count(),
    "counted": sum(Comment.objects.filter(**here).values_list("answers", flat=True)),
    "rejects": ImportReject.objects.count(),
}
"""

COMMENTS = """\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1400000000000,x,0,0,0,0,1,Longer hours
1400000000000,x,1,1,0,0,-1,Buy my shoes
1400000000000,x,2,2,0,0,0,A bus
1400000000000,x,x,2,0,0,0,No number
"""

VOTES = "timestamp,datetime,comment-id,voter-id,vote\n" + "".join(
    f"1400000000000,x,{comment},{voter},{(comment + voter) % 3 - 1}\n"
    for voter in range(4)
    for comment in range(3)
)

LOOK = """
from longtable.core.models import AuditEntry, Job, Receipt
from longtable.voices.models import Comment, Conversation, Participant, Vote
comment = Comment.objects.get(number=1)
result = {
    "comments": Comment.objects.exclude(number=1).count(),
    "numbers": Conversation.objects.get().comment_count,
    "told": Job.objects.filter(kind__startswith="voices.comment.said").count(),
    "audited": AuditEntry.objects.filter(verb="voices.comment.said").count(),
    "people": Participant.objects.exclude(receipt=None).count(),
    "receipts": Receipt.objects.count(),
    "votes": Vote.objects.count(),
    "counted": [comment.answers, comment.agrees + comment.disagrees + comment.passes],
}
"""


@pytest.fixture
def zygote(fresh_database: str) -> Iterator[Zygote]:
    """Processes over a database of their own, in which one conversation is open."""
    with Zygote(fresh_database) as zygote:
        zygote.migrate()
        zygote.run(SET)
        yield zygote


def whole(found: dict[str, object], where: str) -> None:
    """Nothing is half there: every comment has its number, its audit, its event and its author."""
    assert found["comments"] == found["audited"] == found["told"], where
    assert found["numbers"] == found["comments"] + 1, where  # type: ignore[operator]
    assert found["people"] == found["receipts"], where


def say_everywhere(zygote: Zygote, step: int) -> int:
    """Say something new for each moment at which the server can die; returns how many."""
    for said, at in enumerate(count(step=step), start=1):
        code = SAY.format(words=f"Words {at}", key=uuid4())
        end, where = zygote.run(code, at=at), f"killed at moment {at}"
        found = zygote.ask(LOOK)
        whole(found, where)
        acknowledged = not end.killed
        assert found["comments"] == said if acknowledged else found["comments"] in (said - 1, said), where
        again: End = zygote.run(code)
        assert again.result[0] == 302, where
        assert end.result in (None, again.result), f"{where}: the second click led elsewhere"
        found = zygote.ask(LOOK)
        whole(found, where)
        assert found["comments"] == found["people"] == said, f"{where}: sent again it is not one comment"
        if acknowledged:
            return said
    raise AssertionError


def answer_everywhere(zygote: Zygote, step: int) -> int:
    """Answer as somebody new for each moment at which the server can die; returns how many."""
    for given, at in enumerate(count(step=step), start=1):
        code = ANSWER.format(value=at % 3 - 1, key=uuid4())
        end = zygote.run(code, at=at)
        for _ in range(2):
            found = zygote.ask(LOOK)
            assert found["counted"] == [found["votes"]] * 2, f"killed at moment {at}"
            zygote.run(code)
        assert found["votes"] == given, f"killed at moment {at}"
        if not end.killed:
            return given
    raise AssertionError


def test_words_that_were_acknowledged_are_never_lost_and_never_doubled(zygote: Zygote) -> None:
    assert say_everywhere(zygote, step=BETWEEN) > 20


def test_every_answer_is_counted_once(zygote: Zygote) -> None:
    assert answer_everywhere(zygote, step=BETWEEN) > 20


def test_an_import_that_was_killed_anywhere_is_taken_up_there(zygote: Zygote, tmp_path: Path) -> None:
    folder = tmp_path / "abroad"
    folder.mkdir()
    (folder / "comments.csv").write_text(COMMENTS)
    (folder / "votes.csv").write_text(VOTES)
    code = BRING_IN.format(folder=folder)
    assert list(zygote.every_moment(code, step=BETWEEN))[-1] > 10
    found = {"people": 4, "numbers": [1, 2, 3], "decisions": 2, "votes": 12, "counted": 12, "rejects": 1}
    assert zygote.ask(LOOK_AT_IMPORTED) == found
    again = zygote.ask(code)
    assert (again["created"], again["changed"]) == (0, 0)
    assert zygote.ask(LOOK_AT_IMPORTED) == found | {"rejects": 2}


def test_a_dead_server_here_and_there(zygote: Zygote) -> None:
    assert say_everywhere(zygote, step=26) > 1
    assert answer_everywhere(zygote, step=34) > 1
