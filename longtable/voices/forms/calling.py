"""Asking for a call, and what came of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm, WordsField
from longtable.voices.forms.taking_part import ContactForm


class CallForm(KeyedForm):
    """A call back about one's own case."""

    name = forms.CharField(
        max_length=120,
        label=_("What may we call you?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        max_length=200,
        label=_("Where can we reach you? Phone number or e-mail"),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    best_time = forms.CharField(max_length=120, label=_("When is a good time?"), required=False)
    about = WordsField(
        label=_("What is it about?"),
        help_text=_("A few words are enough. Only the office that calls you reads this."),
        longest=2000,
        rows=3,
        required=False,
    )


class OfferedCallForm(ContactForm):
    """A call that was offered to the author of a comment."""

    best_time = forms.CharField(max_length=120, label=_("When is a good time?"), required=False)


class OutcomeForm(forms.Form):
    """What came of a call."""

    outcome = forms.CharField(
        max_length=2000,
        label=_("What was agreed?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
