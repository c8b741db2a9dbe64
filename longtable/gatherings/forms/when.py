"""Day and time as staff type them: a time that no clock here shows is refused, in words."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import in_our_time
from longtable.gatherings.clock import NoSuchTime, TwiceThatDay, local, shown


class TimeOfDay(forms.TimeField):
    """Hours and minutes, with the clock of the browser."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
        super().__init__(**options)


class DayField(forms.DateField):
    """A day, with the calendar of the browser."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput)
        options.setdefault("validators", [in_our_time])
        super().__init__(**options)


class PeriodForm(forms.Form):
    """From when to when, in local time. ``cleaned_data`` has ``starts_at`` and ``ends_at``, aware."""

    day = DayField(label=_("Day"))
    begins = TimeOfDay(label=_("Begins"))
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("If empty, it ends on the same day.")
    )
    ends = TimeOfDay(label=_("Ends"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get("day")
        starts_at = self._moment("begins", day)
        ends_at = self._moment("ends", data.get("last_day") or day)
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("It must end after it begins."))
        return data | {"starts_at": starts_at, "ends_at": ends_at}

    def _moment(self, name: str, day: date | None) -> datetime | None:
        hour: time | None = self.cleaned_data.get(name)
        if day is None or hour is None:
            return None
        try:
            return local(datetime.combine(day, hour))
        except NoSuchTime:
            words = _("On that day the clocks go forward and skip this time. Choose another.")
        except TwiceThatDay:
            words = _("On that day the clocks go back and this time comes twice. Choose another.")
        self.add_error(name, words)
        return None

    @staticmethod
    def initial_of_period(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
        """A period as the form shows it."""
        start, end = shown(starts_at), shown(ends_at)
        return {
            "day": start.date(),
            "begins": start.time(),
            "last_day": end.date() if end.date() != start.date() else None,
            "ends": end.time(),
        }
