"""What the documentation says is true: examples run, verbs and variables exist, links lead somewhere."""

import re
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.pofile import read_po

from longtable.accounts.models import Organization, User
from longtable.config.command_line import collect
from longtable.core import panels
from longtable.core.facts import registry as facts
from longtable.core.retention import rules
from longtable.core.work import registry as work
from tests.cast import actor

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted(DOCS.rglob("*.md")),
]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
HEADINGS = ["What", "Why", "What it costs", "What would change our mind"]


def name_of(page: Path) -> str:
    """The page as one says it."""
    return str(page.relative_to(ROOT))


# --- The command line ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def command() -> click.Group:
    """``longtable`` with the verbs of every package."""
    return collect(click.Group("longtable"))


def leaves(group: click.Group, before: str = "") -> Iterator[str]:
    """Every verb that does something, in words."""
    for name, verb in group.commands.items():
        words = f"{before} {name}".strip()
        if isinstance(verb, click.Group):
            yield from leaves(verb, words)
        else:
            yield words


def named_verbs(text: str) -> set[str]:
    """What follows ``longtable`` where a page shows a command: the small words up to an option or name."""
    code = [*re.findall(r"`longtable ([^`]*)`", text), *re.findall(r"^ {4,}longtable (.*)$", text, re.M)]
    return {match.group() for line in code if (match := re.match(r"[a-z][a-z-]*( [a-z][a-z-]*)*", line))}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_verb_that_a_page_names_exists(page: Path, command: click.Group) -> None:
    known = set(leaves(command)) | set(command.commands)
    for words in named_verbs(page.read_text(encoding="utf-8")):
        parts = words.split()
        beginnings = {" ".join(parts[:count]) for count in range(1, len(parts) + 1)}
        assert beginnings & known, f"longtable {words}"
        if isinstance(command.commands[parts[0]], click.Group) and len(parts) > 1:
            assert " ".join(parts[:2]) in known, f"longtable {words}"


def test_every_verb_is_explained_to_operators(command: click.Group) -> None:
    text = (DOCS / "operators.md").read_text(encoding="utf-8")
    assert [words for words in leaves(command) if f"longtable {words}" not in text] == []


# --- Variables -------------------------------------------------------------------------------------


def test_every_variable_is_in_the_table_and_every_one_in_the_table_exists() -> None:
    settings = (ROOT / "longtable" / "config" / "settings.py").read_text(encoding="utf-8")
    operators = (DOCS / "operators.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(LONGTABLE_\w+)`", operators, re.M)) == set(
        re.findall(r"env\.\w+\(\s*\"(LONGTABLE_\w+)\"", settings)
    )


def test_operators_read_of_no_variable_that_does_not_exist() -> None:
    settings = (ROOT / "longtable" / "config" / "settings.py").read_text(encoding="utf-8")
    operators = (DOCS / "operators.md").read_text(encoding="utf-8")
    assert [name for name in re.findall(r"LONGTABLE_[A-Z0-9_]+", operators) if name not in settings] == []


# --- Links -----------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """Anchors of the headings, as common viewers make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_relative_to(DOCS)], ids=name_of)
def test_every_page_can_be_found_from_another(page: Path) -> None:
    others = (other.read_text(encoding="utf-8") for other in PAGES if other != page)
    assert any(f"{page.name}" in text for text in others)


# --- Decisions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_every_decision_says_what_why_its_cost_and_what_would_change_our_mind(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.match(rf"# {page.name[:4]} .+", text)
    assert re.findall(r"^## (.*)$", text, re.M) == HEADINGS


# --- Examples --------------------------------------------------------------------------------------


def examples() -> list[Any]:
    """Every Python example of the architecture, under the heading that it stands below."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    found = re.finditer(r"^## (?P<heading>.*?)$(?P<section>.*?)(?=^## |\Z)", text, re.M | re.S)
    return [
        pytest.param(code, id=section["heading"])
        for section in found
        for code in re.findall(r"^```python\n(.*?)^```$", section["section"], re.M | re.S)
    ]


@pytest.fixture
def forgetting() -> Iterator[None]:
    """What an example declares is forgotten when it ends."""
    registries: list[Any] = [work.kinds, work.listeners, facts._sources, panels._sources, panels._pieces]
    before = [{name: copy(there) for name, there in registry.items()} for registry in registries]
    yield
    for registry, there in zip(registries, before, strict=True):
        registry.clear()
        registry.update(there)


@pytest.mark.parametrize("code", examples())
def test_every_example_of_the_architecture_runs(
    code: str, forgetting: None, partner: Organization, faye: User, dev: User, eve: User
) -> None:
    who = {"faye": actor(faye), "dev": actor(dev), "eve": actor(eve), "partner": partner}
    exec(compile(code, "docs/architecture.md", "exec"), {"__name__": "example", **who})


# --- Words and data --------------------------------------------------------------------------------


def test_the_words_that_people_read_stand_so_in_both_languages() -> None:
    with (ROOT / "longtable" / "locale" / "es" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = {message.id: message.string for message in read_po(file)}
    text = (DOCS / "words.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]*\|$", text, re.M)
    rows = [row for row in rows if row[0] != "in the code" and not row[0].startswith("---")]
    assert len(rows) > 30
    for _code, english, spanish in rows:
        assert catalogue.get(english) == spanish, english


def test_everything_that_goes_after_a_time_is_told() -> None:
    told = (DOCS / "data.md").read_text(encoding="utf-8")
    assert [
        rule.model._meta.label
        for rule in rules.values()
        if (rule.due or rule.scrub) and rule.model._meta.label not in told
    ] == []
