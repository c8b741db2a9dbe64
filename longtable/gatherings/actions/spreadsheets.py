"""A paper list of people who want to come, typed into a sheet: each row is a registration like any other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.access import Actor, Missing, Permission
from longtable.core.imports import Planned, Trace
from longtable.core.imports.importer import Outcome
from longtable.core.imports.kinds import Field, Unfit, UploadImporter, UploadRow, upload_kind
from longtable.core.imports.once import LANGUAGE, language_of
from longtable.core.imports.rows import Row
from longtable.core.models import Upload
from longtable.gatherings.actions.registering import register
from longtable.gatherings.actions.seating import Line
from longtable.gatherings.models import Gathering, Registration, Session
from longtable.gatherings.models.registrations import STANDING, Channel
from longtable.gatherings.parties import Guest, Party, household
from longtable.gatherings.selectors.signing_up import sessions_to_sign_up_for, strata_of, window_of
from longtable.people.contacts import NotAContact, index_of

BY = Actor.system("gatherings.paper")
MOST = 60
"""People of one row."""

FIELDS = (
    Field("name", gettext_lazy("Name"), ("full name", "who", "nombre"), required=True, example="Ana Reyes"),
    Field(
        "contact",
        gettext_lazy("Phone number or e-mail"),
        ("phone", "telephone", "email", "e-mail", "contact", "telefono", "correo"),
        required=True,
        example="910-555-0142",
    ),
    Field(
        "size",
        gettext_lazy("How many people"),
        ("people", "party", "party size", "guests", "how many", "personas", "cuantos"),
        hint=gettext_lazy("If empty: one."),
        example="2",
    ),
    Field(
        "needs",
        gettext_lazy("What they need"),
        ("needs", "accommodations", "access", "necesita", "necesidades"),
        example=gettext_lazy("A ride, and an interpreter"),
    ),
    LANGUAGE,
)


@upload_kind("gatherings.registrations")
class PaperListImporter(UploadImporter):
    """Rows become registrations for the first session. Where there is no place, they stand in line."""

    label = gettext_lazy("People on a paper list")
    about = gettext_lazy(
        "One row for each household or group. Everybody with a phone or e-mail is written to."
    )
    permission = Permission.REGISTER_FOR_OTHERS
    known_by = ("contact",)
    may_repeat = False
    personal = ("phone", "email")

    def __init__(self, upload: Upload, destination: Gathering) -> None:
        super().__init__(upload, destination)
        self.gathering, self.language = destination, language_of(upload)
        self.session = _first_session(destination)
        self.met: set[str] = set()

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Gathering]:
        rows = Gathering.objects.in_scope(actor, Permission.REGISTER_FOR_OTHERS)
        return rows.filter(state=Gathering.State.PUBLISHED)

    @classmethod
    def fields_for(cls, destination: Gathering) -> Sequence[Field]:
        return FIELDS

    @classmethod
    def owner_of(cls, actor: Actor, destination: Gathering) -> UUID:
        return destination.organization_id

    def read(self, code: str, text: str) -> Any:
        if code == "contact":
            try:
                index_of(text)
            except NotAContact as error:
                raise Unfit(str(error)) from error
        if code == "size":
            return _number(text)
        return text.strip()[:300]

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = row.record
        return {
            "name": said["name"],
            "contact": said["contact"],
            "size": str(said["size"] or 1),
            "needs": said["needs"] or "",
        }

    def plan(self, rows: Sequence[Row]) -> Planned:
        planned = Planned()
        mine = [row for row in rows if isinstance(row, UploadRow)]
        who = {row.source_id: household(index_of(row.record["contact"])) for row in mine}
        standing = Registration.objects.filter(gathering=self.gathering, state__in=STANDING)
        there = set(standing.filter(who__in=who.values()).values_list("who", flat=True))
        for row in mine:
            if who[row.source_id] in there:
                planned.unchanged += 1
                planned.outcomes[row.source_id] = Outcome.UNCHANGED
                continue
            if against := self._against(row, who[row.source_id]):
                planned.rejects.append(row.reject(against))
                planned.outcomes[row.source_id] = Outcome.REJECTED
                continue
            planned.created += 1
            planned.outcomes[row.source_id] = Outcome.CREATED
            planned.writes.append(self._signing_up(planned, row))
        return planned

    def stays(self, rows: Sequence[Model]) -> Mapping[Any, str]:
        """They were written to: taking a place from somebody is done by hand, and they are told."""
        return {row.pk: _("They were written to. Cancel it for them on its page.") for row in rows}

    def _against(self, row: UploadRow, who: str) -> str:
        """Why this row cannot sign up, in plain words; nothing where it can."""
        if self.session is None or self.session.pool is None:
            return _("It has no session that people can sign up for.")
        if not window_of([self.session], timezone.now()).is_open:
            return _("Sign-up is not open.")
        pool = self.session.pool
        if (row.record["size"] or 1) > pool.size:
            return _("That is more than all %(seats)s places. Split them into smaller groups.") % {
                "seats": pool.size
            }
        if strata_of([self.session]):
            return _("Places are drawn by group: sign them up on the page, where the group is chosen.")
        if who in self.met:
            return _("An earlier row already says this.")
        self.met.add(who)
        return ""

    def _signing_up(self, planned: Planned, row: UploadRow) -> Callable[[], None]:
        said = row.record
        first, others = Guest(said["name"], needs_words=said["needs"] or ""), (said["size"] or 1) - 1

        def write() -> None:
            assert self.session is not None, "such rows are refused"
            done = register(
                by=BY,
                gathering=self.gathering,
                sessions=[self.session],
                party=Party(
                    contact=said["contact"], guests=[first, *[Guest()] * others], language=self.language
                ),
                form_key=uuid5(self.upload.pk, row.source_id),
                channel=Channel.PAPER,
                line=Line(waits=True, is_together=True),
            )
            planned.traces.append(Trace("gatherings.registration", str(done.registration.pk)))

        return write


def _first_session(gathering: Gathering) -> Session | None:
    try:
        return sessions_to_sign_up_for(gathering.slug)[0]
    except Missing:
        return None


def _number(text: str) -> int:
    digits = text.strip().removesuffix(".0")
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= MOST:
        raise Unfit(_("“%(text)s” is not a number of people.") % {"text": text[:20]})
    return int(digits)
