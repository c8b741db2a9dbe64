"""CSV as it is really written: by Excel in Spanish with semicolons, in Windows-1252 or in UTF-16."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.sheets.cells import Cells

DELIMITERS = ",;\t|"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAMPLE = 30


def cells(stream: IO[bytes], _sheet: str) -> Iterator[Cells]:
    """Every line that holds something. Raises :class:`UnreadableSource` when it is no text at all."""
    text = decode(stream.read())
    announced, text = _announced(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=announced or _delimiter(text))
    skipped = 1 if announced else 0
    line = 0
    while True:
        start = line + 1 + skipped
        try:
            values = next(reader, None)
        except csv.Error:
            line = reader.line_num
            yield Cells(start, (), _("This line is not CSV: a quotation mark may be missing."))
            continue
        if values is None:
            return
        line = reader.line_num
        texts = [value.strip() for value in values]
        if not any(texts):
            continue
        lost = any("\N{REPLACEMENT CHARACTER}" in each for each in texts)
        yield Cells(start, texts, _("This line has characters that cannot be read.") if lost else "")


def decode(content: bytes) -> str:
    """The text of ``content``: by its mark, else UTF-8, else what Windows writes (1252).

    A file that is mostly UTF-8 with a few broken places stays UTF-8: its other letters are right.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        whole = content.decode(errors="replace")
        broken = whole.count("\N{REPLACEMENT CHARACTER}")
        beyond = sum(not letter.isascii() for letter in whole) - broken
        return whole if beyond > broken else content.decode("cp1252", errors="replace")


def _announced(text: str) -> tuple[str, str]:
    """The separator that Excel announces in a first line ``sep=;``, and the text without that line."""
    first, newline, rest = text.partition("\n")
    told = first.strip().lower().removeprefix("sep=")
    if newline and first.lower().startswith("sep=") and len(told) == 1:
        return told, rest
    return "", text


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into equally many pieces, and into the most.

    Quotation marks are taken strictly at first: they tell ``"a";"b, c"`` from three pieces.
    """
    if not text.strip():
        raise UnreadableSource(_("This file is empty."))
    for is_strict in (True, False):
        fits = {each: _fit(text, each, is_strict) for each in DELIMITERS}
        best = max(fits, key=lambda each: fits[each])
        if any(fits[best]):
            return best
    return ","


def _fit(text: str, delimiter: str, is_strict: bool) -> tuple[int, int]:
    """How many of the first lines have the usual number of pieces, and that number; zeros for one piece."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    try:
        widths = [len(values) for values in islice(filter(any, reader), _SAMPLE)]
    except csv.Error:
        return 0, 0
    usual = max(set(widths), key=widths.count, default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, 0)
