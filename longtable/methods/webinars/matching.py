"""Who of those in an attendance file signed up: by e-mail, by telephone, by name; doubts stay doubts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from longtable.methods.webinars.attendance import Presence
from longtable.methods.webinars.tables import plain_letters

SURE, POSSIBLE, APART = 95.0, 82.0, 6.0
"""How alike two names are (0 to 100) to be one for sure, or perhaps; and how far off the next must be."""

_ASIDE: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_NO_NAME: Final = re.compile(
    r"(?:she|he|they|ella|el|elle|her|him|them|his|hers|theirs|guest|host|co-host|external|unverified|invitad[oa]|"
    r"anfitri[oó]n|me|iphone|ipad|galaxy.*|android.*|zoom user|user|phone|tablet|desktop)",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """How surely somebody in the file is somebody who signed up."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"
    PHONE = "phone"


@dataclass(frozen=True)
class Registered:
    """Somebody who signed up. A household shares its contact: then the name tells who of them it is."""

    key: Hashable
    name: str
    email: str = ""
    phone: str = ""

    @cached_property
    def plain_name(self) -> str:
        """The name in small letters without accents: it is held against everybody's."""
        return _plain(self.name)


@dataclass(frozen=True)
class Found:
    """Who it is (``key`` of a :class:`Registered`), or who it may be where that is doubtful."""

    key: Hashable | None
    verdict: Verdict


def match(present: Sequence[Presence], registered: Sequence[Registered]) -> list[Found]:
    """For each who was there, whom of those who signed up they are. Nobody is found twice for sure.

    What is certain goes first: e-mail, then a whole telephone number, then a name that is like one other and
    unlike all the rest. A number with its middle hidden is a doubt even where it fits one alone.
    """
    found: dict[int, Found] = {}
    taken: set[Hashable] = set()
    for judge in (_by_email, _by_phone, _by_name):
        for place, each in enumerate(present):
            if place in found:
                continue
            free = [one for one in registered if one.key not in taken]
            if answer := judge(each, free):
                found[place] = answer
                if answer.verdict == Verdict.SURE:
                    taken.add(answer.key)
    unknown = Found(None, Verdict.NONE)
    return [
        found.get(place, Found(None, Verdict.PHONE) if each.is_caller else unknown)
        for place, each in enumerate(present)
    ]


def names_in(shown: str) -> list[str]:
    """Names that a shown name holds: without pronouns, that in brackets too, "Reyes, Ana" turned round."""
    outer = _plain(_ASIDE.sub(" ", shown))
    inner = [_plain(one or other) for one, other in _ASIDE.findall(shown)]
    names = [name for name in (outer, *inner) if name and not _is_aside(name)]
    if "," in shown and not inner:
        family, _comma, given = _ASIDE.sub(" ", shown).partition(",")
        names.append(_plain(f"{given} {family}"))
    return names


def _by_email(present: Presence, registered: Sequence[Registered]) -> Found | None:
    same = [each for each in registered if present.email and each.email.lower() == present.email]
    return _one_of_a_household(present, same)


def _by_phone(present: Presence, registered: Sequence[Registered]) -> Found | None:
    if not present.phone:
        return None
    wanted = re.sub(r"[^\d*]", "", present.phone)
    same = [each for each in registered if each.phone and _fits(wanted, re.sub(r"\D", "", each.phone))]
    if "*" not in wanted:
        return _one_of_a_household(present, same)
    numbers = {each.phone for each in same}
    return Found(same[0].key, Verdict.DOUBTFUL) if len(numbers) == 1 else None


def _by_name(present: Presence, registered: Sequence[Registered]) -> Found | None:
    if present.is_caller:
        return None
    best, second = _most_alike(present, registered)
    if best is None or best[0] < POSSIBLE:
        return None
    is_whole = any(" " in name for name in names_in(present.name))
    is_sure = best[0] >= SURE and best[0] - second >= APART and is_whole
    return Found(best[1], Verdict.SURE if is_sure else Verdict.DOUBTFUL)


def _one_of_a_household(present: Presence, same: Sequence[Registered]) -> Found | None:
    """One contact may stand for several people; whoever is named most alike it is, else the first."""
    if not same:
        return None
    best, _second = _most_alike(present, same)
    is_known = best is not None and best[0] >= POSSIBLE
    return Found(best[1] if best and is_known else same[0].key, Verdict.SURE)


def _most_alike(
    present: Presence, registered: Sequence[Registered]
) -> tuple[tuple[float, Hashable] | None, float]:
    """How alike the most alike is, and who; and how alike the next one."""
    shown = names_in(present.name)
    scores = sorted(
        (
            (max(_alike(name, each.plain_name) for name in shown), each.key)
            for each in registered
            if shown and each.name
        ),
        key=lambda pair: -pair[0],
    )
    return (scores[0] if scores else None), (scores[1][0] if len(scores) > 1 else 0.0)


def _alike(shown: str, name: str) -> float:
    """Of two plain names. A first name alone, or with an initial, may be somebody and is never certain."""
    ours, theirs = shown.split(), name.split()
    if not ours or not theirs:
        return 0.0
    whole = fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs))
    # "Ana R" and "Ana Reyes Soto": every word of the shorter begins one of the longer.
    short, long = sorted((ours, theirs), key=len)
    begins = all(any(other.startswith(word) for other in long) for word in short)
    return max(whole, 88.0) if begins and ours[0][0] == theirs[0][0] else whole


def _fits(wanted: str, number: str) -> bool:
    """Whether digits with stars for hidden ones can be this number, with or without the country's 1."""
    pattern = re.sub(r"\*+", r"\\d*", wanted)
    return any(re.fullmatch(pattern, each) for each in {number, number.removeprefix("1"), f"1{number}"})


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", plain_letters(name)).split())


def _is_aside(name: str) -> bool:
    return all(_NO_NAME.fullmatch(word) for word in name.split()) or _NO_NAME.fullmatch(name) is not None
