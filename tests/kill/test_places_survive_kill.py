"""A crowd that wants the same places, and dies here and there: none is given twice, none is lost.

A small one; ``make bench ARGS=rush`` runs 5,000 attempts on 500 places.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kill.crowd_faults import faults_of
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


def test_80_places_800_attempts_64_clients_and_kills(fresh_database: str, tmp_path: Path) -> None:
    found = crowd(fresh_database, tmp_path / "told", clients=64, attempts=800, seats=80, kills=10)
    assert faults_of(found, seats=80, kills=10) == []
    assert found["cancelled"] > 20
