"""Where somebody lives is asked kindly, and not saying is an answer."""

from pathlib import Path

import pytest
from django import forms

from longtable.places.forms import PREFER_NOT_TO_SAY, AreaField
from longtable.places.models import Area


class Asked(forms.Form):
    county = AreaField()


def ask(value: str) -> Asked:
    return Asked({"county": value})


def test_a_county_is_chosen_by_name(longland: Path) -> None:
    alder = Area.objects.get(code="99001")
    form = ask(str(alder.pk))
    assert form.is_valid()
    assert form.cleaned_data["county"] == alder
    assert [str(label) for _, label in form.fields["county"].choices] == [  # type: ignore[attr-defined]
        "Choose a county",
        "Alder",
        "Birch",
        "Cedar",
        "I prefer not to say",
    ]


def test_not_saying_is_an_answer_also_where_one_is_needed(longland: Path) -> None:
    form = ask(PREFER_NOT_TO_SAY)
    assert form.is_valid()
    assert form.cleaned_data["county"] is None
    assert 'value="prefer-not" selected' in str(form["county"])


@pytest.mark.parametrize("value", ["", "nonsense", "01938b4e-0000-7000-8000-000000000000"])
def test_nothing_and_nonsense_are_asked_again(longland: Path, value: str) -> None:
    assert not ask(value).is_valid()


def test_a_state_is_not_a_county(longland: Path) -> None:
    assert not ask(str(Area.objects.get(code="99").pk)).is_valid()


def test_where_the_place_decides_one_cannot_decline(longland: Path) -> None:
    field = AreaField(may_decline=False)
    with pytest.raises(forms.ValidationError):
        field.clean(PREFER_NOT_TO_SAY)
