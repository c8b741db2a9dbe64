"""Forms about accounts: they parse, and keep what was typed."""

from datetime import datetime, time, timedelta
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from longtable.accounts import selectors
from longtable.accounts.adapter import count_second_factor
from longtable.accounts.models import Membership, User
from longtable.accounts.roles import ROLES
from longtable.core.access import Actor, Permission
from longtable.core.forms import in_our_time


def explained_roles() -> list[tuple[str, Promise]]:
    """Every role with what it means, for whoever gives it."""
    return [(role.name, format_lazy("{}. {}", role.title, role.description)) for role in ROLES.values()]


class RoleForm(forms.Form):
    """Which role, for whom, and how far it reaches; only what the actor may give."""

    role = forms.ChoiceField(label=_("Role"), choices=explained_roles, widget=forms.RadioSelect)
    organization: Any = forms.ModelChoiceField(label=_("Organization"), queryset=None)
    scope = forms.ChoiceField(
        label=_("Where the role applies"), choices=Membership.Scope.choices, widget=forms.RadioSelect
    )
    region: Any = forms.ModelChoiceField(
        label=_("Region"), queryset=None, required=False, help_text=_("Only for a role in one region.")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = selectors.organizations(actor)  # type: ignore[attr-defined]
        self.fields["region"].queryset = selectors.regions(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        in_region = cleaned.get("scope") == Membership.Scope.REGION
        if in_region and not cleaned.get("region") and "region" not in self.errors:
            self.add_error("region", _("Choose the region."))
        if not in_region:
            cleaned["region"] = None
        return cleaned


class InvitationForm(RoleForm):
    """A role for somebody who may not have an account yet."""

    field_order = ["email", "name"]

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)


class WhyForm(forms.Form):
    """A reason, for whoever reads the audit."""

    why = forms.CharField(
        label=_("Why?"), max_length=500, help_text=_("Kept with this change, for whoever asks later.")
    )


class AcceptForm(forms.Form):
    """What is missing for an account."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("As others will see it, also in public answers."),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. You can leave it empty and sign in with a code by e-mail."),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password


class ProfileForm(forms.ModelForm):
    """How one is shown to others, and who takes over while one is away."""

    class Meta:
        model = User
        fields = ["name", "title", "language", "deputy", "away_from", "away_until"]
        labels = {
            "name": _("Name"),
            "title": _("What you do"),
            "language": _("Language"),
            "deputy": _("Who takes over while you are away"),
            "away_from": _("First day away"),
            "away_until": _("Last day away"),
        }
        help_texts = {
            "name": _("As others see it, also in public answers."),
            "title": _("As others should know it, for example: regional coordinator."),
            "language": _("For pages and for messages to you."),
            "deputy": _("New work goes to this person while you are away."),
            "away_from": "",
            "away_until": "",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label,
            choices=settings.LANGUAGES,
            help_text=self.fields["language"].help_text,
        )
        self.fields["deputy"].queryset = selectors.colleagues(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if first and last and last < first:
            self.add_error("away_until", _("The last day cannot be before the first."))
        return cleaned


class ApiKeyForm(forms.Form):
    """What a key is for, and what it may do."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("So that others know whether it is still needed."),
    )
    organization: Any = forms.ModelChoiceField(label=_("Organization it acts for"), queryset=None)
    permissions = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(permission.name, gettext_lazy(permission.value)) for permission in Permission],
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = forms.DateField(label=_("Last day it works"), required=False, validators=[in_our_time])

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = selectors.organizations(actor, Permission.MANAGE_API_KEYS)
        self.fields["organization"].queryset = mine  # type: ignore[attr-defined]

    def clean_permissions(self) -> list[Permission]:
        return [Permission[name] for name in self.cleaned_data["permissions"]]

    def clean_last_day(self) -> datetime | None:
        day = self.cleaned_data["last_day"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None


class AuditForm(forms.Form):
    """What an auditor asks."""

    verb = forms.CharField(
        label=_("What was done"),
        max_length=100,
        required=False,
        help_text=_("For example: accounts.membership"),
    )
    actor = forms.CharField(
        label=_("Who did it"),
        max_length=200,
        required=False,
        help_text=_("A name, an e-mail address or an id"),
    )
    subject = forms.CharField(
        label=_("Subject"),
        max_length=200,
        required=False,
        help_text=_("A kind such as accounts.user, an id, or both"),
    )
    since = forms.DateField(label=_("From"), required=False, validators=[in_our_time])
    until = forms.DateField(label=_("To"), required=False, validators=[in_our_time])
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SignInForm(LoginForm):
    """E-mail address and password; in a demo also the people as whom one may look around."""

    @property
    def demo_accounts(self) -> list[selectors.DemoAccount]:
        """Empty outside a demo."""
        return selectors.demo_accounts()


class SecondFactorForm(AuthenticateForm):
    """The code of a second factor, its tries counted for all web processes together."""

    def clean_code(self) -> str:
        count_second_factor(self.user)
        return super().clean_code()


class SecondFactorAgainForm(ReauthenticateForm):
    """The same, before something delicate."""

    def clean_code(self) -> str:
        count_second_factor(self.user)
        return super().clean_code()
