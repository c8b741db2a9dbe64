"""What one can type on the pages of messaging."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    """An answer by text message, in a demo."""

    body = forms.CharField(label=_("Reply"), max_length=1000)
