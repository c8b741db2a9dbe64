"""Finding the place that somebody means who types its name on a telephone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process

from longtable.methods.folding import fold

_AROUND: Final = re.compile(
    r"\b(?:i|im|we|live|living|am|from|in|the|county|counties|co|de|del|en|el|la|mi|my|es|is|condado|vivo|vivimos|"
    r"soy|yo|nosotros|estoy|por|favor|please)\b"
)
"""Words around a name, in English and Spanish."""
LONGEST: Final = 10
"""Words of an answer to the question where somebody lives. What is longer says something else."""
LIKENESS: Final = 82.0
"""Least likeness, of 100, at which a misspelt name is taken for a known one."""
LEAD: Final = 6.0
"""By how much it must be more like that name than like any other."""


def place_meant(text: str, names: Mapping[str, str]) -> str | None:
    """The key of the place that `text` names, or None when there is none or more than one.

    `names` maps keys (any ids, census codes among them) to names. "Robeson", "condado de Robeson", "I live in
    Robson county" and a key itself are understood; "Hoke or Robeson" is not.
    """
    if text.strip() in names:
        return text.strip()
    said = _bare(text)
    if len(said) < 3 or len(text.split()) > LONGEST:
        return None
    known = {key: _bare(name) for key, name in names.items()}
    named = [key for key, name in known.items() if f" {name} " in f" {said} "]
    if named:
        longest, *others = sorted(named, key=lambda key: -len(known[key]))
        is_inside = all(
            len(known[key]) < len(known[longest]) and known[key] in known[longest] for key in others
        )
        return longest if is_inside else None
    best = process.extract(said, known, scorer=fuzz.ratio, limit=2)
    if not best or best[0][1] < LIKENESS:
        return None
    return best[0][2] if len(best) == 1 or best[0][1] - best[1][1] >= LEAD else None


def _bare(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", " ", fold(text).text)
    bare = " ".join(_AROUND.sub(" ", plain).split())
    return bare or " ".join(plain.split())
