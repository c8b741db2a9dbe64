"""What comes in from pages: cleaned, bounded, and told back in plain words when something is off."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.forms import KeyedForm, LocalizedForm, WordsField, in_our_time
from longtable.people.demographics import allowed_questions
from longtable.places.forms import AreaField
from longtable.places.models import Area
from longtable.voices.models import Comment, Conversation, Decision, Vote
from longtable.voices.policies import is_address


class AreaForm(forms.Form):
    """Where somebody lives, if they like."""

    area = AreaField(required=False)


class SayForm(KeyedForm):
    """One box, and where one lives if one likes."""

    text = WordsField(
        label=_("Say it in your own words"),
        help_text=_("Please do not write names, phone numbers or addresses."),
        error_messages={"required": _("Write a few words first.")},
    )
    area = AreaField(required=False)


class AnswerForm(KeyedForm):
    """Agree, disagree, or not sure."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    answer = forms.TypedChoiceField(
        choices=Vote.Value.choices, coerce=int, error_messages={"required": _("Choose one of the answers.")}
    )


class ContactForm(forms.Form):
    """Where the answer should go."""

    contact = forms.CharField(
        max_length=200,
        label=_("Your phone number or e-mail"),
        help_text=_("We write only about what becomes of your words. Reply STOP to end it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class CallForm(KeyedForm):
    """A call back about one's own case."""

    name = forms.CharField(
        max_length=120,
        label=_("What may we call you?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        max_length=200,
        label=_("Where can we reach you? Phone number or e-mail"),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    best_time = forms.CharField(max_length=120, label=_("When is a good time?"), required=False)
    about = WordsField(
        label=_("What is it about?"),
        help_text=_("A few words are enough. Only the office that calls you reads this."),
        longest=2000,
        rows=3,
        required=False,
    )


class OfferedCallForm(ContactForm):
    """A call that was offered to the author of a comment."""

    best_time = forms.CharField(max_length=120, label=_("When is a good time?"), required=False)


class CodeForm(forms.Form):
    """A tracking code, typed from paper."""

    code = forms.CharField(
        max_length=40,
        label=_("Your tracking code"),
        help_text=_("Ten letters and numbers, for example K7QM-2XWT-9A. Small letters are fine."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ThemeForm(LocalizedForm):
    """A theme's words."""

    texts = {"name": (_("Name"), True, 0), "summary": (_("What people said, in a sentence or two"), False, 3)}
    is_public = forms.BooleanField(
        required=False, label=_("Anybody may read it"), help_text=_("Its comments are cited only if shown.")
    )


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
    opens_at = forms.SplitDateTimeField(
        label=_("Opens"), validators=[in_our_time], widget=forms.SplitDateTimeWidget
    )
    closes_at = forms.SplitDateTimeField(
        label=_("Closes"), required=False, validators=[in_our_time], widget=forms.SplitDateTimeWidget
    )
    moderation = forms.ChoiceField(
        choices=Conversation.Moderation.choices, label=_("Reading"), widget=forms.RadioSelect
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


class DecisionForm(forms.Form):
    """What to do with a comment, and why."""

    after = forms.ChoiceField(
        choices=[
            (Comment.State.SHOWN, _("Show it")),
            (Comment.State.NOT_SHOWN, _("Do not show it")),
            (Comment.State.HELD, _("Hold it for a colleague")),
        ]
    )
    reason = forms.ChoiceField(
        choices=[each for each in Decision.Reason.choices if each[0] != Decision.Reason.IMPORTED],
        label=_("Reason"),
        required=False,
    )
    public_text = WordsField(label=_("What others will read"), required=False, rows=4)

    def __init__(self, *args: Any, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.fields["after"]
        after.choices = [  # type: ignore[attr-defined]
            choice
            for choice in after.choices  # type: ignore[attr-defined]
            if choice[0] == before or Comment.lifecycle.can(before, choice[0])
        ]

    @property
    def offers(self) -> set[str]:
        """The states that can follow, for the buttons."""
        return {value for value, _label in self.fields["after"].choices}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("after") == Comment.State.SHOWN:
            data["reason"] = Decision.Reason.FINE
        elif data.get("reason") in ("", Decision.Reason.FINE, None):
            self.add_error("reason", _("Say why: the person who wrote it will read the reason."))
        return data


class TranslationForm(forms.Form):
    """A comment in another language."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language"))
    text = WordsField(label=_("Translation"), rows=4)


class SearchForm(forms.Form):
    """Finding comments to gather."""

    text = forms.CharField(required=False, max_length=200, label=_("Words"))
    without_theme = forms.BooleanField(required=False, label=_("Only those in no theme"))
    state = forms.ChoiceField(
        required=False, choices=[("", _("all")), *Comment.State.choices[:-1]], label=_("State")
    )


class OutcomeForm(forms.Form):
    """What came of a call."""

    outcome = forms.CharField(
        max_length=2000,
        label=_("What was agreed?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
