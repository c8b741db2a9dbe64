"""Whom a user acts as."""

from datetime import date

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import User
from longtable.core.access import Permission
from longtable.places.models import Area, Region, RegionArea
from tests.cast import Cast, actor


def test_a_member_of_the_state_reaches_everything(faye: User, cedar: Area) -> None:
    assert actor(faye).may(Permission.SEE_WORK, areas=[cedar.pk])


def test_a_regional_team_reaches_its_region_and_no_other(regina: User, alder: Area, cedar: Area) -> None:
    assert actor(regina).may(Permission.SEE_WORK, areas=[alder.pk])
    assert not actor(regina).may(Permission.SEE_WORK, areas=[cedar.pk])


def test_a_county_that_left_the_region_is_out_of_reach(regina: User, east: Region, alder: Area) -> None:
    RegionArea.objects.filter(region=east, area=alder).update(valid_to=date(2021, 1, 1))
    assert not actor(regina).may(Permission.SEE_WORK, areas=[alder.pk])


def test_a_partner_reaches_their_own_organization_only(dev: User) -> None:
    own = dev.memberships.get().organization_id
    assert actor(dev).may(Permission.SEE_PLACES, organization=own)
    assert not actor(dev).may(Permission.SEE_PLACES, organization=dev.pk)


def test_a_stranger_may_nothing(eve: User) -> None:
    assert actor(eve).permissions == frozenset()


def test_a_role_that_ended_allows_nothing(faye: User) -> None:
    faye.memberships.update(ended_at=timezone.now())
    assert actor(faye).permissions == frozenset()


def test_two_queries_tell_everything(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for user in (cast.regina, cast.faye):
        with django_assert_max_num_queries(2):
            actor_for_user(user)
