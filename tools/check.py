"""Runs every check of the house on two cores and says how long each took.

``.venv/bin/python tools/check.py`` runs all; name some to run only those.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True)
class Check:
    """One program that exits with 0 when all is well."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("types", ("mypy",)),  # the longest begins first and has a core to itself
    Check("format", ("ruff", "format", "--check", "--output-format=concise", "--quiet", ".")),
    Check("style", ("ruff", "check", "--output-format=concise", "--quiet", ".")),
    Check("addresses", ("python", "tools/addresses.py")),
    Check("translations", ("python", "tools/translations.py", "check")),
    Check("order", ("lint-imports", "--no-logo")),
    Check("templates", ("djlint", "longtable", "--lint", "--quiet")),
    Check("migrations", ("python", "tools/migrations.py")),
)


def main() -> None:
    """Run the checks that are named, or all; show what the failing ones say."""
    wanted = set(sys.argv[1:]) or {check.name for check in CHECKS}
    unknown = wanted - {check.name for check in CHECKS}
    if unknown:
        sys.exit(f"No such check: {', '.join(unknown)}. There are: {', '.join(c.name for c in CHECKS)}")
    failed = []
    with tempfile.TemporaryDirectory(prefix="longtable-check-") as folder, ThreadPoolExecutor(2) as cores:
        environment = settings_environment(folder)
        runs = {cores.submit(run, check, environment): check for check in CHECKS if check.name in wanted}
        for done in as_completed(runs):
            code, said, seconds = done.result()
            name = runs[done].name
            print(f"  {name:<14}{'ok' if code == 0 else 'FAILED':<8}{seconds:5.1f} s", flush=True)
            if code:
                failed.append(name)
                print(said.rstrip(), flush=True)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def settings_environment(folder: str) -> dict[str, str]:
    """Variables under which Django's settings can be read, with keys and data in a passing folder."""
    os.environ["LONGTABLE_VAR"] = folder
    from longtable.config.keys import NAMES, load_or_create_keys

    own = {name: value for name, value in os.environ.items() if not name.startswith("LONGTABLE_")}
    load_or_create_keys()
    return {
        **own,
        **{name: os.environ[name] for name in NAMES},
        "LONGTABLE_VAR": folder,
        "LONGTABLE_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "longtable.config.settings",
    }


def run(check: Check, environment: dict[str, str]) -> tuple[int, str, float]:
    """Exit code, everything said, and seconds."""
    begun = time.monotonic()
    program, *arguments = check.command
    done = subprocess.run(
        [str(BIN / program), *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout, time.monotonic() - begun


if __name__ == "__main__":
    main()
