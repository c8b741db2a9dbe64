"""What somebody without an account can say about an entry, by the link that was sent to them."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.directory.models import Service


class CorrectionForm(forms.Form):
    """What changed about one service, in simple words."""

    status = forms.ChoiceField(label=_("Is it running?"), required=False)
    phone = forms.CharField(label=_("Phone number now"), required=False, max_length=100)
    hours = forms.CharField(
        label=_("Hours now"),
        required=False,
        max_length=300,
        help_text=_("For example: Tuesdays and Thursdays, 9 to 12."),
    )
    alert = forms.CharField(label=_("What everybody should know right now"), required=False, max_length=300)
    note = forms.CharField(
        label=_("What else changed?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None, *, service: Service) -> None:
        super().__init__(data, prefix=f"s{service.pk.hex[-8:]}")
        self.service = service
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("No change")), *[pair for pair in Service.Status.choices if pair[0]]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Tell us what changed."))
        return cleaned

    def corrections(self, language: str) -> dict[str, Any]:
        """As kept values."""
        said: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        if "alert" in said:
            code = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
            said["alert"] = LocalizedText.of(**{code: said["alert"]}).as_json()
        return said
