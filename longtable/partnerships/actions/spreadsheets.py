"""Agreements from a list that somebody kept in a spreadsheet: one row for each, with one partner."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.imports.kinds import Field, Unfit, UploadRow, upload_kind
from longtable.core.imports.once import DAY_ORDER, LANGUAGE, is_day_first, language_of
from longtable.core.imports.reading import Choices, day
from longtable.core.imports.tables import Ids, Stage, Standing, TableImporter
from longtable.core.localized import LocalizedText
from longtable.core.models import Upload
from longtable.directory.actions.spreadsheets.names import OrganizationNames
from longtable.partnerships.models import Agreement, AgreementKind, AgreementState, Party
from longtable.partnerships.terms import REMIND_DAYS, Unfinished, check_period, remind_on

KINDS_ALSO: Mapping[str, Sequence[str]] = {
    AgreementKind.MOU: ["memorandum", "moa", "memorando de entendimiento"],
    AgreementKind.DATA_SHARING: ["dua", "data use agreement", "dsa", "datos"],
    AgreementKind.FOOD_PRESCRIPTION: ["food rx", "produce prescription", "food prescription"],
    AgreementKind.WIC: ["healthy start", "wic coordination"],
    AgreementKind.ACADEMIC: ["affiliation", "academic affiliation", "university"],
    AgreementKind.IN_KIND: ["in kind", "donation", "en especie"],
}

FIELDS = (
    Field(
        "title",
        gettext_lazy("What the agreement is called"),
        ("agreement", "title", "name", "contract", "acuerdo", "convenio", "titulo"),
        required=True,
        example=gettext_lazy("Food boxes for patients"),
    ),
    Field(
        "partner",
        gettext_lazy("With which organization"),
        ("partner", "organization", "agency", "with", "other party", "socio", "organizacion"),
        required=True,
        example=gettext_lazy("Good Neighbors Food Pantry"),
    ),
    Field(
        "kind",
        gettext_lazy("What kind of agreement it is"),
        ("type", "kind", "tipo", "clase"),
        required=True,
        ask=lambda: forms.ChoiceField(choices=AgreementKind.choices),
        example="MOU",
    ),
    Field(
        "purpose", gettext_lazy("What it is for"), ("purpose", "scope", "description", "objeto", "para que")
    ),
    Field(
        "starts_on",
        gettext_lazy("First day"),
        ("start", "start date", "effective", "effective date", "begin", "inicio", "desde", "vigente desde"),
        example="2026-07-01",
    ),
    Field(
        "ends_on",
        gettext_lazy("Last day"),
        ("end", "end date", "expires", "expiration", "expiration date", "until", "fin", "hasta", "vence"),
        example="2028-06-30",
    ),
    DAY_ORDER,
    LANGUAGE,
)


@upload_kind("partnerships.agreements")
class AgreementsImporter(TableImporter):
    """Rows become agreements between the keeper and one partner each. Nothing of them is public."""

    label = gettext_lazy("Agreements")
    about = gettext_lazy(
        "One row for each agreement with a partner. One that has begun is in force; others are drafts."
    )
    permission = Permission.KEEP_PARTNERSHIPS
    known_by = ("title", "partner", "starts_on")
    whole: Mapping[str, str] = {"partnerships.party": "agreement"}

    def __init__(self, upload: Upload, destination: Organization) -> None:
        super().__init__(upload, destination)
        self.keeper = destination
        self.language = language_of(upload)
        self.names = OrganizationNames()
        self.kinds = Choices.of(AgreementKind.choices, KINDS_ALSO)

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Organization]:
        if actor.is_system:
            return Organization.objects.all()
        return Organization.objects.filter(pk__in=actor.organizations(Permission.KEEP_PARTNERSHIPS))

    @classmethod
    def address_of(cls, destination: Organization) -> str:
        return reverse("core:bring-in", args=[cls.name, destination.pk])

    @classmethod
    def fields_for(cls, destination: Organization) -> Sequence[Field]:
        return FIELDS

    def read(self, code: str, text: str) -> Any:
        if code == "partner":
            if (found := self.names.read(text)) == self.keeper.pk:
                raise Unfit(_("An agreement needs two organizations."))
            return found
        if code == "kind":
            return self.kinds.read(text)
        if code in ("starts_on", "ends_on"):
            return day(text, day_first=is_day_first(self.upload))
        return " ".join(text.split())

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = {
            code: str(value or "")
            for code, value in row.record.items()
            if code not in (DAY_ORDER.code, LANGUAGE.code)
        }
        return said | {
            "partner": self.names.shown(row.record["partner"]),
            "kind": str(AgreementKind(row.record["kind"]).label),
        }

    def stages(self) -> Sequence[Stage]:
        return [
            Stage(Agreement, self._agreement, fresh=self._fresh, leads=True),
            Stage(Party, self._ours, identity=("agreement_id", "organization_id"), part="ours"),
            Stage(Party, self._theirs, identity=("agreement_id", "organization_id"), part="theirs"),
        ]

    def standing(self) -> Iterator[Standing]:
        """Agreements with one partner; those of several are kept on their own pages."""
        parties = Prefetch("parties", queryset=Party.objects.order_by("order", "pk"))
        for agreement in Agreement.objects.filter(keeper=self.keeper).prefetch_related(parties):
            theirs = [party for party in agreement.parties.all() if party.organization_id != self.keeper.pk]
            if len(theirs) == 1:
                yield Standing({"partnerships.agreement": agreement}, self._cells(agreement, theirs[0]))

    def _agreement(self, row: UploadRow, ids: Ids) -> Mapping[str, Any]:
        said = row.record
        starts, ends = said["starts_on"], said["ends_on"]
        try:
            check_period(starts, ends)
        except Unfinished as error:
            raise Unfit(str(error)) from error
        told: dict[str, Any] = {
            "title": LocalizedText.of(**{self.language: said["title"]}),
            "kind": said["kind"],
            "keeper_id": self.keeper.pk,
        }
        if self.tells("purpose"):
            told["purpose"] = LocalizedText.of(**{self.language: said["purpose"] or ""})
        if self.tells("starts_on"):
            told["starts_on"] = starts
        if self.tells("ends_on"):
            told |= {"ends_on": ends, "remind_on": remind_on(ends, REMIND_DAYS)}
        return told

    def _ours(self, row: UploadRow, ids: Ids) -> Mapping[str, Any]:
        return {"agreement_id": ids["partnerships.agreement"], "organization_id": self.keeper.pk}

    def _theirs(self, row: UploadRow, ids: Ids) -> Mapping[str, Any]:
        partner = row.record["partner"]
        return {"agreement_id": ids["partnerships.agreement"], "organization_id": partner, "order": 1}

    def _fresh(self, row: UploadRow) -> Mapping[str, Any]:
        """Where a new one stands, as its days say; later only people move it."""
        today, starts, ends = timezone.localdate(), row.record["starts_on"], row.record["ends_on"]
        state = AgreementState.DRAFT
        if starts and starts <= today:
            state = AgreementState.EXPIRED if ends and ends < today else AgreementState.IN_FORCE
        return {"state": state, "state_since": self.upload.created_at}

    def _cells(self, agreement: Agreement, theirs: Party) -> Mapping[str, str]:
        return {
            "title": agreement.title.show(self.language).text,
            "partner": self.names.shown(theirs.organization_id),
            "kind": str(agreement.get_kind_display()),
            "purpose": agreement.purpose.show(self.language).text,
            "starts_on": str(agreement.starts_on or ""),
            "ends_on": str(agreement.ends_on or ""),
        }
