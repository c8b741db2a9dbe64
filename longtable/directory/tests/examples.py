"""Examples of the directory for the laws of the house: those of each subject beside this file, joined."""

from importlib import import_module
from pathlib import Path
from typing import Any

SUBJECTS = sorted(file.stem for file in Path(__file__).parent.glob("examples_*.py"))


def routes() -> dict[str, dict[str, Any]]:
    """Arguments of routes."""
    return _joined("routes")


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of actions."""
    return _joined("arguments")


def scopes() -> dict[str, dict[str, Any]]:
    """Arguments of routes by place."""
    return _joined("scopes")


def lists() -> dict[str, Any]:
    """What makes more of what a page lists."""
    return _joined("lists")


def _joined(what: str) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for subject in SUBJECTS:
        give = getattr(import_module(f"{__package__}.{subject}"), what, None)
        joined |= give() if give else {}
    return joined
