"""Whoever wants only the methods can have them without Django."""

from __future__ import annotations

import subprocess
import sys

IMPORT_ALL = """
import importlib, pkgutil, sys
import longtable.methods as methods
modules = pkgutil.walk_packages(methods.__path__, "longtable.methods.")
names = [module.name for module in modules if ".tests" not in module.name]
for name in names:
    importlib.import_module(name)
assert len(names) >= 9, names
strangers = {name.split(".")[0] for name in sys.modules} & {"django", "environs", "structlog"}
ours = {name for name in sys.modules if name.startswith("longtable.")}
print(sorted(strangers | {name for name in ours if not name.startswith("longtable.methods")}))
"""


def test_the_methods_import_neither_django_nor_any_other_package_of_ours() -> None:
    answer = subprocess.run([sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
