"""An empty database gets its tables at once, and they are those to which the migrations come."""

import re
from collections.abc import Callable

import pytest

from tests.kill.harness import Zygote

pytestmark = pytest.mark.slow

BY_MIGRATIONS = """
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
"""
AT_ONCE = """
from longtable.core.tables import bring_up
bring_up()
"""
DEFINITIONS = """
from django.db import connection
SQLITE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"
POSTGRES = '''
SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT table_name || ' ' || column_name,
    concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default, is_identity)
FROM information_schema.columns WHERE table_schema = 'public'
'''
with connection.cursor() as cursor:
    cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRES)
    result = cursor.fetchall()
"""
APPLIED = """
from django.db.migrations.recorder import MigrationRecorder
result = sorted(MigrationRecorder.Migration.objects.values_list("app", "name"))
"""
DJANGOS_OWN = "auth_group_permissions id"
"""Django's migrations make it bigint and its models integer, on PostgreSQL. Nothing of ours is in it."""
Tables = tuple[dict[str, set[str]], list[list[str]]]


@pytest.fixture
def made(fresh_databases: Callable[[], str]) -> Callable[[str], Tables]:
    """What stands in an empty database after this code ran, and which migrations are noted there."""

    def make(code: str) -> Tables:
        with Zygote(fresh_databases()) as zygote:
            zygote.run(code)
            definitions = {name: parts(sql) for name, sql in zygote.ask(DEFINITIONS) if name != DJANGOS_OWN}
            return definitions, zygote.ask(APPLIED)

    return make


def parts(sql: str) -> set[str]:
    """A definition without the order of its columns."""
    return {each.rstrip(" )") for each in re.split(r",\s*|\s*\n\s*", sql.strip())}


def test_both_ways_lead_to_the_same_tables(made: Callable[[str], Tables]) -> None:
    by_migrations, applied = made(BY_MIGRATIONS)
    at_once, noted = made(AT_ONCE)
    assert noted == applied
    assert by_migrations.keys() == at_once.keys()
    assert {
        name: (each, at_once[name]) for name, each in by_migrations.items() if each != at_once[name]
    } == {}
    assert len(at_once) > 400


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_killed_at_any_moment_it_begins_again(fresh_databases: Callable[[], str], share: float) -> None:
    with Zygote(fresh_databases()) as zygote:
        moments = zygote.run(AT_ONCE).moments
        expected = {name for name, _ in zygote.ask(DEFINITIONS)}
    with Zygote(fresh_databases()) as zygote:
        assert zygote.run(AT_ONCE, at=int(moments * share)).killed
        zygote.run(AT_ONCE)
        assert {name for name, _ in zygote.ask(DEFINITIONS)} == expected
