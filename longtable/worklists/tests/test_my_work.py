"""What stands on whose list."""

from datetime import timedelta

import pytest
import time_machine

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Permission
from longtable.places.models import Area, Region
from longtable.worklists.models import WorkItem
from longtable.worklists.selectors import my_work, work_of_others
from longtable.worklists.tests.conftest import WEDNESDAY, give
from tests.cast import OrganizationFactory, member

pytestmark = pytest.mark.django_db


def titles(user: User) -> list[str]:
    return [str(item.title) for item in my_work(actor_for_user(user), WEDNESDAY)]


def test_my_own_work_is_mine_and_nobody_elses(faye: User, conrad: User) -> None:
    give(owner=faye)
    assert (titles(faye), titles(conrad)) == (["Call the food bank"], [])


def test_what_is_late_comes_first_and_five_are_enough(faye: User) -> None:
    for day in (3, -2, 1, 0, 5, -1, 4):
        give(f"day {day}", owner=faye, due_at=WEDNESDAY + timedelta(days=day))
    five = my_work(actor_for_user(faye), WEDNESDAY)[:5]
    assert [str(item.title) for item in five] == ["day -2", "day -1", "day 0", "day 1", "day 3"]


def test_what_nobody_has_stands_before_everybody_of_the_organization(
    faye: User, conrad: User, dev: User, agency: Organization
) -> None:
    give(organization=agency)
    assert titles(faye) == titles(conrad) == ["Call the food bank"]
    assert titles(dev) == []


def test_what_needs_a_permission_stands_before_those_who_hold_it(
    faye: User, conrad: User, agency: Organization
) -> None:
    give(organization=agency, permission=Permission.RESOLVE_MESSAGES)
    assert (titles(faye), titles(conrad)) == (["Call the food bank"], [])


def test_a_permission_in_one_organization_does_not_reach_another(dev: User) -> None:
    other, own = OrganizationFactory(), OrganizationFactory()
    navigator = member("Nora", "navigator", own, scope=Membership.Scope.ORGANIZATION)
    give("theirs", organization=other, permission=Permission.TAKE_CALLS)
    give("ours", organization=own, permission=Permission.TAKE_CALLS)
    assert titles(navigator) == ["ours"]
    assert titles(dev) == []


def test_a_region_sees_what_lies_in_it(
    regina: User, east: Region, alder: Area, cedar: Area, agency: Organization
) -> None:
    give("in the east", organization=agency, area=alder, permission=Permission.TAKE_CALLS)
    give("in the west", organization=agency, area=cedar, permission=Permission.TAKE_CALLS)
    assert titles(regina) == ["in the east"]


def test_a_deputy_has_the_work_of_who_is_away_and_only_then(faye: User, conrad: User) -> None:
    give(owner=faye)
    faye.deputy, faye.away_from, faye.away_until = conrad, WEDNESDAY.date(), WEDNESDAY.date()
    faye.save()
    assert titles(conrad) == titles(faye) == ["Call the food bank"]
    thursday = WEDNESDAY + timedelta(days=1)
    assert not my_work(actor_for_user(conrad), thursday).exists()


def test_away_until_further_notice_has_no_last_day(faye: User, conrad: User) -> None:
    give(owner=faye)
    faye.deputy, faye.away_from = conrad, WEDNESDAY.date() - timedelta(days=90)
    faye.save()
    assert titles(conrad) == ["Call the food bank"]


def test_what_was_raised_stands_before_those_who_give_out_work(
    faye: User, conrad: User, agency: Organization
) -> None:
    item = give(owner=conrad, organization=agency)
    assert titles(faye) == []
    WorkItem.objects.filter(pk=item.pk).update(raised_at=WEDNESDAY)
    assert titles(faye) == ["Call the food bank"]


def test_a_stranger_has_nothing(eve: User, agency: Organization) -> None:
    give(organization=agency)
    give(organization=agency, permission=Permission.OPERATE)
    assert titles(eve) == []
    assert not work_of_others(actor_for_user(eve)).exists()


def test_my_list_takes_few_queries_however_long_it_is(
    faye: User, agency: Organization, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        give(str(number), owner=faye, organization=agency)
    actor = actor_for_user(faye)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len([(item.owner, item.organization, item.area) for item in my_work(actor, WEDNESDAY)]) == 12


def test_today_is_the_agencys_day(faye: User, conrad: User, settings: object) -> None:
    settings.TIME_ZONE = "America/New_York"  # type: ignore[attr-defined]
    give(owner=faye)
    faye.deputy, faye.away_from, faye.away_until = conrad, WEDNESDAY.date(), WEDNESDAY.date()
    faye.save()
    late = WEDNESDAY.replace(day=5, hour=3)  # still Wednesday there
    with time_machine.travel(late, tick=False):
        assert my_work(actor_for_user(conrad), late).exists()
