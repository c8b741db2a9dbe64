"""The guard in front of every write."""

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import transaction

from longtable.core.access.actor import Actor
from longtable.core.access.errors import Denied

Verb = TypeVar("Verb", bound=Callable[..., Any])

_recorded: ContextVar[int] = ContextVar("recorded", default=0)
_acting: ContextVar[int] = ContextVar("acting", default=0)


class Unaudited(RuntimeError):
    """An action changed something and left no trace. It is undone."""


def require(by: Actor, allowed: bool, why: str = "") -> None:
    """First line of every action. Raises :class:`Denied` unless ``allowed``."""
    if not allowed:
        raise Denied(why or f"{by.kind} {by.id or 'without id'} may not do this")


def note_recorded() -> None:
    """Called by the audit when it has written an entry."""
    _recorded.set(_recorded.get() + 1)


def action(verb: Verb) -> Verb:
    """Make a function an action: keyword-only, with ``by``, in one transaction, and audited.

    An action that returns without an audit entry (its own, or that of an action it called) is
    rolled back with :class:`Unaudited`, so that forgetting cannot be overlooked. An action that
    found nothing to do says so with ``record(..., fields=())`` or returns :class:`Unchanged`.
    """
    _only_keywords(verb)

    @functools.wraps(verb)
    def act(**arguments: Any) -> Any:
        within = _acting.set(_acting.get() + 1)
        try:
            with transaction.atomic():
                before = _recorded.get()
                outcome = verb(**arguments)
                if _recorded.get() == before and not isinstance(outcome, Unchanged):
                    raise Unaudited(f"{verb.__qualname__} left no audit entry")
        finally:
            _acting.reset(within)
        return outcome.value if isinstance(outcome, Unchanged) else outcome

    act.is_action = True  # type: ignore[attr-defined]
    return act  # type: ignore[return-value]


def step(verb: Verb) -> Verb:
    """Make a function a step of other packages' actions: in their transaction, under their audit entry.

    For what belongs to somebody of whom this package knows nothing, e.g. a place: the action that
    calls has asked whether they may. Outside an action it is :class:`Denied` to everybody. It has
    no savepoint: what it raises may be caught only where its docstring says that nothing was written.
    """
    _only_keywords(verb)

    @functools.wraps(verb)
    def take_part(**arguments: Any) -> Any:
        if not _acting.get():
            raise Denied(f"{verb.__qualname__} is a step of other actions, and nothing by itself")
        return verb(**arguments)

    take_part.is_action = True  # type: ignore[attr-defined]
    return take_part  # type: ignore[return-value]


def _only_keywords(verb: Callable[..., Any]) -> None:
    parameters = inspect.signature(verb).parameters.values()
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters) or "by" not in {
        p.name for p in parameters
    }:
        raise TypeError(f"{verb.__qualname__} must take keywords only, by= among them")


class Unchanged:
    """Returned by an action that found its work already done: ``return Unchanged(comment)``."""

    def __init__(self, value: Any = None) -> None:
        self.value = value
