"""Which of several wordings of a rule holds on a day: recommendations change, old doses do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Anything of a schedule that holds from one day to another."""

    @property
    def effective(self) -> date | None:
        """First day; None for always."""

    @property
    def cessation(self) -> date | None:
        """Last day; None for ever."""


T = TypeVar("T", bound=Dated)


def in_force(instances: Sequence[T], anchor: date) -> Sequence[T]:
    """Those that hold on ``anchor``: the day of a dose (RELEVANT-1), or of the question (RELEVANT-2)."""
    for each in instances:
        if each.effective is not None or each.cessation is not None:
            return [one for one in instances if _holds(one, anchor)]
    return instances


def _holds(instance: Dated, anchor: date) -> bool:
    begun = instance.effective is None or instance.effective <= anchor
    return begun and (instance.cessation is None or anchor <= instance.cessation)
