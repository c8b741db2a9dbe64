"""What the packages contribute to the laws of the house: examples, each in its own ``tests/examples.py``.

Every function is optional, takes nothing, and finds the cast and its places in the database:

``routes() -> {route name: arguments}``
    for every route that has arguments; the objects that they name are made by the function.
``arguments() -> {"package.action": {parameter: value}}``
    where the law cannot make the arguments of an action by itself, or where the action is for
    everybody: then in a state in which nobody may.
``scopes() -> {route name: {place: arguments}}``
    for every route with arguments and a permission; ``place`` is one of :data:`PLACES`. What is own
    belongs to Good Neighbors or lies in Alder; what is other belongs to Open Hands or lies in Cedar.
``lists() -> {route name: make}``
    for every page that lists things: ``make(count)`` makes so many more of them.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

PLACES = ("own organization", "other organization", "own region", "other region")


def packages() -> list[str]:
    """Names of the installed packages, in the order in which one may build on another."""
    return [
        config.name.removeprefix("longtable.")
        for config in apps.get_app_configs()
        if config.name.startswith("longtable.")
    ]


def contributed(what: str) -> dict[str, Any]:
    """Everything that the packages contribute under this name, joined."""
    joined: dict[str, Any] = {}
    for package in packages():
        name = f"longtable.{package}.tests.examples"
        if find_spec(name):
            give: Callable[[], dict[str, Any]] | None = getattr(import_module(name), what, None)
            joined |= give() if give else {}
    return joined
