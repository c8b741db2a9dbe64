"""Refuses committed text that names a package registry or a folder of somebody's machine.

Locks and documents must be right for everyone: behind a mirror, on another disk, in ten years.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Written in pieces, or this file would find itself.
REGISTRIES = [
    r"\.".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("registry", "yarnpkg"),
        ("npmmirror", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("dl-cdn", "alpinelinux"),
        ("ghcr", "io"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
]
FOLDERS = [rf"(^|[^A-Za-z0-9_.~/-])/({'|'.join(('home', 'root', 'tmp', 'Users'))})/[A-Za-z0-9_.-]"]


def main() -> None:
    """Search every file that is or could be committed."""
    pattern = "|".join([*REGISTRIES, *FOLDERS])
    found = subprocess.run(
        ["git", "grep", "--untracked", "--line-number", "-I", "--extended-regexp", "-e", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if found.returncode > 1:
        sys.exit(f"git could not search: {found.stderr}")
    if found.stdout:
        print("\n".join(line[:200] for line in found.stdout.splitlines()))
        sys.exit("These lines name a registry's address or a folder of one machine.")


if __name__ == "__main__":
    main()
