"""What one can say about a piece of work, and who stands by."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.people.contacts import NotAContact, normalise_phone


class DoneForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(
        label=_("What came of it?"),
        max_length=300,
        required=False,
        help_text=_("One sentence. Do not write names or phone numbers."),
    )


class HandOverForm(forms.Form):
    """To whom, and why."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Who takes it over?"))
    reason = forms.CharField(
        label=_("Why?"), max_length=300, help_text=_("They read this. Do not write names or phone numbers.")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class MomentInput(forms.DateTimeInput):
    """The browser's own control for a day and an hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ShiftForm(forms.Form):
    """Who stands by, for whom, from when until when."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("For which organization?"))
    user = forms.ModelChoiceField(User.objects.none(), label=_("Who is on call?"))
    starts_at = forms.DateTimeField(label=_("From"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Until"), widget=MomentInput())
    phone = forms.CharField(
        label=_("Phone number for text messages"),
        max_length=30,
        required=False,
        widget=forms.TelInput(attrs={"autocomplete": "off"}),
        help_text=_("They always get an e-mail. With a number, they also get a text message."),
    )

    def __init__(
        self,
        *args: Any,
        organizations: QuerySet[Organization],
        users: QuerySet[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        self.fields["user"].queryset = users  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """In the one spelling that messages are sent to."""
        typed: str = self.cleaned_data["phone"]
        try:
            return normalise_phone(typed) if typed else ""
        except NotAContact as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start: datetime | None = cleaned.get("starts_at")
        end: datetime | None = cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("The end must be later than the beginning."))
        return cleaned
