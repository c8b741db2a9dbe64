"""One cell of HSDS: from the text that a source gave to what we keep, and back."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import get_default_timezone

from longtable.directory.hsds.shapes import Column, Kind

STAND_IN = "-"
"""Stands in CSV where HSDS wants a value that nobody told us; sources use it in the same sense."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_MARK = re.compile("#{2,}[A-Z_]{2,}#{2,}")
_LONE = re.compile("[\ud800-\udfff]")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?\s*(?:m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_WORDS_FOR_TIMES = {"noon": time(12), "12 noon": time(12), "midnight": time(0), "12 midnight": time(0)}
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")
_TRUE = {"true", "t", "yes", "y", "1", "si", "sí", "x"}
_FALSE = {"false", "f", "no", "n", "0"}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_RUNS = frozenset({"javascript", "vbscript", "data", "blob", "file", "about"})
"""Schemes that run or show what stands in the address itself, or read the reader's machine."""

_url = URLValidator()


class Unreadable(ValueError):
    """The cell says something, but not what its column holds."""


def clean(text: str) -> str:
    """``text`` without what is no text: control characters and marks such as ``###MON###``, outer space.

    What is left of a file that was not UTF-8 is read as Windows wrote it.
    """
    if _LONE.search(text):
        text = text.encode("utf-8", "surrogateescape" if _is_bytes(text) else "replace").decode(
            "cp1252", "replace"
        )
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    while "##" in text and (without := _MARK.sub("", text)) != text:
        text = without
    return text.strip()


def _is_bytes(text: str) -> bool:
    return all("\udc80" <= letter <= "\udcff" for letter in _LONE.findall(text))


def read(kind: Kind, text: str, choices: tuple[str, ...] = ()) -> Any:
    """What a cleaned, non-empty ``text`` says in a column of ``kind``. Raises :class:`Unreadable`.

    Moments are aware (UTC where none is told); amounts are ``Decimal``.
    """
    if kind == Kind.CHOICE:
        return _choice(text, choices)
    reader = _READERS.get(kind)
    return reader(text) if reader else text


def write(column: Column, value: Any) -> Any:
    """``value`` as HSDS JSON has it: text, a number or ``None``."""
    if column.kind == Kind.ANYTHING:
        return write_anything(value)
    if value is None or value == "":
        return None
    if column.kind == Kind.DAY_OF:
        return value.astimezone(get_default_timezone()).date().isoformat()
    if column.kind == Kind.MOMENT:
        return write_moment(value)
    if column.kind in (Kind.DATE, Kind.TIME):
        return value.isoformat()
    if column.kind == Kind.MONEY:
        return int(value) if value == int(value) else float(value)
    if column.kind == Kind.NUMBER:
        return int(value) if value == int(value) else value
    return value if column.kind == Kind.WHOLE else str(value)


def write_moment(moment: datetime) -> str:
    """``2023-03-15T10:30:45.123000Z``, without the fraction where there is none."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def write_anything(value: Any) -> str | None:
    """JSON in a column for strings: text as it is, unless it would be read as something else."""
    if value is None:
        return None
    if isinstance(value, str) and value not in ("", STAND_IN) and clean(value) == value:
        try:
            json.loads(value)
        except ValueError:
            return value
    text = json.dumps(value, ensure_ascii=False)
    if clean(text) == text:
        return text
    return json.dumps(value).replace("\x7f", "\\u007f").replace("#", "\\u0023")


def _choice(text: str, choices: tuple[str, ...]) -> str:
    plain = " ".join(text.replace("_", " ").split()).casefold()
    for choice in choices:
        if choice.casefold() == plain:
            return choice
    raise Unreadable


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "") if "." in text else text)
    except ValueError:
        raise Unreadable from None
    if number != number or number in (float("inf"), float("-inf")):
        raise Unreadable
    return number


def _whole(text: str) -> int:
    number = _number(re.sub(r"^(?:ext?\.?|x)\s*", "", text, flags=re.IGNORECASE))
    if number != int(number) or not 0 <= number < 2**31:
        raise Unreadable
    return int(number)


def _money(text: str) -> Decimal:
    plain = text.replace("$", "").replace(",", "").strip()
    if plain.casefold() in ("free", "gratis"):
        return Decimal(0)
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise Unreadable from None
    if not amount.is_finite() or abs(amount) >= 10**10:
        raise Unreadable
    return amount.quantize(Decimal("0.01"))


def _day(text: str) -> date:
    try:
        if found := _AMERICAN.fullmatch(text):
            return date(int(found[3]), int(found[1]), int(found[2]))
        day = parse_date(text) or parse_date(text[:10])
    except ValueError:
        raise Unreadable from None
    if day is None:
        raise Unreadable
    return day


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        raise Unreadable from None
    if moment is None:
        day = _day(text)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise Unreadable from None


def _day_of(text: str) -> datetime:
    """The moment, or the beginning of the day where it is told: midnight of UTC is how many spell a day."""
    moment = _moment(text)
    if moment.time() != time():
        return moment
    return datetime.combine(moment.date(), time(), get_default_timezone()).astimezone(UTC)


@lru_cache(maxsize=1024)
def _time(text: str) -> time:
    """24 hours or 12: ``17:30``, ``5:30 PM``, ``5 p.m.``, ``0900``, ``noon``. Offsets are left out."""
    plain = text.casefold()
    if plain in _WORDS_FOR_TIMES:
        return _WORDS_FOR_TIMES[plain]
    found = _CLOCK.fullmatch(plain)
    if found is None:
        try:
            return time.fromisoformat(text)
        except ValueError:
            raise Unreadable from None
    hour, minute, second = (int(found[part] or 0) for part in (1, 2, 3))
    if found[4] and hour <= 12:
        hour = hour % 12 + (12 if found[4] == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):
        hour = 0
    try:
        fraction = re.search(r"\.(\d{1,6})", text)
        micro = int(fraction[1].ljust(6, "0")) if fraction and found[3] else 0
        return time(hour, minute, second, micro)
    except ValueError:
        raise Unreadable from None


def _web(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        _url(address)
    except ValidationError:
        raise Unreadable from None
    return address


def _uri(text: str) -> str:
    if text.partition(":")[0].casefold() in _RUNS:
        raise Unreadable
    return text if _URI.fullmatch(text) else _web(text)


def _mail(text: str) -> str:
    address = text.removeprefix("mailto:").strip().rstrip(".,;")
    try:
        validate_email(address)
    except ValidationError:
        raise Unreadable from None
    return address


def _flag(text: str) -> bool:
    plain = text.casefold()
    if plain in _TRUE or plain in _FALSE:
        return plain in _TRUE
    raise Unreadable


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Unreadable from None


def _anything(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.MONEY: _money,
    Kind.DATE: _day,
    Kind.DAY_OF: _day_of,
    Kind.MOMENT: _moment,
    Kind.TIME: _time,
    Kind.URL: _web,
    Kind.URI: _uri,
    Kind.EMAIL: _mail,
    Kind.FLAG: _flag,
    Kind.JSON: _json,
    Kind.ANYTHING: _anything,
}
