"""The ladder: whom to tell when work is so many days late. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from longtable.worklists.models import Clock


class Tell(StrEnum):
    """Whom a step of the ladder tells."""

    OWNER = "owner"
    DEPUTY = "deputy"
    LEADS = "leads"


@dataclass(frozen=True)
class Rung:
    """One step: ``after`` so many working days late, ``tell`` somebody."""

    after: int
    tell: Tell

    @classmethod
    def parse(cls, text: str) -> "Rung":
        """``3:leads``. Raises ``ValueError`` for anything else."""
        after, _, tell = text.partition(":")
        return cls(int(after), Tell(tell))

    def as_json(self) -> dict[str, Any]:
        """The stored form."""
        return {"after": self.after, "tell": str(self.tell)}


def ladder_of(clock: Clock) -> list[Rung]:
    """The steps of a clock in order."""
    return [Rung(step["after"], Tell(step["tell"])) for step in clock.ladder]


def steps_due(clock: Clock, *, climbed: int, days_late: int) -> list[Rung]:
    """The steps that must be taken now, after ``climbed`` of them were."""
    due = []
    for rung in ladder_of(clock)[climbed:]:
        if rung.after > days_late:
            break
        due.append(rung)
    return due
