"""Statistical disclosure control: which counts to leave out of published tables, and what that protects."""

from longtable.methods.suppression.attacking import Interval, attack
from longtable.methods.suppression.protecting import Protection, Unprotectable, protect

__all__ = ["Interval", "Protection", "Unprotectable", "attack", "protect"]
