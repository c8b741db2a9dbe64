"""Voice messages: handing them over, and writing down what one says."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import in_our_time
from longtable.voices.forms.carrying_in import LanguageField, SheetForm

MOST = 20
"""Voice messages at a time."""


class SeveralFiles(forms.ClearableFileInput):
    """One or many."""

    allow_multiple_selected = True


class SoundsField(forms.FileField):
    """Cleans to a list of uploads."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"accept": "audio/*,.amr,.m4a,.ogg,.opus"}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST:
            raise forms.ValidationError(_("Please upload at most %(most)d at a time."), params={"most": MOST})
        return [super(SoundsField, self).clean(each, initial) for each in given or [None]]


class RecordingsForm(forms.Form):
    """Voice messages of one day, in one language."""

    sounds = SoundsField(
        label=_("Voice messages"),
        help_text=_("One or many: MP3, M4A, OGG, WAV, WEBM or AMR, up to 25 MB each."),
    )
    received_on = forms.DateField(label=_("What day were they left?"), validators=[in_our_time])
    language = LanguageField()
    contact = forms.CharField(
        required=False,
        max_length=200,
        label=_("Phone or e-mail of the caller"),
        help_text=_("Only for one message, and only if the caller asked to be told."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("contact") and len(data.get("sounds", [])) > 1:
            self.add_error("contact", _("If a caller wants to be told, upload that message on its own."))
        return data


class TranscriptForm(SheetForm):
    """What a voice message says, word for word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, about_you=(), **kwargs)
        del self.fields["number"]
        self.fields["words"].required = True
        self.fields["words"].help_text = _(
            "As it was said, without names and numbers. An empty line between two comments keeps them apart."
        )
        self.fields["contact"].help_text = _("Only if they say that they want an answer.")
