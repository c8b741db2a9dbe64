"""A council's roster as a sheet: one row for each seat, and who holds it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.access import Actor, Permission
from longtable.core.imports import Planned, Trace
from longtable.core.imports.importer import Outcome
from longtable.core.imports.kinds import Field, Unfit, UploadRow, upload_kind
from longtable.core.imports.once import DAY_ORDER, LANGUAGE, is_day_first, language_of
from longtable.core.imports.reading import Choices, day, is_nothing, plain
from longtable.core.imports.tables import Ids, Stage, Standing, TableImporter
from longtable.core.localized import LocalizedText
from longtable.core.models import Upload
from longtable.core.work import emit
from longtable.councils.actions.terms import Mandate, seat_member
from longtable.councils.models import Council, Seat, Term

BY = Actor.system("councils.roster")

VACANT = {"vacant", "vacancy", "open", "tbd", "unfilled", "vacante", "libre", "sin cubrir"}
"""What rosters write where nobody sits; an asterisk too."""

WORDS = ("name", "where", "appointed_by")
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

FIELDS = (
    Field(
        "number",
        gettext_lazy("Number of the seat"),
        ("seat number", "seat no", "no", "number", "numero", "asiento"),
        required=True,
        example="4",
    ),
    Field(
        "name",
        gettext_lazy("Whose seat it is"),
        ("seat", "seat name", "represents", "constituency", "puesto"),
        required=True,
        example=gettext_lazy("Family member, eastern region"),
    ),
    Field(
        "category",
        gettext_lazy("For whom it is meant"),
        ("category", "type", "categoria", "tipo"),
        required=True,
        ask=lambda: forms.ChoiceField(choices=Seat.Category.choices),
        example=gettext_lazy("family members"),
    ),
    Field("where", gettext_lazy("Region or district"), ("region", "district", "area", "distrito")),
    Field("appointed_by", gettext_lazy("Who appoints"), ("appointing authority", "appointed by", "nombra")),
    Field(
        "voting",
        gettext_lazy("Does its holder vote?"),
        ("voting", "vote", "voto"),
        example=gettext_lazy("Yes"),
    ),
    Field(
        "holder",
        gettext_lazy("Who holds it"),
        ("member", "member name", "holder", "appointee", "miembro", "titular"),
        hint=gettext_lazy("If empty, “vacant” or an asterisk: nobody does."),
        example="Leo Marsh",
    ),
    Field(
        "starts_on",
        gettext_lazy("First day of the term"),
        ("term start", "term begins", "appointed", "start", "since", "inicio", "desde"),
        example="2026-07-01",
    ),
    Field(
        "ends_on",
        gettext_lazy("Last day of the term"),
        ("term end", "term ends", "term expires", "expires", "end", "until", "fin", "hasta"),
        example="2029-06-30",
    ),
    Field(
        "role",
        gettext_lazy("Office within the council"),
        ("office", "role", "cargo"),
        example=gettext_lazy("Chair"),
    ),
    Field(
        "public",
        gettext_lazy("May the name be published?"),
        ("public", "publish", "publico"),
        required=True,
        ask=lambda: forms.ChoiceField(choices=YES_NO, initial="no"),
    ),
    DAY_ORDER,
    LANGUAGE,
)


@upload_kind("councils.roster")
class RosterImporter(TableImporter):
    """Rows become seats of one council, and terms of those who hold them. No row ends a term."""

    label = gettext_lazy("Roster of a council")
    about = gettext_lazy("One row for each seat. Nobody loses a seat by a file: terms are ended by hand.")
    permission = Permission.RUN_COUNCILS
    known_by = ("number",)

    def __init__(self, upload: Upload, destination: Council) -> None:
        super().__init__(upload, destination)
        self.council = destination
        self.language = language_of(upload)
        self.categories = Choices.of(Seat.Category.choices)
        self.yes_no = Choices.of(YES_NO, {"yes": ["y", "x", "true", "1", "si"], "no": ["n", "false", "0"]})

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Council]:
        return Council.objects.in_scope(actor, Permission.RUN_COUNCILS)

    @classmethod
    def address_of(cls, destination: Council) -> str:
        return reverse("core:bring-in", args=[cls.name, destination.pk])

    @classmethod
    def fields_for(cls, destination: Council) -> Sequence[Field]:
        return FIELDS

    def read(self, code: str, text: str) -> Any:
        if code == "number":
            return _number(text)
        if code == "category":
            return self.categories.read(text)
        if code in ("voting", "public"):
            return self.yes_no.read(text) == "yes"
        if code in ("starts_on", "ends_on"):
            return day(text, day_first=is_day_first(self.upload))
        if code == "holder":
            name = " ".join(text.strip(" *").split())
            return None if not name or is_nothing(name) or plain(name) in VACANT else name[:120]
        return text.strip()

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = row.record
        shown = {
            code: str(said[code] or "")
            for code in (*WORDS, "number", "holder", "role", "starts_on", "ends_on")
        }
        shown |= {
            code: _("Yes") if said[code] else _("No")
            for code in ("voting", "public")
            if said[code] is not None
        }
        return shown | {"category": str(Seat.Category(said["category"]).label)}

    def stages(self) -> Sequence[Stage]:
        return [Stage(Seat, self._seat, identity=("council_id", "number"), leads=True)]

    def standing(self) -> Iterator[Standing]:
        for seat in self.council.seats.standing():
            term = self.held.get(seat.number)
            said = {name: str(getattr(seat, name).show(self.language)) for name in WORDS} | {
                "number": str(seat.number),
                "category": str(seat.get_category_display()),
                "voting": _("Yes") if seat.is_voting else _("No"),
                "holder": _called(term),
                "starts_on": str(term.starts_on) if term else "",
                "ends_on": str(_day_before(term.ends_on) or "") if term else "",
                "role": term.role if term else "",
                "public": _("Yes") if term and term.is_public else _("No"),
            }
            yield Standing({"councils.seat": seat}, said)

    def besides(self, planned: Planned, row: UploadRow, ids: Ids) -> Outcome:
        """Whoever holds a free seat by the sheet is seated; who sits there already stays."""
        said = row.record
        if not said["holder"]:
            return Outcome.UNCHANGED
        if term := self.held.get(said["number"]):
            if plain(_called(term)) == plain(said["holder"]):
                return Outcome.UNCHANGED
            raise Unfit(_("Somebody else holds this seat here. End their term first."))
        if not said["starts_on"]:
            raise Unfit(_("Say the first day of the term."))
        if said["ends_on"] and said["ends_on"] <= said["starts_on"]:
            raise Unfit(_("The term ends before it begins."))
        planned.writes.append(self._seating(planned, said, ids))
        return Outcome.CHANGED

    def written(self, made: Sequence[Ids], changed: Sequence[Ids]) -> None:
        if made or changed:
            emit("councils.changed", council_id=str(self.council.pk))

    @cached_property
    def held(self) -> dict[int, Term]:
        """Number of a seat -> the term under which it is held today."""
        found = Term.objects.on(timezone.localdate()).filter(seat__council=self.council)
        return {term.seat.number: term for term in found.select_related("seat", "person")}

    def _seat(self, row: UploadRow, ids: Ids) -> Mapping[str, Any]:
        said = row.record
        there = self.seats.get(said["number"])
        told: dict[str, Any] = {"council_id": self.council.pk, "number": said["number"]}
        for name in WORDS:
            if self.tells(name):
                before = getattr(there, name) if there else LocalizedText()
                told[name] = before.edit(self.language, said[name] or "") if said[name] or before else before
        told["category"] = said["category"]
        return told | ({"is_voting": said["voting"]} if said["voting"] is not None else {})

    @cached_property
    def seats(self) -> dict[int, Seat]:
        """Number -> seat, of those that stand."""
        return {seat.number: seat for seat in self.council.seats.standing()}

    def _seating(self, planned: Planned, said: Mapping[str, Any], ids: Ids) -> Callable[[], None]:
        def write() -> None:
            seat = Seat.objects.select_related("council__organization").get(pk=ids["councils.seat"])
            mandate = Mandate(
                starts_on=said["starts_on"],
                ends_on=_day_after(said["ends_on"]),
                role=(said["role"] or "")[:120],
                is_public=bool(said["public"]),
                despite=_("The roster says so."),
            )
            term = seat_member(by=BY, seat=seat, mandate=mandate, name=said["holder"])
            planned.traces.append(Trace("people.person", str(term.person_id)))
            planned.traces.append(Trace("councils.term", str(term.pk)))

        return write


def _number(text: str) -> int:
    digits = text.strip().removesuffix(".0").lstrip("#")
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= 999:
        raise Unfit(_("“%(text)s” is not the number of a seat.") % {"text": text[:20]})
    return int(digits)


def _day_after(last: date | None) -> date | None:
    """A roster names the last day; a term ends on the first day after it."""
    return date.fromordinal(last.toordinal() + 1) if last else None


def _day_before(day_after: date | None) -> date | None:
    return date.fromordinal(day_after.toordinal() - 1) if day_after else None


def _called(term: Term | None) -> str:
    return term.person.name if term else ""
