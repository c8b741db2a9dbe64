"""A part that is off has no route, menu, role, job or table; the house stands without it."""

import json
import os
import subprocess
import sys

import pytest

from longtable.config.parts import PARTS, installed

ASK = """
import json, django
django.setup()
from django.apps import apps
from django.core.checks import run_checks
from longtable.core import menu
from longtable.core.access.routes import walk
from longtable.core.work.registry import kinds
walked = list(walk())
print(json.dumps({
    "faults": [str(each) for each in run_checks() if each.level >= 40],
    "modules": sorted({pattern.callback.__module__ for pattern, _ in walked}),
    "jobs": sorted({kind.handler.__module__ for kind in kinds.values()}),
    "menu": [each.url for each in menu._entries.values()],
    "models": [model.__module__ for model in apps.get_models()],
}))
"""


@pytest.mark.once
@pytest.mark.parametrize("chosen", ["", "voices"])
def test_the_house_stands_without_its_parts(chosen: str) -> None:
    told = json.loads(_start(chosen).stdout.splitlines()[-1])
    off = [f"longtable.{part}." for part in PARTS if part not in chosen.split(",")]
    assert told["faults"] == []
    for what in ("modules", "jobs", "models"):
        assert [name for name in told[what] if name.startswith(tuple(off))] == [], what


def test_a_part_does_not_come_without_what_it_needs() -> None:
    for part, needs in PARTS.items():
        if needs:
            with pytest.raises(ValueError, match="needs"):
                installed([part])


def test_an_unknown_part_is_an_error_and_not_silence() -> None:
    with pytest.raises(ValueError, match="unknown"):
        installed(["voicez"])


def _start(parts: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LONGTABLE_PARTS": parts, "PYTHONWARNINGS": "default"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done
