"""Writes down exact versions of all that we depend on, with hashes and without addresses.

Versions that still fit stay; ``make lock ARGS=--upgrade`` asks for the newest of everything.
"""

import os
import sys

from setup import BIN, ROOT, network_settings, npm, run

PROJECT = ["pyproject.toml", "--extra", "build"]
LOCKS = {
    "bootstrap": ["--group", "bootstrap"],
    "node": ["--group", "node"],
    "run": PROJECT,
    "embedding": [*PROJECT, "--extra", "embedding", "--constraint", "requirements/run.txt"],
    "link": [*PROJECT, "--extra", "link", "--constraint", "requirements/run.txt"],
    "s3": [*PROJECT, "--extra", "s3", "--constraint", "requirements/run.txt"],
    "test": [
        *(*PROJECT, "--extra", "test", "--extra", "embedding", "--extra", "link"),
        *("--constraint", "requirements/run.txt"),
    ],
}
FORM = ["--universal", "--python-version=3.11", "--generate-hashes", "--quiet"]
FORM += ["--no-emit-index-url", "--no-header", "--no-annotate"]


def main() -> None:
    """Lock the Python packages, then the front-end packages."""
    os.chdir(ROOT)
    for name, sources in LOCKS.items():
        options = [*sources, *FORM, *sys.argv[1:], "--output-file", f"requirements/{name}.txt"]
        run(BIN / "uv", "pip", "compile", *options, **network_settings())
        print(f"requirements/{name}.txt")
    run(npm(), "update" if "--upgrade" in sys.argv else "install", "--package-lock-only", "--ignore-scripts")
    print("package-lock.json")


if __name__ == "__main__":
    main()
