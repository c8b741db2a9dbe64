"""Bringing in what a webinar tool gives out: who was there, what was written, what was said."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import store
from longtable.core.states import IllegalMove
from longtable.gatherings.actions.asking import ask_from_chat
from longtable.gatherings.models import Attendance, Attendee, Gathering, PlatformFile, Question
from longtable.gatherings.policies import may_register_others
from longtable.gatherings.selectors.platform import Seen, seen_in
from longtable.methods.webinars import decode, is_transcript, read_attendance, read_chat

KEPT = timedelta(days=3 * 365)
"""After the gathering, for the file itself."""

Kind = PlatformFile.Kind


class NotUnderstood(ValueError):
    """No list of people, chat, list of questions or transcript that we know."""


@action
def bring_file(*, by: Actor, gathering: Gathering, content: bytes, name: str) -> PlatformFile:
    """A file is kept and looked at; nothing of it is brought in yet. A transcript is kept for staff to read.

    The same file again is the one that is there. Raises ``FileRefused``, ``StorageFull`` and
    :class:`NotUnderstood`.
    """
    require(by, may_register_others(by, gathering))
    kind, tool = _kind_of(content)
    keep_until = (gathering.ends_at + KEPT).date()
    stored = store(by=by, content=content, name=name, kinds={"csv", "text"}, keep_until=keep_until)
    same = gathering.platform_files.filter(file__sha256=stored.sha256)
    if there := same.exclude(state=PlatformFile.State.PUT_ASIDE).first():
        record(by, "gatherings.platform_file.brought_again", there)
        return there
    is_kept = kind == Kind.TRANSCRIPT
    made = PlatformFile.objects.create(
        gathering=gathering,
        kind=kind,
        tool=tool,
        file=stored,
        brought_by_id=by.id if by.is_member else None,
        state=PlatformFile.State.LET_IN if is_kept else PlatformFile.State.LOOKED_AT,
    )
    record(by, "gatherings.platform_file.brought", made, gathering)
    return made


@action
def let_in_attendance(*, by: Actor, file: PlatformFile) -> PlatformFile:
    """Whoever is in the file was there. Whom it already knows it adds to nobody: bring it twice, it is one.

    Who surely signed up is marked so; doubts wait for a person; the rest, and who only called, are counted.
    """
    require(by, may_register_others(by, file.gathering))
    if file.state == PlatformFile.State.LET_IN:
        return Unchanged(file)  # type: ignore[return-value]
    Gathering.objects.one_at_a_time(file.gathering_id)
    counts: Counter[str] = Counter()
    fresh = []
    for seen in seen_in(file).people:
        if seen.known:
            counts["there_already"] += 1
            _say_longer(seen.known, seen)
            continue
        fresh.append(_attendance(by, file, seen))
        counts[seen.verdict] += 1
    Attendance.objects.bulk_create(fresh)
    PlatformFile.lifecycle.move(file, PlatformFile.State.LET_IN, counts=dict(counts))
    record(by, "gatherings.attendance.let_in", file, file.gathering, fields=["attendance"])
    return file


@action
def let_in_questions(
    *, by: Actor, file: PlatformFile, lines: Iterable[tuple[str, str, str]]
) -> list[Question]:
    """Lines that a person chose stand in the queue: ``(name, words, language)``. No name is stored."""
    require(by, may_register_others(by, file.gathering))
    chosen = [
        (uuid5(file.gathering_id, f"{name} {words}"), words, language) for name, words, language in lines
    ]
    fresh = ask_from_chat(by=by, gathering=file.gathering, lines=chosen)
    if file.state == PlatformFile.State.LOOKED_AT:
        PlatformFile.lifecycle.move(file, PlatformFile.State.LET_IN, counts={"questions": len(fresh)})
    record(by, "gatherings.platform_file.asked_from", file, fields=["state"])
    return fresh


@action
def take_back(*, by: Actor, file: PlatformFile) -> int:
    """It was brought in by mistake: whoever came with this file goes, also where somebody settled a doubt.

    Who was noted before it stays. Then it can be brought in again, or put aside. Returns how many went.
    """
    require(by, may_register_others(by, file.gathering))
    if file.kind != Kind.ATTENDANCE or file.state != PlatformFile.State.LET_IN:
        return Unchanged(0)  # type: ignore[return-value]
    gone, _each = Attendance.objects.filter(file=file).delete()
    PlatformFile.lifecycle.move(file, PlatformFile.State.LOOKED_AT, counts={})
    record(by, "gatherings.attendance.taken_back", file, file.gathering, fields=["attendance"])
    return gone


@action
def put_aside(*, by: Actor, file: PlatformFile) -> PlatformFile:
    """It was the wrong file, and it goes. Raises ``IllegalMove`` while people stand there by it."""
    require(by, may_register_others(by, file.gathering))
    if file.kind == Kind.ATTENDANCE and file.state == PlatformFile.State.LET_IN:
        raise IllegalMove("Take back first who came with it")
    stored = file.file
    PlatformFile.lifecycle.move(file, PlatformFile.State.PUT_ASIDE, file=None)
    if stored:
        stored.keep_until = timezone.localdate() - timedelta(days=1)
        stored.save(update_fields=["keep_until"])
    record(by, "gatherings.platform_file.put_aside", file)
    return file


@action
def settle(*, by: Actor, attendance: Attendance, attendee: Attendee | None) -> Attendance:
    """A person looked: this is somebody who signed up, or nobody who did. Raises ``IllegalMove``."""
    require(by, may_register_others(by, attendance.gathering))
    if attendance.match != Attendance.Match.DOUBTFUL:
        raise IllegalMove("This was settled before")
    if attendee and Attendance.objects.filter(attendee=attendee, match=Attendance.Match.SURE).exists():
        # Somebody may join by computer and by phone. The row stays, so that the file again adds nobody.
        attendance.match, attendance.attendee = Attendance.Match.AGAIN, attendee
        attendance.save(update_fields=["match", "attendee"])
        record(by, "gatherings.attendance.joined", attendance, attendance.gathering, fields=["match"])
        return attendance
    is_caller = "@" not in attendance.contact and bool(attendance.contact)
    unknown = Attendance.Match.PHONE if is_caller else Attendance.Match.NONE
    attendance.match = Attendance.Match.SURE if attendee else unknown
    attendance.attendee = attendee
    if attendee:
        attendance.area = attendee.registration.area
        attendance.about = attendee.about
    attendance.save(update_fields=["match", "attendee", "area", "about"])
    record(by, "gatherings.attendance.settled", attendance, attendance.gathering, fields=["match"])
    return attendance


def _kind_of(content: bytes) -> tuple[str, str]:
    text = decode(content)
    if is_transcript(text):
        return Kind.TRANSCRIPT, ""
    if found := read_attendance(text):
        return Kind.ATTENDANCE, found.tool
    if read_chat(text):
        return Kind.CHAT, ""
    raise NotUnderstood


def _attendance(by: Actor, file: PlatformFile, seen: Seen) -> Attendance:
    attendee, present = seen.attendee, seen.present
    is_sure = seen.verdict == Attendance.Match.SURE and attendee is not None
    return Attendance(
        gathering=file.gathering,
        file=file,
        attendee=attendee,
        source=Attendance.Source.PLATFORM,
        match=seen.verdict,
        shown_name=present.name,
        contact=present.email or present.phone,
        key=seen.key,
        area=attendee.registration.area if is_sure and attendee else None,
        about=attendee.about if is_sure and attendee else {},
        is_online=True,
        came_at=present.joined_at,
        left_at=present.left_at,
        minutes=present.minutes,
        noted_by_id=UUID(by.id) if by.is_member else None,
    )


def _say_longer(known: Attendance, seen: Seen) -> None:
    """A later file of the same webinar may know more of how long somebody was there."""
    spent = seen.present.minutes
    if known.source == Attendance.Source.PLATFORM and spent and spent > (known.minutes or 0):
        known.minutes, known.left_at = spent, seen.present.left_at or known.left_at
        known.save(update_fields=["minutes", "left_at"])
