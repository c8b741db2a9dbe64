"""Which part of the network somebody wants to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor
from longtable.directory.models import TaxonomyTerm
from longtable.partnerships.models import AgreementKind
from longtable.partnerships.selectors.choices import topics_to_choose
from longtable.partnerships.selectors.network import Wanted, regions_to_choose
from longtable.places.forms import AreaField
from longtable.places.models import Region


class RegionField(forms.ModelChoiceField):
    """A region, with the scheme that it belongs to: schemes must never be mixed up."""

    def label_from_instance(self, region: Any) -> str:
        return f"{region.scheme}: {region}"


class NetworkForm(forms.Form):
    """Region, county, kind and topic, each may be left out."""

    region = RegionField(
        Region.objects.none(), label=_("Region"), required=False, empty_label=_("All regions")
    )
    county = AreaField(label=_("County"), empty_label=_("Everywhere"), required=False, may_decline=False)
    kind = forms.ChoiceField(
        label=_("Joined by"),
        required=False,
        choices=[("", _("agreements and contacts")), ("contact", _("contacts")), *AgreementKind.choices],
    )
    topic = forms.ModelChoiceField(
        TaxonomyTerm.objects.none(), label=_("Need"), required=False, empty_label=_("All needs")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions_to_choose(actor)  # type: ignore[attr-defined]
        self.fields["topic"].queryset = topics_to_choose()  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was chosen; a choice that does not exist is none."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(chosen.get("region"), chosen.get("county"), chosen.get("kind", ""), chosen.get("topic"))
