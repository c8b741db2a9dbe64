"""What some tests need and this project does not install: outside data, a browser, PostgreSQL.

A test that lacks it is skipped with a sentence that says how to have it. ``LONGTABLE_REQUIRE`` names,
with commas, what must not be missing; then the test fails instead.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outside:
    """One thing from outside: its name in LONGTABLE_REQUIRE, how to find it, how to have it."""

    name: str
    find: Callable[[], Path | None]
    sentence: str


def need(thing: Outside) -> Path:
    """Where the thing is. Ends the test when it is missing."""
    found = thing.find()
    if found is not None:
        return found
    if thing.name in required():
        pytest.fail(f"{thing.sentence} LONGTABLE_REQUIRE names it, so this is a failure.", pytrace=False)
    pytest.skip(thing.sentence)


def required() -> set[str]:
    """Names in LONGTABLE_REQUIRE. A misspelt one is an error, or it would require nothing."""
    names = {name.strip() for name in os.environ.get("LONGTABLE_REQUIRE", "").split(",") if name.strip()}
    unknown = names - {thing.name for thing in (CORPORA, CHROMIUM, POSTGRES)}
    if unknown:
        raise pytest.UsageError(f"LONGTABLE_REQUIRE names unknown things: {', '.join(sorted(unknown))}")
    return names


def _find_corpora() -> Path | None:
    folder = Path(os.environ.get("LONGTABLE_CORPORA") or CHECKOUT.parent / "shared")
    return folder if folder.is_dir() else None


def _find_chromium() -> Path | None:
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((Path(path) for path in found if path), None)


def _find_postgres() -> Path | None:
    """The folder of PostgreSQL's server programs; Debian keeps it off the PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    return newest.parent if newest else None


CORPORA = Outside(
    "corpora",
    _find_corpora,
    "The outside data is missing: put it beside the checkout as ../shared or name it in LONGTABLE_CORPORA.",
)
CHROMIUM = Outside(
    "chromium", _find_chromium, "Chromium is missing: on Debian or Ubuntu, apt install chromium."
)
POSTGRES = Outside(
    "postgres", _find_postgres, "PostgreSQL's server is missing: on Debian or Ubuntu, apt install postgresql."
)
