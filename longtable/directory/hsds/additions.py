"""What we know of a row and HSDS has no column for, as ``attribute`` records of our profile."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, prefetch_related_objects
from django.utils.timezone import get_default_timezone

from longtable.core.localized import LocalizedText, Origin, Version
from longtable.directory.hsds import profile
from longtable.directory.hsds.cells import write_moment
from longtable.directory.hsds.shapes import Kind
from longtable.directory.hsds.tables import Addition, Table
from longtable.directory.models import OrganizationEntry, Service, ServiceCapacity

Record = dict[str, Any]


def prefetch_for_additions(table: Table, rows: Sequence[Model]) -> None:
    """Fetch for all ``rows`` at once what their additions look up."""
    paths = ["area"] if any(each.kind == Kind.AREA for each in table.additions) else []
    if table.model is OrganizationEntry:
        paths += ["ties", "organization"]
    if paths:
        prefetch_related_objects(rows, *paths)


def additions(table: Table, row: Model) -> Iterator[Record]:
    """Records of ``attribute``, with their terms by id alone. Prefetch for many rows."""
    yield from _translations(table, row)
    for addition in table.additions:
        if addition.kind != Kind.LOCALIZED and (text := _text(table, addition, row)):
            yield _record(table, row, addition.code, addition.field.rpartition(".")[2], value=text)
    if isinstance(row, Service) and not row.status:
        yield _record(table, row, "status_unknown", "status", value="true")
    if isinstance(row, ServiceCapacity) and row.available is None:
        yield _record(table, row, "available_unknown", "available", value="true")
    if isinstance(row, OrganizationEntry):
        for tie in row.ties.all():
            yield _record(table, row, tie.kind, "communities", value=tie.community) | {"id": str(tie.pk)}


def term(code: str) -> Record:
    """The term of our profile, as a record of ``taxonomy_term``."""
    return {
        "id": str(profile.term_id(code)),
        "code": code,
        "name": code.replace("_", " "),
        "description": profile.TERMS[code],
        "taxonomy": profile.TAXONOMY_NAME,
        "language": "en",
        "taxonomy_id": str(profile.TAXONOMY_ID),
    }


def taxonomy() -> Record:
    """Our profile, as a record of ``taxonomy``."""
    return {
        "id": str(profile.TAXONOMY_ID),
        "name": profile.TAXONOMY_NAME,
        "description": profile.TAXONOMY_DESCRIPTION,
        "version": profile.TAXONOMY_VERSION,
    }


def unit() -> Record:
    """The unit of what nobody counted, as a record of ``unit``."""
    return {"id": str(profile.UNIT_ID), "name": profile.UNIT_NAME}


def _translations(table: Table, row: Model) -> Iterator[Record]:
    default = settings.LANGUAGE_CODE
    columns = [column.field for column in table.localized]
    beside = [addition.field for addition in table.additions if addition.kind == Kind.LOCALIZED]
    for field in (*columns, *beside):
        text: LocalizedText = getattr(row, field)
        told = {language: version for language, version in text.versions.items() if version.text}
        for language, version in told.items():
            if language != default or field in beside:
                yield _record(table, row, "translation", field, language, version.text)
            if state := _state(version):
                yield _record(table, row, "translation_state", field, language, json.dumps(state))
        if told and default not in told and field in columns:
            yield _record(table, row, "translation_state", field, default, json.dumps({"missing": True}))


def _state(version: Version) -> Record:
    """What is not as one expects of words that somebody wrote. Who approved them stays here."""
    state: Record = {} if version.origin == Origin.HUMAN else {"origin": str(version.origin)}
    if version.approved_by:
        state["approved_at"] = version.approved_at
    return state | ({"stale": True} if version.stale else {})


def _text(table: Table, addition: Addition, row: Any) -> str:
    value = row
    for name in addition.field.split("."):
        value = getattr(value, name)
    if addition.kind == Kind.AREA:
        return row.area.code if row.area else ""
    if isinstance(value, bool):
        is_news = value or row._meta.get_field(addition.field).null
        return ("true" if value else "false") if is_news else ""
    if not value:
        return ""
    if isinstance(value, datetime):
        return "" if _is_said_by_day(table, addition, value) else write_moment(value)
    return json.dumps(value, ensure_ascii=False) if addition.kind == Kind.JSON else str(value)


def _is_said_by_day(table: Table, addition: Addition, moment: datetime) -> bool:
    """Whether the day, for which HSDS has a column, says all of it."""
    has_day = any(each.kind == Kind.DAY_OF and each.field == addition.field for each in table.columns)
    return has_day and moment.astimezone(get_default_timezone()).time() == time()


def _record(table: Table, row: Model, code: str, field: str, label: str = "", value: str = "") -> Record:
    key: UUID = row.pk
    record = {
        "id": str(profile.attribute_id(table.name, key, code, field, label)),
        "link_id": str(key),
        "taxonomy_term_id": str(profile.term_id(code)),
        "link_type": field,
        "link_entity": table.name,
        "value": value,
    }
    return record | ({"label": label} if label else {})


def records_of_profile() -> Iterable[tuple[str, Record]]:
    """Table and record of everything that stands for our profile itself."""
    yield "taxonomy", taxonomy()
    for code in profile.TERMS:
        yield "taxonomy_term", term(code)
    yield "unit", unit()
