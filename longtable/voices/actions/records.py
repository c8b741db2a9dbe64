"""Answering a request for public records: made, looked at by a person, and only then handed out."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import delete_file, store
from longtable.core.states import IllegalMove
from longtable.core.work import enqueue
from longtable.methods.redaction import unnamed
from longtable.voices.models import Conversation, RecordsExport
from longtable.voices.policies import may_export, may_work_out
from longtable.voices.records import Report, rules_as_decided, write_records

KEPT = timedelta(days=90)
"""How long the files stay here after they were made."""

LARGEST = 2 * 1024**3
"""Bytes of an export: large, because the law knows no limit."""


class StatuteMissing(Exception):
    """Something was taken out by rules that name no statute: ``codes``."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(f"no statute is named for: {', '.join(codes)}")
        self.codes = codes


@action
def ask_for_records(
    *,
    by: Actor,
    conversation: Conversation,
    request: str,
    since: date | None = None,
    until: date | None = None,
) -> RecordsExport:
    """The records of a conversation are made ready for one request. Nobody outside has them yet.

    The same that are being made already are enough: they are given back.
    """
    require(by, may_export(by, conversation, conversation.area_ids()))
    # Two people who ask at the same moment wait for each other here.
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    under_way = [RecordsExport.State.WAITING, RecordsExport.State.RUNNING]
    same = conversation.records.filter(request=request, since=since, until=until, turn=0)
    there = same.filter(state__in=under_way).first()
    if there:
        return Unchanged(there)  # type: ignore[return-value]
    records = RecordsExport.objects.create(
        conversation=conversation,
        request=request,
        since=since,
        until=until,
        asked_by_id=UUID(by.id) if by.is_member else None,
    )
    record(by, "voices.records.asked", records, conversation)
    _begin(records)
    return records


@action
def decide_redactions(
    *, by: Actor, records: RecordsExport, rules: Mapping[str, Mapping[str, Any]]
) -> RecordsExport:
    """A person names statutes, or leaves words in: the files are made again.

    ``rules`` is ``{code: {"statute", "cover"}}``.

    Raises ``IllegalMove`` while they are being made, and once they were handed out.
    """
    require(by, may_export(by, records.conversation, records.conversation.area_ids()))
    RecordsExport.lifecycle.move(
        records,
        RecordsExport.State.WAITING,
        rules={code: dict(decided) for code, decided in rules.items()},
        turn=records.turn + 1,
        done_share=0,
    )
    record(by, "voices.records.rules_decided", records, fields=["rules"])
    _begin(records)
    return records


@action
def keep_records(*, by: Actor, records: RecordsExport, archive: Path, report: Report) -> RecordsExport:
    """The files are there: a person looks at them before anybody outside does."""
    require(by, may_work_out(by))
    if records.state == RecordsExport.State.MADE:
        return Unchanged(records)  # type: ignore[return-value]
    before = records.file
    with archive.open("rb") as stream:
        stored = store(
            by=by,
            content=File(stream, name=archive.name),
            name=archive.name,
            kinds={"zip"},
            largest=LARGEST,
            keep_until=timezone.localdate() + KEPT,
        )
    RecordsExport.lifecycle.move(
        records, RecordsExport.State.MADE, file=stored, report=report.as_json(), done_share=100
    )
    if before:
        delete_file(by=by, stored=before)
    record(by, "voices.records.made", records, records.conversation)
    return records


@action
def release_records(*, by: Actor, records: RecordsExport) -> RecordsExport:
    """A person has looked: the files may be handed out, and stay as they are.

    Raises :class:`StatuteMissing` while anything was taken out without one, and ``IllegalMove``
    when they were made again meanwhile.
    """
    require(by, may_export(by, records.conversation, records.conversation.area_ids()))
    if missing := statutes_missing(records):
        raise StatuteMissing(missing)
    if records.file_id is None:
        raise IllegalMove("The files have run out")
    RecordsExport.lifecycle.move(
        records,
        RecordsExport.State.RELEASED,
        reviewed_at=timezone.now(),
        reviewed_by_id=UUID(by.id) if by.is_member else None,
        report={name: value for name, value in records.report.items() if name != "sample"},
    )
    record(by, "voices.records.released", records, records.conversation, why=records.request)
    return records


@action
def give_up_records(*, by: Actor, records: RecordsExport) -> RecordsExport:
    """They could not be made, and are not tried again by themselves."""
    require(by, may_work_out(by))
    if not RecordsExport.lifecycle.can(records.state, RecordsExport.State.FAILED):
        return Unchanged(records)  # type: ignore[return-value]
    RecordsExport.lifecycle.move(records, RecordsExport.State.FAILED)
    record(by, "voices.records.given_up", records, records.conversation)
    return records


@action
def write_records_to(
    *,
    by: Actor,
    conversation: Conversation,
    folder: Path,
    since: date | None = None,
    until: date | None = None,
    decided: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    progress: Callable[[int], None] = lambda share: None,
) -> Report:
    """The same files at once, in a folder of the machine, by the state's rules and what was ``decided``."""
    require(by, may_export(by, conversation, conversation.area_ids()))
    record(by, "voices.records.written", conversation)
    rules = rules_as_decided(decided)
    return write_records(conversation, folder, rules, since=since, until=until, progress=progress)


def statutes_missing(records: RecordsExport) -> list[str]:
    """Codes of the rules that took something out of these files and name no statute."""
    applied = [*records.report.get("redacted", {}), *records.report.get("withheld", {})]
    return unnamed(rules_as_decided(records.rules), applied)


def _begin(records: RecordsExport) -> None:
    enqueue("voices.records", records_id=str(records.pk), key=f"records {records.pk} {records.turn}")
