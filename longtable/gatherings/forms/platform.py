"""Bringing the file of a webinar tool, choosing questions of its chat, settling who somebody is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from longtable.core.files.storing import LARGEST
from longtable.gatherings.models import Attendee
from longtable.gatherings.selectors.platform import name_of
from longtable.methods.webinars import Written, asks_something, guess_language

MOST_LINES = 300
"""Lines of a chat that one can look over."""


class PlatformFileForm(forms.Form):
    """One file, as the tool gave it out."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("Who was there (CSV), the chat or the questions (text or CSV), or the transcript (VTT)."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.vtt"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is too large. The limit is %s.") % filesizeformat(LARGEST)
            )
        return file


class ChatForm(forms.Form):
    """Which lines of a chat are questions, and in which language."""

    def __init__(self, *args: Any, written: Sequence[Written], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = list(written)[:MOST_LINES]
        for place, each in enumerate(self.written):
            self.fields[f"take_{place}"] = forms.BooleanField(
                required=False,
                initial=asks_something(each.words) and not each.answer,
                label=_("Select line %(place)d") % {"place": place + 1},
            )
            self.fields[f"language_{place}"] = forms.ChoiceField(
                choices=settings.LANGUAGES,
                initial=guess_language(each.words),
                label=_("Language of line %(place)d") % {"place": place + 1},
            )

    def lines(self) -> list[tuple[str, str, str]]:
        """``(name, words, language)`` of those that were taken. Call after ``is_valid()``."""
        data = self.cleaned_data
        return [
            (each.name, each.words, data[f"language_{place}"])
            for place, each in enumerate(self.written)
            if data[f"take_{place}"]
        ]

    def rows(self) -> list[tuple[Written, forms.BoundField, forms.BoundField]]:
        """Each line with its two fields."""
        return [
            (each, self[f"take_{place}"], self[f"language_{place}"])
            for place, each in enumerate(self.written)
        ]


class SettleForm(forms.Form):
    """Who somebody is."""

    attendance = forms.UUIDField(widget=forms.HiddenInput)
    attendee = forms.ChoiceField(required=False, label=_("Who signed up"))

    def __init__(self, *args: Any, attendees: Sequence[Attendee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attendees = {str(each.pk): each for each in attendees}
        named = sorted((name_of(each), key) for key, each in self.attendees.items())
        self.fields["attendee"].choices = [  # type: ignore[attr-defined]
            ("", _("Nobody who signed up")),
            *((key, name) for name, key in named),
        ]

    def chosen(self) -> Attendee | None:
        """The attendee, or nobody. Call after ``is_valid()``."""
        return self.attendees.get(self.cleaned_data["attendee"])
