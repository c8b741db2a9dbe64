"""Life cycles as data: a table of allowed moves, checked in the action and by the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models


class IllegalMove(Exception):
    """The thing is not in a state from which it can go there."""


@dataclass(frozen=True)
class Lifecycle:
    """States of one kind of thing.

    ``moves`` maps a state to the states that may follow it. ``TextChoices`` gives the words.
    """

    states: type[models.TextChoices]
    moves: Mapping[str, Iterable[str]]

    def __post_init__(self) -> None:
        known = set(self.states.values)
        named = set(self.moves) | {after for afters in self.moves.values() for after in afters}
        if named != known:
            raise ValueError(f"{self.states.__name__}: moves and states differ by {named ^ known}")

    def can(self, before: str, after: str) -> bool:
        """Whether ``after`` may follow ``before``."""
        return after in self.moves[before]

    def move(self, row: Any, after: str, *, field: str = "state", **also: Any) -> None:
        """Put ``row`` into ``after`` by compare-and-swap and set ``also`` with it.

        Raises :class:`IllegalMove` when the table forbids it or somebody else moved the row first.
        """
        before = getattr(row, field)
        if not self.can(before, after):
            raise IllegalMove(f"{row._meta.verbose_name} cannot go from {before} to {after}")
        moved = (
            type(row)._base_manager.filter(**{"pk": row.pk, field: before}).update(**{field: after, **also})
        )
        if not moved:
            raise IllegalMove(f"{row._meta.verbose_name} was moved by somebody else meanwhile")
        for name, value in {field: after, **also}.items():
            setattr(row, name, value)

    def constraint(self, name: str, *, field: str = "state") -> models.CheckConstraint:
        """The same states as a CHECK, for whoever writes past the actions."""
        return models.CheckConstraint(
            condition=models.Q(**{f"{field}__in": list(self.states.values)}), name=name
        )
