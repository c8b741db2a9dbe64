"""What measurement learns about commitments."""

from datetime import timedelta

from django.utils import timezone

from longtable.commitments.facts import SCHEMA, commitments
from longtable.commitments.models import Commitment
from longtable.core.facts.columns import check_batch
from longtable.places.models import Area


def test_a_decision_is_a_fact_and_a_proposal_is_not(accepted: Commitment, alder: Area, birch: Area) -> None:
    accepted.areas.add(birch)
    (batch,) = commitments(None, None)
    check_batch(SCHEMA, batch)
    assert [row["area_code"] for row in batch.to_pylist()] == [alder.code, birch.code]


def test_only_the_asked_days_are_read(accepted: Commitment) -> None:
    today = timezone.localdate()
    assert list(commitments(today, today + timedelta(days=1)))
    assert not list(commitments(None, today))


def test_a_proposal_is_no_fact(proposed: Commitment) -> None:
    assert not list(commitments(None, None))
