"""Whom to talk to at a partner: a sheet with one person or desk in each row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.imports import Planned
from longtable.core.imports.importer import Outcome
from longtable.core.imports.kinds import Field, UploadRow, upload_kind
from longtable.core.imports.tables import Ids, Stage, Standing
from longtable.core.models import Upload
from longtable.directory.actions.indexing import touch
from longtable.directory.actions.spreadsheets import cells
from longtable.directory.actions.spreadsheets.differing import DirectoryTable
from longtable.directory.actions.spreadsheets.emptied import Emptied
from longtable.directory.actions.spreadsheets.keeping import Begun, may_bring_a_directory_into
from longtable.directory.actions.spreadsheets.names import OrganizationNames
from longtable.directory.models import Contact, Phone

DRAFT = "draft"
UNKNOWN = [
    ("refuse", gettext_lazy("Leave their rows out, to be corrected")),
    (DRAFT, gettext_lazy("Make a draft of each one that is not here yet")),
]

FIELDS = (
    Field(
        "organization",
        gettext_lazy("Organization"),
        (
            "agency",
            "partner",
            "partner name",
            "company",
            "employer",
            "cbo",
            "organizacion",
            "empresa",
            "socio",
        ),
        required=True,
        example=gettext_lazy("Good Neighbors Food Pantry"),
    ),
    Field(
        "name",
        gettext_lazy("Name of the person or desk"),
        ("contact", "contact name", "full name", "person", "nombre", "contacto", "persona"),
        required=True,
        example="Rosa Delgado",
    ),
    Field(
        "title",
        gettext_lazy("What they do"),
        ("title", "job title", "role", "position", "cargo", "puesto"),
        example=gettext_lazy("Director"),
    ),
    Field("department", gettext_lazy("Department"), ("dept", "unit", "division", "departamento")),
    Field(
        "email",
        gettext_lazy("E-mail"),
        ("email", "mail", "email address", "correo", "correo electronico"),
        example="rosa@example.org",
    ),
    Field(
        "phone",
        gettext_lazy("Telephone"),
        ("phone", "phone number", "tel", "cell", "mobile", "work phone", "telefono", "celular"),
        example="910-555-0142",
    ),
    Field(
        "public",
        gettext_lazy("May anybody see this contact?"),
        ("public", "show", "publico"),
        ask=lambda: forms.ChoiceField(
            choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))], initial="no"
        ),
        example=gettext_lazy("No"),
    ),
    Field(
        "unknown",
        gettext_lazy("Organizations that are not in the directory"),
        column=False,
        required=True,
        ask=lambda: forms.ChoiceField(choices=UNKNOWN, initial="refuse"),
    ),
)


@upload_kind("directory.contacts")
class ContactsImporter(DirectoryTable):
    """Rows become contacts of organisations, each with its telephone."""

    label = gettext_lazy("Contacts at partners")
    about = gettext_lazy("One row for each person or desk at an organization, and how to reach them.")
    permission = Permission.IMPORT_DIRECTORY
    personal: ClassVar[Sequence[str]] = ("phone", "email")
    known_by = ("organization", "name", "email")
    whole: Mapping[str, str] = {"directory.phone": "contact"}

    def __init__(self, upload: Upload, destination: Organization) -> None:
        super().__init__(upload, destination)
        self.names = OrganizationNames()
        self.begun = Begun(self.names, (), "")
        self.emptied = Emptied(self.name)

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Organization]:
        return may_bring_a_directory_into(actor)

    @classmethod
    def address_of(cls, destination: Organization) -> str:
        return reverse("core:bring-in", args=[cls.name, destination.pk])

    @classmethod
    def fields_for(cls, destination: Organization) -> Sequence[Field]:
        return FIELDS

    def read(self, code: str, text: str) -> Any:
        if code == "organization":
            return self._organization(text)
        if code == "phone":
            return cells.phone(text)
        if code == "email":
            return cells.email(text)
        if code == "public":
            return cells.YES_NO.read(text) == "yes"
        return text if code == "unknown" else cells.short(text, 200)

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = {code: str(value or "") for code, value in row.record.items() if code != "unknown"}
        known = row.record["organization"]
        said["organization"] = self.names.shown(known) if isinstance(known, UUID) else known
        return said | {"public": _("Yes") if row.record["public"] else _("No")}

    def stages(self) -> Sequence[Stage]:
        return [
            Stage(Contact, self._contact, identity=("organization_id", "name", "email"), leads=True),
            Stage(Phone, self._phone, identity=("contact_id",)),
        ]

    def beforehand(self, rows: Sequence[UploadRow]) -> Planned:
        """Drafts of organisations that are not here, if that was asked for."""
        wanted = [each for row in rows if isinstance(each := row.record["organization"], str)]
        self.begun = Begun(self.names, wanted, Organization.Kind.COMMUNITY)
        self.emptied = Emptied(self.name)
        return self.begun.planned(with_entries=True)

    def besides(self, planned: Planned, row: UploadRow, ids: Ids) -> Outcome:
        """A telephone that is emptied goes; the other cells say for themselves that they are empty."""
        if row.record["phone"] or not self.tells("phone"):
            return Outcome.UNCHANGED
        return self.emptied.take_away(planned, row)

    def standing(self) -> Iterator[Standing]:
        found = Contact.objects.filter(
            organization__isnull=False, organization__organization__merged_into=None
        ).order_by("organization__organization__name", "name", "pk")
        for contact in found.prefetch_related("phones").iterator(500):
            phone = next(iter(contact.phones.all()), None)
            said = {name: getattr(contact, name) for name in ("name", "title", "department", "email")} | {
                "organization": self.names.shown(contact.organization_id),  # type: ignore[arg-type]  # filtered above
                "phone": cells.dialled(phone.number, phone.extension) if phone else "",
                "public": _("Yes") if contact.is_public else _("No"),
            }
            yield Standing(
                {"directory.contact": contact} | ({"directory.phone": phone} if phone else {}), said
            )

    def written(self, made: Sequence[Ids], changed: Sequence[Ids]) -> None:
        contacts = [ids["directory.contact"] for ids in (*made, *changed)]
        touched = Contact.objects.filter(pk__in=contacts).values_list("organization_id", flat=True)
        for organization_id in touched.distinct():
            touch(organization_id=organization_id)

    def _organization(self, text: str) -> UUID | str:
        name = cells.short(text, 200)
        if self.upload.answers.get("unknown") == DRAFT:
            return self.names.find(name) or name
        return self.names.read(name)

    def _contact(self, row: UploadRow, ids: Ids) -> Mapping[str, Any]:
        said = row.record
        told = {
            code: said[code] or "" for code in ("name", "title", "department", "email") if self.tells(code)
        }
        told["organization_id"] = self.begun.id_of(said["organization"])
        return told | ({"is_public": bool(said["public"])} if self.tells("public") else {})

    def _phone(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        if not row.record["phone"]:
            return None
        number, extension = cells.number_and_extension(row.record["phone"])
        return {"contact_id": ids["directory.contact"], "number": number, "extension": extension}
