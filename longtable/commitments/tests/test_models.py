"""What the database itself refuses, for whoever writes past the actions."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from longtable.accounts.models import Organization, User
from longtable.commitments.models import Commitment, CommitmentNumber
from longtable.core.localized import LocalizedText

pytestmark = pytest.mark.django_db


def make(owner: User, division: Organization, **given: Any) -> Commitment:
    return Commitment.objects.create(
        **{
            "number": CommitmentNumber.take(),
            "title": LocalizedText.of(en="Clinics in the evening"),
            "promise": "will",
            "kind": "service",
            "owner": owner,
            "division": division,
            "due_on": date(2030, 1, 1),
        }
        | given
    )


@pytest.mark.parametrize(
    "given",
    [
        {"due_on": None},
        {"promise": "will_not"},
        {"promise": "will_not", "because": LocalizedText.of(en="No staff"), "state": "under_way"},
        {"state": "nowhere"},
        {"state": "verified"},
    ],
    ids=[
        "a promise without a day",
        "no without a reason",
        "no and begun",
        "no such state",
        "checked by nobody",
    ],
)
def test_the_database_refuses(given: dict[str, Any], faye: User, agency: Organization) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(faye, agency, **given)


def test_a_plain_no_needs_no_day(faye: User, agency: Organization) -> None:
    assert make(faye, agency, promise="will_not", due_on=None, because=LocalizedText.of(en="No staff")).pk


def test_nobody_checks_their_own_promise(faye: User, dev: User, agency: Organization) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(faye, agency, verified_by=faye)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(faye, agency, reported_by=dev, verified_by=dev)


def test_numbers_are_given_once(db: None) -> None:
    assert [CommitmentNumber.take() for _ in range(3)] == [1, 2, 3]
