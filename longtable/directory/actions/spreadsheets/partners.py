"""Partners: a sheet with an organization, its office, and perhaps one service, in each row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.imports import Planned
from longtable.core.imports.importer import Outcome
from longtable.core.imports.kinds import Field, Unfit, UploadRow, upload_kind
from longtable.core.imports.once import language_of
from longtable.core.imports.reading import Choices
from longtable.core.imports.tables import Ids, Stage, Standing
from longtable.core.localized import LocalizedText
from longtable.core.models import Upload
from longtable.directory.actions.indexing import touch
from longtable.directory.actions.spreadsheets import cells
from longtable.directory.actions.spreadsheets.differing import DirectoryTable
from longtable.directory.actions.spreadsheets.emptied import Emptied
from longtable.directory.actions.spreadsheets.keeping import Begun, may_bring_a_directory_into
from longtable.directory.actions.spreadsheets.names import OrganizationNames
from longtable.directory.actions.spreadsheets.partner_columns import FIELDS
from longtable.directory.models import Address, Location, OrganizationEntry, Phone, Service, ServiceAtLocation
from longtable.places.models import Area
from longtable.places.selectors import counties, home_state

OFFICE = ("address", "city", "zip", "county")


@upload_kind("directory.partners")
class PartnersImporter(DirectoryTable):
    """Rows become entries of organisations, an office of each, and services."""

    label = gettext_lazy("Partners and what they do")
    about = gettext_lazy(
        "One row for each organization, or for each of its services: then its name is in several rows."
    )
    permission = Permission.IMPORT_DIRECTORY
    personal: ClassVar[Sequence[str]] = ("phone", "email")
    known_by = ("organization", "address", "city", "service")
    along = frozenset({"directory.listing"})
    whole: Mapping[str, str] = {"directory.address": "location"}

    def __init__(self, upload: Upload, destination: Organization) -> None:
        super().__init__(upload, destination)
        self.names = OrganizationNames()
        self.begun = Begun(self.names, (), "")
        self.emptied = Emptied(self.name)
        self.first_rows: dict[UUID, str] = {}
        self.entries: dict[UUID, OrganizationEntry] = {}
        self.language = language_of(upload)
        found = counties(home_state())
        self.counties = {str(area.pk): area for area in found}
        self.county = Choices(
            {
                str(area.pk): [area.name, f"{area.name} County", f"condado de {area.name}", area.code]
                for area in found
            },
            {str(area.pk): area.name for area in found},
        )

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
            name = cells.short(text, 200)
            return self.names.find(name) or name
        if code in ("description", "service_description", "language", "published"):
            return text
        if code == "county":
            return self.county.read(text)
        if code == "zip":
            return cells.zip_code(text)
        if code in ("website", "email", "phone"):
            return getattr(cells, code)(text)
        return cells.short(text, 100 if code == "city" else 255)

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = {
            code: str(value or "")
            for code, value in row.record.items()
            if code not in ("language", "published")
        }
        known = row.record["organization"]
        said["organization"] = self.names.shown(known) if isinstance(known, UUID) else known
        county = self.counties.get(said["county"])
        return said | {"county": county.name if county else ""}

    def beforehand(self, rows: Sequence[UploadRow]) -> Planned:
        wanted = [each for row in rows if isinstance(each := row.record["organization"], str)]
        self.begun = Begun(self.names, wanted, Organization.Kind.COMMUNITY)
        self.emptied = Emptied(self.name)
        self.remember(rows)
        self.first_rows = {self._id(row): row.source_id for row in reversed(rows)}
        found = OrganizationEntry.objects.filter(pk__in=self.first_rows)
        own = Prefetch("services", to_attr="own_services")
        self.entries = {entry.pk: entry for entry in found.prefetch_related(own)}
        return self.begun.planned(with_entries=False)

    def stages(self) -> Sequence[Stage]:
        return [
            Stage(OrganizationEntry, self._entry, identity=("organization_id",), leads=True),
            Stage(Location, self._location, identity=("organization_id", "name")),
            Stage(Address, self._address, identity=("location_id",)),
            Stage(Phone, self._phone, identity=("organization_id", "number")),
            Stage(Service, self._service, identity=("organization_id", "name"), leads=True),
            Stage(ServiceAtLocation, self._site, identity=("service_id", "location_id")),
        ]

    def besides(self, planned: Planned, row: UploadRow, ids: Ids) -> Outcome:
        """A telephone that is emptied goes; the other cells say for themselves that they are empty.

        Raises ``Unfit`` for an address of which nothing is left: with it a place would go.
        """
        is_gone = all(self.tells(code) and not row.record[code] for code in ("address", "city", "zip"))
        if is_gone and (row.source_id, Address._meta.label_lower) in self.stood:
            raise Unfit(_("The address is empty. A place can be removed only on its own page."))
        if row.record["phone"] or not self.tells("phone"):
            return Outcome.UNCHANGED
        return self.emptied.take_away(planned, row)

    def standing(self) -> Iterator[Standing]:
        found = OrganizationEntry.objects.filter(organization__merged_into=None).select_related(
            "organization", "area"
        )
        own = ("phones", "locations__addresses", "services__sites")
        for entry in found.order_by("organization__name", "pk").prefetch_related(*own).iterator(500):
            services = [each for each in entry.services.all() if each.merged_into_id is None]
            for service in services or (None,):
                yield self._standing(entry, service)

    def written(self, made: Sequence[Ids], changed: Sequence[Ids]) -> None:
        """What is new is read by whom the sheet's answers say, and found."""
        now = timezone.now()
        if self.upload.answers.get("published") == "yes":
            for model in (OrganizationEntry, Service):
                label = model._meta.label_lower
                new = [ids[label] for ids in made if ids.get(label)]
                rows = model._base_manager.filter(
                    pk__in=new, published_at=None, created_at__gte=self.upload.created_at
                )
                rows.update(published_at=now)
        for organization_id in {ids["directory.organizationentry"] for ids in (*made, *changed)}:
            touch(organization_id=organization_id)

    def _id(self, row: UploadRow) -> UUID:
        return self.begun.id_of(row.record["organization"])

    def _entry(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        """What the first row of an organisation says of it; the others speak of its services."""
        pk = self._id(row)
        if self.first_rows[pk] != row.source_id:
            ids["directory.organizationentry"] = pk
            return None
        told: dict[str, Any] = {"organization_id": pk}
        told |= {code: row.record[code] or "" for code in ("website", "email") if self.tells(code)}
        if self.says(row, "description", OrganizationEntry, is_new=pk not in self.entries):
            there = self.entries[pk].description if pk in self.entries else LocalizedText()
            told["description"] = there.edit(self.language, row.record["description"] or "")
        if self.tells("county"):
            told["area_id"] = UUID(row.record["county"]) if row.record["county"] else None
        return told

    def _location(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        said = row.record
        if not any(said[code] for code in OFFICE):
            return None
        told = {
            "organization_id": ids["directory.organizationentry"],
            "name": " ".join(filter(None, (said["address"], said["city"])))[:255] or said["zip"] or "",
        }
        return told | ({"area_id": UUID(said["county"])} if said["county"] else {})

    def _address(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        said = row.record
        if not any(said[code] for code in ("address", "city", "zip")):
            return None
        state = home_state()
        return {
            "location_id": ids["directory.location"],
            "address_1": said["address"] or "",
            "city": said["city"] or "",
            "postal_code": said["zip"] or "",
            "state_province": state.name if state else "",
        }

    def _phone(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        if not row.record["phone"]:
            return None
        number, extension = cells.number_and_extension(row.record["phone"])
        return {
            "organization_id": ids["directory.organizationentry"],
            "number": number,
            "extension": extension,
        }

    def _service(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        if not row.record["service"]:
            return None
        pk = ids["directory.organizationentry"]
        told: dict[str, Any] = {"organization_id": pk}
        there = self._service_called(pk, row.record["service"])
        told["name"] = there.name if there else LocalizedText.of(**{self.language: row.record["service"]})
        if self.says(row, "service_description", Service, "description", is_new=there is None):
            description = there.description if there else LocalizedText()
            told["description"] = description.edit(self.language, row.record["service_description"] or "")
        return told

    def _service_called(self, pk: UUID, name: str) -> Service | None:
        own = self.entries[pk].own_services if pk in self.entries else []  # type: ignore[attr-defined]
        return next((each for each in own if name in (v.text for v in each.name.versions.values())), None)

    def _site(self, row: UploadRow, ids: Ids) -> Mapping[str, Any] | None:
        service, location = ids.get("directory.service"), ids.get("directory.location")
        return {"service_id": service, "location_id": location} if service and location else None

    def _standing(self, entry: OrganizationEntry, service: Service | None) -> Standing:
        location = next((each for each in entry.locations.all() if each.merged_into_id is None), None)
        address = next(iter(location.addresses.all()), None) if location else None
        phone = next(iter(entry.phones.all()), None)
        area: Area | None = entry.area
        rows = {
            "directory.organizationentry": entry,
            "directory.location": location,
            "directory.address": address,
            "directory.phone": phone,
            "directory.service": service,
        }
        said = {
            "organization": self.names.shown(entry.pk),
            "description": entry.description.show(self.language).text,
            "website": entry.website,
            "email": entry.email,
            "phone": cells.dialled(phone.number, phone.extension) if phone else "",
            "address": address.address_1 if address else "",
            "city": address.city if address else "",
            "zip": address.postal_code if address else "",
            "county": area.name if area else "",
            "service": service.name.show(self.language).text if service else "",
            "service_description": service.description.show(self.language).text if service else "",
        }
        return Standing({label: row for label, row in rows.items() if row}, said)
