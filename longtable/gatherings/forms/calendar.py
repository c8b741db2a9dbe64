"""What somebody looks for in the calendar."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.gatherings.needs import TOPICS
from longtable.gatherings.selectors.calendar import Wanted
from longtable.places.models import Region


class CalendarForm(forms.Form):
    """Region, topic, language, online; whatever is not understood lets everything through."""

    region = forms.ChoiceField(required=False, label=_("Region"))
    topic = forms.ChoiceField(required=False, label=_("Topic"))
    language = forms.ChoiceField(required=False, label=_("Language"))
    online = forms.BooleanField(required=False, label=_("I can join online"))
    month = forms.RegexField(r"^\d{4}-\d{2}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, regions: Iterable[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {name_of(region): region for region in regions}
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, region in self.regions.items():
            groups.setdefault(str(region.scheme), []).append((name, str(region)))
        choices: dict[str, list[Any]] = {
            "region": list(groups.items()),
            "topic": list(TOPICS.items()),
            "language": list(settings.LANGUAGES),
        }
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("All")), *offered]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was chosen; a choice that does not exist is none."""
        self.is_valid()
        data = self.cleaned_data
        return Wanted(
            region=self.regions.get(data.get("region", "")),
            topic=data.get("topic", ""),
            language=data.get("language", ""),
            online=data.get("online", False),
        )

    def first_day(self) -> date:
        """First day of the month to show: the one that was asked for, or this one."""
        self.is_valid()
        year, _dash, month = (self.cleaned_data.get("month") or "").partition("-")
        today = timezone.localdate()
        if month and 2000 <= int(year) <= 2999 and 1 <= int(month) <= 12:
            return date(int(year), int(month), 1)
        return today.replace(day=1)

    def query(self) -> dict[str, str]:
        """The choices as they stand in an address, the month apart."""
        self.is_valid()
        names = ("region", "topic", "language")
        chosen = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        return chosen | ({"online": "on"} if self.cleaned_data.get("online") else {})


def name_of(region: Region) -> str:
    """A region as it stands in an address: ``health-teams.east``."""
    return f"{region.scheme.slug}.{region.code}"
