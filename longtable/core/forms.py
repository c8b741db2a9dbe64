"""Pieces of forms that every package needs: own words, codes that were sent, texts in several languages."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.methods.typed_text import TooLong, clean

LONGEST_COMMENT = 5000
"""Characters, a closely written page and a half."""


def in_our_time(day: date) -> None:
    """Validator: far enough from the ends of the calendar to be counted on in any time zone."""
    if not 1900 <= day.year <= 2999:
        raise forms.ValidationError(_("Please check the year."))


class WordsField(forms.CharField):
    """Somebody's own words: kept as they are, without what a page could trip over."""

    def __init__(self, *, longest: int = LONGEST_COMMENT, rows: int = 5, **options: Any) -> None:
        self.longest = longest
        options.setdefault("strip", False)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        try:
            return clean(str(value or ""), self.longest)
        except TooLong as error:
            raise forms.ValidationError(
                _("This is %(length)d characters long. Please use %(limit)d at most, or send it in parts."),
                params={"length": error.length, "limit": error.limit},
            ) from error


class DigitsForm(forms.Form):
    """Six digits that came to one's phone or e-mail."""

    digits = forms.CharField(
        max_length=12,
        label=_("The six digits"),
        error_messages={"required": _("Type the six digits that we sent.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class CodeForm(forms.Form):
    """A tracking code, typed from paper."""

    code = forms.CharField(
        max_length=40,
        label=_("Your tracking code"),
        help_text=_("Ten letters and numbers, for example K7QM-2XWT-9A. Lowercase letters are fine."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class KeyedForm(forms.Form):
    """A form that can be sent twice and counts once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def sent_key(self) -> uuid.UUID:
        """Key of what was sent: the same for a second click, another when somebody went back and wrote
        something else. Call after ``is_valid()``."""
        sent = [(name, str(self[name].data)) for name in sorted(self.fields)]
        key: uuid.UUID = self.cleaned_data["form_key"]
        return uuid.uuid5(key, repr(sent))


class LocalizedForm(forms.Form):
    """A form with texts in every language of the site, side by side: ``name_en``, ``name_es`` ..."""

    texts: dict[str, tuple[Any, bool, int]] = {}
    """Field name -> (label, required, rows; 0 rows is one line)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, required, rows) in self.texts.items():
            for code, language in settings.LANGUAGES:
                widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} ({language})", required=required, max_length=3000, widget=widget
                )
        self.order_fields(name for name in list(self.fields) if name.rpartition("_")[0] in self.texts)

    @staticmethod
    def spread(**texts: LocalizedText) -> dict[str, str]:
        """Initial values from stored texts."""
        return {
            f"{name}_{code}": text.versions[code].text
            for name, text in texts.items()
            for code, _language in settings.LANGUAGES
            if code in text.versions
        }

    def gather(self, name: str, before: LocalizedText | None = None) -> LocalizedText:
        """The text of field ``name`` in all languages, on top of what was stored ``before``."""
        text = before or LocalizedText()
        for code, _language in settings.LANGUAGES:
            text = text.edit(code, self.cleaned_data[f"{name}_{code}"])
        # Both boxes were on the same page: whoever saved them has seen that they agree.
        return LocalizedText.of(**{code: text.versions[code].text for code, _ in settings.LANGUAGES})

    def pairs(self) -> list[list[forms.BoundField]]:
        """Per text, its field in each language."""
        return [[self[f"{name}_{code}"] for code, _language in settings.LANGUAGES] for name in self.texts]

    def others(self) -> list[forms.BoundField]:
        """The visible fields that are not texts."""
        paired = {field.name for pair in self.pairs() for field in pair}
        return [field for field in self.visible_fields() if field.name not in paired]
