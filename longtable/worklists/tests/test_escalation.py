"""Late work calls in others; the house's own trouble becomes work."""

from datetime import timedelta

import pytest
import time_machine

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Organization, User
from longtable.core.work import emit, enqueue, run_all
from longtable.messaging.models import Message
from longtable.worklists.models import Clock, WorkItem
from longtable.worklists.selectors import my_work
from longtable.worklists.tests.conftest import WEDNESDAY, give

pytestmark = pytest.mark.django_db

CLOCK = "worklists.jobs.look_at_the_clock"


def look(days: float) -> list[tuple[str, str]]:
    """Let the clock look at everything, and say who was written to."""
    before = set(Message.objects.values_list("pk", flat=True))
    with time_machine.travel(WEDNESDAY + timedelta(days=days), tick=False):
        enqueue(CLOCK)
        run_all()
    new = Message.objects.exclude(pk__in=before).select_related("user").order_by("user__name")
    return [(message.user.name, message.notice) for message in new if message.user]


@pytest.fixture
def item(faye: User, conrad: User, agency: Organization) -> WorkItem:
    """Faye's, due on Wednesday, given the week before. Conrad is her deputy."""
    faye.deputy = conrad
    faye.save()
    item = give(owner=faye, organization=agency)
    WorkItem.objects.update(created_at=WEDNESDAY - timedelta(days=7))
    return item


def test_the_owner_is_reminded_once_before_the_end(item: WorkItem) -> None:
    assert look(-5) == []
    assert look(-1) == [("Faye", "worklists.soon")]
    assert look(-0.5) == []


def test_late_work_climbs_the_ladder_step_by_step(item: WorkItem, conrad: User) -> None:
    Clock.objects.create(
        kind="tests.call",
        working_days=1,
        ladder=[{"after": 1, "tell": "deputy"}, {"after": 2, "tell": "leads"}],
    )
    assert look(0.1) == []
    assert look(1) == [("Conrad", "worklists.late"), ("Faye", "worklists.late")]
    assert my_work(actor_for_user(conrad), WEDNESDAY).filter(pk=item.pk).exists()
    assert look(1.2) == []
    assert look(2) == [("Faye", "worklists.late")]
    item.refresh_from_db()
    assert item.raised_at is not None


def test_nobody_is_told_of_what_is_done(item: WorkItem) -> None:
    WorkItem.objects.update(done_at=WEDNESDAY)
    assert look(5) == []


def test_work_that_was_given_up_is_put_before_those_who_operate(adam: User) -> None:
    for job in ("1", "2"):
        emit("work.dead", job_id=job, kind="voices.answer")
    run_all()
    assert [item.subject_id for item in my_work(actor_for_user(adam), WEDNESDAY)] == ["voices.answer"]


def test_uncertain_messages_are_one_thing_to_do_until_all_are_settled(faye: User) -> None:
    for message in ("1", "2"):
        emit("messaging.uncertain", message_id=message)
    run_all()
    assert my_work(actor_for_user(faye), WEDNESDAY).count() == 1
    emit("messaging.settled", message_id="1")
    run_all()
    assert not my_work(actor_for_user(faye), WEDNESDAY).exists()
