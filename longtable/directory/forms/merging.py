"""What staff choose when two rows become one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.directory.merging import BOTH, KEPT, TAKEN
from longtable.directory.models.duplicates import Kind
from longtable.directory.selectors.side_by_side import Line, SideBySide, Value

BREAK = mark_safe("<br>")

Found = Sequence[tuple[UUID, str]]


class MergeForm(forms.Form):
    """One choice for each thing of which the two say something different."""

    seen_keep = forms.CharField(max_length=16, widget=forms.HiddenInput)
    seen_gone = forms.CharField(max_length=16, widget=forms.HiddenInput)
    why = forms.CharField(
        label=gettext_lazy("How do you know that they are the same?"),
        help_text=gettext_lazy("For example: I called them. It stays with the history."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, compared: SideBySide, **options: Any) -> None:
        options["initial"] = {f"seen_{side}": digest for side, digest in compared.fingerprints.items()}
        super().__init__(*args, **options)
        self.compared = compared
        for line in compared.to_choose:
            self.fields[line.name] = forms.ChoiceField(
                label=line.label, choices=_choices(line), initial=line.choice, widget=forms.RadioSelect
            )

    def lines(self) -> list[forms.BoundField]:
        """The choices, in the order of the comparison."""
        return [self[line.name] for line in self.compared.to_choose]

    def choices(self) -> dict[str, str]:
        """What was chosen, for ``merge``."""
        return {line.name: self.cleaned_data[line.name] for line in self.compared.to_choose}

    def seen(self) -> dict[str, str]:
        """What the form showed of both."""
        return {side: self.cleaned_data[f"seen_{side}"] for side in ("keep", "gone")}


class TwoForm(forms.Form):
    """Which two somebody wants to compare, by words of their names."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you compare?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    one = forms.CharField(label=gettext_lazy("Name of the first one"), max_length=100)
    other = forms.CharField(label=gettext_lazy("Name of the second one"), max_length=100)


class ChosenForm(forms.Form):
    """Of what was found for each name, the one that is meant."""

    keep = forms.TypedChoiceField(
        label=gettext_lazy("The one to keep"), coerce=UUID, widget=forms.RadioSelect
    )
    gone = forms.TypedChoiceField(
        label=gettext_lazy("The one to merge into it"), coerce=UUID, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, one: Found, other: Found, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, found in (("keep", one), ("gone", other)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [(str(pk), words) for pk, words in found]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("keep") and cleaned.get("keep") == cleaned.get("gone"):
            self.add_error("gone", gettext_lazy("Choose two different ones."))
        return cleaned


class WhyForm(forms.Form):
    """Why a merge is taken back."""

    why = forms.CharField(
        label=gettext_lazy("Why are they different?"),
        help_text=gettext_lazy("It stays with the history."),
        max_length=500,
        required=False,
    )


def _choices(line: Line) -> list[tuple[str, SafeString]]:
    found = [(KEPT, _said(line.kept)), (TAKEN, _said(line.taken))]
    if line.is_list and line.kept and line.taken:
        found.append((BOTH, format_html("{}", _("Both together"))))
    return found


def _said(values: list[Value]) -> SafeString:
    """The words of one side, and below each where they come from."""
    if not values:
        return format_html('<span class="soft">{}</span>', _("nothing"))
    return format_html_join(
        BREAK,
        "{}{}",
        (
            (
                value.shown,
                format_html('<br><span class="soft">{}</span>', value.source) if value.source else "",
            )
            for value in values
        ),
    )
