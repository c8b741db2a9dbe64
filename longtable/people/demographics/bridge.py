"""Answers of 2024 in the categories of 1997, for those who still count that way."""

from collections.abc import Iterable
from dataclasses import dataclass

RACES_1997 = ("american_indian", "asian", "black", "pacific_islander", "white")
"""The five races of the directive of 1997. Middle Eastern or North African belonged to White."""


@dataclass(frozen=True)
class Bridged:
    """Two answers. ``hispanic``: yes, no, unknown; ``race``: one of RACES_1997, multiple, unknown."""

    hispanic: str
    race: str


def bridged_1997(codes: Iterable[str] | None) -> Bridged:
    """The two questions of 1997 from one combined answer; ``None`` or empty: not asked, so unknown.

    Who chose only Hispanic said nothing of a race of 1997: race is unknown, never guessed. Source:
    Office of Management and Budget, Directive No. 15 (1997), and its bridging guidance.
    """
    chosen = {code.partition(".")[0] for code in codes or ()} - {"declined"}
    if not chosen:
        return Bridged("unknown", "unknown")
    races = {"white" if code == "middle_eastern" else code for code in chosen} & set(RACES_1997)
    race = "unknown" if not races else "multiple" if len(races) > 1 else races.pop()
    return Bridged("yes" if "hispanic" in chosen else "no", race)
