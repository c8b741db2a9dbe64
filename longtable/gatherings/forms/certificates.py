"""The number of a certificate of attendance, typed from paper."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """Ten letters and numbers, however they are grouped."""

    number = forms.CharField(
        max_length=40,
        label=_("Number on the certificate"),
        help_text=_("Ten letters and numbers, for example K7QM-2XWT-9A. Lowercase letters are fine."),
        error_messages={"required": _("Type the number on the certificate.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
