"""How a row is known again when its file comes a second time, corrected or longer."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

_GIVEN = re.compile(r"[0-9a-f]{10}-.{1,49}")
_SAID = re.compile(r"[0-9a-f]{10}-[0-9a-f]{24}-(\d+)")
_LONGEST = 45


class Identities:
    """Names for the rows of one file, in their order; the same rows of one source have the same names.

    A source is what its ``owner`` calls so: "paper cards" of two partners are two sources.
    A row with an id of its own is known by it. Another is known by what it says: the second of two
    that say the same is the second, in every file. At most 60 characters.
    """

    def __init__(self, source: str, owner: object) -> None:
        named = f"{owner} {' '.join(source.casefold().split())}"
        self.prefix = hashlib.sha256(named.encode()).hexdigest()[:10]
        self._said = Counter[str]()
        self._given: set[str] = set()

    def of(self, own: str, texts: Iterable[str]) -> str:
        """The name of the next row, which has the id ``own`` or says ``texts``."""
        if own:
            return f"{self.prefix}-{own if len(own) <= _LONGEST else _digest(own)}"
        said = _digest("\x1f".join(texts))
        self._said[said] += 1
        return f"{self.prefix}-{said}-{self._said[said]}"

    def is_repeated(self, name: str) -> bool:
        """Whether that name was given to the second, or a later one, of rows that say the same."""
        said = _SAID.fullmatch(name)
        return said is not None and int(said[1]) > 1

    def is_new(self, name: str) -> bool:
        """Whether no earlier row of this file had that name."""
        if name in self._given:
            return False
        self._given.add(name)
        return True


def is_identity(text: str) -> bool:
    """Whether ``text`` can be a name that we gave, as it comes back in a corrected file."""
    return bool(_GIVEN.fullmatch(text))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
