"""The week on one screen: from and to for each day, days of the month, and closed on holidays."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any, cast
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from longtable.directory.actions.editing import Edit
from longtable.directory.hours import DAYS, ORDINALS, WEEK
from longtable.directory.models import Schedule

SPANS = 2
"""Times of opening in one day that fit on the screen: before and after noon."""

MONTHLY = 3
"""Lines for days of the month."""

Span = tuple[time, time]


@dataclass(frozen=True)
class Rule:
    """One row of a timetable, as far as this form can say it."""

    freq: str
    byday: str
    span: Span
    closed_on_holidays: bool
    notes: str

    @classmethod
    def of(cls, schedule: Schedule) -> "Rule | None":
        """What a stored row says; ``None`` for what only other sources can say."""
        plain = not any(
            (
                schedule.valid_from,
                schedule.valid_to,
                schedule.until,
                schedule.count,
                (schedule.interval or 1) != 1,
                schedule.bymonthday,
                schedule.byweekno,
                schedule.byyearday,
                schedule.description,
                schedule.as_given,
            )
        )
        if not plain or not schedule.opens_at or not schedule.closes_at:
            return None
        days = [day.strip() for day in schedule.byday.upper().split(",") if day.strip()]
        weekly = schedule.freq == Schedule.Frequency.WEEKLY and set(days) <= set(WEEK)
        monthly = schedule.freq == Schedule.Frequency.MONTHLY and len(days) == 1 and _ordinal(days[0])
        if not days or not (weekly or monthly):
            return None
        return cls(
            schedule.freq,
            ",".join(days),
            (schedule.opens_at, schedule.closes_at),
            schedule.closed_on_holidays,
            schedule.notes,
        )

    @property
    def days(self) -> list[str]:
        """Its days, ``MO`` or ``1TU``."""
        return self.byday.split(",")


class HoursForm(forms.Form):
    """Opening hours of a service, of a place, or of a service at a place."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, schedules: list[Schedule], owner: tuple[str, UUID]
    ) -> None:
        self.owner = owner
        self.plain = _fitting(schedules)
        self.others = [each for each in schedules if each.pk not in self.plain]
        initial = self._initial() | {"form_key": uuid.uuid4(), "seen": json.dumps(self.fresh())}
        super().__init__(data, initial=initial)
        for day, name in DAYS.items():
            for span in range(SPANS):
                for end, words in (("from", _("from")), ("to", _("to"))):
                    self.fields[f"{day}_{span}_{end}"] = _clock(f"{name}: {words}")
        for number in range(MONTHLY):
            self.fields[f"month_{number}_which"] = forms.ChoiceField(
                label=_("Which"),
                required=False,
                choices=[("", "–"), *((str(n), w) for n, w in ORDINALS.items())],
            )
            self.fields[f"month_{number}_day"] = forms.ChoiceField(
                label=_("Day"), required=False, choices=[("", "–"), *DAYS.items()]
            )
            self.fields[f"month_{number}_from"] = _clock(_("from"))
            self.fields[f"month_{number}_to"] = _clock(_("to"))
        self.fields["closed_on_holidays"] = forms.BooleanField(label=_("Closed on holidays"), required=False)
        self.fields["notes"] = forms.CharField(
            label=_("What else to know about the hours"), required=False, max_length=300
        )

    def fresh(self) -> list[str]:
        """Ids of the rows that this form shows: what is added or taken away meanwhile is noticed."""
        return sorted(str(pk) for pk in self.plain)

    def is_overtaken(self) -> bool:
        """Whether somebody else changed these hours since the form was opened."""
        return bool(self.data) and self.data.get("seen", "") != json.dumps(self.fresh())

    def show_again(self) -> None:
        """What stands there now was shown: sent once more, this form is taken."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = json.dumps(self.fresh())
        self.data = data

    def _initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        spans: dict[str, list[Span]] = defaultdict(list)
        monthly: list[tuple[str, Span]] = []
        for rule in self.plain.values():
            found["closed_on_holidays"] = found.get("closed_on_holidays") or rule.closed_on_holidays
            found["notes"] = found.get("notes") or rule.notes
            if rule.freq == Schedule.Frequency.MONTHLY:
                monthly.append((rule.byday, rule.span))
            else:
                for day in rule.days:
                    spans[day].append(rule.span)
        for day, told in spans.items():
            for place, span in enumerate(sorted(told)[:SPANS]):
                found[f"{day}_{place}_from"], found[f"{day}_{place}_to"] = span
        for place, (day, span) in enumerate(sorted(monthly)[:MONTHLY]):
            found |= {
                f"month_{place}_which": str(_ordinal(day)),
                f"month_{place}_day": day[-2:],
                f"month_{place}_from": span[0],
                f"month_{place}_to": span[1],
            }
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day in WEEK:
            told = [span for place in range(SPANS) if (span := self._span(f"{day}_{place}"))]
            if len(told) == SPANS and told[1][0] < told[0][1] and told[0][0] < told[1][1]:
                self.add_error(f"{day}_1_from", _("These times overlap."))
        for number in range(MONTHLY):
            name = f"month_{number}"
            given = [bool(cleaned.get(f"{name}_{part}")) for part in ("which", "day")]
            has_times = cleaned.get(f"{name}_from") or cleaned.get(f"{name}_to")
            if any(given) != all(given) or (has_times and not all(given)):
                self.add_error(f"{name}_day", _("Choose which one, and the day."))
            if self._span(name) is None and all(given) and not self.errors.get(f"{name}_to"):
                self.add_error(f"{name}_to", _("From when to when?"))
        return cleaned

    def _span(self, name: str) -> Span | None:
        begins, ends = self.cleaned_data.get(f"{name}_from"), self.cleaned_data.get(f"{name}_to")
        if bool(begins is not None) != bool(ends is not None):
            if not self.errors.get(f"{name}_to") and not self.errors.get(f"{name}_from"):
                self.add_error(f"{name}_to", _("From when to when?"))
            return None
        if begins is None or ends is None:
            return None
        if begins == ends:
            if not self.errors.get(f"{name}_to"):
                self.add_error(f"{name}_to", _("It closes at the time it opens. Please look again."))
            return None
        return begins, ends

    def edits(self) -> list[Edit]:
        """Rows that say what the form says: those that say it already stay."""
        wanted = list(dict.fromkeys(self._wanted()))
        kept = dict(self.plain)
        edits = []
        for rule in wanted:
            there = next((pk for pk, stored in kept.items() if stored == rule), None)
            if there:
                del kept[there]
            else:
                edits.append(self._new(rule))
        return [*(Edit("schedule", pk, None) for pk in kept), *edits]

    def _wanted(self) -> Iterator[Rule]:
        holidays, notes = self.cleaned_data["closed_on_holidays"], self.cleaned_data["notes"]
        days: dict[Span, list[str]] = defaultdict(list)
        for day in WEEK:
            for place in range(SPANS):
                if span := self._span(f"{day}_{place}"):
                    days[span].append(day)
        for span, open_on in days.items():
            yield Rule(Schedule.Frequency.WEEKLY, ",".join(dict.fromkeys(open_on)), span, holidays, notes)
        for number in range(MONTHLY):
            name = f"month_{number}"
            if span := self._span(name):
                day = f"{self.cleaned_data[f'{name}_which']}{self.cleaned_data[f'{name}_day']}"
                yield Rule(Schedule.Frequency.MONTHLY, day, span, holidays, notes)

    def _new(self, rule: Rule) -> Edit:
        values = {
            self.owner[0]: str(self.owner[1]),
            "freq": rule.freq,
            "byday": rule.byday,
            "opens_at": rule.span[0].isoformat(),
            "closes_at": rule.span[1].isoformat(),
            "closed_on_holidays": rule.closed_on_holidays,
            "notes": rule.notes,
        }
        return Edit("schedule", uuid5(self.cleaned_data["form_key"], repr(rule)), values, is_new=True)

    # --- How it is laid out ---

    def week(self) -> list[tuple[Any, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Per day its name and its pairs of from and to."""
        return [
            (name, [(self[f"{day}_{span}_from"], self[f"{day}_{span}_to"]) for span in range(SPANS)])
            for day, name in DAYS.items()
        ]

    def month(self) -> list[list[forms.BoundField]]:
        """Per line which, day, from and to."""
        parts = ("which", "day", "from", "to")
        return [[self[f"month_{number}_{part}"] for part in parts] for number in range(MONTHLY)]


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=widget)


def _ordinal(day: str) -> int | None:
    """``1TU`` -> 1; ``None`` for a day without a number, or one that no month has."""
    number = day[:-2]
    return int(number) if number.lstrip("+-").isdigit() and int(number) in ORDINALS else None


def _fitting(schedules: list[Schedule]) -> dict[UUID, Rule]:
    """Rows that fit on the screen all together; the others are shown below it and stay as they are."""
    found: dict[UUID, Rule] = {}
    taken: dict[str, int] = defaultdict(int)
    for each in schedules:
        rule = Rule.of(each)
        first = next(iter(found.values()), rule)
        if rule is None or first is None:
            continue
        monthly = rule.freq == Schedule.Frequency.MONTHLY
        places = ["month"] if monthly else rule.days
        most = MONTHLY if monthly else SPANS
        alike = (rule.closed_on_holidays, rule.notes) == (first.closed_on_holidays, first.notes)
        if alike and all(taken[place] < most for place in places):
            found[each.pk] = rule
            for place in places:
                taken[place] += 1
    return found
