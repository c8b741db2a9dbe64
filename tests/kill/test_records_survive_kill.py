"""Records for a request are made once and whole, wherever the worker is killed."""

from itertools import count

import pytest

from tests.kill.harness import Zygote

pytestmark = pytest.mark.slow

EVERY = 13
"""Killed at every thirteenth moment: one more or less is the same place."""

SET = """
from datetime import timedelta
from django.utils import timezone
from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.voices.actions import ask_for_records
from longtable.voices.models import Comment, Conversation, Participant
agency = Organization.objects.create(name="Agency", kind="agency")
conversation = Conversation.objects.create(
    slug="clinics", question=LocalizedText.of(en="?", es="?"), organization=agency, state="open",
    opens_at=timezone.now() - timedelta(days=1),
)
somebody = Participant.objects.create(conversation=conversation, language="en")
Comment.objects.create(
    conversation=conversation, participant=somebody, number=1, text="Call 919-555-0142", language="en",
    channel="web", state="shown", said_at=timezone.now(),
)
ask_for_records(by=Actor.system("tests"), conversation=conversation, request="1")
"""

AGAIN = """
from longtable.core.models import Job, StoredFile
from longtable.voices.models import RecordsExport
RecordsExport.objects.update(state="waiting", file=None, report={}, done_share=0)
StoredFile.objects.all().delete()
Job.objects.filter(kind="voices.records").update(
    done_at=None, dead_at=None, attempts=0, leased_until=None, leased_by=""
)
"""

WORK = """
from longtable.core.work import run_all
run_all()
"""

LATER = """
from longtable.core.models import Job
Job.objects.filter(done_at=None).update(leased_until=None)
from longtable.core.work import run_all
run_all()
"""

LOOK = """
from longtable.core.models import StoredFile
from longtable.voices.models import RecordsExport
records = RecordsExport.objects.get()
result = [records.state, records.report["redacted"], StoredFile.objects.count(), records.file is not None]
"""


def test_whenever_the_worker_is_killed_the_next_one_makes_the_records_whole(fresh_database: str) -> None:
    with Zygote(fresh_database) as zygote:
        zygote.migrate()
        zygote.run(SET)
        for at in count(step=EVERY):
            zygote.run(AGAIN)
            end = zygote.run(WORK, at=at)
            zygote.run(LATER)
            assert zygote.ask(LOOK) == ["made", {"phone": 1}, 1, True], f"killed at moment {at}"
            if not end.killed:
                break
        assert at > 5 * EVERY
