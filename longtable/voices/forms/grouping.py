"""Asking for opinion groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class GroupsForm(forms.Form):
    """How many groups, whose answers, and which throw of the dice."""

    k = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("as many as the answers support")), *((str(k), str(k)) for k in range(2, 6))],
        label=_("How many groups"),
    )
    without_open = forms.BooleanField(
        required=False,
        label=_("Leave out answers that nobody checked"),
        help_text=_("Then only people who met staff, or who sent back a code, are counted."),
    )
    seed = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=9999,
        label=_("Seed"),
        help_text=_("The same seed always gives the same groups. Empty means 0."),
    )

    def clean_seed(self) -> Any:
        """0 when nothing was written."""
        return self.cleaned_data["seed"] or 0
