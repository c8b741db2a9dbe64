"""What people may bring through a page: each kind says its columns, how they are read, and into what they go.

@upload_kind("voices.comments")
class CommentsImporter(UploadImporter):
    label, fields = _("What people said"), (Field("text", _("What they said"), required=True), ...)
"""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django import forms
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from longtable.core.access import Actor, Missing
from longtable.core.files import KINDS
from longtable.core.imports.editors import Edited, last_edits
from longtable.core.imports.identity import Identities, is_identity
from longtable.core.imports.importer import Importer
from longtable.core.imports.rows import Reject, Row, UnreadableSource
from longtable.core.imports.sheets import Sheet, open_sheet
from longtable.core.imports.sheets.writing import ROW, unguarded
from longtable.core.localized import LocalizedText
from longtable.core.models import Upload

Words = Promise | str


class Unfit(ValueError):
    """A cell does not say what its column should. The message is for the person who brought it."""


@dataclass(frozen=True)
class Field:
    """One thing that a row can say. ``guesses`` are names of columns, in any language, folded or not.

    ``ask`` makes the form field by which it is said once for the whole file; ``column=False`` is
    only ever said so. ``identity`` marks the column by which a row is known when it comes again;
    ``remember`` tells whether what was said once is proposed for the next file too.
    """

    code: str
    words: Words
    guesses: Sequence[str] = ()
    required: bool = False
    column: bool = True
    identity: bool = False
    remember: bool = True
    hint: Words = ""
    example: Words = ""
    ask: Callable[[], forms.Field] | None = None


@dataclass(frozen=True, slots=True)
class UploadRow(Row):
    """A row whose cells were understood. ``values`` are the cells as they came, ``record`` what they say.

    ``source_id`` tells the row again in a later file of the same source.
    """

    record: Mapping[str, Any]
    source_id: str


class UploadImporter(Importer):
    """An importer of what one person brought through the page. Made anew for every look and every run."""

    label: ClassVar[Words]
    about: ClassVar[Words] = ""
    """For whom it is and what one row says, for the page on which a file is chosen."""

    known_by: ClassVar[Sequence[str]] = ()
    """Codes of what tells a row again that has no id of its own."""

    may_repeat: ClassVar[bool] = True
    """Whether two rows without an id that say the same are two things, or one that stands twice."""

    along: frozenset[str] | None = None
    """Labels of tables whose rows only follow from others and go with them when a file is taken back. What
    anything else hangs on stays. ``None``: whatever hangs on it goes with it."""

    whole: Mapping[str, str] = {}
    """Label of a table -> name of the key to what its rows are parts of: they stay where that stays."""

    personal: ClassVar[Collection[str]] = ()
    """What may come in although a person could be reached by it: "phone", "email"."""

    batch_size = 50

    def __init__(self, upload: Upload, destination: Any) -> None:
        self.upload, self.destination = upload, destination
        super().__init__(
            source=upload.source,
            options={"upload": str(upload.pk), "columns": upload.columns, "answers": upload.answers}
            | {"sheet": upload.sheet, "header_line": upload.header_line},
        )

    @classmethod
    @abstractmethod
    def destinations(cls, actor: Actor) -> QuerySet[Any]:
        """Into what ``actor`` may bring something, and see and take back what they brought."""

    @classmethod
    def overseen(cls, actor: Actor) -> QuerySet[Any]:
        """Of which of these ``actor`` may see, and take back, what others brought too."""
        return cls.destinations(actor)

    @classmethod
    @abstractmethod
    def fields_for(cls, destination: Any) -> Sequence[Field]:
        """What a row can say, the most important first."""

    @classmethod
    def owner_of(cls, actor: Actor, destination: Any) -> UUID:
        """Whose file it is when ``actor`` brings it: an organisation, else the destination itself.

        Columns are remembered for it, and sources are told apart by it.
        """
        return destination.pk

    @classmethod
    def address_of(cls, destination: Any) -> str:
        """Path of the page at which a file for ``destination`` is brought."""
        return ""

    @abstractmethod
    def read(self, code: str, text: str) -> Any:
        """What a cell says. Raises :class:`Unfit`. An empty one is not asked."""

    @abstractmethod
    def show(self, row: UploadRow) -> Mapping[str, str]:
        """Code -> words: the row as it would be kept, for people to look at."""

    def stays(self, rows: Sequence[Model]) -> Mapping[Any, str]:
        """Key -> reason: which of these must not be taken back, apart from what the database knows."""
        return {}

    def name_of(self, row: Model) -> str:
        """How people call a row that was made, in the list of those that could not be taken back; empty if
        nobody asks for it by itself."""
        return str(row)

    def holds(self, subject: Model) -> str:
        """Why the source's words cannot stand for ``subject``, whatever a person decides; else empty."""
        return ""

    def what(self, subject: Model) -> str:
        """What kind of thing ``subject`` is, where its name alone does not tell; may be empty."""
        return ""

    def field_name(self, subject: Model, name: str) -> str:
        """What people call a field of ``subject``: as the columns of the file are called, where one fits."""
        code = name.removesuffix("_id")
        columns = {field.code: field.words for field in self.fields_for(self.destination)}
        return str(columns.get(name) or columns.get(code) or capfirst(code.replace("_", " ")))

    def edited(self, subjects: Sequence[Model]) -> Mapping[Any, Edited]:
        """Key -> who changed it here last, as far as the audit knows; imports do not count."""
        return last_edits(subjects)

    def show_conflict(self, subject: Model, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Name -> words of what the source says of ``subject``, or of what stands here."""
        return {name: _in_words(subject._meta.get_field(name), value) for name, value in values.items()}

    def take_theirs(self, by: Actor, subject: Model, theirs: Mapping[str, Any]) -> None:
        """Let the source's words stand: a person decided so."""
        for name, value in theirs.items():
            field: Any = subject._meta.get_field(name)
            setattr(subject, field.attname, field.to_python(value))
        subject.save(update_fields=list(theirs))

    def after_undo(self) -> None:
        """When everything was taken back that could be. May be repeated."""

    def fingerprint(self) -> str:
        """Every upload is a source of its own, which a killed worker takes up again."""
        return f"{self.upload.pk.hex}{(self.upload.file.sha256 if self.upload.file else '')[:32]}"

    def total(self) -> int | None:
        return self.upload.look.position if self.upload.look else None

    def sheet(self) -> Sheet:
        """The table. Raises :class:`UnreadableSource`."""
        if self.upload.file is None:
            raise UnreadableSource(_("This file is no longer here. Please upload it again."))
        return open_sheet(self.upload.file, name=self.upload.sheet, header_line=self.upload.header_line)

    def rows(self) -> Iterator[Row | Reject]:
        fields = {field.code: field for field in self.fields_for(self.destination)}
        columns = {name: code for name, code in self.upload.columns.items() if code in fields}
        own = next((code for code, field in fields.items() if field.identity), "")
        identities, sheet = Identities(self.source, self.upload.owner_id), self.sheet()
        is_guarded = ROW in sheet.headers and sheet.stored.content_type == KINDS["csv"].content_type
        for line in sheet.lines():
            cells = {name: line.values.get(name, "") for name in columns}
            if is_guarded:
                cells = {name: unguarded(text) for name, text in cells.items()}
            told = {code: cells[name] for name, code in columns.items()}
            given = line.values.get(ROW, "")
            known = (
                given
                if is_identity(given)
                else identities.of(told.get(own, ""), [told.get(code, "") for code in self.known_by])
            )
            record, faults = self._understand(fields, told)
            if not self.may_repeat and identities.is_repeated(known):
                faults = [_("An earlier row already says this.")]
            if line.fault:
                faults = [line.fault]
            if not identities.is_new(known):
                faults, known = [_("The same row is in this file twice.")], ""
            values = {ROW: known} | cells
            if faults:
                yield Reject(self.upload.name, line.number, " ".join(faults), values)
            else:
                yield UploadRow(self.upload.name, line.number, values, record, known)

    def _understand(
        self, fields: Mapping[str, Field], told: Mapping[str, str]
    ) -> tuple[dict[str, Any], list[str]]:
        """What the cells of a row say, and what is wrong with them, in plain words."""
        record: dict[str, Any] = {}
        faults = []
        for code, field in fields.items():
            text = told.get(code) or self.upload.answers.get(code, "")
            try:
                record[code] = self.read(code, text) if text else None
            except Unfit as error:
                faults.append(f"{_named(field)} {error}")
            else:
                if record[code] is None and field.required:
                    faults.append(f"{_named(field)} {_('Nothing is said here.')}")
        return record, faults


def _named(field: Field) -> str:
    """The words of ``field`` before what is wrong with it; a question has its sign already."""
    words = str(field.words)
    return words if words.endswith("?") else f"{words}:"


Kind = TypeVar("Kind", bound=type[UploadImporter])
_kinds: dict[str, type[UploadImporter]] = {}


def upload_kind(code: str) -> Callable[[Kind], Kind]:
    """Register an importer as something that people may bring through the page."""

    def register(importer: Kind) -> Kind:
        importer.name = code
        _kinds[code] = importer
        return importer

    return register


def kind(code: str) -> type[UploadImporter]:
    """The importer of that code. Raises :class:`Missing`, also for one of a part that is off."""
    if code not in _kinds:
        raise Missing(f"Nothing is known of {code}")
    return _kinds[code]


def kinds() -> Mapping[str, type[UploadImporter]]:
    """Every kind by its code."""
    return _kinds


def _in_words(field: Any, value: Any) -> str:
    """A value as people read it, be it of a row or, as JSON, of a source: a text in every language it has."""
    if value in (None, ""):
        return ""
    if field.is_relation:
        return str(field.related_model._base_manager.filter(pk=value).first() or "")
    value = field.to_python(value)
    if isinstance(value, LocalizedText):
        return " / ".join(version.text for _language, version in sorted(value.versions.items()))
    return str(dict(field.flatchoices).get(value, value))
