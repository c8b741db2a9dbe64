"""What the cells of a sheet mean: a day in either order, one of several choices in either language."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.core.imports.kinds import Unfit
from longtable.methods.folding import fold

NOON = time(12)
"""When a day is all that is known."""

_MONTHS = (
    *(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
    ),
    *(
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
)
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?")
_NUMBERS = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)(?:,? (\d\d?):(\d\d))?")
_WORDS = re.compile(r"(?:([a-z]+)\.? (\d\d?)|(\d\d?)(?: de)? ([a-z]+))\.?,?(?: del?)? (\d{4})")
_NOTHING = {
    "",
    "-",
    "--",
    "n/a",
    "na",
    "none",
    "unknown",
    "?",
    "ninguno",
    "ninguna",
    "no se",
    "desconocido",
    "s/d",
}


def moment(text: str, *, day_first: bool, now: datetime | None = None) -> datetime:
    """The moment that ``text`` says, in the agency's time zone; noon where it names only a day.

    "2026-05-04", "5/4/2026" (in the order of ``day_first``), "May 4, 2026", "4 de mayo de 2026".
    Raises :class:`Unfit`, also for a day that has not come yet.
    """
    year, month, day, hour, minute = _parts(text.strip(), day_first)
    try:
        clock = NOON if hour is None else time(int(hour), int(minute or 0))
        found = timezone.make_aware(datetime.combine(date(year, month, day), clock))
    except (ValueError, OverflowError) as error:
        raise Unfit(
            _("“%(text)s” is not a day. Are days and months in the right order?") % {"text": text[:40]}
        ) from error
    if found.year < 1900:
        raise Unfit(_("Please check the year."))
    if found.date() > timezone.localdate(now):
        raise Unfit(_("This day is in the future."))
    return found


def day(text: str, *, day_first: bool) -> date:
    """The day that ``text`` says, past or to come, spelt as for :func:`moment`. Raises :class:`Unfit`."""
    year, month, number, *_clock = _parts(text.strip(), day_first)
    try:
        found = date(year, month, number)
    except ValueError as error:
        raise Unfit(
            _("“%(text)s” is not a day. Are days and months in the right order?") % {"text": text[:40]}
        ) from error
    if not 1900 <= found.year < 2200:
        raise Unfit(_("Please check the year."))
    return found


def _parts(text: str, day_first: bool) -> tuple[int, int, int, str | None, str | None]:
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3]), iso[4], iso[5]
    if numbers := _NUMBERS.fullmatch(text):
        day, month = (numbers[1], numbers[2]) if day_first else (numbers[2], numbers[1])
        year = int(numbers[3]) + (2000 if len(numbers[3]) == 2 else 0)
        return year, int(month), int(day), numbers[4], numbers[5]
    if words := _WORDS.fullmatch(plain(text, keep=".,")):
        name, number = words[1] or words[4], words[2] or words[3]
        month = next((m for months in _MONTHS for m, full in enumerate(months, 1) if _short(name, full)), 0)
        return int(words[5]), month, int(number), None, None
    raise Unfit(_("“%(text)s” is not a day. Write it as in 2026-05-04.") % {"text": text[:40]})


def _short(name: str, full: str) -> bool:
    return len(name) >= 3 and full.startswith(name)


def plain(text: str, *, keep: str = "") -> str:
    """``text`` in small letters without accents and signs, for comparing."""
    return " ".join("".join(s if s.isalnum() or s in keep else " " for s in fold(text).text).split())


def is_nothing(text: str) -> bool:
    """Whether people write this where they have nothing to write."""
    return fold(text).text.strip(" .") in _NOTHING


def in_every_language(label: Any) -> list[str]:
    """The words of ``label`` in each language of the site."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(str(label))
    return found


class Choices:
    """What a cell may say: codes, by their names in any language. A name of two codes stands for none."""

    def __init__(self, names: Mapping[str, Iterable[str]], shown: Mapping[str, Any] | None = None) -> None:
        found: dict[str, set[str]] = {}
        for code, words in names.items():
            for name in {plain(code), *map(plain, words)}:
                found.setdefault(name, set()).add(code)
        self._codes = {name: codes.pop() for name, codes in found.items() if name and len(codes) == 1}
        self._codes |= {plain(code): code for code in names}
        self._shown = dict(shown or {})

    @classmethod
    def of(
        cls, pairs: Sequence[tuple[str, Any]], also: Mapping[str, Iterable[str]] | None = None
    ) -> "Choices":
        """From ``(code, label)`` as a form has them, with other names that people use."""
        more = also or {}
        return cls(
            {code: [*in_every_language(label), *more.get(code, ())] for code, label in pairs}, dict(pairs)
        )

    def find(self, text: str) -> str | None:
        """The code that ``text`` names, or ``None``."""
        return self._codes.get(plain(text))

    def read(self, text: str) -> str:
        """The same. Raises :class:`Unfit` and says what was probably meant."""
        if (code := self.find(text)) is not None:
            return code
        said = {"text": text[:60]}
        near = difflib.get_close_matches(plain(text), self._codes, n=1, cutoff=0.75)
        if near:
            meant = self._shown.get(self._codes[near[0]], near[0])
            raise Unfit(_("“%(text)s” is not known. Did you mean “%(meant)s”?") % (said | {"meant": meant}))
        if 0 < len(self._shown) <= 8:
            known = ", ".join(str(label) for label in self._shown.values())
            raise Unfit(_("“%(text)s” is not one of: %(known)s.") % (said | {"known": known}))
        raise Unfit(_("“%(text)s” is not known.") % said)
