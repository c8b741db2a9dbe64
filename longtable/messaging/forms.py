"""What one can type on the pages of messaging."""

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.people.contacts import NotAContact, normalise_phone


class TextForm(forms.Form):
    """A text message to us from any telephone, in a demo."""

    number = forms.CharField(label=_("From the phone number"), max_length=40, initial="910-555-0177")
    text = forms.CharField(label=_("Text message"), max_length=1000)

    def clean_number(self) -> str:
        try:
            return normalise_phone(self.cleaned_data["number"])
        except NotAContact as error:
            raise forms.ValidationError(str(error)) from error


class ReplyForm(forms.Form):
    """An answer by text message, in a demo."""

    body = forms.CharField(label=_("Reply"), max_length=1000)
