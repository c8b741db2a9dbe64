"""Tracking links and codes: the same form leads to the same page, and nothing stored leads back."""

from uuid import uuid4

import pytest
from django.utils import timezone

from longtable.core.attempts import TooManyAttempts
from longtable.core.models import Receipt
from longtable.core.receipts import find_by_code, give_receipt, note_use, open_by_token

pytestmark = pytest.mark.django_db

HERE = "192.0.2.1"


def test_a_form_that_is_sent_twice_has_one_receipt() -> None:
    key = uuid4()
    first, second = give_receipt(key), give_receipt(key)
    assert first == second
    assert Receipt.objects.count() == 1


def test_two_forms_have_two_receipts_that_share_nothing() -> None:
    first, second = give_receipt(uuid4()), give_receipt(uuid4())
    assert first.receipt != second.receipt
    assert first.token != second.token
    assert first.code != second.code


def test_the_link_opens_it_and_shows_the_code_again() -> None:
    given = give_receipt(uuid4())
    opened = open_by_token(given.token)
    assert opened == given
    assert given.url.endswith(f"/track/{given.token}/")


def test_the_code_opens_the_same_one() -> None:
    given = give_receipt(uuid4())
    assert find_by_code(given.code.lower(), tried_by=HERE) == given.receipt


def test_neither_secret_is_stored() -> None:
    given = give_receipt(uuid4())
    stored = str(Receipt.objects.values().get())
    assert given.token not in stored
    assert given.code.replace("-", "") not in stored


def test_the_code_does_not_lead_to_the_link() -> None:
    given = give_receipt(uuid4())
    assert open_by_token(given.code.replace("-", "") * 2) is None


@pytest.mark.parametrize("token", ["", "short", "A" * 22, "A" * 65, "../../etc/passwd-and-more"])
def test_what_is_no_link_opens_nothing(token: str) -> None:
    give_receipt(uuid4())
    assert open_by_token(token) is None


def test_another_deployment_cannot_open_it(settings: object) -> None:
    given = give_receipt(uuid4())
    settings.INDEX_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="  # type: ignore[attr-defined]
    assert open_by_token(given.token) is None


def test_a_withdrawn_receipt_opens_nothing() -> None:
    given = give_receipt(uuid4())
    Receipt.objects.update(withdrawn_at=timezone.now())
    assert open_by_token(given.token) is None
    assert find_by_code(given.code, tried_by=HERE) is None


def test_its_use_is_remembered() -> None:
    given = give_receipt(uuid4())
    note_use(given.receipt)
    assert Receipt.objects.get().last_used_at


def test_guessing_ends_for_one_address_and_not_for_others() -> None:
    given = give_receipt(uuid4())
    for _ in range(10):
        assert find_by_code("0000000000", tried_by=HERE) is None
    with pytest.raises(TooManyAttempts):
        find_by_code(given.code, tried_by=HERE)
    assert find_by_code(given.code, tried_by="192.0.2.2") == given.receipt
