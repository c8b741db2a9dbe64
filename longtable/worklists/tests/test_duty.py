"""Words of danger always reach somebody."""

from datetime import timedelta

import pytest

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Denied
from longtable.core.retention import scrub_all_due
from longtable.worklists.actions import add_shift, remove_shift
from longtable.worklists.models import DutyShift
from longtable.worklists.selectors import on_duty, shifts_on_duty
from longtable.worklists.tests.conftest import SYSTEM, WEDNESDAY
from tests.cast import OrganizationFactory, member

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_whoever_stands_by_is_called(conrad: User, agency: Organization) -> None:
    other = member("Conchita", "convener", agency)
    by = SYSTEM
    shift = add_shift(
        by=by, organization=agency, user=other, starts_at=WEDNESDAY - HOUR, ends_at=WEDNESDAY + HOUR
    )
    assert on_duty(agency, WEDNESDAY) == [other]
    assert on_duty(agency, WEDNESDAY + HOUR) == [conrad, other]
    remove_shift(by=by, shift=shift)
    assert on_duty(agency, WEDNESDAY) == [conrad, other]


def test_without_a_roster_those_who_moderate_there_are_called(conrad: User, agency: Organization) -> None:
    assert on_duty(agency, WEDNESDAY) == [conrad]


def test_without_those_the_whole_states_are_called(conrad: User) -> None:
    assert on_duty(OrganizationFactory(), WEDNESDAY) == [conrad]


def test_who_left_is_not_called(conrad: User, agency: Organization) -> None:
    add_shift(
        by=SYSTEM,
        organization=agency,
        user=conrad,
        starts_at=WEDNESDAY,
        ends_at=WEDNESDAY + HOUR,
    )
    User.objects.filter(pk=conrad.pk).update(is_active=False)
    other = member("Conchita", "convener", agency, scope=Membership.Scope.ORGANIZATION)
    assert on_duty(agency, WEDNESDAY) == [other]


def test_the_roster_of_others_is_not_mine_to_keep(conrad: User, agency: Organization) -> None:
    with pytest.raises(Denied):
        add_shift(
            by=actor_for_user(conrad),
            organization=agency,
            user=conrad,
            starts_at=WEDNESDAY,
            ends_at=WEDNESDAY + HOUR,
        )


def test_only_running_shifts_are_on_duty(conrad: User, agency: Organization) -> None:
    shift = add_shift(
        by=SYSTEM,
        organization=agency,
        user=conrad,
        starts_at=WEDNESDAY,
        ends_at=WEDNESDAY + HOUR,
        phone="+19195550142",
    )
    assert list(shifts_on_duty(agency, WEDNESDAY)) == [shift]
    assert not shifts_on_duty(agency, WEDNESDAY + HOUR)
    assert not shifts_on_duty(OrganizationFactory(), WEDNESDAY)


def test_the_number_is_wiped_a_month_after_the_shift(conrad: User, agency: Organization) -> None:
    add_shift(
        by=SYSTEM,
        organization=agency,
        user=conrad,
        starts_at=WEDNESDAY - HOUR,
        ends_at=WEDNESDAY,
        phone="+19195550142",
    )
    scrub_all_due(by=SYSTEM, now=WEDNESDAY + timedelta(days=29))
    assert DutyShift.objects.get().phone == "+19195550142"
    scrub_all_due(by=SYSTEM, now=WEDNESDAY + timedelta(days=31))
    assert DutyShift.objects.get().phone == ""
