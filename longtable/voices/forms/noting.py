"""Many lines at once: notes from a table, the chat of a webinar."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LONGEST_COMMENT, KeyedForm, WordsField
from longtable.methods.chat_lines import Spoken, at_a_table, in_a_chat
from longtable.voices.actions.notes import Line
from longtable.voices.forms.carrying_in import LanguageField
from longtable.voices.models import Batch, Channel

MOST_LINES = 300
"""Lines at a time: what one can look over."""


class NotesForm(KeyedForm):
    """What was said, a line each, as it was noted or copied."""

    lines = WordsField(longest=60_000, rows=12, label=_("What was said, one line each"))
    language = LanguageField()

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_chat = batch.channel == Channel.CHAT
        field = self.fields["lines"]
        field.help_text = (
            _("Paste the whole chat: “Name: words”. Names only tell people apart and are not kept.")
            if self.is_chat
            else _("Begin with the number of the seat if you know it: “3: The bus is late.”")
        )
        field.widget.attrs["autofocus"] = True

    def clean_lines(self) -> list[Spoken]:
        """One for each thing that was said."""
        spoken = (in_a_chat if self.is_chat else at_a_table)(self.cleaned_data["lines"])
        if len(spoken) > MOST_LINES:
            raise forms.ValidationError(
                _("These are %(given)d lines. Please enter at most %(most)d at a time."),
                params={"given": len(spoken), "most": MOST_LINES},
            )
        too_long = next(
            (place for place, each in enumerate(spoken, 1) if len(each.words) > LONGEST_COMMENT), 0
        )
        if too_long:
            raise forms.ValidationError(
                _("Line %(place)d is longer than one comment can be."), params={"place": too_long}
            )
        return spoken

    def as_they_are(self) -> list[Line]:
        """Every line in the language of most."""
        language = self.cleaned_data["language"]
        return [Line(each.speaker, each.words, language) for each in self.cleaned_data["lines"]]


class LookedAtForm(forms.Form):
    """The same lines, looked over: which stay, and in which language each was said."""

    def __init__(self, *args: Any, spoken: Sequence[Spoken], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken = spoken
        for place in range(len(spoken)):
            self.fields[f"keep_{place}"] = forms.BooleanField(
                required=False, initial=True, label=_("Save line %(place)d") % {"place": place + 1}
            )
            field = LanguageField(initial=language)
            field.label = _("Language of line %(place)d") % {"place": place + 1}
            self.fields[f"language_{place}"] = field

    def lines(self) -> list[Line]:
        """What stays."""
        data = self.cleaned_data
        return [
            Line(each.speaker, each.words, data[f"language_{place}"])
            for place, each in enumerate(self.spoken)
            if data[f"keep_{place}"]
        ]

    def rows(self) -> list[tuple[Spoken, forms.BoundField, forms.BoundField]]:
        """Each with its two fields."""
        return [
            (each, self[f"keep_{place}"], self[f"language_{place}"]) for place, each in enumerate(self.spoken)
        ]
