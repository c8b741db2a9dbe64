"""One row as a record of HSDS 3.1: the columns that the standard has, with the values that it allows."""

import re
from math import isfinite
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from django.utils.encoding import iri_to_uri

from longtable.core.localized import LocalizedText
from longtable.directory.hsds import cells
from longtable.directory.hsds.shapes import Column, Kind
from longtable.directory.hsds.tables import Table
from longtable.directory.models import ServiceCapacity

Record = dict[str, Any]

_URI = re.compile(
    r"[a-z][a-z0-9+.-]*:(//[a-z0-9._~!$&'()*+,;=:@-]+)?([a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*"
    r"(#([a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?",
    re.IGNORECASE,
)


def record(table: Table, row: Model) -> Record:
    """The row without what nobody told. What the standard requires and nobody told stands in for that."""
    told = {column.name: _value(column, row) for column in table.columns}
    for name, value in _stand_ins(table, row).items():
        if told[name] is None:
            told[name] = value
    return {name: value for name, value in told.items() if value is not None}


def _value(column: Column, row: Model) -> Any:
    """The value as JSON has it; ``None`` when there is none, or none that the column may hold."""
    value: Any = row
    for name in column.field.split("."):
        value = getattr(value, name, None)
    if isinstance(value, LocalizedText):
        value = value.show(settings.LANGUAGE_CODE).text
    if isinstance(value, float) and not isfinite(value):
        return None
    written = cells.write(column, value)
    if column.choices and written not in column.choices:
        return None
    check = _CHECKED.get(column.kind)
    return check(written) if check and written is not None else written


def _stand_ins(table: Table, row: Model) -> Record:
    missing: Record = {}
    for column in table.columns:
        if column.required and not column.to:
            missing[column.name] = column.choices[0] if column.choices else ""
    if table.name == "service":
        missing["status"] = "inactive"
    if isinstance(row, ServiceCapacity):
        missing["available"] = int(row.state == ServiceCapacity.State.OPEN)
    return missing


def _uri(text: str) -> str | None:
    address = iri_to_uri(text)
    return address if _URI.fullmatch(address) else None


def _mail(text: str) -> str | None:
    try:
        validate_email(text)
    except ValidationError:
        return None
    return text if text.isascii() else None


_CHECKED = {Kind.URL: _uri, Kind.URI: _uri, Kind.EMAIL: _mail}
