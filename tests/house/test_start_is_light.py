"""A process starts without what few pieces of work need: commands and web workers are there at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outside import CHECKOUT

HEAVY = {
    "sklearn",
    "scipy",
    "pandas",
    "highspy",
    "duckdb",
    "pyarrow",
    "splink",
    "openpyxl",
    "altair",
    "typst",
}
"""Each is imported inside the function that needs it."""

START = """
import sys
from longtable.config.keys import load_or_create_keys
load_or_create_keys()
import longtable.config.wsgi
import longtable.config.urls
from longtable.config.command_line import collect, longtable
collect(longtable)
from django.template.engine import Engine
Engine.get_default()
print(*sys.modules)
"""


@pytest.mark.slow
def test_neither_a_command_nor_a_web_worker_begins_with_heavy_libraries(tmp_path: Path) -> None:
    ours = {
        "LONGTABLE_VAR": str(tmp_path),
        "LONGTABLE_DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LONGTABLE_")}
    started = subprocess.run(
        [sys.executable, "-c", START],
        env=inherited | ours | {"DJANGO_SETTINGS_MODULE": "longtable.config.settings"},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    there = {name.partition(".")[0] for name in started.stdout.split()}
    assert "longtable" in there
    assert there.isdisjoint(HEAVY), there & HEAVY
