"""A drawing that anybody can repeat: seats among households, by published shares and a public seed.

How it is drawn (:data:`ALGORITHM`), for lists of any size:

1. *The list* is a line of text for each party, in the order of its ticket: ticket, group, number of
   people and ``together`` or ``split``, with tabs between. Its SHA-256 is published before the seed is known.
2. *The order*: parties are sorted by the SHA-256 of seed, list hash and ticket, with a line feed between.
3. *The turns*: next is always the group that has had the fewest seats for its share, half of what
   its next party needs counted in, the one published first if two are equal; within it the next
   party in the order. A group of which nobody is left has no turn any more, so that seats that it
   does not need go to the others by their shares.

A party is passed over when it needs more seats than are left in all; one that splits takes what there
is. So a party's chance does not depend on its size, except for the last seats of the whole drawing,
fewer than the largest party: these go to whom they are enough for, and not to nobody.
"""

import hashlib
import json
from collections import deque
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ALGORITHM = "longtable-drawing/1"
FORMAT = "longtable-drawing-audit/1"


class UnfitDrawing(ValueError):
    """The list, the shares or the file cannot be drawn from; the text says why."""


@dataclass(frozen=True)
class Party:
    """A household or group in the drawing. ``ticket`` names nobody and is unique in the list."""

    ticket: str
    stratum: str
    size: int
    is_together: bool = True

    @property
    def line(self) -> str:
        """How it stands in the list that is hashed."""
        way = "together" if self.is_together else "split"
        return f"{self.ticket}\t{self.stratum}\t{self.size}\t{way}\n"


@dataclass(frozen=True)
class Stratum:
    """A group that has its own share of the seats: ``"0.25"``, ``"1/3"`` or a number."""

    code: str
    share: str

    @property
    def part(self) -> Fraction:
        """The share, exactly. Raises :class:`UnfitDrawing`."""
        try:
            return Fraction(str(self.share))
        except (ValueError, ZeroDivisionError) as error:
            raise UnfitDrawing(f"{self.share!r} is no share of group {self.code!r}") from error


@dataclass(frozen=True)
class Drawn:
    """What the drawing gave a party: ``rank`` in the order, from 1, and ``seats`` of those it asked for."""

    party: Party
    rank: int
    seats: int


def list_hash(parties: Iterable[Party]) -> str:
    """64 hexadecimal digits: the SHA-256 that ``sha256sum`` gives for the published list."""
    return hashlib.sha256(list_text(parties).encode()).hexdigest()


def list_text(parties: Iterable[Party]) -> str:
    """The list as it is published and hashed."""
    return "".join(party.line for party in sorted(parties, key=lambda party: party.ticket))


def parts_of(strata: Sequence[Stratum]) -> dict[str, Fraction]:
    """Exact share of each group, by its code.

    Raises :class:`UnfitDrawing` unless there is a group, each once with a share above 0, 1 together.
    """
    parts = {stratum.code: stratum.part for stratum in strata}
    if len(parts) != len(strata) or sum(parts.values()) != 1 or min(parts.values()) <= 0:
        raise UnfitDrawing("Shares of the groups do not add up to 1, one has none, or one stands there twice")
    return parts


def draw(parties: Sequence[Party], *, seats: int, strata: Sequence[Stratum], seed: str) -> list[Drawn]:
    """Draw, as the module says; the answer is in the drawn order.

    Raises :class:`UnfitDrawing` for a ticket that stands twice, for a group that was not
    published, and for an empty seed.
    """
    parts = parts_of(strata)
    _check(parties, parts, seed)
    drawn = _order(parties, seed)
    lines = {code: deque(party for party in drawn if party.stratum == code) for code in parts}
    had, given, left = dict.fromkeys(parts, 0), {}, seats
    while waiting := [code for code in parts if lines[code]]:
        code = min(waiting, key=lambda code: (had[code] + Fraction(lines[code][0].size, 2)) / parts[code])
        party = lines[code].popleft()
        given[party.ticket] = fit = _fit(party, left)
        had[code] += fit
        left -= fit
    return [Drawn(party, rank, given[party.ticket]) for rank, party in enumerate(drawn, start=1)]


def _order(parties: Sequence[Party], seed: str) -> list[Party]:
    closed = list_hash(parties)
    lot = {each.ticket: hashlib.sha256(f"{seed}\n{closed}\n{each.ticket}".encode()) for each in parties}
    return sorted(parties, key=lambda party: lot[party.ticket].digest())


def _fit(party: Party, left: int) -> int:
    """How many of these seats the party takes."""
    if party.is_together:
        return party.size if party.size <= left else 0
    return min(party.size, left)


def _check(parties: Sequence[Party], groups: Container[str], seed: str) -> None:
    if len({party.ticket for party in parties}) != len(parties):
        raise UnfitDrawing("A ticket stands twice in the list")
    for party in parties:
        if party.stratum not in groups:
            raise UnfitDrawing(
                f"Ticket {party.ticket} is of group {party.stratum!r}, which was not published"
            )
        if party.size < 1 or any(mark in party.ticket + party.stratum for mark in "\t\n"):
            raise UnfitDrawing(f"Ticket {party.ticket!r} asks for {party.size} seats, or has tabs in it")
    if not seed.strip():
        raise UnfitDrawing("There is no seed")


def audit_file(
    result: Sequence[Drawn],
    *,
    seats: int,
    strata: Sequence[Stratum],
    seed: str,
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything by which a stranger can draw again, as JSON. ``about``: what else is told of it."""
    parties = [each.party for each in result]
    return {
        "format": FORMAT,
        "algorithm": ALGORITHM,
        **(about or {}),
        "seats": seats,
        "strata": [{"code": each.code, "share": str(each.share)} for each in strata],
        "list": list_text(parties).splitlines(),
        "list_hash": list_hash(parties),
        "seed": seed,
        "result": [{"rank": each.rank, "ticket": each.party.ticket, "seats": each.seats} for each in result],
    }


def redraw(audit: Mapping[str, Any]) -> list[str]:
    """Draw again from an audit file. Returns what differs, in sentences; nothing when all is as it says.

    Raises :class:`UnfitDrawing` when it is no audit file of a drawing that this program knows.
    """
    if audit.get("format") != FORMAT or audit.get("algorithm") != ALGORITHM:
        raise UnfitDrawing(f"This is no {FORMAT} of {ALGORITHM}")
    try:
        parties = [_read(line) for line in audit["list"]]
        strata = [Stratum(each["code"], each["share"]) for each in audit["strata"]]
        again = draw(parties, seats=audit["seats"], strata=strata, seed=audit["seed"])
        told = {each["ticket"]: (each["rank"], each["seats"]) for each in audit["result"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise UnfitDrawing(f"The file is not whole: {error!r}") from error
    faults = []
    if list_hash(parties) != audit.get("list_hash"):
        faults.append("The list is not the one whose hash was published")
    for each in again:
        ticket = each.party.ticket
        if (here := told.pop(ticket, None)) != (each.rank, each.seats):
            faults.append(f"{ticket}: drawn again rank {each.rank} with {each.seats} seats, told {here}")
    return faults + [f"{ticket}: told, and not in the list" for ticket in told]


def _read(line: str) -> Party:
    match line.split("\t"):
        case [ticket, stratum, size, "together" | "split" as way] if size.isdecimal():
            return Party(ticket, stratum, int(size), way == "together")
    raise UnfitDrawing(f"{line!r} is no line of a list")


def read_audit(text: str) -> dict[str, Any]:
    """The audit file. Raises :class:`UnfitDrawing` when it is no JSON object."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise UnfitDrawing(f"The file is no JSON: {error}") from error
    if not isinstance(content, dict):
        raise UnfitDrawing("The file is no audit file")
    return content
