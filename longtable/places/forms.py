"""The question "where?" on any form, answered by name or not at all."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from longtable.places.models import Area, AreaQuerySet, RegionScheme

PREFER_NOT_TO_SAY = "prefer-not"


class AreaChoices(ModelChoiceIterator):
    """The areas by name, and last the way out."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset.all())  # all at once: Django would open a server's cursor
        if self.field.may_decline:  # type: ignore[attr-defined]
            yield PREFER_NOT_TO_SAY, _("I prefer not to say")


class AreaField(forms.ModelChoiceField):
    """A choice among areas, counties unless told otherwise. The cleaned value is an Area or ``None``.

    "I prefer not to say" is an answer, also where one is required; it cleans to ``None``. Pass
    ``areas`` to narrow the choice, and ``may_decline=False`` where the place decides what happens next.
    """

    iterator = AreaChoices

    def __init__(
        self,
        *,
        areas: AreaQuerySet | None = None,
        may_decline: bool = True,
        empty_label: Any = None,
        **options: Any,
    ) -> None:
        self.may_decline = may_decline
        options.setdefault("label", _("Your county"))
        options.setdefault("error_messages", {"invalid_choice": _("Choose a county from the list.")})
        super().__init__(
            Area.objects.counties() if areas is None else areas,
            empty_label=empty_label or _("Choose a county"),
            **options,
        )

    def clean(self, value: Any) -> Area | None:
        if value == PREFER_NOT_TO_SAY and self.may_decline:
            return None
        return super().clean(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, None if data == PREFER_NOT_TO_SAY else data)


class SchemeForm(forms.Form):
    """Which way of gathering counties to look at."""

    scheme = forms.ChoiceField(label=_("Show counties by"))

    def __init__(self, schemes: Iterable[RegionScheme], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["scheme"].choices = [(each.slug, str(each)) for each in schemes]  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """Where somebody read that a region holds a county."""

    source = forms.CharField(
        label=_("Where did you read it?"),
        help_text=_("A web address, or the name and date of the document."),
        max_length=300,
    )
