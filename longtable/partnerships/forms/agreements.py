"""A whole agreement: what it is, between whom, when it holds; and which ones somebody wants to see."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.core.forms import KeyedForm, LocalizedForm
from longtable.directory.models import TaxonomyTerm
from longtable.partnerships.models import Agreement, AgreementKind, AgreementState
from longtable.partnerships.selectors.choices import (
    organizations_to_name,
    owners_to_choose,
    topics_to_choose,
)
from longtable.partnerships.selectors.partners import own_organizations
from longtable.partnerships.terms import REMIND_DAYS, Terms, Unfinished, remind_days


class AgreementFilterForm(forms.Form):
    """Which agreements to show."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=[("", _("All")), ("to_renew", _("near its end")), *AgreementState.choices],
    )
    kind = forms.ChoiceField(
        label=_("What kind"), required=False, choices=[("", _("All kinds")), *AgreementKind.choices]
    )


class AgreementForm(LocalizedForm, KeyedForm):
    """What two or more organizations agree."""

    texts = {
        "title": (_("What is it called?"), True, 0),
        "purpose": (_("What is it for?"), False, 2),
    }
    kind = forms.ChoiceField(
        label=_("What kind of agreement is it?"),
        choices=AgreementKind.choices,
        widget=forms.RadioSelect,
        help_text=_("The kind decides what the document must state."),
    )
    parties = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label=_("Between whom?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two. To add one that is not here, start from its own page."),
    )
    keeper = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Whose file is it?"), empty_label=None
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who looks after it?"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("They are told before it ends."),
    )
    starts_on = forms.DateField(label=_("First day"), required=False, widget=forms.DateInput)
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Leave it empty if it goes on until somebody ends it."),
    )
    remind_days = forms.IntegerField(
        label=_("How many days before the last day do we look at it?"),
        min_value=1,
        max_value=730,
        initial=REMIND_DAYS,
    )
    topics = forms.ModelMultipleChoiceField(
        TaxonomyTerm.objects.none(),
        label=_("Which needs does it serve?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    field_order = ("title", "kind", "parties")

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        named: Organization | None = None,
        agreement: Agreement | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("parties", organizations_to_name(actor, named, agreement))
        self._choose("keeper", own_organizations(actor))
        self._choose("owner", owners_to_choose(actor, agreement))
        self._choose("topics", topics_to_choose())

    def _choose(self, name: str, found: QuerySet[Any]) -> None:
        self.fields[name].queryset = found  # type: ignore[attr-defined]

    @classmethod
    def of(cls, agreement: Agreement) -> dict[str, Any]:
        """Initial values from an agreement."""
        return {
            **cls.spread(title=agreement.title, purpose=agreement.purpose),
            "kind": agreement.kind,
            "parties": [party.organization_id for party in agreement.parties.all()],
            "keeper": agreement.keeper,
            "owner": agreement.owner,
            "starts_on": agreement.starts_on,
            "ends_on": agreement.ends_on,
            "remind_days": remind_days(agreement),
            "topics": agreement.topics.all(),
        }

    def terms(self) -> Terms:
        """What was typed."""
        data = self.cleaned_data
        names = ("kind", "keeper", "owner", "starts_on", "ends_on", "remind_days")
        return Terms(
            title=self.gather("title"),
            purpose=self.gather("purpose"),
            parties=list(data["parties"]),
            topics=list(data["topics"]),
            **{name: data[name] for name in names},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                self.terms().check()
            except Unfinished as error:
                self.add_error(None, str(error))
        return data
