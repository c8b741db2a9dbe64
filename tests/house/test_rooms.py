"""A package has only the rooms that the house knows, so that one finds one's way in all of them."""

import re
from pathlib import Path

import pytest

import longtable
from longtable.config.parts import HOUSE, PARTS

ROOT = Path(longtable.__file__).parent
FORBIDDEN = re.compile(r"(^|_)(services?|utils?|helpers?|managers?|handlers?|misc|common|stuff)\.py$")
ROOMS = {
    "__init__.py",
    "actions",
    "api",
    "apps",
    "commands",
    "facts",
    "forms",
    "jobs",
    "locale",
    "migrations",
    "models",
    "panels",
    "policies",
    "retention",
    "roles",
    "selectors",
    "static",
    "templates",
    "templatetags",
    "tests",
    "urls",
    "views",
}
KERNEL = {"core", "web", "methods", "config"}
"""Libraries and composition: they are divided by subject and not by room."""


@pytest.mark.parametrize("package", [name for name in (*HOUSE, *PARTS) if name not in KERNEL])
def test_what_is_no_room_is_a_subject_that_says_what_it_serves(package: str) -> None:
    """A file beside the rooms holds one subject: it begins with a sentence that says which."""
    for file in (ROOT / package).glob("*.py"):
        if file.stem not in ROOMS and file.name not in ROOMS:
            assert file.read_text(encoding="utf-8").startswith('"""'), (
                f"{file.name} does not say what it serves"
            )


@pytest.mark.parametrize("package", [name for name in (*HOUSE, *PARTS) if name not in KERNEL])
def test_a_room_is_a_module_or_a_package_and_not_both(package: str) -> None:
    for room in ROOMS:
        folder = ROOT / package / room
        assert not (folder.is_dir() and folder.with_suffix(".py").exists()), f"{package} has two {room}"


def test_no_file_is_named_for_nothing() -> None:
    named = [str(file.relative_to(ROOT)) for file in ROOT.rglob("*.py") if FORBIDDEN.search(file.name)]
    assert named == []


def test_a_rule_never_sees_a_request() -> None:
    for file in [*ROOT.glob("*/policies.py"), *ROOT.glob("*/policies/*.py")]:
        text = file.read_text(encoding="utf-8")
        assert "HttpRequest" not in text, file
        assert ".objects" not in text, f"{file} asks the database"
