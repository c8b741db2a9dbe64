"""Everybody sees the menu entries that they can use, and no others."""

import pytest

from longtable.core import menu
from longtable.core.access import Actor, Grant, Kind, Permission, Scope


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_entries", {})
    menu.entry("voices", label="Voices", route="x", audience=Permission.SEE_VOICES, order=20)
    menu.entry("today", label="Today", route="x", audience=menu.MEMBERS, order=10)
    menu.entry("open", label="Have your say", route="x")
    menu.entry("privacy", label="Privacy", route="x", foot=True)


def names(actor: Actor, *, foot: bool = False) -> list[str]:
    return [each.name for each in menu.for_actor(actor, foot=foot)]


def member(*permissions: Permission) -> Actor:
    return Actor(Kind.USER, "1", "Faye", (Grant("role", frozenset(permissions), Scope("state")),))


def test_a_visitor_sees_what_is_public() -> None:
    assert names(Actor.visitor()) == ["open"]


def test_a_member_sees_their_work_in_order() -> None:
    assert names(member(Permission.SEE_VOICES)) == ["today", "voices"]


def test_a_member_without_the_permission_does_not_see_the_entry() -> None:
    assert names(member()) == ["today"]


def test_the_foot_is_for_everybody() -> None:
    assert names(Actor.visitor(), foot=True) == names(member(), foot=True) == ["privacy"]


def test_the_same_name_again_replaces_the_entry() -> None:
    menu.entry("open", label="Open now", route="x")
    assert [each.label for each in menu.for_actor(Actor.visitor())] == ["Open now"]
