"""Holds the running product against what others say of it: the directory's interface against HSDS 3.1.

Starts the real server over a directory that nobody wrote, lets the standard's own checks ask it everything,
and then schemathesis, whose requests nobody would think of. Ends with 1 when either finds a fault. Needs the
outside data; LONGTABLE_CORPORA says where it lies. Writes build/openapi.live.json.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CORPORA = Path(os.environ.get("LONGTABLE_CORPORA") or ROOT.parent / "shared").resolve()
STANDARD = CORPORA / "standards" / "hsds-3.1" / "openapi.json"
LIVE = ROOT / "build" / "openapi.live.json"

CHECKS = "status_code_conformance,response_schema_conformance,not_a_server_error,content_type_conformance"
PATIENCE = 600
"""Seconds that a server has to start: it makes its tables first."""


def main() -> None:
    """Serve, fill, and ask."""
    if not STANDARD.exists():
        sys.exit(f"The outside data is missing: no {STANDARD}. LONGTABLE_CORPORA says where it lies.")
    LIVE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="longtable-conformance-") as folder:
        settings_environment(folder)
        port = free_port()
        serving = ["run", f"--port={port}", f"--var={folder}", "--no-worker"]
        server = subprocess.Popen([BIN / "longtable", *serving])
        try:
            wait_for(server, port)
            fill()
            failed = [name for name, command in commands(f"http://127.0.0.1:{port}/api/hsds") if run(command)]
        finally:
            server.terminate()
            server.wait(60)
    if failed:
        sys.exit(f"Does not conform: {', '.join(failed)}")


def commands(base: str) -> list[tuple[str, list[str | Path]]]:
    """What is run against the server at ``base``, in this order: the second reads what the first wrote."""
    checker = CORPORA / "conformance" / "hsds_live.py"
    asked: list[str | Path] = [STANDARD, "--require-all", "--write-live", LIVE]
    generated: list[str | Path] = ["--phases", "examples,coverage,fuzzing", "-n", "10", "--checks", CHECKS]
    return [
        ("hsds_live", [BIN / "python", checker, base, *asked]),
        ("schemathesis", [BIN / "schemathesis", "run", LIVE, "--url", base, *generated]),
    ]


def run(command: list[str | Path]) -> int:
    """Show what is run, and what it says."""
    print("$", *(each.name if isinstance(each, Path) else each for each in command), flush=True)
    return subprocess.run(command, cwd=tempfile.gettempdir(), check=False).returncode


def settings_environment(folder: str) -> None:
    """Keys and data in a passing folder; everything else as a deployment has it that sets nothing."""
    for name in [name for name in os.environ if name.startswith("LONGTABLE_")]:
        del os.environ[name]
    os.environ |= {"LONGTABLE_VAR": folder, "DJANGO_SETTINGS_MODULE": "longtable.config.settings"}
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()


def fill() -> None:
    """A directory with everything that HSDS knows."""
    import django

    django.setup()
    sys.path.insert(0, str(ROOT))
    from longtable.directory.tests.growing import Growing

    Growing(Random(31)).grow(organizations=12, services=40)


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Until the server answers. Ends the program when it does not start."""
    from longtable.web.serving import answers

    until = time.monotonic() + PATIENCE
    while not answers("127.0.0.1", port):
        if server.poll() is not None or time.monotonic() > until:
            sys.exit("The server does not start.")
        time.sleep(0.2)


if __name__ == "__main__":
    main()
