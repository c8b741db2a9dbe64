"""The one box in which somebody asks for help, and what narrows the answer. Nothing typed is ever refused."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from longtable.directory.languages import LANGUAGES
from longtable.directory.selectors.search import Point, Question

LONGEST = 200
"""Characters of a question: what is longer is a letter, and is cut."""

MOST_NEEDS = 10
DEGREES = 2
"""Decimals of a position in an address, about one kilometre: enough to find what is near, and no house."""

DISTANCES = (5, 10, 25, 50, 100)
NARROWER = ("free", "takes_people", "speaks", "age", "miles")


class FindForm(forms.Form):
    """Words and a place; below them what somebody may also wish for."""

    q = forms.CharField(
        required=False,
        label=_("What do you need?"),
        help_text=_("For example: diapers, a dentist"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    near = forms.CharField(
        required=False,
        label=_("Where?"),
        help_text=_("County, town or ZIP code"),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    open_now = forms.BooleanField(required=False, label=_("Open now"))
    free = forms.BooleanField(required=False, label=_("Free of charge"))
    takes_people = forms.BooleanField(required=False, label=_("Has openings now"))
    speaks = forms.ChoiceField(required=False, label=_("Help in this language"))
    age = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=130,
        label=_("Age of the person who needs it"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    miles = forms.ChoiceField(required=False, label=_("How far at most?"))

    distances = DISTANCES

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        speaks, miles = self.fields["speaks"], self.fields["miles"]
        assert isinstance(speaks, forms.ChoiceField)
        assert isinstance(miles, forms.ChoiceField)
        named = sorted((capfirst(str(name)), code) for code, name in LANGUAGES.items())
        speaks.choices = [("", _("Any language")), *((code, name) for name, code in named)]
        miles.choices = [("", _("Any distance")), *((each, _miles(each)) for each in DISTANCES)]

    @property
    def needs(self) -> tuple[str, ...]:
        """Codes of the needs that were chosen by a tile."""
        return tuple(code[:LONGEST] for code in self.data.getlist("need") if code)[:MOST_NEEDS]  # type: ignore[attr-defined]

    @property
    def point(self) -> Point | None:
        """The device's position, where somebody gave it, rounded once more."""
        parts = str(self.data.get("at", "")).split(",")
        try:
            latitude, longitude = (round(float(part), DEGREES) for part in parts)
        except ValueError:
            return None
        return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None

    @property
    def at(self) -> str:
        """The position as it stands in an address; empty when there is none."""
        return f"{self.point[0]},{self.point[1]}" if self.point else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether something beyond words, place and hour was asked for."""
        return any(self._meant(name) not in ("", None, False) for name in NARROWER)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return self.question() == Question()

    def question(self) -> Question:
        """What is asked; a choice that is none is left out."""
        miles = self._meant("miles")
        return Question(
            words=(self._meant("q") or "")[:LONGEST],
            near="" if self.point else (self._meant("near") or "")[:LONGEST],
            point=self.point,
            miles=float(miles) if miles else None,
            open_now=bool(self._meant("open_now")),
            language=self._meant("speaks") or "",
            free=bool(self._meant("free")),
            age=self._meant("age"),
            needs=self.needs,
            capacity_open=bool(self._meant("takes_people")),
            exact=bool(self._meant("q") and self.data.get("exact")),
        )

    def _meant(self, name: str) -> Any:
        """What a field was given; ``None`` where that is nothing it can be."""
        self.is_valid()
        return self.cleaned_data.get(name)


def _miles(count: int) -> str:
    return gettext("%(count)d miles") % {"count": count}
