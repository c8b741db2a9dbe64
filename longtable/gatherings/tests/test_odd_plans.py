"""Plans that cannot be are refused in words beside the field, and never break a page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.capacity.actions import lapse_holds
from longtable.capacity.models import Pool
from longtable.gatherings.actions import add_session
from longtable.gatherings.models import Gathering, Series, Session
from longtable.gatherings.tests.stage import (
    STAGE,
    drafted,
    gathering_of,
    in_days,
    keyed,
    page,
    session_of,
    session_plan,
)
from longtable.places.models import Area
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(agency: Organization, alder: Area) -> Gathering:
    """Two sessions at three in a week."""
    start = timezone.localtime(in_days(7)).replace(hour=15, minute=0, second=0, microsecond=0)
    plans = [session_plan(slug, seats=5, starts_at=start) for slug in ("main", "two")]
    return gathering_of(agency, "day", alder, starts_at=start, sessions=plans)


@pytest.fixture
def staff(client: Client, faye: User) -> Client:
    """Faye, who convenes."""
    return signed_in(client, faye)


def change(staff: Client, session: Session, **also: str) -> Any:
    """The page of a session, sent with something else."""
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    form = {"day": f"{start:%Y-%m-%d}", "begins": f"{start:%H:%M}", "ends": f"{end:%H:%M}", "seats": "5"}
    form |= {"title_en": "Main", "title_es": "Principal", **also}
    return staff.post(f"/convening/{session.gathering.slug}/agenda/{session.pk}/", form)


def hold(size: int) -> None:
    """A stranger keeps places for five minutes."""
    Client().post("/gatherings/day/hold/", {"size": str(size), "session": "main"})


def test_places_that_somebody_holds_at_this_moment_are_not_taken_away(staff: Client, day: Gathering) -> None:
    hold(2)
    main = session_of(day, "main")
    assert change(staff, main, seats="").status_code == 422
    assert change(staff, main, seats="1").status_code == 422
    assert change(staff, main, seats="2").status_code == 302
    assert session_of(day, "main").pool.remaining == 0


def test_what_nobody_holds_any_more_can_be_opened_to_all(staff: Client, day: Gathering) -> None:
    hold(2)
    lapse_holds(by=STAGE, now=timezone.now() + timedelta(minutes=6))
    assert change(staff, session_of(day, "main"), seats="").status_code == 302
    assert session_of(day, "main").pool is None


def test_a_session_does_not_begin_before_one_can_sign_up_for_it(staff: Client, day: Gathering) -> None:
    Gathering.objects.update(starts_at=day.starts_at - timedelta(hours=6))
    Pool.objects.update(opens_at=day.starts_at - timedelta(hours=1))
    answer = change(staff, session_of(day, "main"), begins="10:00")
    assert answer.status_code == 422
    assert "Sign-up opens only after that." in page(answer)


@pytest.mark.parametrize("when", ["2020-01-05", "today"])
def test_nothing_is_prepared_for_a_day_that_is_over(
    staff: Client, day: Gathering, agency: Organization, when: str
) -> None:
    when = timezone.localdate().isoformat() if when == "today" else when
    title = {"title_en": "Next", "title_es": "Otra"}
    plan = {"kind": "webinar", "organization": str(agency.pk), "way": "online", "seats": "5"}
    plan |= {"day": when, "begins": "00:00", "ends": "00:01"}
    assert "Choose today or a later day" in page(staff.post("/convening/new/", keyed(**title, **plan)))
    if when != timezone.localdate().isoformat():
        copy = keyed(**title, slug="next", day=when)
        assert "Choose today or a later day" in page(staff.post("/convening/day/copy/", copy))
    assert Gathering.objects.count() == 1
    assert not Series.objects.exists()


def test_what_left_its_series_can_begin_another(staff: Client, day: Gathering) -> None:
    for slug in ("one", "other"):
        Gathering.objects.filter(pk=day.pk).update(series=None)
        form = keyed(title_en="Next", title_es="Otra", slug=slug, day=in_days(40).date().isoformat())
        assert staff.post("/convening/day/copy/", form).status_code == 302
    assert list(Series.objects.values_list("slug", flat=True)) == ["day", "day-2"]


def test_a_session_that_has_begun_can_still_be_written_down(agency: Organization) -> None:
    begun = timezone.now() - timedelta(hours=2)
    draft = drafted(agency, "late", starts_at=begun)
    made = add_session(by=STAGE, gathering=draft, plan=session_plan("late", starts_at=begun))
    assert made.pool
    assert made.pool.closes_at == begun
