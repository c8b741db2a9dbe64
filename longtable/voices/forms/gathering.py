"""Finding comments and naming themes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LocalizedForm
from longtable.voices.models import Comment


class ThemeForm(LocalizedForm):
    """A theme's words."""

    texts = {"name": (_("Name"), True, 0), "summary": (_("What people said, in a sentence or two"), False, 3)}
    is_public = forms.BooleanField(
        required=False, label=_("Anybody may read it"), help_text=_("Its comments are cited only if shown.")
    )


class SearchForm(forms.Form):
    """Finding comments to gather."""

    text = forms.CharField(required=False, max_length=200, label=_("Words"))
    without_theme = forms.BooleanField(required=False, label=_("Only those in no theme"))
    state = forms.ChoiceField(
        required=False, choices=[("", _("all")), *Comment.State.choices[:-1]], label=_("State")
    )
