"""Looking at published tables as somebody would who wants to find a neighbor in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from longtable.methods import suppression
from longtable.releases.reading import Found, Place, Sum

POOLS = frozenset({"suppressed", "hidden", "masked", "oculto", "suprimido"})
"""Labels of a group that pools what was hidden: its count is the sum of the hidden ones."""


class Fault(StrEnum):
    """What is wrong with a table."""

    SMALL = "small"
    WORKED_OUT = "worked_out"
    DIFFERENCE = "difference"
    POOLED = "pooled"


@dataclass(frozen=True)
class Finding:
    """One way into a table: where, and what it tells."""

    fault: Fault
    table: str
    place: Place
    low: int
    high: int

    @property
    def where(self) -> str:
        """The place in words: ``county Hoke, age 65+``; ``everybody`` for the grand total."""
        return ", ".join(f"{name} {label}" for name, label in sorted(self.place)) or "everybody"

    def sentence(self) -> str:
        """What it tells, in plain words."""
        is_exact = self.low == self.high
        known = f"is {self.low}" if is_exact else f"lies between {self.low} and {self.high}"
        return {
            Fault.SMALL: f"{self.where}: shows {self.low}, a small count",
            Fault.WORKED_OUT: f"{self.where}: hidden, but the rest tells that it {known}",
            Fault.DIFFERENCE: f"{self.where}: two numbers differ by {self.low}, a small count",
            Fault.POOLED: f"{self.where}: counts what was hidden together, {self.low}",
        }[self.fault]


def check(tables: Sequence[Found], *, threshold: int = 11, min_width: int = 11) -> list[Finding]:
    """Every small count shown, and every hidden one that the ``tables`` together give away."""
    found: list[Finding] = []
    shown: dict[Place, int] = {}
    owner: dict[Place, str] = {}
    for table in tables:
        for place, count in table.shown.items():
            fault = Fault.POOLED if any(label.casefold() in POOLS for _, label in place) else Fault.SMALL
            if count and (fault == Fault.POOLED or 0 < count < threshold):
                found.append(Finding(fault, table.name, place, count, count))
            apart = abs(shown.setdefault(place, count) - count)
            if 0 < apart < threshold:
                found.append(Finding(Fault.DIFFERENCE, table.name, place, apart, apart))
        for place in table.hidden:
            owner.setdefault(place, table.name)
    sums, differences = _sums(tables, shown, threshold)
    bounds = _attacked(shown, sums)
    for place, (low, high) in bounds.items():
        if place in owner and high - low < min_width and high > 0:
            found.append(Finding(Fault.WORKED_OUT, owner[place], place, low, int(high)))
    return sorted([*found, *differences], key=lambda each: (each.table, each.fault, each.where))


def _sums(
    tables: Sequence[Found], shown: dict[Place, int], threshold: int
) -> tuple[list[Sum], list[Finding]]:
    """The sums that can be reasoned with, and those whose parts miss the total by a small count."""
    kept: list[Sum] = []
    found: list[Finding] = []
    for table in tables:
        for total, parts in table.sums:
            if all(place in shown for place in (total, *parts)):
                apart = abs(shown[total] - sum(shown[part] for part in parts))
                if 0 < apart < threshold:
                    found.append(Finding(Fault.DIFFERENCE, table.name, total, apart, apart))
            else:
                kept.append((total, parts))
    return kept, found


def _attacked(shown: dict[Place, int], sums: list[Sum]) -> dict[Place, suppression.Interval]:
    """What can be worked out; where the numbers contradict each other, from each sum alone."""
    try:
        return suppression.attack(shown, sums)
    except ValueError:
        bounds: dict[Place, suppression.Interval] = {}
        for each in sums:
            try:
                bounds |= suppression.attack(shown, [each])
            except ValueError:
                continue
        return bounds
