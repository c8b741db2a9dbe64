"""Questions of trust, as partners and people answer them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.forms import KeyedForm, WordsField
from longtable.partnerships.models import PulseTally, ServiceTrust
from longtable.partnerships.selectors.partners import own_organizations


class PulseForm(forms.Form):
    """Three questions, each may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in PulseTally.Question:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=PulseTally.Answer.choices,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Answer at least one question."))
        return data

    def answers(self) -> dict[str, str]:
        """Question to answer, without what was left out."""
        return {question: answer for question, answer in self.cleaned_data.items() if answer}


class OpenPulseForm(KeyedForm):
    """For whom partners are asked."""

    asked_by = forms.ModelChoiceField(Organization.objects.none(), label=_("Who asks?"), empty_label=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_by"].queryset = own_organizations(actor)  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("The code on your slip"),
        max_length=20,
        help_text=_("Ten letters and digits, for example K7QM-2XWT-9A."),
    )


class FamilyForm(forms.Form):
    """Would you send your family here?"""

    words = WordsField(
        label=_("Anything you want to add?"),
        rows=3,
        longest=1000,
        required=False,
        help_text=_("It is shown without your answer and without a day."),
    )
    answer = forms.ChoiceField(
        label=_("Would you send your family here?"),
        choices=ServiceTrust.Answer.choices,
        widget=forms.RadioSelect,
    )
