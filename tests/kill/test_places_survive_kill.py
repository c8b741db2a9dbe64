"""A crowd that wants the same places, and dies here and there: none is given twice, none is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kill.harness import ROOT

pytestmark = pytest.mark.slow


def crowd(
    database: str, folder: Path, *, clients: int, attempts: int, seats: int, kills: int
) -> dict[str, Any]:
    """Let them in, and return what came of it."""
    folder.mkdir()
    numbers = [str(number) for number in (clients, attempts, seats, kills, 2026)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.kill.crowd", str(folder), *numbers],
        cwd=ROOT,
        env={**os.environ, "LONGTABLE_LOG_LEVEL": "CRITICAL", "LONGTABLE_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_500_places_5000_attempts_64_clients_and_kills(fresh_database: str, tmp_path: Path) -> None:
    found = crowd(fresh_database, tmp_path / "told", clients=64, attempts=5000, seats=500, kills=30)
    assert (found["seats"], found["remaining"]) == (500, 0), found
    assert found["differences"] == []
    assert found["twice"] == 0
    assert found["killed"] == 30
    gone = [name for name in ("confirmed_and_gone", "waits_and_gone", "cancelled_and_there") if found[name]]
    assert gone == [], found
    assert found["last_asked"] < found["first_not_asked"], "the line kept its order"
    assert found["confirmed"] > 400
    assert found["cancelled"] > 100
