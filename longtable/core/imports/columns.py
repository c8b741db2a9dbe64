"""Which column says what: guessed by its name, or as it was said for the last file of this shape."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from longtable.core.imports.identity import Identities, is_identity
from longtable.core.imports.kinds import Field
from longtable.core.imports.sheets.writing import OURS
from longtable.core.models import SavedColumns, Upload
from longtable.methods.folding import fold

_REMEMBERED = 50
"""Shapes of one organisation that are looked at, newest first."""

_SHORTEST = 4
"""Letters of a name that is looked for within others: "no" stands in too many."""


@dataclass(frozen=True)
class Meaning:
    """What the columns of a file mean: name of a column -> code; and code -> what holds for every row."""

    columns: Mapping[str, str]
    answers: Mapping[str, str]


def digest_of(headers: Iterable[str]) -> str:
    """Tells files of the same shape, in whatever order their columns stand."""
    return hashlib.sha256(json.dumps(sorted(headers)).encode()).hexdigest()


def first_guess(
    upload: Upload, headers: Sequence[str], fields: Sequence[Field], corrects: Upload | None = None
) -> Meaning:
    """What was said for the file that this one corrects, else for the last of its shape, else a guess."""
    saved = SavedColumns.objects.filter(kind=upload.kind, owner_id=upload.owner_id)
    alike = saved.filter(headers=digest_of(headers)).first()
    there = (
        corrects
        or alike
        or next(
            (
                each
                for each in saved.order_by("-used_at")[:_REMEMBERED]
                if each.columns and set(each.columns) <= set(headers)
            ),
            None,
        )
    )
    if there:
        here = {name: code for name, code in there.columns.items() if name in headers}
        return Meaning(here, there.answers)
    return Meaning(guess(headers, fields), {})


def corrected_by(upload: Upload, name: str) -> Upload | None:
    """The upload whose refused row has this ``name`` and comes back corrected in ``upload``."""
    if not is_identity(name):
        return None
    before = Upload.objects.filter(kind=upload.kind, destination_id=upload.destination_id).exclude(run=None)
    mine = (
        each
        for each in before[:_REMEMBERED]
        if name.startswith(f"{Identities(each.source, each.owner_id).prefix}-")
    )
    return next(mine, None)


def guess(headers: Sequence[str], fields: Sequence[Field]) -> dict[str, str]:
    """Name of a column -> code, each code at most once, by the names that a field is known by."""
    found: dict[str, str] = {}
    wanted = [field for field in fields if field.column]
    for fits in (_is_name, _holds_name):
        for field in wanted:
            free = (header for header in headers if header not in found and header not in OURS)
            if field.code not in found.values():
                names = _names_of(field)
                fitting = next((header for header in free if fits(_plain(header), names)), None)
                if fitting:
                    found[fitting] = field.code
    return {header: found[header] for header in headers if header in found}


def _is_name(header: str, names: set[str]) -> bool:
    return header in names


def _holds_name(header: str, names: set[str]) -> bool:
    return any(f" {name} " in f" {header} " for name in names if len(name) >= _SHORTEST)


def _names_of(field: Field) -> set[str]:
    names = {_plain(name) for name in (field.code.replace("_", " "), *field.guesses)}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names.add(_plain(str(field.words)))
    return names


def _plain(text: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(text).text)
    return " ".join(letters.split())
