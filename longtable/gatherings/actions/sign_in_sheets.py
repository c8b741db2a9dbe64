"""A sign-in sheet that went round, typed into a table: each row is somebody who was there."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.access import Actor, Permission
from longtable.core.imports import Planned, Trace
from longtable.core.imports.importer import Outcome
from longtable.core.imports.kinds import Field, Unfit, UploadImporter, UploadRow, upload_kind
from longtable.core.imports.rows import Row
from longtable.core.models import Upload
from longtable.core.secrets import blind_index
from longtable.gatherings.models import Attendance, Attendee, Gathering
from longtable.gatherings.selectors.platform import attendees_of, registered
from longtable.methods.webinars import Found, Presence, Verdict, match
from longtable.methods.webinars.tables import plain_letters
from longtable.people.contacts import ContactKind, NotAContact, kind_of, normalise
from longtable.places.models import Area
from longtable.places.selectors import counties

Source, Match = Attendance.Source, Attendance.Match

FIELDS = (
    Field("name", gettext_lazy("Name"), ("full name", "who", "nombre"), required=True, example="Ana Reyes"),
    Field(
        "contact",
        gettext_lazy("Phone number or e-mail"),
        ("phone", "telephone", "email", "e-mail", "contact", "telefono", "correo"),
        example="910-555-0142",
    ),
    Field("area", gettext_lazy("County"), ("county", "condado"), example="Scotland"),
    Field(
        "role",
        gettext_lazy("What they do, or for whom they come"),
        ("organization", "agency", "role", "title", "organizacion", "cargo"),
        example=gettext_lazy("Parent"),
    ),
)


@upload_kind("gatherings.sign_in_sheet")
class SignInSheetImporter(UploadImporter):
    """Rows become attendance. Whoever was checked in at the door, or stands on another sheet, counts once."""

    label = gettext_lazy("A sign-in sheet")
    about = gettext_lazy("One row for each person who was there. Nobody is written to.")
    permission = Permission.REGISTER_FOR_OTHERS
    known_by = ("name", "contact")
    personal = ("phone", "email")

    def __init__(self, upload: Upload, destination: Gathering) -> None:
        super().__init__(upload, destination)
        self.gathering = destination
        self.seen: Counter[str] = Counter()
        self.here: set[UUID] = set()

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Gathering]:
        rows = Gathering.objects.in_scope(actor, Permission.REGISTER_FOR_OTHERS)
        return rows.filter(state__in=(Gathering.State.PUBLISHED, Gathering.State.HELD))

    @classmethod
    def fields_for(cls, destination: Gathering) -> Sequence[Field]:
        return FIELDS

    @classmethod
    def owner_of(cls, actor: Actor, destination: Gathering) -> UUID:
        return destination.organization_id

    def read(self, code: str, text: str) -> Any:
        if code == "contact":
            try:
                return normalise(kind_of(text), text)
            except NotAContact as error:
                raise Unfit(str(error)) from error
        if code == "area":
            return self._county(text)
        return text.strip()[:120]

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = row.record
        area = said["area"].name if said["area"] else ""
        return {
            "name": said["name"],
            "contact": said["contact"] or "",
            "area": area,
            "role": said["role"] or "",
        }

    def plan(self, rows: Sequence[Row]) -> Planned:
        planned = Planned()
        mine = [row for row in rows if isinstance(row, UploadRow)]
        keys = [self._key(row) for row in mine]
        known = set(self.gathering.attendance.filter(key__in=keys).values_list("key", flat=True))
        sure = self.gathering.attendance.filter(match=Match.SURE, attendee__isnull=False)
        self.here |= set(sure.values_list("attendee", flat=True))
        answers = match([_presence(row) for row in mine], [registered(each) for each in self.people.values()])
        for row, key, found in zip(mine, keys, answers, strict=True):
            attendee = self.people.get(found.key) if found.key else None
            is_sure = found.verdict == Verdict.SURE and attendee is not None
            is_here = is_sure and attendee is not None and attendee.pk in self.here
            if key in known or is_here or (attendee is None and self._walked_in(row)):
                planned.unchanged += 1
                planned.outcomes[row.source_id] = Outcome.UNCHANGED
                continue
            if is_sure and attendee:
                self.here.add(attendee.pk)
            new = self._attendance(row, key, found, attendee)
            planned.created += 1
            planned.outcomes[row.source_id] = Outcome.CREATED
            planned.writes.append(new.save)
            planned.traces.append(Trace("gatherings.attendance", str(new.pk)))
        return planned

    def name_of(self, row: Any) -> str:
        return row.shown_name if isinstance(row, Attendance) else ""

    @cached_property
    def people(self) -> dict[Hashable, Attendee]:
        """Who signed up, by key."""
        return {each.pk: each for each in attendees_of(self.gathering)}

    @cached_property
    def walk_ins(self) -> Counter[str]:
        """Names of people who were noted at the door without having signed up."""
        rows = self.gathering.attendance.filter(source=Source.WALK_IN)
        return Counter(_plain(row.shown_name) for row in rows if row.shown_name)

    @cached_property
    def counties(self) -> dict[str, Area]:
        """Counties of this state by their plain names."""
        return {_plain(area.name): area for area in counties()}

    def _county(self, text: str) -> Area:
        name = _plain(text).removesuffix(" county").removeprefix("condado de ")
        if found := self.counties.get(name):
            return found
        raise Unfit(_("We do not know a county called “%(text)s”.") % {"text": text[:40]})

    def _walked_in(self, row: UploadRow) -> bool:
        """Whether a walk-in of this name was noted, and no other row has been taken for them."""
        name = _plain(row.record["name"])
        if not self.walk_ins[name]:
            return False
        self.walk_ins[name] -= 1
        return True

    def _key(self, row: UploadRow) -> str:
        """The same on another sheet; two of one name on one sheet are two people."""
        known = f"{_plain(row.record['name'])} {row.record['contact'] or ''}"
        self.seen[known] += 1
        return blind_index(f"{known} {self.seen[known]}", purpose="sign-in sheet")

    def _attendance(self, row: UploadRow, key: str, found: Found, attendee: Attendee | None) -> Attendance:
        said, is_sure = row.record, found.verdict == Verdict.SURE
        area = said["area"] or (attendee.registration.area if is_sure and attendee else None)
        return Attendance(
            gathering=self.gathering,
            attendee=attendee,
            source=Source.SIGN_IN_SHEET,
            match=str(found.verdict),
            shown_name=said["name"],
            contact=said["contact"] or "",
            key=key,
            area=area,
            role=said["role"] or "",
            about=attendee.about if is_sure and attendee else {},
            noted_by_id=self.upload.uploaded_by_id,
        )


def _presence(row: UploadRow) -> Presence:
    contact = row.record["contact"] or ""
    is_phone = bool(contact) and kind_of(contact) == ContactKind.PHONE
    return Presence(row.record["name"], email="" if is_phone else contact, phone=contact if is_phone else "")


def _plain(text: str) -> str:
    return " ".join(plain_letters(text).split())
