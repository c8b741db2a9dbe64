"""Controls written without templates are those that Django's templates give."""

import datetime
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from longtable.core.controls import Controls
from longtable.core.templatetags.longtable import control_options

WIDGETS: list[tuple[forms.Widget, object]] = [
    (forms.TextInput(attrs={"autocomplete": "name", "required": True, "disabled": False}), 'Ana "la" <b>'),
    (forms.TextInput(), None),
    (forms.TextInput(attrs={"maxlength": 1200}), ""),
    (forms.NumberInput(attrs={"min": 1, "step": 0.5}), 1200),
    (forms.EmailInput(), "ana@example.org"),
    (forms.URLInput(), "https://example.org/?a=1&b=2"),
    (forms.PasswordInput(), "secret"),
    (forms.HiddenInput(), "1&2"),
    (forms.DateInput(), datetime.date(2026, 3, 1)),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(attrs={"value": "yes"}), False),
    (forms.Textarea(attrs={"rows": 3}), "\n</textarea>\nwords & more"),
    (forms.Textarea(), None),
    (forms.Select(choices=[("", "None"), ("a", "A & B"), (3, SafeString("<i>C</i>"))]), "3"),
    (forms.Select(choices=[("Group <1>", [("a", "A")]), ("b", "B")]), "b"),
    (forms.SelectMultiple(choices=[("a", "A"), ("b", "B")]), ["a", "b"]),
    (forms.NullBooleanSelect(), True),
    (forms.ClearableFileInput(), None),
    (forms.RadioSelect(choices=[("a", "A")]), "a"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS, ids=lambda each: type(each).__name__)
def test_a_control_is_as_django_writes_it(widget: forms.Widget, value: object) -> None:
    attrs = {"id": "id_x", "aria-describedby": "a b"}
    theirs, ours = (widget.render("x", value, attrs, by) for by in (DjangoTemplates(), Controls()))
    assert without_empty_lines(ours) == without_empty_lines(theirs)


def without_empty_lines(html: str) -> list[str]:
    return [line.strip() for line in html.splitlines() if line.strip()]


@pytest.mark.parametrize("wrap", [True, False])
@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_an_answer_of_a_group_is_as_django_writes_it(widget: type[forms.RadioSelect], wrap: bool) -> None:
    choices = [("a", "A & B"), (3, SafeString("<i>C</i>")), ("", "None")]
    theirs, ours = (
        [each.tag(wrap) for each in form["some"]]
        for form in (grouped(widget, choices, by) for by in (DjangoTemplates(), Controls()))
    )
    assert ours == [each.replace("\n", "") for each in theirs]


def grouped(
    widget: type[forms.RadioSelect], choices: list[tuple[Any, str]], by: DjangoTemplates
) -> forms.Form:
    class Group(forms.Form):
        some = forms.ChoiceField(choices=choices, widget=widget)

    return Group({"some": "3"}, renderer=by)


def test_squares_are_dressed_as_squares_and_rounds_as_rounds() -> None:
    class Both(forms.Form):
        some = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
        one = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)

    for name, kind in (("some", "checkbox"), ("one", "radio")):
        option = control_options(Both()[name])[0]
        assert f'class="usa-{kind}__input"' in option.tag()


def test_the_house_writes_its_forms_with_it() -> None:
    assert isinstance(forms.Form().renderer, Controls)
