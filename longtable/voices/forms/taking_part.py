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
        help_text=_("We write only about what becomes of your words. Reply STOP to end it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class DigitsForm(forms.Form):
    """Six digits that came to one's phone or e-mail."""

    digits = forms.CharField(
        max_length=12,
        label=_("The six digits"),
        error_messages={"required": _("Type the six digits that we sent.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class CodeForm(forms.Form):
    """A tracking code, typed from paper."""

    code = forms.CharField(
        max_length=40,
        label=_("Your tracking code"),
        help_text=_("Ten letters and numbers, for example K7QM-2XWT-9A. Small letters are fine."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
