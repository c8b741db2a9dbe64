"""A compiled schedule as one JSON file with a checksum, so that an installation loads it in a blink.

Keys are the field names of :mod:`longtable.methods.immunization.schedule`; what has its ordinary value is
left out; an age reads "12 months - 4 days". A person can read such a file, and type one.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from longtable.methods.immunization.dates import Span, Unreadable
from longtable.methods.immunization.schedule import Schedule

FORM: Final = 1
"""Counts up when a field changes its meaning; an older file is then compiled again."""


class Damaged(ValueError):
    """A file is no compiled schedule, was changed, or was written by another version."""


def write(schedule: Schedule, file: Path) -> None:
    """Puts ``schedule`` into ``file``, which is either the old one or the whole new one. Raises OSError."""
    body = json.dumps(_plain(schedule), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    head = {"form": FORM, "checksum": _checksum(body)}
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{token_hex(4)}")  # two updates at once keep out of each other's way
    try:
        fresh.write_text(f"{json.dumps(head)}\n{body}\n", encoding="utf-8")
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def read(file: Path) -> Schedule:
    """The schedule in ``file``. Raises :class:`Damaged` with the reason, or OSError."""
    try:
        head, _, body = file.read_text(encoding="utf-8").partition("\n")
        body = body.rstrip("\n")
        told = json.loads(head)
        form, checksum = told["form"], told["checksum"]
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{file} is no compiled schedule") from error
    if form != FORM:
        raise Damaged(f"{file} has form {form}, this program reads form {FORM}: compile it again")
    if checksum != _checksum(body):
        raise Damaged(f"{file} was changed after it was compiled: its checksum does not fit")
    return from_plain(json.loads(body), str(file))


def from_plain(value: dict[str, Any], origin: str) -> Schedule:
    """A schedule from what :func:`json.load` gives. Raises :class:`Damaged` naming the place."""
    try:
        schedule: Schedule = _reader(Schedule)(value)
    except (KeyError, TypeError, ValueError, Unreadable) as error:
        raise Damaged(f"{origin}: {error}") from error
    return schedule


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Span | date):
        return str(value)
    if is_dataclass(value):
        told = ((each, getattr(value, each.name)) for each in fields(value))
        kept = ((each.name, one) for each, one in told if each.default is MISSING or one != each.default)
        return {name: _plain(one) for name, one in kept}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is read; made once per type, for ten thousand values."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType or origin is typing.Union:
        (inner,) = [each for each in arguments if each is not type(None)]
        read_inner = _reader(inner)
        return lambda value: None if value is None else read_inner(value)
    if origin is tuple:
        each = _reader(arguments[0])
        return lambda value: tuple([each(one) for one in value])
    if origin is frozenset:
        return lambda value: _interned(frozenset(value))
    if kind is Span:
        return _span
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return _checked(kind)


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = {each.name: _reader(hints[each.name]) for each in fields(kind)}

    def read_it(value: Any) -> Any:
        try:
            return kind(**{name: readers[name](one) for name, one in value.items()})
        except KeyError as error:
            raise KeyError(f"{kind.__name__} has no field {error}") from error

    return read_it


def _checked(kind: type) -> Callable[[Any], Any]:
    def read_it(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not a {kind.__name__}")
        return value

    return read_it


@cache
def _span(text: str) -> Span:
    return Span.read(text)


@cache
def _interned(value: frozenset[str]) -> frozenset[str]:
    return value
