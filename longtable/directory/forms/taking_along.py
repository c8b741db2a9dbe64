"""Where a service should be sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm


class SendForm(KeyedForm):
    """One telephone number or e-mail address, used once."""

    contact = forms.CharField(
        max_length=200,
        label=_("Your phone number or e-mail"),
        help_text=_("We send one message and nothing more, and do not keep your number."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
