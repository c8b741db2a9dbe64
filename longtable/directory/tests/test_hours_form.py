"""The week on one screen: what it shows of what is stored, and what it stores of what is typed."""

from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from longtable.accounts.models import Organization, User
from longtable.directory.actions.editing import change_entry
from longtable.directory.forms.hours import HoursForm
from longtable.directory.hours import WEEK
from longtable.directory.models import Location, OrganizationEntry, Schedule
from longtable.directory.tests.entries import Made, make_entry
from tests.cast import OrganizationFactory, actor


def typed(form: HoursForm, **fields: str) -> QueryDict:
    """What a browser sends of the form, some of it typed anew."""
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if isinstance(value, time):
            value = value.strftime("%H:%M")
        if value not in (None, False, ""):
            data[bound.name] = "on" if value is True else str(value)
    data.update(fields)
    return data


def form_of(owner: Any, data: QueryDict | None = None) -> HoursForm:
    """The form of what ``owner`` has now."""
    return HoursForm(
        data, schedules=list(owner.schedules.order_by("created_at", "pk")), owner=("service", owner.pk)
    )


@pytest.fixture
def ours(partner: Organization) -> Made:
    return make_entry(partner)


def save(dev: User, ours: Made, **fields: str) -> list[tuple[str, str, str]]:
    """Type and save; what is stored then."""
    form = form_of(ours.pantry, typed(form_of(ours.pantry), **fields))
    assert form.is_valid(), form.errors
    change_entry(by=actor(dev), entry=ours.entry, edits=form.edits())
    return sorted(
        (each.byday, f"{each.opens_at:%H:%M}", f"{each.closes_at:%H:%M}")
        for each in ours.pantry.schedules.all()
    )


def test_saving_what_is_shown_changes_nothing(ours: Made) -> None:
    form = form_of(ours.pantry, typed(form_of(ours.pantry)))
    assert form.is_valid()
    assert form.edits() == []


def test_another_day_with_the_same_times_joins_the_rule(dev: User, ours: Made) -> None:
    assert save(dev, ours, FR_0_from="09:00", FR_0_to="12:00") == [("MO,WE,FR", "09:00", "12:00")]


def test_a_day_has_two_times_and_a_month_its_first_tuesday(dev: User, ours: Made) -> None:
    stored = save(
        dev, ours, MO_1_from="13:00", MO_1_to="17:00",
        month_0_which="1", month_0_day="TU", month_0_from="18:00", month_0_to="20:00",
    )  # fmt: skip
    assert stored == [("1TU", "18:00", "20:00"), ("MO", "13:00", "17:00"), ("MO,WE", "09:00", "12:00")]


def test_closed_on_holidays_is_kept_with_every_rule(dev: User, ours: Made) -> None:
    save(dev, ours, closed_on_holidays="on", notes="Ring the bell")
    rule = ours.pantry.schedules.get()
    assert (rule.closed_on_holidays, rule.notes) == (True, "Ring the bell")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"TU_0_from": "09:00"}, "TU_0_to"),
        ({"TU_0_from": "09:00", "TU_0_to": "09:00"}, "TU_0_to"),
        ({"MO_1_from": "11:00", "MO_1_to": "13:00"}, "MO_1_from"),
        ({"month_0_which": "1"}, "month_0_day"),
        ({"month_0_from": "09:00", "month_0_to": "10:00"}, "month_0_day"),
        ({"month_0_which": "1", "month_0_day": "TU"}, "month_0_to"),
    ],
)
def test_what_cannot_be_is_asked_again(ours: Made, fields: dict[str, str], wrong: str) -> None:
    form = form_of(ours.pantry, typed(form_of(ours.pantry), **fields))
    assert not form.is_valid()
    assert wrong in form.errors


def test_what_only_other_sources_can_say_stays(dev: User, ours: Made) -> None:
    other = Schedule.objects.create(service=ours.pantry, description="By appointment")
    third = Schedule.objects.create(
        service=ours.pantry, freq="WEEKLY", byday="MO", opens_at=time(13), closes_at=time(14)
    )
    fourth = Schedule.objects.create(
        service=ours.pantry, freq="WEEKLY", byday="MO", opens_at=time(18), closes_at=time(19)
    )
    form = form_of(ours.pantry)
    assert {each.pk for each in form.others} == {other.pk, fourth.pk}
    cleared = typed(
        form, **{f"{day}_{span}_{end}": "" for day in WEEK for span in (0, 1) for end in ("from", "to")}
    )
    again = form_of(ours.pantry, cleared)
    assert again.is_valid()
    change_entry(by=actor(dev), entry=ours.entry, edits=again.edits())
    assert set(ours.pantry.schedules.values_list("pk", flat=True)) == {other.pk, fourth.pk}
    assert not Schedule.objects.filter(pk=third.pk).exists()


TIMES = st.times(min_value=time(0), max_value=time(23, 59)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
SPAN = st.tuples(TIMES, TIMES).filter(lambda span: span[0] < span[1])
WEEKS = st.dictionaries(st.sampled_from(WEEK), SPAN)


class AnyWeek(TestCase):
    """Whatever is typed is what the form shows the next time."""

    @settings(max_examples=15, deadline=None)
    @given(WEEKS, st.booleans())
    def test_what_is_saved_is_shown_again(self, week: dict[str, tuple[time, time]], holidays: bool) -> None:
        entry = OrganizationEntry.objects.create(
            organization=OrganizationFactory(), changed_at="2026-01-01T00:00Z"
        )
        place = Location.objects.create(organization=entry, name="Hall")
        data = QueryDict(mutable=True)
        data.update({"form_key": str(uuid4()), "seen": "[]"})
        for day, (begins, ends) in week.items():
            data.update({f"{day}_0_from": f"{begins:%H:%M}", f"{day}_0_to": f"{ends:%H:%M}"})
        if holidays:
            data["closed_on_holidays"] = "on"
        form = HoursForm(data, schedules=[], owner=("location", place.pk))
        assert form.is_valid(), form.errors
        for edit in form.edits():
            Schedule.objects.create(
                location=place, **{k: v for k, v in (edit.values or {}).items() if k != "location"}
            )
        again = HoursForm(schedules=list(place.schedules.all()), owner=("location", place.pk))
        assert not again.others
        shown = {day: (again.initial.get(f"{day}_0_from"), again.initial.get(f"{day}_0_to")) for day in WEEK}
        assert {day: span for day, span in shown.items() if span[0] is not None} == week
