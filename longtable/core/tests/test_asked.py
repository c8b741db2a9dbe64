"""Statements that are written once: asked again with other values, they answer as if written anew."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F

from longtable.core.among import listed
from longtable.core.asked import Asked, Changed
from longtable.core.models import Attempt, AuditEntry, AuditSubject, Receipt

NOW = datetime(2026, 3, 1, 12, 30, 15, 250, tzinfo=UTC)

with_hash = Asked(lambda token_hash: Receipt.objects.filter(token_hash=token_hash), token_hash=str)
with_id = Asked(lambda pk: Receipt.objects.filter(pk=pk, withdrawn_at=None), pk=UUID)
count_up = Changed(
    lambda who, times, window: (
        Attempt.objects.filter(who=who, window=window),
        {"count": F("count") + times},
    ),
    who=str,
    times=int,
    window=datetime,
)


@pytest.fixture
def receipts(db: None) -> list[Receipt]:
    return [Receipt.objects.create(token_hash=name * 64, code_hash=name * 64) for name in "ab"]


def test_each_time_it_answers_with_the_values_of_that_time(receipts: list[Receipt]) -> None:
    first, second = receipts
    assert with_hash(token_hash="a" * 64) == [first]
    assert with_hash(token_hash="b" * 64) == [second]
    assert with_hash(token_hash="c" * 64) == []
    assert with_id(pk=second.pk) == [second]
    assert with_id(pk=first.pk) == [first]


def test_what_it_gives_is_as_django_gives_it(receipts: list[Receipt]) -> None:
    [found] = with_id(pk=receipts[0].pk)
    again = Receipt.objects.get(pk=receipts[0].pk)
    assert vars(found) | {"_state": None} == vars(again) | {"_state": None}
    found.withdrawn_at = NOW
    found.save()
    assert with_id(pk=found.pk) == []


def test_of_many_it_answers_at_once_whatever_their_number(
    receipts: list[Receipt], django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    ask = Asked(lambda ids: Receipt.objects.filter(pk__among=ids).order_by("token_hash"), ids=str)
    first, second = receipts
    with django_assert_num_queries(5):
        assert ask(ids=listed([second.pk, first.pk])) == [first, second]
        assert ask(ids=listed([first.pk, first.pk])) == [first]
        assert ask(ids=listed([second.pk])) == [second]
        assert ask(ids=listed([UUID(int=1)])) == []
        assert ask(ids=listed([])) == []


def test_related_rows_come_along_and_may_be_none(db: None, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    entry = AuditEntry.objects.create(at=NOW, actor_kind="system", verb="core.test")
    AuditSubject.objects.create(entry=entry, kind="core.x", subject_id="1")
    ask = Asked(lambda kind: AuditSubject.objects.filter(kind=kind).select_related("entry"), kind=str)
    with django_assert_num_queries(1):
        [subject] = ask(kind="core.x")
        assert (subject.entry.at, subject.entry.fields) == (NOW, [])


def test_a_change_says_how_many_it_changed(db: None) -> None:
    Attempt.objects.create(purpose="x", who="ana", window=NOW, count=2)
    assert count_up(who="ana", times=3, window=NOW) == 1
    assert count_up(who="ana", times=4, window=NOW) == 1
    assert count_up(who="ana", times=4, window=NOW + timedelta(hours=1)) == 0
    assert Attempt.objects.get().count == 9


def test_words_of_a_value_are_only_words(receipts: list[Receipt]) -> None:
    assert with_hash(token_hash="' OR 1=1 --%s") == []
    assert with_hash(token_hash="a\0b") == []


@pytest.mark.django_db(transaction=True)
def test_several_threads_ask_the_same_question() -> None:
    made = Receipt.objects.create(token_hash="a" * 64, code_hash="a" * 64)
    found: list[Receipt] = []

    def ask() -> None:
        found.extend(with_id(pk=made.pk))
        connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [made] * 4
