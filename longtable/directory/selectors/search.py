"""Finding help: a question in either language, and the services that answer it, each with its reasons.

Only what is published is ever found, so these selectors need no actor.
"""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.directory.search import needs, typing_errors
from longtable.directory.search.answers import Found, Near, Question, Result
from longtable.directory.search.candidates import Sieve, Words, free, speaking
from longtable.directory.search.looking import Looked, Lookout
from longtable.directory.search.points import Place, Point, area_at, place_in, place_of
from longtable.directory.search.questions import (
    Understood,
    all_of,
    some_of,
    understand,
    well,
    with_needs,
)
from longtable.directory.search.ranking import ranked
from longtable.directory.search.results import Telling
from longtable.directory.search.spoken import code_of
from longtable.directory.search.words import spoken

__all__ = ["Found", "Near", "Point", "Question", "Result", "find"]


def find(question: Question, *, now: datetime, language: str, page: int = 1, per_page: int = 20) -> Found:
    """The services that answer ``question``. Never raises, whatever was typed; ``page`` counts from 1."""
    with translation.override(language):
        where = _where(question)
        if question.words.strip() and not spoken(question.words):
            return Found([], 0, near_is_unknown=where.is_unknown)
        lookout = Lookout(_sieve(question, now), where.place, question.miles)
        understood, corrected, looked = _answer(where.words, lookout, exact=question.exact)
        point = looked.near.point if looked.near else None
        best = ranked(looked.candidates, understood.groups, point)
        first = (max(page, 1) - 1) * per_page
        shown = best[first : first + per_page]
        results = Telling(question, understood, looked.near, now).results(shown)
        return Found(
            results=results,
            total=len(best) - (len(shown) - len(results)),
            near=looked.near,
            near_is_unknown=where.is_unknown,
            corrected=corrected,
            synonyms=[str(needs.all_needs()[code].name) for code in understood.codes],
            more=looked.more,
        )


@dataclass(frozen=True)
class _Where:
    """The place that was meant, and the words without it."""

    place: Place | None
    words: str
    is_unknown: bool = False


def _where(question: Question) -> _Where:
    words = question.words
    if question.county:
        return _Where(Place("county", question.county.name, None, question.county), words)
    if question.point and all(map(isfinite, question.point)):
        return _Where(Place("point", _("you"), question.point, area_at(question.point)), words)
    if question.near.strip():
        place = place_of(question.near)
        return _Where(place, words, is_unknown=place is None)
    if said := place_in(words):
        return _Where(said[1], said[0])
    return _Where(None, words)


def _sieve(question: Question, now: datetime) -> Sieve:
    marked = [free()] if question.free else []
    if chosen := [code for code in question.needs if code in needs.all_needs()]:
        marked.append(with_needs(chosen))
    if (code := code_of(question.language)) and code != settings.LANGUAGE_CODE:
        marked.append(speaking(code))
    open_at = timezone.localtime(now).replace(tzinfo=None) if question.open_now else None
    return Sieve(now, marked, question.age, question.capacity_open, open_at)


def _answer(text: str, lookout: Lookout, *, exact: bool) -> tuple[Understood, str, Looked]:
    """As the words stand; else with typing errors put right; else for at least one of the words."""
    understood = understand(text)
    looked = lookout.look(_all(understood))
    if looked.candidates or not understood.groups:
        return understood, "", looked
    corrected = ""
    if instead := {} if exact else typing_errors.corrected(understood.words):
        meant = understand(text, instead)
        looked = lookout.look(_all(meant))
        understood, corrected = meant, meant.text
    if not looked.candidates and len(understood.groups) > 1:
        looked = lookout.look(Words(some_of(understood.groups), matter=True))
    return understood, corrected, looked


def _all(understood: Understood) -> Words:
    return Words(all_of(understood.groups), well(understood.groups))
