"""The form in which a row of an entry is written, whatever its kind, and what it makes of it."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID, uuid5

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LocalizedForm
from longtable.core.localized import LocalizedText
from longtable.directory import rows
from longtable.directory.actions.applying import Meanwhile
from longtable.directory.actions.editing import Edit
from longtable.directory.forms.rows import ALONG, SHAPES, Shape, label_of
from longtable.directory.forms.ticked import Ticked
from longtable.directory.models import OrganizationEntry

BOXES = ("needs", "languages", "payments", "led_by", "serves", "interpreters_on_site")
"""Fields that are many boxes to tick: they stay folded until somebody wants them."""

MOST_ASKED = 4
"""Texts of one row that a form shows at once."""


class RowForm(LocalizedForm):
    """One row of a table, with the row that is asked for along with it.

    It remembers what it showed (``seen``): what somebody else changes meanwhile is not overwritten, and
    what was not touched here is not sent.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        entry: OrganizationEntry,
        table: str,
        row: rows.Row | None = None,
        hangs_on: tuple[str, UUID] | None = None,
    ) -> None:
        self.entry, self.table, self.row, self.hangs_on = entry, table, row, hangs_on
        self.ticked = Ticked(entry, table, row)
        self.along, self.along_key = ALONG.get(table, ("", ""))
        self.along_row = _along(row, self.along, self.along_key)
        self.meanwhile: Sequence[Meanwhile] = ()
        self.shape = SHAPES[table]
        if table == "service_at_location" and row:
            self.shape = replace(self.shape, fields={})  # elsewhere is another row
        self.texts = {
            name: (label_of(table, name), required, height)
            for name, (required, height) in self.shape.texts.items()
        }
        initial = self._initial() | {"form_key": uuid.uuid4(), "seen": json.dumps(self.fresh())}
        super().__init__(data, initial=initial)
        self._add(self.shape, table, "")
        if self.along:
            self._add(SHAPES[self.along], self.along, "along_", required=False)
        self.fields |= self.ticked.fields()

    # --- What it shows ---

    def fresh(self) -> dict[str, Any]:
        """What stands there now, as digests; sets as they are."""
        seen: dict[str, Any] = {"row": rows.seen(self.row, self._names(self.shape)) if self.row else {}}
        if self.along_row:
            seen["along"] = rows.seen(self.along_row, self._names(SHAPES[self.along]))
        return seen | {name: sorted(held) for name, held in self.ticked.held().items()}

    def show_again(self, meanwhile: Sequence[Meanwhile]) -> None:
        """Somebody else changed it meanwhile, and that is shown: sent once more, this form is taken."""
        self.meanwhile = meanwhile
        if self.row:
            self.row.refresh_from_db()
        data = cast(QueryDict, self.data).copy()
        data["seen"] = json.dumps(self.fresh())
        self.data = data

    def _initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {name: sorted(held) for name, held in self.ticked.held().items()}
        if self.row:
            found |= self._values_of(self.row, self.shape, "")
        if self.along_row:
            found |= self._values_of(self.along_row, SHAPES[self.along], "along_")
        if self.row is None and self.table == "contact":
            found["is_public"] = True
        return found

    def _values_of(self, row: rows.Row, shape: Shape, prefix: str) -> dict[str, Any]:
        texts = self.spread(**{name: getattr(row, name) for name in shape.texts})
        plain = {f"{prefix}{name}": rows.read(row, name) for name in shape.fields}
        for name, value in plain.items():
            if isinstance(value, bool):
                plain[name] = (
                    value if name in {"is_public", "is_asked"} else {True: "yes", False: "no"}[value]
                )
            if name == "interpreters_on_site":
                plain[name] = [code for code in str(value).split(",") if code]
        return texts | plain

    def _names(self, shape: Shape) -> list[str]:
        return [*shape.texts, *shape.fields]

    def _add(self, shape: Shape, table: str, prefix: str, *, required: bool = True) -> None:
        for name, make in shape.fields.items():
            made = make(self.entry)
            made.label = label_of(table, name)
            made.required = made.required and required
            self.fields[f"{prefix}{name}"] = made

    # --- What it says ---

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.table == "service_area" and not (cleaned.get("area") or cleaned.get("name")):
            self.add_error("area", _("Choose a county, or write a name."))
        reachable = cleaned.get("email") or cleaned.get("along_number")
        if self.table == "contact" and cleaned.get("is_asked") and not reachable:
            self.add_error("email", _("To be asked here, we need an e-mail address or a phone number."))
        least, most = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if least is not None and most is not None and least > most:
            self.add_error("maximum_age", _("This is younger than the youngest age."))
        if self.table == "service_at_location" and self.row is None and cleaned.get("location"):
            there = rows.rows_of(self.entry, "service_at_location").filter(location=cleaned["location"])
            if self.hangs_on and there.filter(service=self.hangs_on[1]).exists():
                self.add_error("location", _("It is given there already."))
        return cleaned

    @property
    def row_id(self) -> UUID:
        """Id of the row: a new one has that which follows from the form, so that it is made once."""
        return self.row.pk if self.row else uuid5(self.cleaned_data["form_key"], self.table)

    def edits(self) -> list[Edit]:
        """What was said, as edits of one set."""
        seen = _read(self.cleaned_data["seen"])
        values = self._said(self.shape, "", self.row)
        if self.row is None:
            values |= self.shape.fixed | self._hanging()
        edits = [Edit(self.table, self.row_id, values, seen.get("row", {}), is_new=self.row is None)]
        chosen = {name: self.cleaned_data[name] for name in self.ticked.fields()}
        ticked = self.ticked.edits(chosen, seen, self.row_id, self.cleaned_data["form_key"])
        return [*edits, *self._edits_along(seen), *ticked]

    def _edits_along(self, seen: dict[str, Any]) -> list[Edit]:
        if not self.along:
            return []
        shape = SHAPES[self.along]
        values = self._said(shape, "along_", self.along_row)
        if self.along_row:
            return [Edit(self.along, self.along_row.pk, values, seen.get("along", {}))]
        told = {name for name, value in values.items() if value and name != "type"}
        if not told or (self.along == "phone" and not values["number"]):
            return []
        key = uuid5(self.cleaned_data["form_key"], self.along)
        return [Edit(self.along, key, values | shape.fixed | {self.along_key: str(self.row_id)}, is_new=True)]

    def _said(self, shape: Shape, prefix: str, row: rows.Row | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in shape.texts:
            before = getattr(row, name) if row else LocalizedText()
            text = self.gather(name, before)
            found[name] = (
                rows.read(row, name)
                if row and rows.same(text.as_json(), before.as_json())
                else text.as_json()
            )
        for name in shape.fields:
            value = self.cleaned_data[f"{prefix}{name}"]
            if isinstance(value, models.Model):
                value = value.pk
            if name == "interpreters_on_site":
                value = ",".join(value)
            found[name] = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
        return found

    def _hanging(self) -> dict[str, str]:
        """By which key a new row hangs on which other."""
        if not self.hangs_on:
            return {}
        table, key = self.hangs_on
        return {table: str(key)}

    # --- How it is laid out ---

    def first_pairs(self) -> list[list[forms.BoundField]]:
        """Texts that everybody fills in."""
        return self.pairs()[:MOST_ASKED]

    def more_pairs(self) -> list[list[forms.BoundField]]:
        """Texts that can wait."""
        return self.pairs()[MOST_ASKED:]

    def more_is_filled(self) -> bool:
        """Whether any of them says something."""
        return any(field.value() or field.errors for pair in self.more_pairs() for field in pair)

    def lead(self) -> list[forms.BoundField]:
        """What a row is known by comes first: its price, or a name that is the same in every language."""
        return [self[name] for name in ("name", "amount") if name in self.shape.fields and self.texts]

    def main(self) -> list[forms.BoundField]:
        """Fields that are neither texts nor boxes nor of the row along."""
        apart = {*BOXES, *(each.name for each in self.lead())}
        return [
            each for each in self.others() if each.name not in apart and not each.name.startswith("along_")
        ]

    def of_along(self) -> list[forms.BoundField]:
        """Fields of the row along."""
        return [each for each in self.others() if each.name.startswith("along_")]

    def boxes(self) -> list[forms.BoundField]:
        """Groups of boxes to tick."""
        return [self[name] for name in BOXES if name in self.fields]


SHOWN: dict[str, type] = {"row": dict, "along": dict}
"""What a form remembers as digests; the rest are lists."""


def _along(row: rows.Row | None, along: str, key: str) -> rows.Row | None:
    return rows.TABLES[along]._base_manager.filter(**{key: row}).first() if row and along else None


def _read(text: str) -> dict[str, Any]:
    """What a form remembers. Whoever forges it harms only themselves: it protects against overwriting."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, SHOWN.get(name, list))}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class LookForm(forms.Form):
    """Which entry one looks for."""

    q = forms.CharField(label=_("Name of the organization"), required=False, max_length=100)
