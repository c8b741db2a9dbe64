"""The operator's address is obeyed, whichever engine it names."""

import pytest
from django.db import connection
from environs import Env

from longtable.config.engines import connection_to


def options(address: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setenv("ADDRESS", address)
    return connection_to(Env().dj_db_url("ADDRESS"), most_connections=3)["OPTIONS"]


def test_an_address_that_wants_a_proven_server_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = options("postgres://u:p@db.example/name?sslmode=verify-full", monkeypatch)
    assert asked["sslmode"] == "verify-full"
    assert asked["pool"] == {"min_size": 1, "max_size": 3}


def test_a_plain_address_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert options("postgres://u:p@db.example/name", monkeypatch).keys() == {"pool", "options"}


def test_sqlite_has_on_disk_what_it_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "synchronous=FULL" in str(options("sqlite:///somewhere.sqlite3", monkeypatch)["init_command"])


@pytest.mark.once
def test_sqlite_waits_its_turn_and_watches_over_relations(db: None) -> None:
    wanted = {"foreign_keys": 1, "busy_timeout": 20_000}
    with connection.cursor() as cursor:
        assert {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
