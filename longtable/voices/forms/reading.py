"""Deciding what others see."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import WordsField
from longtable.voices.models import Comment, Decision


class DecisionForm(forms.Form):
    """What to do with a comment, and why."""

    after = forms.ChoiceField(
        choices=[
            (Comment.State.SHOWN, _("Show it")),
            (Comment.State.NOT_SHOWN, _("Do not show it")),
            (Comment.State.HELD, _("Hold it for a colleague")),
        ]
    )
    reason = forms.ChoiceField(
        choices=[each for each in Decision.Reason.choices if each[0] != Decision.Reason.IMPORTED],
        label=_("Reason"),
        required=False,
    )
    public_text = WordsField(label=_("What others will read"), required=False, rows=4)

    def __init__(self, *args: Any, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.fields["after"]
        after.choices = [  # type: ignore[attr-defined]
            choice
            for choice in after.choices  # type: ignore[attr-defined]
            if choice[0] == before or Comment.lifecycle.can(before, choice[0])
        ]

    @property
    def offers(self) -> set[str]:
        """The states that can follow, for the buttons."""
        return {value for value, _label in self.fields["after"].choices}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("after") == Comment.State.SHOWN:
            data["reason"] = Decision.Reason.FINE
        elif data.get("reason") in ("", Decision.Reason.FINE, None):
            self.add_error("reason", _("Say why: the person who wrote it will read the reason."))
        return data


class TranslationForm(forms.Form):
    """A comment in another language."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language"))
    text = WordsField(label=_("Translation"), rows=4)
