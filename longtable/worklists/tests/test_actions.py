"""Giving, taking, handing over and finishing work."""

import pytest

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied, Permission
from longtable.core.localized import LocalizedText
from longtable.worklists.actions import add_work, finish, finish_work, hand_over, reassign, take
from longtable.worklists.models import WorkItem
from longtable.worklists.tests.conftest import SYSTEM, WEDNESDAY, give

pytestmark = pytest.mark.django_db


def test_the_same_key_makes_one_item(faye: User) -> None:
    assert give(owner=faye, key="once").pk == give(owner=faye, key="once").pk
    assert WorkItem.objects.count() == 1


def test_work_that_nobody_would_see_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an owner"):
        give()


def test_without_a_date_the_clock_gives_one(faye: User) -> None:
    item = add_work(by=SYSTEM, kind="tests", title=LocalizedText.of(en="Call"), owner=faye)
    assert item.due_at > item.created_at


def test_whoever_does_the_thing_finishes_it_for_everybody(
    faye: User, conrad: User, agency: Organization
) -> None:
    item = give(organization=agency, subject=agency)
    other = give(organization=agency, subject=faye)
    assert finish_work(by=actor_for_user(conrad), kind="tests.call", subject=agency, outcome="called") == 1
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.done_by, item.outcome, other.done_at) == (conrad, "called", None)


def test_finishing_what_is_finished_is_no_error(faye: User) -> None:
    item = give(owner=faye)
    assert [finish(by=actor_for_user(faye), item=item) for _ in range(2)] == [1, 0]


def test_a_colleague_cannot_finish_what_is_mine(faye: User, conrad: User) -> None:
    item = give(owner=faye)
    with pytest.raises(Denied):
        finish(by=actor_for_user(conrad), item=item)


def test_a_deputy_can(faye: User, conrad: User) -> None:
    item = give(owner=faye)
    faye.deputy, faye.away_from = conrad, item.created_at.date()
    faye.save()
    assert finish(by=actor_for_user(conrad), item=item) == 1


def test_one_of_two_takes_it(faye: User, conrad: User, agency: Organization) -> None:
    item = give(organization=agency)
    stale = WorkItem.objects.get(pk=item.pk)
    take(by=actor_for_user(faye), item=item)
    with pytest.raises(Denied):
        take(by=actor_for_user(conrad), item=stale)
    item.refresh_from_db()
    assert item.owner == faye


def test_only_who_holds_the_permission_takes_it(faye: User, conrad: User, agency: Organization) -> None:
    item = give(organization=agency, permission=Permission.RESOLVE_MESSAGES)
    with pytest.raises(Denied):
        take(by=actor_for_user(conrad), item=item)
    assert take(by=actor_for_user(faye), item=item).owner == faye


def test_handing_over_says_why(faye: User, conrad: User) -> None:
    item = give(owner=faye)
    hand_over(by=actor_for_user(faye), item=item, to=conrad, reason="I am in court on Friday")
    assert (item.owner, item.reason) == (conrad, "I am in court on Friday")


def test_somebody_elses_work_is_reassigned_only_by_who_gives_out_work(faye: User, conrad: User) -> None:
    item = give(owner=conrad)
    reassign(by=actor_for_user(faye), item=item, to=faye)
    with pytest.raises(Denied):
        reassign(by=actor_for_user(conrad), item=item, to=conrad)
    with pytest.raises(Denied):
        hand_over(by=actor_for_user(conrad), item=item, to=conrad, reason="")


def test_a_stranger_makes_and_finishes_nothing(eve: User, faye: User) -> None:
    item = give(owner=faye)
    by = actor_for_user(eve)
    with pytest.raises(Denied):
        add_work(by=by, kind="x", title=LocalizedText.of(en="x"), owner=faye, due_at=WEDNESDAY)
    with pytest.raises(Denied):
        finish(by=by, item=item)
    with pytest.raises(Denied):
        finish_work(by=by, kind="tests.call", subject=faye)
    with pytest.raises(Denied):
        take(by=by, item=item)


def test_a_visitor_with_a_code_may_cause_work_by_what_they_are_allowed(faye: User) -> None:
    receipt = Actor.receipt("0190")
    assert add_work(by=receipt, kind="x", title=LocalizedText.of(en="x"), owner=faye, due_at=WEDNESDAY)
