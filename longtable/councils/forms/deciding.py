"""What staff fill in about an application."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import WordsField
from longtable.councils.forms.seating import MandateForm, PersonChoice
from longtable.councils.models import Application, Seat
from longtable.people.models import Person


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = WordsField(label=_("Note for colleagues"), longest=2000, rows=3)


class OfferForm(forms.Form):
    """Which seat they are asked to take."""

    seat = forms.ChoiceField(label=_("Which seat"))

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        self.fields["seat"].choices = [  # type: ignore[attr-defined]
            (key, f"{seat.number}. {seat.name}") for key, seat in self.seats.items()
        ]

    def chosen(self) -> Seat:
        """The seat. Call after ``is_valid()``."""
        return self.seats[self.cleaned_data["seat"]]


class AppointForm(MandateForm):
    """On what terms the applicant takes the seat."""

    same_as = PersonChoice(
        queryset=Person.objects.none(),
        required=False,
        label=_("The same person sat here before"),
        help_text=_("So that terms are counted together."),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].queryset = people  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why it could not be, in words that the applicant reads."""

    reason = forms.ChoiceField(choices=Application.Reason.choices, label=_("Why"), widget=forms.RadioSelect)
    answer = WordsField(
        required=False,
        longest=2000,
        rows=4,
        label=_("Your words to them"),
        help_text=_("They read this on their page. Thank them, and say what else they could do."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == Application.Reason.OTHER and not data.get("answer"):
            self.add_error("answer", _("Please say why in your own words."))
        return data
