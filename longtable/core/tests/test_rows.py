"""Rows of several kinds are written in one message, and nothing of any of them is lost."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from longtable.core import rows
from longtable.core.access import Actor
from longtable.core.audit import record
from longtable.core.models import AuditEntry, Job, Receipt

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def receipt(name: str) -> Receipt:
    return Receipt(token_hash=name * 64, code_hash=name.upper() * 64)


def job(words: str) -> Job:
    return Job(kind="core.test", payload={"words": words}, run_after=NOW)


def test_what_is_written_is_read_again_as_it_was() -> None:
    first, second, work = receipt("a"), receipt("b"), job("50% of it; and 'the rest'")
    rows.insert(first, second, work)
    assert set(Receipt.objects.all()) == {first, second}
    found = Job.objects.get()
    assert (found.payload, found.run_after, found.key) == (work.payload, NOW, None)
    assert not first._state.adding


def test_postgres_gets_one_message_and_sqlite_one_for_each_kind() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows.insert(receipt("a"), receipt("b"), job("x"))
    assert len(asked) == (1 if connection.vendor == "postgresql" else 2)


def test_nothing_to_write_asks_nothing(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        rows.insert()


def test_one_that_cannot_stand_takes_all_with_it() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(job("x"), receipt("a"), receipt("a"))
    assert not Job.objects.exists()


def test_an_entry_of_the_audit_is_written_with_what_it_is_about() -> None:
    made, work = receipt("a"), job("x")
    entry = record(Actor.system("test"), "core.test.made", made, ("core.gone", 7), beside=[made, work])
    found = AuditEntry.objects.get(pk=entry.pk)
    subjects = {(each.kind, each.subject_id) for each in found.subjects.all()}
    assert subjects == {("core.receipt", str(made.pk)), ("core.gone", "7")}
    assert Receipt.objects.filter(pk=made.pk).exists()
    assert Job.objects.filter(pk=work.pk).exists()


def test_entries_without_subjects_have_numbers_too() -> None:
    first, second = (record(Actor.system("test"), "core.test.done") for _ in range(2))
    assert first.pk < second.pk
    assert not second.subjects.exists()
