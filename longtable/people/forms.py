"""What staff type on the pages about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.people.demographics import question
from longtable.people.models import Person
from longtable.places.models import Area


class SearchForm(forms.Form):
    """Sent by POST, so that no name or number comes to stand in an address or a log."""

    text = forms.CharField(
        label=_("Name, phone number or e-mail"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why a record is used. It is kept, and the person may ask for it."""

    why = forms.CharField(
        label=_("Why do you need it?"),
        help_text=_("Your name and this reason are kept. The person can ask to see them."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class EraseForm(forms.Form):
    """Two deliberate steps before something that cannot be taken back."""

    why = forms.CharField(
        label=_("Why is it erased?"),
        help_text=_("For example: the person asked on the phone. Your name and this reason are kept."),
        max_length=200,
    )

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))


class PersonForm(forms.Form):
    """The record, as the person says that it is right."""

    given_name = forms.CharField(label=_("First name"), max_length=120, required=False)
    family_name = forms.CharField(label=_("Last name or names"), max_length=120, required=False)
    birth_date = forms.DateField(label=_("Birth date"), required=False, widget=forms.DateInput)
    address = forms.CharField(
        label=_("Address"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    area = forms.ModelChoiceField(
        label=_("County"), required=False, queryset=Area.objects.filter(level=Area.Level.COUNTY)
    )
    language_reading = forms.ChoiceField(label=_("Language they read"), required=False)
    language_speaking = forms.ChoiceField(label=_("Language they speak"), required=False)
    needs_interpreter = forms.TypedChoiceField(
        label=_("Do they need an interpreter?"),
        required=False,
        empty_value=None,
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        choices=[("", _("Not asked")), ("yes", _("Yes")), ("no", _("No"))],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("language_reading", "language_speaking"):
            languages = [(option.code, str(option.words)) for option in question(name).options]
            self.fields[name].choices = [("", _("Not asked")), *languages]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """The record as the form shows it."""
        answers = {True: "yes", False: "no", None: ""}
        return {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "birth_date": person.birth_date,
            "address": person.address,
            "area": person.area_id,
            "language_reading": person.language_reading,
            "language_speaking": person.language_speaking,
            "needs_interpreter": answers[person.needs_interpreter],
        }

    def changes(self) -> dict[str, Any]:
        """Values for ``change_person``."""
        day = self.cleaned_data["birth_date"]
        return {**self.cleaned_data, "birth_date": day.isoformat() if day else ""}
