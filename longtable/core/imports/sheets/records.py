"""JSON: a list of records, alone or as the only list of an object."""

import json
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.sheets.cells import Cells, as_text


def cells(stream: IO[bytes], _sheet: str) -> Iterator[Cells]:
    """First the names of all entries, then a line for each record, as if it were a sheet."""
    records = _records(stream.read())
    names = list(dict.fromkeys(name for record in records for name in record))
    yield Cells(1, [name.strip() for name in names])
    for number, record in enumerate(records, start=2):
        yield Cells(number, [_text(record.get(name)) for name in names])


def _records(content: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(_("This file is not JSON.")) from error
    if isinstance(found, dict):
        lists = [each for each in found.values() if isinstance(each, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise UnreadableSource(_("This file has no list of records."))
    if not found:
        raise UnreadableSource(_("This file is empty."))
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return as_text(value)
