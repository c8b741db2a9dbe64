"""Names as they are compared: without case, accents and punctuation, and never shown that way."""

import unicodedata

from longtable.core.secrets import blind_index


def folded_name(name: str) -> str:
    """Letters only: ``O'Brien-Peña`` and ``OBRIEN PENA`` become the same.

    Blind indexes rest on this: whoever changes it must save every person again.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def surname_index(family_name: str) -> str:
    """Blind index by which records of one family name are found."""
    return blind_index(folded_name(family_name), purpose="surname")


def surname_birth_index(family_name: str, birth_date: str) -> str:
    """Blind index of family name and birth date (YYYY-MM-DD); empty unless both are known."""
    folded = folded_name(family_name)
    if not folded or not birth_date:
        return ""
    return blind_index(f"{folded}\0{birth_date}", purpose="surname and birth date")


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of a name typed into one box. The last word is the family name.

    Wrong for many names with two family names, so a member of staff can correct it; nothing is
    decided by it alone.
    """
    given, _, family = " ".join(name.split()).rpartition(" ")
    return (given, family) if given else (family, "")


def likeness(wanted: str, name: str) -> float:
    """0 to 1: how much ``name`` reads like ``wanted``; each word wanted counts with its nearest."""
    ours = [_trigrams(word) for word in name.split()]
    theirs = [_trigrams(word) for word in wanted.split()]
    if not ours or not theirs:
        return 0.0
    return sum(max(_overlap(word, other) for other in ours) for word in theirs) / len(theirs)


def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {folded_name(word)} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second))
