"""What a downstream package shows on an upstream page, without the upstream page knowing it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from longtable.core.access.actor import Actor


@dataclass(frozen=True)
class Panel:
    """A piece of a page: a template and what it needs."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Source = Callable[[Actor, Sequence[Any]], Mapping[UUID, Panel]]

_sources: dict[str, list[tuple[int, Source]]] = defaultdict(list)


def panel(slot: str, *, order: int = 100) -> Callable[[Source], Source]:
    """Offer panels for the slot of an upstream page, smallest ``order`` first.

    The source gets the actor and all objects on the page at once and answers per object id, so
    that a page with a hundred objects asks once. Its query budget is 5, whatever the number.
    """

    def register(source: Source) -> Source:
        _sources[slot].append((order, source))
        _sources[slot].sort(key=lambda pair: pair[0])
        return source

    return register


def panels_for(slot: str, actor: Actor, objects: Sequence[Any]) -> dict[UUID, list[Panel]]:
    """All panels of ``slot`` per object id; every id is present, perhaps with an empty list."""
    found: dict[UUID, list[Panel]] = {each.pk: [] for each in objects}
    if objects:
        for _, source in _sources[slot]:
            for key, piece in source(actor, objects).items():
                found[key].append(piece)
    return found


def slots() -> dict[str, list[Source]]:
    """Every slot with its sources, for the tests of the house."""
    return {slot: [source for _, source in sources] for slot, sources in _sources.items()}


Piece = Callable[[Actor], Panel | None]

_pieces: dict[str, list[tuple[int, Piece]]] = defaultdict(list)


def piece(slot: str, *, order: int = 100) -> Callable[[Piece], Piece]:
    """Offer something to a page without objects, such as home; ``None`` when there is nothing to show."""

    def register(source: Piece) -> Piece:
        _pieces[slot].append((order, source))
        _pieces[slot].sort(key=lambda pair: pair[0])
        return source

    return register


def pieces_for(slot: str, actor: Actor) -> list[Panel]:
    """What the packages show to ``actor`` on such a page."""
    shown = (source(actor) for _, source in _pieces[slot])
    return [each for each in shown if each is not None]
