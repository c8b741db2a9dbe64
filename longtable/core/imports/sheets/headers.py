"""Where the names of the columns stand: not always in the first line."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from longtable.core.imports.sheets.cells import Cells

LOOK_AT = 20
"""Lines among which the names are looked for."""

_FULL = 0.6
"""The names fill at least this share of the widest of these lines; a title above them does not."""


def find_header(lines: Sequence[Cells]) -> int:
    """The place in ``lines`` of the names of the columns; 0 if none looks like it."""
    widest = max((_filled(line) for line in lines), default=0)
    for place, line in enumerate(lines):
        if _filled(line) >= max(1, widest * _FULL) and not any(map(_is_number, line.texts)):
            return place
    return 0


def name_columns(lines: Sequence[Cells], place: int) -> list[str]:
    """A name for every column, each once: that of the header, else of a merged cell above it."""
    width = max((len(line.texts) for line in lines), default=0)
    titles = [line for line in lines[:place] if _filled(line) > 1]
    found, used = [], Counter[str]()
    for column in range(width):
        above = (_text(line, column) for line in reversed(titles))
        name = _text(lines[place], column) or next(filter(None, above), "")
        if not name and any(_text(line, column) for line in lines[place + 1 :]):
            name = _("Column %(letter)s") % {"letter": _letter(column)}
        name = name[:120]
        used[name] += 1
        found.append(f"{name} ({used[name]})" if name and used[name] > 1 else name)
    return found


def _filled(line: Cells) -> int:
    return sum(bool(text) for text in line.texts)


def _text(line: Cells, column: int) -> str:
    return " ".join(line.texts[column].split()) if column < len(line.texts) else ""


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "").isdigit()


def _letter(column: int) -> str:
    """A, B ... Z, AA, as a spreadsheet names it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
