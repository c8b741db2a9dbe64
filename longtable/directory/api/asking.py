"""Reads what a request to the open directory asks for, in the words of HSDS 3.1.

The standard declares no error for a collection, so nothing that is typed is refused. What is none of the
parameters changes nothing, a number out of bounds becomes the nearest one within them, and a filter that
cannot be understood lets nothing through. Each time the answer says so.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from math import isfinite
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from ninja.errors import HttpError

from longtable.directory.search.points import locate_postal_code
from longtable.directory.selectors.open_data import Asked

Value = TypeVar("Value")

USUAL = 50
"""Rows on a page when nobody says how many."""

MOST = 1000
MOST_FULL = 200
MOST_WHOLE = 20
"""Rows on a page at most; fewer where each comes with all that belongs to it, or with all its services."""

LAST_PAGE = 10**9
LONGEST = 500
"""Letters of one parameter that are read."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What JSON can spell and no database keeps: NUL, and halves of letters."""

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")
"""A name of a parameter that we repeat; another might break the line that it stands in."""

MOST_WARNINGS = 20


FLAGS = frozenset({"minimal", "full", "full_service", "top_only"})
TRUE, FALSE = ("true", "1", "yes"), ("false", "0", "no")


class Form(StrEnum):
    """How the answer is written. ``csv`` is our addition."""

    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


@dataclass(frozen=True)
class Wanted:
    """One request: which rows, which page of them, how much of each, and in which form.

    ``warnings`` are sentences about what was asked and is not done so.
    """

    asked: Asked = field(default_factory=Asked)
    page: int = 1
    per_page: int = USUAL
    form: Form = Form.JSON
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    warnings: tuple[str, ...] = ()


def wanted(request: HttpRequest, names: Collection[str]) -> Wanted:
    """What ``request`` asks for by the parameters ``names``; others change nothing.

    Raises ``HttpError`` 400 for a body that says that it is JSON and is not.
    """
    sent = _given(request)
    given = {name: text for name, text in sent.items() if name in names}
    minimal, full, full_service = (_is_true(given.get(name)) for name in ("minimal", "full", "full_service"))
    most = MOST if minimal else MOST_WHOLE if full_service else MOST_FULL if full else MOST
    form = given.get("format", "json").lower()
    page, per_page = (
        given.get("page", "1"),
        given.get("per_page") or str(min(MOST if minimal else USUAL, most)),
    )
    want = Wanted(
        asked=_asked(given),
        page=_number(page, 1, LAST_PAGE),
        per_page=_number(per_page, MOST if minimal else USUAL, most),
        form=Form(form) if form in list(Form) else Form.JSON,
        minimal=minimal,
        full=full,
        full_service=full_service,
    )
    warnings = [*want.asked.unclear, *_strange(sent, names), *_no_flags(given)]
    if page != str(want.page):
        warnings.append(f"page is a number from 1; it is taken as {want.page}.")
    if per_page != str(want.per_page):
        warnings.append(f"per_page is a number from 1 to {most} here; it is taken as {want.per_page}.")
    if form != want.form:
        warnings.append(f"format is {', '.join(Form)}; it is taken as {want.form}.")
    return replace(want, warnings=tuple(warnings[:MOST_WARNINGS]))


def _strange(sent: dict[str, str], names: Collection[str]) -> Iterator[str]:
    for name in sent.keys() - names:
        shown = name if _NAME.fullmatch(name) else "What was sent"
        yield f"{shown} is no parameter here and changes nothing."


def _no_flags(given: dict[str, str]) -> Iterator[str]:
    for name in FLAGS & given.keys():
        if given[name].lower() not in (*TRUE, *FALSE):
            yield f"{name} is true or false; it is taken as false."


def _given(request: HttpRequest) -> dict[str, str]:
    """Parameters of the address and, in a POST, of the form or JSON object sent with it, which win."""
    given = request.GET.dict()
    if request.method == "POST":
        given |= _object(request.body) if request.content_type == "application/json" else request.POST.dict()
    texts = {name: _NO_TEXT.sub("", str(text)[:LONGEST]).strip() for name, text in given.items()}
    return {name: text for name, text in texts.items() if text}


def _object(body: bytes) -> dict[str, str]:
    try:
        told = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise HttpError(400, "The body is not a JSON object. Send the parameters by name, or in the address.")
    plain = {name: value for name, value in told.items() if isinstance(value, str | int | float)}
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in plain.items()
    }


def _asked(given: dict[str, str]) -> Asked:
    unclear: list[str] = []

    def read(name: str, reader: Callable[[str], Value | None], sort: str) -> Value | None:
        value = reader(given[name]) if name in given else None
        if name in given and value is None:
            unclear.append(f"{name} is not {sort}, so nothing matches.")
        return value

    postcode = read("postcode", locate_postal_code, "one that we know")
    proximity = read("proximity", _metres, "a number of metres")
    modified_after = read("modified_after", _moment, "a date and time as 2026-01-31T12:00:00Z")
    if modified_after and modified_after > timezone.now():
        unclear.append("modified_after lies in the future, so nothing matches.")
    if "proximity" in given and "postcode" not in given:
        unclear.append("proximity is counted from a postcode, and none is given, so nothing matches.")
    return Asked(
        search=given.get("search", ""),
        taxonomy_term=read("taxonomy_term_id", _id, "an id"),
        taxonomy=read("taxonomy_id", _id, "an id"),
        organization=read("organization_id", _id, "an id"),
        modified_after=modified_after,
        postcode=postcode,
        proximity=proximity,
        top_only=_is_true(given.get("top_only")),
        parent=read("parent_id", _id, "an id"),
        unclear=tuple(unclear),
    )


def _is_true(text: str | None) -> bool:
    return (text or "").lower() in TRUE


def _number(text: str, usual: int, most: int) -> int:
    """A whole number from 1 to ``most``; ``usual`` when it is none."""
    try:
        return max(1, min(int(text), most))
    except ValueError:
        return min(usual, most)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _metres(text: str) -> float | None:
    try:
        metres = float(text)
    except ValueError:
        return None
    return metres if isfinite(metres) and metres >= 0 else None


def _moment(text: str) -> datetime | None:
    """A moment, or the first of a day; in UTC unless it says otherwise. A plus often arrives as a space."""
    spelled = text[:19] + text[19:].replace(" ", "+")
    try:
        moment = parse_datetime(spelled)
        if moment is None and (day := parse_date(text)):
            moment = datetime.combine(day, time())
        return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
