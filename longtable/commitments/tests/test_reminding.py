"""What is due soon or late comes before its owner, once."""

from datetime import date, timedelta

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.models import Commitment
from longtable.commitments.tests.conftest import shown
from longtable.core.access import Actor
from longtable.worklists.models import WorkItem
from tests.cast import actor

JOB = Actor.system("test")
DUE = date(2090, 6, 30)


def kinds(commitment: Commitment) -> list[str]:
    return sorted(WorkItem.objects.open().about(commitment).values_list("kind", flat=True))


def test_a_week_before_its_day_the_owner_is_told_once(accepted: Commitment) -> None:
    assert actions.remind(by=JOB, today=DUE - timedelta(days=8)) == 0
    assert actions.remind(by=JOB, today=DUE - timedelta(days=7)) == 1
    assert actions.remind(by=JOB, today=DUE - timedelta(days=6)) == 0
    assert kinds(accepted) == ["commitments.keep", "commitments.start"]


def test_what_is_late_stays_on_the_list_until_it_is_done(accepted: Commitment, dev: User) -> None:
    actions.remind(by=JOB, today=DUE - timedelta(days=1))
    actions.remind(by=JOB, today=DUE + timedelta(days=3))
    assert kinds(accepted) == ["commitments.late"]
    item = WorkItem.objects.open().get()
    assert item.owner == dev
    assert "Open clinics" in item.title.show("en").text
    WorkItem.objects.update(done_at=item.due_at)  # somebody ticks it off without doing it
    actions.remind(by=JOB, today=DUE + timedelta(days=4))
    assert kinds(accepted) == ["commitments.late"]
    actions.start(by=actor(dev), commitment=accepted, evidence=shown("Begun"))
    actions.report_done(by=actor(dev), commitment=accepted, evidence=shown("Done"))
    assert kinds(accepted) == ["commitments.check"]


def test_a_plain_no_is_never_late(refused: Commitment) -> None:
    Commitment.objects.filter(pk=refused.pk).update(due_on=DUE)
    actions.remind(by=JOB, today=DUE + timedelta(days=3))
    assert kinds(refused) == []
