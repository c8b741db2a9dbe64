"""What somebody without an account fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm, WordsField
from longtable.places.forms import AreaField
from longtable.voices.models import Vote


class AreaForm(forms.Form):
    """Where somebody lives, if they like."""

    area = AreaField(required=False)


class SayForm(KeyedForm):
    """One box, and where one lives if one likes."""

    text = WordsField(
        label=_("Say it in your own words"),
        help_text=_("Please do not write names, phone numbers or addresses."),
        error_messages={"required": _("Write a few words first.")},
    )
    area = AreaField(required=False)


class AnswerForm(KeyedForm):
    """Agree, disagree, or not sure."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    answer = forms.TypedChoiceField(
        choices=Vote.Value.choices, coerce=int, error_messages={"required": _("Choose one of the answers.")}
    )


class ContactForm(forms.Form):
    """Where the answer should go."""

    contact = forms.CharField(
        max_length=200,
        label=_("Your phone number or e-mail"),
        help_text=_("We will write only about what becomes of your words. Reply STOP to end it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
