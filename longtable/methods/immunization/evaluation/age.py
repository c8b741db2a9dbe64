"""Whether a dose was given at the right age (section 6.4)."""

from __future__ import annotations

from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.history import Given, Person
from longtable.methods.immunization.in_force import in_force
from longtable.methods.immunization.prepared import Target


def judge_age(target: Target, person: Person, given: Given) -> Finding | None:
    """Table 6-15, with CALCDTAGE-1, -4 and -5. None when the age is right."""
    for age in in_force(target.ages, given.date):
        least = age.absolute_minimum
        if least is not None and given.date < person.at(least):
            return Finding("CALCDTAGE-5", "too_young", (("age", least), ("from_day", person.at(least))))
        if age.maximum is not None and given.date >= person.at(age.maximum):
            values = (("age", age.maximum), ("from_day", person.at(age.maximum)))
            return Finding("CALCDTAGE-1", "too_old", values)
        if age.minimum is not None and given.date < person.at(age.minimum):
            return Finding("CALCDTAGE-4", "grace_period", (("age", age.minimum),), fine=True)
    return None
