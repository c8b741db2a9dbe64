"""Whether a dose can be evaluated at all (section 6.1)."""

from __future__ import annotations

from longtable.methods.immunization.history import Given


def judge_condition(given: Given) -> bool:
    """Whether the dose was expired (CALCDTLOTEXP-1) or something was wrong with it (Table 6-3)."""
    dose = given.dose
    return dose.sub_standard or (dose.expired is not None and dose.date > dose.expired)
