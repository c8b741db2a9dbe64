"""Statistical disclosure control: which counts to leave out of published tables, and what that protects.

What it stands on (SciPy, HiGHS) takes a second to load. That happens when one of these names is first used,
so whoever may need them says ``from longtable.methods import suppression`` and later ``suppression.protect``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from longtable.methods.suppression.attacking import Interval, attack
    from longtable.methods.suppression.protecting import Protection, Unprotectable, protect

__all__ = ["Interval", "Protection", "Unprotectable", "attack", "protect"]

_ROOMS = {
    "Interval": "attacking",
    "attack": "attacking",
    "Protection": "protecting",
    "Unprotectable": "protecting",
    "protect": "protecting",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
