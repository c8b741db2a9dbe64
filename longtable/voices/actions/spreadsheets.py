"""Bringing in from a sheet what people said elsewhere: typed paper, a webinar's chat, a table's notes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.access import Actor, Permission
from longtable.core.forms import LONGEST_COMMENT
from longtable.core.imports import Conflict, Planned, Reject, Row, Trace
from longtable.core.imports.kinds import Field, Unfit, UploadImporter, UploadRow, upload_kind
from longtable.core.imports.once import DAY_ORDER, is_day_first
from longtable.core.imports.reading import moment
from longtable.core.imports.upsert import as_json
from longtable.core.models import ImportConflict, Upload
from longtable.core.secrets import blind_index
from longtable.methods import personal_data
from longtable.methods.typed_text import TooLong, clean
from longtable.people.demographics import spoken
from longtable.voices.actions.correcting import rewrite, wait_again
from longtable.voices.actions.words import keep_words, what_follows
from longtable.voices.columns import ABOUT, fields_of
from longtable.voices.models import Comment, Conversation, Participant, ThemeComment
from longtable.voices.vocabulary import Vocabulary
from longtable.worklists.actions import finish_work

BY = Actor.system("voices.spreadsheets")


@dataclass(frozen=True)
class Facts:
    """What the rows of one person say of them; of two that differ, the first."""

    language: str
    channel: str
    confidence: str
    area_id: UUID | None
    about: dict[str, list[str]]

    def filled_by(self, later: "Facts") -> "Facts":
        """With what only a later row says."""
        return replace(self, area_id=self.area_id or later.area_id, about=later.about | self.about)


@upload_kind("voices.comments")
class CommentsImporter(UploadImporter):
    """Rows become comments and the people who said them. What was read or answered here stays."""

    label = gettext_lazy("What people said")
    permission = Permission.ENTER_VOICES
    known_by = ("text",)

    def __init__(self, upload: Upload, destination: Conversation) -> None:
        super().__init__(upload, destination)
        self.conversation = destination
        self.words = Vocabulary(destination)
        self.people: dict[str, Facts] = {}

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Conversation]:
        return Conversation.objects.in_scope(actor, Permission.ENTER_VOICES)

    @classmethod
    def overseen(cls, actor: Actor) -> QuerySet[Conversation]:
        """A partner who collects for a conversation does not read what others collected."""
        return Conversation.objects.in_scope(actor, Permission.SEE_VOICES)

    @classmethod
    def fields_for(cls, destination: Conversation) -> Sequence[Field]:
        return fields_of(destination)

    @classmethod
    def owner_of(cls, actor: Actor, destination: Conversation) -> UUID:
        own = actor.organizations(Permission.ENTER_VOICES)
        asks = destination.organization_id
        return asks if asks in own or not own else min(own)

    @classmethod
    def address_of(cls, destination: Conversation) -> str:
        return reverse("voices:bring-in", args=[destination.slug])

    def read(self, code: str, text: str) -> Any:
        if code == "text":
            return _words(text)
        if code == "said_at":
            return moment(text, day_first=is_day_first(self.upload))
        if code in ("person", "id", DAY_ORDER.code):
            return text
        return self.words.read(code, text)

    def show(self, row: UploadRow) -> Mapping[str, str]:
        said = row.record
        person = list(self.people).index(self._person(row)) + 1
        words = said["text"]
        shown = {
            "text": personal_data.mask(words, personal_data.find(words), said["language"]),
            "said_at": formats.date_format(timezone.localtime(said["said_at"])) if said["said_at"] else "",
            "person": _("Person %(number)d") % {"number": person},
            "id": said["id"] or "",
        }
        about = {
            code: ", ".join(spoken(code.removeprefix(ABOUT), codes))
            for code, codes in said.items()
            if code.startswith(ABOUT) and codes
        }
        return shown | self.words.show(said) | about

    def rows(self) -> Iterator[Row | Reject]:
        for row in super().rows():
            if isinstance(row, UploadRow):
                key, facts = self._person(row), _facts(row.record)
                self.people[key] = self.people[key].filled_by(facts) if key in self.people else facts
            yield row

    def plan(self, rows: Sequence[Row]) -> Planned:
        planned = Planned()
        mine = [row for row in rows if isinstance(row, UploadRow)]
        comments = {each.source_id: each for each in self._comments([row.source_id for row in mine])}
        people = self._people({self._person(row) for row in mine})
        settled = self._settled(comments.values())
        for row in mine:
            person = self._person(row)
            moved = person in people and self._plan_changes(planned, people[person], self.people[person])
            there = comments.get(row.source_id)
            if there is None:
                if person not in people:
                    people[person] = self._plan_person(planned, person)
                planned.created += 1
                planned.writes.append(self._saying(planned, people[person], row))
                continue
            changes = _news(there, row.record)
            if "text" in changes and there.is_touched:  # type: ignore[attr-defined]
                text = changes.pop("text")
                if text not in settled.get(str(there.pk), ()):
                    planned.conflicts.append(Conflict("voices.comment", str(there.pk), {"text": text}))
                    continue
            if changes:
                planned.writes.append(self._correcting(planned, there, changes))
            planned.changed += bool(changes or moved)
            planned.unchanged += not (changes or moved)
        return planned

    def stays(self, rows: Sequence[Model]) -> Mapping[Any, str]:
        return {
            row.pk: _("The person on call was told.")
            for row in rows
            if isinstance(row, Comment) and row.danger and row.state == Comment.State.HELD
        }

    def name_of(self, row: Model) -> str:
        return _("Comment %(number)d") % {"number": row.number} if isinstance(row, Comment) else ""

    def take_theirs(self, by: Actor, subject: Model, theirs: Mapping[str, Any]) -> None:
        """Other words stand now, and a person reads them before others do."""
        assert isinstance(subject, Comment)
        rewrite(by, subject, _with_consequences(subject, {"text": theirs["text"]}))
        if subject.state not in (Comment.State.WAITING, Comment.State.HELD):
            wait_again(by, subject)

    def show_conflict(self, subject: Model, values: Mapping[str, Any]) -> Mapping[str, str]:
        return {"text": values["text"]}

    def holds(self, subject: Model) -> str:
        answers = subject.answers if isinstance(subject, Comment) else 0
        return _("Others have answered this comment, so it stays.") if answers else ""

    def after_undo(self) -> None:
        """Nothing left to read: nobody needs to look."""
        if not self.conversation.comments.waiting().exists():
            finish_work(by=BY, kind="voices.read", subject=self.conversation)

    def _person(self, row: UploadRow) -> str:
        """The person's key: kept as a hash, because a sheet may hold names there."""
        own = row.record["person"]
        if not own:
            return row.source_id
        return f"{row.source_id[:10]}-{blind_index(own, purpose='voices.participant.source')[:40]}"

    def _comments(self, ids: Sequence[str]) -> QuerySet[Comment]:
        cited = ThemeComment.objects.filter(comment=OuterRef("pk"))
        touched = ~Q(read_at=None) | ~Q(answers=0) | Exists(cited)
        found = Comment.objects.filter(conversation=self.conversation, source_id__in=ids)
        return found.annotate(is_touched=touched)

    def _people(self, keys: set[str]) -> dict[str, Participant]:
        found = Participant.objects.filter(conversation=self.conversation, source_id__in=keys)
        return {each.source_id: each for each in found}

    def _settled(self, comments: Any) -> dict[str, set[str]]:
        """Words that a person has refused before, by comment."""
        refused: dict[str, set[str]] = {}
        for each in ImportConflict.objects.filter(
            subject_kind="voices.comment", subject_id__in=[str(c.pk) for c in comments]
        ).exclude(settled_at=None):
            refused.setdefault(each.subject_id, set()).add(each.theirs.get("text", ""))
        return refused

    def _plan_person(self, planned: Planned, key: str) -> Participant:
        facts = asdict(self.people[key])
        new = Participant(conversation=self.conversation, source_id=key, **facts)
        planned.writes.append(new.save)
        planned.traces.append(Trace("voices.participant", str(new.pk)))
        return new

    def _plan_changes(self, planned: Planned, there: Participant, facts: Facts) -> bool:
        """Whether the file says something else of somebody who is here. Silence takes nothing away."""
        there.conversation = self.conversation
        told: dict[str, Any] = {"confidence": facts.confidence, "about": there.about | facts.about}
        if facts.area_id:
            told["area_id"] = facts.area_id
        changes = {name: value for name, value in told.items() if getattr(there, name) != value}
        if not changes or there._state.adding:
            return False
        planned.traces.append(_trace("voices.participant", there, changes))
        planned.subjects.append(("voices.participant", there.pk))
        for name, value in changes.items():
            setattr(there, name, value)
        planned.writes.append(lambda: there.save(update_fields=list(changes)))
        return True

    def _saying(self, planned: Planned, person: Participant, row: UploadRow) -> Callable[[], None]:
        said = row.record

        def write() -> None:
            comment, _new = keep_words(
                BY,
                person,
                text=said["text"],
                language=said["language"],
                channel=said["channel"],
                said_at=said["said_at"] or self.upload.created_at,
                source_id=row.source_id,
            )
            planned.traces.append(Trace("voices.comment", str(comment.pk), None, {"text": comment.text}))
            planned.subjects.append(("voices.comment", comment.pk))

        return write

    def _correcting(self, planned: Planned, comment: Comment, told: dict[str, Any]) -> Callable[[], None]:
        changes = _with_consequences(comment, told)
        planned.traces.append(_trace("voices.comment", comment, changes))
        planned.subjects.append(("voices.comment", comment.pk))
        return lambda: rewrite(BY, comment, changes)


def _words(text: str) -> str | None:
    try:
        return clean(text, LONGEST_COMMENT) or None
    except TooLong as error:
        told = _("This is %(length)d characters long. Please use %(limit)d at most, or send it in parts.")
        raise Unfit(told % {"length": error.length, "limit": error.limit}) from error


def _facts(said: Mapping[str, Any]) -> Facts:
    about = {
        code.removeprefix(ABOUT): codes for code, codes in said.items() if code.startswith(ABOUT) and codes
    }
    return Facts(said["language"], said["channel"], said["confidence"], said["area"], about)


def _news(comment: Comment, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says otherwise than the comment that it became."""
    told: dict[str, Any] = {name: said[name] for name in ("text", "language", "channel")}
    at: datetime | None = said["said_at"]
    if at:
        told["said_at"] = at
    return {name: value for name, value in told.items() if getattr(comment, name) != value}


def _trace(kind: str, row: Model, changes: Mapping[str, Any]) -> Trace:
    before = {name: as_json(getattr(row, name)) for name in changes}
    return Trace(kind, str(row.pk), before, {name: as_json(value) for name, value in changes.items()})


def _with_consequences(comment: Comment, told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told, and what follows from other words."""
    if "text" not in told:
        return dict(told)
    return {**told, **what_follows(told["text"], told.get("language", comment.language))}
