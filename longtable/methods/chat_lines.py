"""For whoever takes notes: what was said at a table or in a chat, taken apart by line and by speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Atomic, and below never given back: one way to read a row of times, however long it is.
_TIME: Final = (
    r"(?>[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?\s*(?:[ap]\.?\s?m\.?)?[\])]?[\s,;–-]*)"
)
_NAMED: Final = re.compile(
    rf"{_TIME}*+(?:(?:from|de)\s+(?=.*\s(?:to|a|para)\s))?(?P<name>[^:\n\t]{{1,60}}?)"
    r"(?:\s+(?:to|a|para)\s+(?:everyone|all panelists|hosts?|todos|todas|panelistas)[^:]{0,40})?"
    r"\s*:(?=\s|$)\s*(?P<words>.*)",
    re.IGNORECASE,
)
_TIME_ALONE: Final = re.compile(rf"{_TIME}++", re.IGNORECASE)
_SEATED: Final = re.compile(r"(?P<seat>\d{1,3})\s*[:.)](?=\s|$)\s*(?P<words>.*)")
_ASIDE: Final = re.compile(r"\([^()]*\)")
_LONGEST_NAME: Final = 6


@dataclass(frozen=True)
class Spoken:
    """One thing that was said. ``speaker``: the seat, or the name as it stood there; empty if nobody's."""

    speaker: str
    words: str


def at_a_table(notes: str) -> list[Spoken]:
    """One :class:`Spoken` for each line; ``3: ...`` was said on seat 3. Empty lines are left out."""
    spoken = []
    for line in filter(None, map(str.strip, notes.splitlines())):
        found = _SEATED.fullmatch(line)
        seat, words = (found["seat"].lstrip("0"), found["words"]) if found else ("", line)
        if words:
            spoken.append(Spoken(seat, words))
    return spoken


def in_a_chat(pasted: str) -> list[Spoken]:
    """One :class:`Spoken` for each message of a chat that was saved or copied as ``Name: words``.

    Times, *From* and *to Everyone* go; a line without a name goes on with the message before it.
    """
    messages: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, pasted.splitlines())):
        found = _NAMED.fullmatch(line)
        if found and _is_name(found["name"]):
            messages.append((found["name"].strip(), [found["words"]]))
        elif _TIME_ALONE.fullmatch(line):
            continue
        elif messages:
            messages[-1][1].append(line)
        else:
            messages.append(("", [line]))
    spoken = (Spoken(name, " ".join(filter(None, words))) for name, words in messages)
    return [each for each in spoken if each.words]


def same_name(name: str) -> str:
    """One spelling, so that a name is known again: ``Ana  LÓPEZ (she/her)`` -> ``ana lópez``."""
    return " ".join(_ASIDE.sub(" ", name).casefold().split())


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_NAME and not text.casefold().startswith(("http", "www."))
