"""Every life cycle is held by the database too, for whoever writes past the actions."""

import re
import sys
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from longtable.core.states import Lifecycle

CHECKS = {
    "sqlite": "SELECT sql FROM sqlite_master",
    "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'c'",
}
"""Where each engine keeps the names of its CHECKs."""
NAMES = re.compile(r"\w+")


def test_every_life_cycle_has_its_check() -> None:
    loose = [
        cycle.states.__qualname__ for cycle in life_cycles() if not any(_holds(c, cycle) for c in _checks())
    ]
    assert loose == []


@pytest.mark.django_db
def test_every_check_stands_in_the_database() -> None:
    known = set(NAMES.findall(_told_by_the_database()))
    assert [check.name for check in _checks() if check.name not in known] == []


def test_there_are_life_cycles() -> None:
    assert list(life_cycles())


def life_cycles() -> Iterator[Lifecycle]:
    """Those that stand in a module of the house, or on one of its models."""
    loaded = sys.modules.items()
    modules = [module for name, module in loaded if name.startswith("longtable.") and ".tests" not in name]
    ours = [model for model in apps.get_models() if model.__module__.startswith("longtable.")]
    for place in (*modules, *ours):
        yield from (value for value in list(vars(place).values()) if isinstance(value, Lifecycle))


def _checks() -> Iterator[models.CheckConstraint]:
    for model in apps.get_models():
        yield from (each for each in model._meta.constraints if isinstance(each, models.CheckConstraint))


def _told_by_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute(CHECKS[connection.vendor])
        return " ".join(text for (text,) in cursor.fetchall() if text)


def _holds(check: models.CheckConstraint, cycle: Lifecycle) -> bool:
    values = {str(value) for value in cycle.states.values}
    return any(
        isinstance(condition, tuple)
        and condition[0].endswith("__in")
        and {str(value) for value in condition[1]} == values
        for condition in check.condition.children
    )
