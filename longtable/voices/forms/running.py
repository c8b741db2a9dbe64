"""Preparing a conversation."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.forms import LocalizedForm, in_our_time
from longtable.people.demographics import allowed_questions
from longtable.places.models import Area
from longtable.voices.models import Conversation
from longtable.voices.policies import is_address


class ConversationForm(LocalizedForm):
    """What a team wants to ask, of whom, and from when to when."""

    texts = {
        "question": (_("The question"), True, 2),
        "purpose": (_("Why we ask and what we do with the answers"), False, 3),
        "asked": (_("Who is asked, in words"), False, 0),
    }
    slug = forms.SlugField(max_length=50, label=_("Short address"), help_text=_("As in /c/evening-clinics/"))
    organization = forms.ModelChoiceField(queryset=Organization.objects.none(), label=_("Who asks"))
    areas = forms.ModelMultipleChoiceField(
        queryset=Area.objects.all(),
        required=False,
        label=_("Counties"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen means the whole state."),
    )
    collectors = forms.ModelMultipleChoiceField(
        queryset=Organization.objects.filter(merged_into=None).order_by("name"),
        required=False,
        label=_("Partners who collect comments"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("They may type in what people told them on paper, by phone or at a table."),
    )
    opens_at = forms.SplitDateTimeField(
        label=_("Opens"), validators=[in_our_time], widget=forms.SplitDateTimeWidget
    )
    closes_at = forms.SplitDateTimeField(
        label=_("Closes"), required=False, validators=[in_our_time], widget=forms.SplitDateTimeWidget
    )
    moderation = forms.ChoiceField(
        choices=Conversation.Moderation.choices, label=_("When comments are read"), widget=forms.RadioSelect
    )
    about_you = forms.MultipleChoiceField(
        required=False, label=_("Optional questions about oneself"), widget=forms.CheckboxSelectMultiple
    )
    help_office = forms.ModelChoiceField(
        queryset=Organization.objects.filter(merged_into=None),
        required=False,
        label=_("Office that calls people back"),
    )
    help_days = forms.IntegerField(
        min_value=1, max_value=30, initial=2, label=_("Within how many working days")
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        for name in ("opens_at", "closes_at"):
            day, hour = self.fields[name].widget.widgets
            day.input_type, hour.input_type = "date", "time"
            day.format, hour.format = "%Y-%m-%d", "%H:%M"
        self.fields["about_you"].choices = [  # type: ignore[attr-defined]
            (each.code, str(each.words)) for each in allowed_questions()
        ]

    def clean_slug(self) -> str:
        slug = slugify(self.cleaned_data["slug"])
        if not is_address(slug):
            raise forms.ValidationError(_("This address cannot be used. Please write another."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It must close after it opens."))
        return data
