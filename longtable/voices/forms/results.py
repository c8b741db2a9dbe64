"""How results are laid out, and what a person says about what the machine folded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.voices.models import Fold
from longtable.voices.models.participants import Channel


class ResultsForm(forms.Form):
    """In which order, and of people who came by which channel."""

    order = forms.ChoiceField(
        label=_("First"),
        required=False,
        choices=[
            ("support", _("what most people agree with")),
            ("division", _("what divides people most")),
            ("people", _("what most people answered")),
        ],
    )
    channel = forms.ChoiceField(
        label=_("People who spoke"),
        required=False,
        choices=[("", _("by any way")), *Channel.choices],
    )


class FoldForm(forms.Form):
    """How they count, and why."""

    after = forms.ChoiceField(choices=Fold.State)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_(
            "For example: 'a family at one computer, we called them'. Colleagues and auditors read it."
        ),
    )


class CopyForm(forms.Form):
    """Which comment has nearly the same words."""

    number = forms.IntegerField(label=_("Number of the comment"), min_value=1, max_value=999_999_999)
