"""Shaping themes: how many to suggest, which one to take, what to call it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.core.forms import LocalizedForm
from longtable.voices.models import Theme


class SuggestForm(forms.Form):
    """Asking for suggestions."""

    n_themes = forms.IntegerField(
        required=False,
        min_value=2,
        max_value=60,
        label=_("How many themes"),
        help_text=_("Leave it empty to let the words decide."),
    )


class NameForm(LocalizedForm):
    """The words for a new theme."""

    texts = {"name": (_("Name"), True, 0), "summary": (_("What people said, in a sentence or two"), False, 3)}


class OneThemeForm(forms.Form):
    """Choosing a theme of a conversation."""

    theme = forms.ModelChoiceField(queryset=Theme.objects.none(), label=_("Theme"))

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]


class TakeForm(OneThemeForm):
    """Putting suggested comments into a theme that is there."""


class MergeForm(OneThemeForm):
    """Choosing the theme that stays."""

    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        label=_("The theme that stays"),
        help_text=_("It keeps its name and gets the comments of both."),
    )


class CodingForm(forms.Form):
    """Asking a second person to code a sample."""

    coder = forms.TypedChoiceField(label=_("Who is the second person?"), coerce=str)
    size = forms.IntegerField(
        min_value=10,
        max_value=500,
        initial=50,
        label=_("How many comments"),
        help_text=_("Fifty take about 40 minutes to read."),
    )

    def __init__(self, *args: Any, coders: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coder"].choices = [(str(user.pk), str(user)) for user in coders]  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    """Which themes one comment belongs to."""

    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which of these is it about?"),
        help_text=_("Choose all that fit. Choosing none is an answer too."),
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]
