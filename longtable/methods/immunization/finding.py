"""What one step of an evaluation finds."""

from __future__ import annotations

from dataclasses import dataclass

from longtable.methods.immunization.words import Values


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a dose does not count, or with what remark it does (``fine``)."""

    rule: str
    code: str
    values: Values = ()
    fine: bool = False
