"""Whom to invite."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm


class InviteForm(KeyedForm):
    """One person, who gets a link that works once."""

    name = forms.CharField(max_length=120, label=_("Name"))
    contact = forms.CharField(max_length=200, label=_("Phone number or e-mail"))
    language = forms.ChoiceField(label=_("What language should we write in?"), choices=settings.LANGUAGES)
    party_limit = forms.IntegerField(
        min_value=1, max_value=6, initial=1, label=_("How many people is the link for?")
    )
