"""What is typed at the door: a code or a name, and a little about somebody who did not sign up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm
from longtable.directory.languages import LANGUAGES
from longtable.gatherings.actions.door import WalkIn
from longtable.places.forms import AreaField

MOST = 6
"""Walk-ins who are noted together: as many as a household that signs up."""


class LookForm(forms.Form):
    """One box for both: what looks like a code is one, everything else is a name."""

    q = forms.CharField(
        max_length=100,
        required=False,
        label=_("Code or name"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
    )


class WalkInForm(KeyedForm):
    """Nothing but how many must be said."""

    people = forms.TypedChoiceField(
        coerce=int, label=_("How many people?"), choices=[(each, each) for each in range(1, MOST + 1)]
    )
    name = forms.CharField(required=False, max_length=120, label=_("Name, if they want to give it"))
    area = AreaField(required=False, label=_("County where they live"))
    language = forms.ChoiceField(
        required=False, label=_("Language they speak"), choices=[("", _("Not chosen")), *LANGUAGES.items()]
    )
    role = forms.CharField(required=False, max_length=120, label=_("What they do, or for whom they come"))

    def who(self) -> WalkIn:
        """What the action takes. Call after ``is_valid()``."""
        names = ("people", "name", "area", "language", "role")
        said: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return WalkIn(**said)
