"""What a records request asks for, and by which statute something is taken out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from longtable.voices.selectors.records import Applied


class RecordsForm(forms.Form):
    """Which request, and of which days."""

    request = forms.CharField(
        label=_("Which request"),
        max_length=120,
        help_text=_("Its number or subject, as in your office's log. Not the name of the person who asks."),
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        wanted = super().clean() or {}
        since, until = wanted.get("since"), wanted.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return wanted


class RulesForm(forms.Form):
    """For each rule that took something out: the statute, or that the words stay in."""

    def __init__(self, *args: Any, applied: Iterable[Applied], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [each.rule.code for each in applied]
        language = (get_language() or "en").split("-")[0]
        for each in applied:
            code, what = each.rule.code, each.rule.what
            name = what.get(language) or what.get("en") or code
            self.fields[f"statute_{code}"] = forms.CharField(
                label=_("Statute for: %(what)s") % {"what": name},
                max_length=200,
                required=False,
                initial=each.rule.statute,
            )
            if not each.withheld:
                self.fields[f"leave_{code}"] = forms.BooleanField(
                    label=_("No statute: leave it in (%(what)s)") % {"what": name},
                    required=False,
                    initial=not each.rule.cover,
                )

    def decided(self) -> dict[str, dict[str, Any]]:
        """As :func:`~longtable.voices.actions.decide_redactions` takes it."""
        return {
            code: {
                "statute": self.cleaned_data[f"statute_{code}"].strip(),
                "cover": not self.cleaned_data.get(f"leave_{code}", False),
            }
            for code in self.codes
        }
