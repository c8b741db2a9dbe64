"""Whether a service can take people, until when that holds, and how many."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.directory.actions.capacity import HOLDS, LONGEST, Saying
from longtable.directory.models import ServiceCapacity


class CapacityForm(forms.Form):
    """Everything that can be said; the buttons of the entry say the state alone."""

    state = forms.ChoiceField(
        label=_("Can you take people?"), choices=ServiceCapacity.State.choices, widget=forms.RadioSelect
    )
    until = forms.DateField(label=_("Until when is this true?"), widget=forms.DateInput)
    available = forms.FloatField(
        label=_("How many are free"), required=False, min_value=0, max_value=1_000_000
    )
    maximum = forms.FloatField(label=_("Out of how many"), required=False, min_value=0, max_value=1_000_000)
    unit = forms.CharField(
        label=_("What is counted"),
        required=False,
        max_length=60,
        help_text=_("For example: beds, places, boxes."),
    )
    description = forms.CharField(label=_("What to know about it"), required=False, max_length=300)
    remind = forms.BooleanField(label=_("Ask us again a day before it expires"), required=False)

    def __init__(self, data: QueryDict | None = None, *, last: ServiceCapacity | None = None) -> None:
        initial: dict[str, Any] = {"until": timezone.localdate() + HOLDS}
        if last:
            initial |= {
                "state": last.state,
                "maximum": f"{last.maximum:g}" if last.maximum is not None else None,
                "unit": last.unit.name if last.unit else "",
                "remind": last.remind,
            }
        super().__init__(data, initial=initial)

    def clean_until(self) -> Any:
        """A day from today on, and not so far that nobody would believe it."""
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(
                _("Choose a day from today on, %(days)d days ahead at most."), params={"days": LONGEST.days}
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        free, most = cleaned.get("available"), cleaned.get("maximum")
        if free is not None and most is not None and free > most:
            self.add_error("available", _("More are free than there are."))
        if (free is not None or most is not None) and not cleaned.get("unit"):
            self.add_error("unit", _("Say what is counted."))
        return cleaned

    def saying(self) -> Saying:
        """What was said; it holds to the end of the day."""
        end = datetime.combine(self.cleaned_data["until"] + timedelta(days=1), time())
        return Saying(
            state=self.cleaned_data["state"],
            until=timezone.make_aware(end),
            available=self.cleaned_data["available"],
            maximum=self.cleaned_data["maximum"],
            unit=self.cleaned_data["unit"],
            description=self.cleaned_data["description"],
            remind=self.cleaned_data["remind"],
        )
