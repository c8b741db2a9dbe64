"""Every action begins with ``require``, and says no to a stranger before it writes anything."""

import ast
import inspect
import textwrap
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.core.access import Actor, Denied, Kind
from longtable.core.localized import LocalizedText
from tests.cast import Cast, actor
from tests.house.contributions import contributed, packages

Action = Callable[..., Any]
WRITES = ("INSERT", "UPDATE", "DELETE")
OPEN_TO_PEOPLE = {
    "people.leave_contact": "whoever takes part may leave their own number",
    "people.give_consent": "agreeing to messages needs no account; who holds the contact point decides",
    "people.withdraw_consent": "saying no to messages must never need a sign-in",
    "people.begin_confirmation": "the code goes to the number itself and to nobody who asks for it",
    "people.confirm_contact": "who holds the code shows that the number is theirs",
}
"""Actions that no person is denied, and why. A machine that was granted nothing is."""
PLAIN: dict[type, Any] = {
    str: "x",
    bool: True,
    int: 1,
    float: 1.0,
    bytes: b"x",
    date: date(2026, 1, 1),
    timedelta: timedelta(days=1),
    LocalizedText: LocalizedText.of(en="x", es="x"),
}


def all_actions() -> dict[str, Action]:
    """Every action by ``package.name``."""
    found: dict[str, Action] = {}
    for package in packages():
        for module in _modules(f"longtable.{package}.actions"):
            for name, value in vars(module).items():
                if getattr(value, "is_action", False) and value.__module__ == module.__name__:
                    found[f"{package}.{name}"] = value
    return found


def _modules(name: str) -> Iterable[types.ModuleType]:
    if not find_spec(name):
        return
    module = import_module(name)
    yield module
    for inner in iter_modules(getattr(module, "__path__", [])):
        yield import_module(f"{name}.{inner.name}")


@pytest.mark.parametrize("name", all_actions())
def test_it_begins_with_require(name: str) -> None:
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(all_actions()[name])))
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert ast.get_docstring(function), f"{name} does not say what it changes in someone's life"
    first = function.body[1]
    is_require = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Call)
        and ast.unparse(first.value.func) == "require"
        and ast.unparse(first.value.args[0]) == "by"
    )
    assert is_require, f"{name} begins with: {ast.unparse(first)}"


def test_a_stranger_may_nothing_and_nothing_is_written(house: Cast) -> None:
    contributed("routes")  # makes at least one of everything
    given, eve, faults = contributed("arguments"), actor(house.eve), []
    machine = Actor(Kind.API_KEY, id=str(uuid4()))
    for name, action in all_actions().items():
        try:
            arguments = _arguments(action, given.get(name, {}))
        except LookupError as missing:
            package = name.partition(".")[0]
            faults.append(
                f"{name}: {missing}; give it in arguments() of longtable/{package}/tests/examples.py"
            )
            continue
        if fault := _refusal_of(action, machine if name in OPEN_TO_PEOPLE else eve, arguments):
            faults.append(f"{name}: {fault}")
    assert not faults, "\n".join(["Not every action is guarded:", *faults])


def test_what_is_open_to_everybody_exists() -> None:
    assert OPEN_TO_PEOPLE.keys() <= all_actions().keys()


def _refusal_of(action: Action, by: Actor, arguments: Mapping[str, Any]) -> str:
    """What is wrong with how the action refuses; empty if nothing."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        try:
            action(by=by, **arguments)
        except Denied:
            outcome = ""
        except Exception as error:
            outcome = f"answered {error!r} instead of Denied"
        else:
            outcome = "did it for a stranger"
        transaction.set_rollback(True)
    written = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
    return outcome or (f"wrote before it refused: {written[0][:120]}" if written else "")


def _arguments(action: Action, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the packages gave, and something fitting for every other parameter that must be given."""
    function = inspect.unwrap(action)
    hints = get_type_hints(function)
    return dict(given) | {
        name: _example_of(hints[name], name)
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "by" and name not in given and parameter.default is inspect.Parameter.empty
    }


def _example_of(hint: Any, name: str) -> Any:
    if hint in PLAIN:
        return PLAIN[hint]
    if hint is UUID:
        return uuid4()
    if hint is datetime:
        return timezone.now()
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _example_of(inner[0], name)
    if origin and issubclass(origin, Mapping):
        return {}
    if origin and issubclass(origin, Iterable):
        return [_example_of(inner[0], name)]
    if inspect.isclass(hint) and issubclass(hint, models.Model):
        if row := hint._default_manager.first():
            return row
        raise LookupError(f"there is no {hint.__name__} for its {name}")
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    raise LookupError(f"nobody knows a {hint} for its {name}")
