"""What a reader tells about an error, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm, WordsField
from longtable.directory.models import Report
from longtable.people.contacts import NotAContact, kind_of, normalise


class ReportForm(KeyedForm):
    """What is wrong with a service."""

    problem = forms.ChoiceField(
        label=_("What is wrong?"), choices=Report.Problem.choices, widget=forms.RadioSelect
    )
    correction = forms.CharField(label=_("What should it say?"), required=False, max_length=200)
    text = WordsField(
        label=_("What happened?"),
        required=False,
        longest=1000,
        rows=3,
        help_text=_("Not your name or your own case: that is not needed here."),
    )
    contact = forms.CharField(
        label=_("Your phone number or e-mail, if you want to hear what became of it"),
        required=False,
        max_length=200,
    )

    def clean_contact(self) -> str:
        """A number or an address, or nothing."""
        typed = str(self.cleaned_data["contact"]).strip()
        if typed:
            try:
                normalise(kind_of(typed), typed)
            except NotAContact as error:
                raise forms.ValidationError(str(error)) from error
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("problem") == Report.Problem.OTHER and not (
            cleaned.get("text") or cleaned.get("correction")
        ):
            self.add_error("text", _("Tell us in a few words what is wrong."))
        return cleaned


class AnswerForm(forms.Form):
    """What came of a report."""

    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[pair for pair in Report.State.choices if pair[0] != Report.State.OPEN],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Words to the person who told us"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
