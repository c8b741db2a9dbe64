"""When nothing more can be written, the page says so, gives the words back, and nothing is half there."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from longtable.core.models import AuditEntry, Receipt
from longtable.voices.models import Comment, Conversation, Participant
from longtable.voices.tests.stage import page, send

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'sqlite'", reason="SQLite alone can be told how large it may grow."
    ),
]

LONG = "The clinic closes before my shift ends. " * 120


@pytest.fixture
def full(conversation: Conversation) -> Iterator[Conversation]:
    """A conversation in a database that may not grow by a single page."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {int(pages)}")
        yield conversation
        cursor.execute("PRAGMA max_page_count = 1073741823")


def test_the_words_come_back_and_nothing_is_half_written(full: Conversation) -> None:
    response = send(Client(raise_request_exception=False), full, LONG)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert LONG.strip() in page(response)
    for model in (Comment, Participant, Receipt, AuditEntry):
        assert not model.objects.exists(), model


def test_what_was_said_before_can_still_be_read(conversation: Conversation, full: Conversation) -> None:
    assert Client().get(f"/c/{full.slug}/").status_code == 200
    assert Client().get(f"/c/{full.slug}/said/").status_code == 200
