"""A form of a chosen few questions. Everything on it is optional."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazystr

from longtable.people.demographics.answers import DECLINED_WORDS, Answers, clean_answers
from longtable.people.demographics.questions import DECLINED, Question, question


class DemographicsForm(forms.Form):
    """Base of the forms that :func:`demographics_form` makes. Never refuses: what it cannot read it drops."""

    asked: ClassVar[tuple[str, ...]] = ()

    def answers(self) -> Answers:
        """``{question: [codes]}`` for storing. Call after ``is_valid()``."""
        return clean_answers(self.asked, self.cleaned_data)


class _Lenient(forms.MultipleChoiceField):
    """Any choice passes: :func:`clean_answers` keeps the known ones."""

    def validate(self, value: Any) -> None:
        """An optional question refuses nothing."""


class _LenientOne(forms.ChoiceField):
    """The same, for a question with one answer."""

    def validate(self, value: Any) -> None:
        """An optional question refuses nothing."""


def demographics_form(question_codes: Iterable[str], *, details: bool = False) -> type[DemographicsForm]:
    """A form class with a field per question, in the active language when it is rendered.

    ``details`` offers the finer options too. Raises ``UnknownQuestion`` for a question that this
    deployment does not ask.
    """
    asked = tuple(question_codes)
    fields = {code: _field(question(code), details) for code in asked}
    return type("AskedForm", (DemographicsForm,), {"asked": asked, **fields})


def _field(asked: Question, details: bool) -> forms.Field:
    options = asked.every_option() if details else asked.options
    choices = [
        *((option.code, option.words) for option in options),
        (DECLINED, DECLINED_WORDS),
    ]
    words: dict[str, Any] = {
        "label": lazystr(asked.words),
        "help_text": lazystr(asked.hint),
        "required": False,
    }
    if asked.multi:
        return _Lenient(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    return _LenientOne(choices=choices, widget=forms.RadioSelect, **words)
