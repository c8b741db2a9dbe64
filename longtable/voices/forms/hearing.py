"""Choosing whose voices are looked at, and what is crossed with what."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.voices.models import Channel
from longtable.voices.selectors.heard import CHECKED, NotYetHeard, View


class HeardForm(forms.Form):
    """All voices, or those of one channel or of people whom somebody checked; and a crossing."""

    channel = forms.ChoiceField(
        required=False, label=_("How people spoke"), choices=[("", _("every way")), *Channel.choices]
    )
    confidence = forms.ChoiceField(
        required=False,
        label=_("Whose answers"),
        choices=[("", _("everybody's")), (CHECKED, _("without those that anybody could give unchecked"))],
    )
    one = forms.ChoiceField(required=False, label=_("Compare"))
    two = forms.ChoiceField(required=False, label=_("and"))

    def __init__(self, *args: Any, crossable: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "two"):
            self.fields[name].choices = [("", _("nothing")), *crossable]  # type: ignore[attr-defined]

    def view(self) -> View:
        """What was chosen, or everybody where it makes no sense."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        return View(chosen.get("channel") or "", chosen.get("confidence") or "")


class OutreachForm(forms.Form):
    """One of many lines of people who were not heard."""

    line = forms.ChoiceField(label=_("Who should be reached"))

    def __init__(self, *args: Any, lines: Iterable[NotYetHeard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [(line.key, str(line.who)) for line in lines]  # type: ignore[attr-defined]
