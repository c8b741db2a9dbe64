"""What people say of a gathering afterwards."""

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import WordsField
from longtable.gatherings.evaluating import QUESTIONS, SCALE

WORDS = {1: _("not at all"), 2: _("a little"), 3: _("partly"), 4: _("mostly"), 5: _("very much")}


class EvaluationForm(forms.Form):
    """A few sentences from 1 to 5, and two boxes. Nothing must be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in QUESTIONS.items():
            self.fields[code] = forms.TypedChoiceField(
                label=lazystr(words),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(value, WORDS[value]) for value in reversed(SCALE)],
                widget=forms.RadioSelect,
            )
        self.fields["best"] = WordsField(required=False, longest=1500, rows=2, label=_("What was good?"))
        self.fields["better"] = WordsField(
            required=False, longest=1500, rows=2, label=_("What should be better?")
        )

    def said(self) -> dict[str, Any]:
        """What the action takes. Call after ``is_valid()``."""
        data = self.cleaned_data
        answers = {code: data[code] for code in QUESTIONS if data[code]}
        return {"answers": answers, "best": data["best"], "better": data["better"]}
