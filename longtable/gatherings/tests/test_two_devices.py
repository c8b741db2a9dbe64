"""Two people work at one door at the same moment: nobody counts twice, and no place is given twice."""

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from longtable.accounts.models import Organization
from longtable.gatherings.actions.door import NoRoom, WalkIn, check_in, walk_in
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, session_of, sign_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DEVICES = 6


def at_once(do: Callable[[], object]) -> list[object]:
    """What each device got that was not refused, all of them pressing at the same moment."""
    together, done = threading.Barrier(DEVICES), []

    def press() -> None:
        try:
            together.wait(10)
            done.append(do())
        except NoRoom:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(DEVICES)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return done


def test_somebody_whom_all_of_them_scan_counts_once(agency: Organization) -> None:
    tonight = gathering_of(agency, "tonight", starts_at=in_days(0.1))
    people = list(sign_up(tonight, "Ana Reyes", "Rosa Luz").registration.attendees.all())
    fresh = at_once(lambda: check_in(by=STAGE, gathering=tonight, attendees=people))
    assert len(fresh) == DEVICES
    assert sorted(len(each) for each in fresh) == [0] * (DEVICES - 1) + [2]  # type: ignore[arg-type]
    assert tonight.attendance.count() == 2


@pytest.mark.parametrize("hours", [2, -1], ids=["while people can sign up", "when they can not any more"])
def test_the_last_places_are_given_once(agency: Organization, hours: int) -> None:
    small = gathering_of(agency, "small", seats=2, starts_at=in_days(hours / 24))
    at_once(lambda: walk_in(by=STAGE, gathering=small, who=WalkIn(), form_key=uuid4()))
    assert small.attendance.count() == 2
    pool = session_of(small).pool
    assert pool
    assert pool.remaining == (0 if hours > 0 else 2)
