"""What is known about somebody: doses that were given and observations, as they come in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple


class Dose(NamedTuple):
    """A vaccine that was given. A tuple ``(date, cvx)`` or ``(date, cvx, mvx)`` does as well."""

    date: datetime.date
    cvx: str
    """CDC's code of the product; leading zeros count."""
    mvx: str = ""
    """Code of the manufacturer; empty when unknown."""
    expired: datetime.date | None = None
    """The day after which the lot must not be used."""
    sub_standard: bool = False
    """Something was wrong with it: recalled, too warm, half a dose."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something known about somebody: a pregnancy, an illness, an allergy, an occupation.

    A bare code does as well. ``system`` is empty for CDSi's own three-digit codes, else ``SNOMED`` or another
    system that the schedule maps.
    """

    code: str
    date: datetime.date | None = None
    system: str = ""
