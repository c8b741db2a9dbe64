"""Examples of gatherings for the laws of the house, joined from those of each subject."""

from collections.abc import Callable
from typing import Any

from longtable.gatherings.tests import (
    examples_door,
    examples_drawing,
    examples_keeping,
    examples_live,
    examples_registration,
)

SUBJECTS = (examples_registration, examples_drawing, examples_keeping, examples_live, examples_door)


def routes() -> dict[str, dict[str, Any]]:
    """Of each subject."""
    return _joined("routes")


def arguments() -> dict[str, dict[str, Any]]:
    """Of each subject."""
    return _joined("arguments")


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Of each subject."""
    return _joined("scopes")


def lists() -> dict[str, Callable[[int], None]]:
    """Of each subject."""
    return _joined("lists")


def _joined(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for subject in SUBJECTS:
        found |= getattr(subject, name, dict)()
    return found
