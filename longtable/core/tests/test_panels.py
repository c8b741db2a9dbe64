"""Upstream pages show what downstream packages offer, in order, for every object at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from longtable.core import panels
from longtable.core.access import Actor
from longtable.core.panels import Panel, panel, panels_for, piece, pieces_for, slots

VISITOR = Actor.visitor()


@dataclass(frozen=True)
class Thing:
    pk: UUID


@pytest.fixture(autouse=True)
def no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the test itself offers."""
    monkeypatch.setattr(panels, "_sources", defaultdict(list))
    monkeypatch.setattr(panels, "_pieces", defaultdict(list))


def test_every_object_has_its_panels_even_none() -> None:
    first, second = Thing(uuid4()), Thing(uuid4())

    @panel("page")
    def only_first(actor: Actor, things: Sequence[Any]) -> Mapping[UUID, Panel]:
        return {first.pk: Panel("one.html", {"n": 1})}

    assert panels_for("page", VISITOR, [first, second]) == {
        first.pk: [Panel("one.html", {"n": 1})],
        second.pk: [],
    }


def test_the_smaller_order_comes_first() -> None:
    thing = Thing(uuid4())
    for order, name in ((50, "late"), (10, "early"), (100, "last")):
        panel("page", order=order)(lambda _actor, things, name=name: {things[0].pk: Panel(name)})
    found = panels_for("page", VISITOR, [thing])[thing.pk]
    assert [each.template for each in found] == ["early", "late", "last"]


def test_a_source_is_asked_once_for_a_page() -> None:
    asked: list[int] = []

    @panel("page")
    def count(actor: Actor, things: Sequence[Any]) -> Mapping[UUID, Panel]:
        asked.append(len(things))
        return {}

    panels_for("page", VISITOR, [Thing(uuid4()) for _ in range(100)])
    panels_for("page", VISITOR, [])
    assert asked == [100]


def test_a_slot_that_nobody_fills_is_empty() -> None:
    thing = Thing(uuid4())
    assert panels_for("nobody's", VISITOR, [thing]) == {thing.pk: []}
    assert pieces_for("nobody's", VISITOR) == []


def test_a_piece_shows_itself_to_those_who_may_see_it() -> None:
    @piece("home", order=2)
    def for_members(actor: Actor) -> Panel | None:
        return Panel("members.html") if actor.is_member else None

    @piece("home", order=1)
    def for_all(actor: Actor) -> Panel | None:
        return Panel("all.html")

    assert [each.template for each in pieces_for("home", VISITOR)] == ["all.html"]


def test_the_house_can_list_every_slot() -> None:
    @panel("page")
    def source(actor: Actor, things: Sequence[Any]) -> Mapping[UUID, Panel]:
        return {}

    assert slots()["page"] == [source]
