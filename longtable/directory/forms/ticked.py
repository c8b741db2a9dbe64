"""What is said of a row by ticking boxes: each box that is ticked is kept as a row of its own."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.directory import rows
from longtable.directory.actions.editing import Edit
from longtable.directory.communities import COMMUNITIES
from longtable.directory.languages import LANGUAGES
from longtable.directory.models import CommunityTie, OrganizationEntry, TaxonomyTerm
from longtable.directory.payments import LINK_TYPE, PAYMENTS, code_of


class Ticked:
    """The boxes of one row: of a service needs, languages and ways to pay; of an organisation communities."""

    def __init__(self, entry: OrganizationEntry, table: str, row: rows.Row | None) -> None:
        self.entry, self.table, self.row = entry, table, row

    def fields(self) -> dict[str, forms.Field]:
        """The groups of boxes by name, in the order in which they are asked."""
        if self.table == "service":
            return {
                "needs": _several(_("What it is for"), self._needs),
                "languages": _several(_("Languages spoken"), list(LANGUAGES.items())),
                "payments": _several(_("How people can pay"), list(PAYMENTS.items())),
            }
        if self.table == "organization":
            known = list(COMMUNITIES.items())
            return {
                "led_by": _several(_("We are led by"), known),
                "serves": _several(_("Above all, we serve"), known),
            }
        return {}

    def held(self) -> dict[str, set[str]]:
        """What is ticked now: by name the values that are there."""
        if self.row is None:
            return {}
        if self.table == "service":
            ties = list(rows.rows_of(self.entry, "attribute").filter(link_id=self.row.pk))
            known = {value for value, _name in self._needs}
            ways = {code_of(each.value) for each in ties if each.link_type == LINK_TYPE}
            return {
                "needs": {str(each.taxonomy_term_id) for each in ties} & known,
                "payments": ways & PAYMENTS.keys(),
                "languages": {each.code for each in self.row.languages.all()} & LANGUAGES.keys(),
            }
        if self.table == "organization":
            found: dict[str, set[str]] = {"led_by": set(), "serves": set()}
            for tie in self.row.ties.all():
                found[tie.kind].add(tie.community)
            return found
        return {}

    def edits(
        self, chosen: Mapping[str, Collection[str]], seen: Mapping[str, Any], row_id: UUID, form_key: UUID
    ) -> list[Edit]:
        """Only what was ticked or unticked here: what somebody else added meanwhile stays.

        ``seen`` is what the form showed as ticked; new rows have ids that follow from ``form_key``.
        """
        edits = []
        for name, values in chosen.items():
            shown = {str(each) for each in seen.get(name, [])}
            for value in sorted(set(values) - shown):
                if not self._rows(name, value):
                    table, said = self._as_row(name, value, str(row_id))
                    edits.append(Edit(table, uuid5(form_key, f"{name} {value}"), said, is_new=True))
            for value in sorted(shown - set(values)):
                edits += [Edit(rows.NAMES[type(each)], each.pk, None) for each in self._rows(name, value)]
        return edits

    def _as_row(self, name: str, value: str, row_id: str) -> tuple[str, dict[str, Any]]:
        of_service = {"link_entity": "service", "link_id": row_id}
        if name == "needs":
            return "attribute", of_service | {"taxonomy_term": value}
        if name == "payments":
            return "attribute", of_service | {"link_type": LINK_TYPE, "value": value}
        if name == "languages":
            return "language", {"service": row_id, "code": value, "name": ""}
        return "community_tie", {"entry": str(self.entry.pk), "kind": name, "community": value}

    def _rows(self, name: str, value: str) -> list[rows.Row]:
        """The rows by which a value is ticked: a source may have written the same thing twice."""
        if self.row is None:
            return []
        if name == "languages":
            return list(self.row.languages.filter(code=value))
        if name in CommunityTie.Kind.values:
            return list(CommunityTie.objects.filter(entry=self.entry, kind=name, community=value))
        ties = rows.rows_of(self.entry, "attribute").filter(link_id=self.row.pk)
        if name == "needs":
            return list(ties.filter(taxonomy_term=value))
        return [way for way in ties.filter(link_type=LINK_TYPE) if code_of(way.value) == value]

    @cached_property
    def _needs(self) -> list[tuple[str, str]]:
        terms = TaxonomyTerm.objects.exclude(taxonomy=None).exclude(taxonomy__slug="")
        return sorted(((str(term.pk), str(term)) for term in terms), key=lambda pair: pair[1].casefold())


def _several(label: Any, choices: list[tuple[Any, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )
