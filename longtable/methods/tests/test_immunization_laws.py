"""The engine follows the specification by name, and keeps no fact of medicine of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from longtable.methods import immunization
from tests.outside import CORPORA, need

FOLDER: Final = Path(immunization.__file__).parent
KINDS: Final = (
    "CALCDT[A-Z]*|FORECAST[A-Z]*|SELECT[A-Z]*|CONDSKIP|CONFLICT|RELEVANT|SINGLEANTVG|MULTIANTVG|VACCINEGROUP"
)
RULE: Final = re.compile(rf"\b({KINDS})-(\d+)\b((?:(?:, | and |, and | to )(?:-|[A-Z]+-)\d+)*)")
RETIRED: Final = {"CALCDTLIVE-4"}
"""Named once in Table 7-12, but no longer a rule."""

MEASURED: Final = re.compile(r"\d+ (day|week|month|year)s?\b")


def sources() -> Iterator[tuple[str, str]]:
    """Every module of the engine."""
    for file in sorted(FOLDER.rglob("*.py")):
        yield str(file.relative_to(FOLDER)), file.read_text(encoding="utf-8")


def rules(text: str) -> set[str]:
    """Rule ids that a text names; "CALCDTAGE-1, -4 and -5" names three."""
    named = set()
    for kind, number, more in RULE.findall(text):
        named.add(f"{kind}-{number}")
        named |= {f"{other or kind}-{each}" for other, each in re.findall(r"([A-Z]*)-(\d+)", more)}
    return named


@pytest.mark.corpora
def test_every_rule_of_the_specification_is_named_where_it_is_followed() -> None:
    (file,) = (need(CORPORA) / "standards" / "cdsi").glob("logic-specification-*.txt")
    text = file.read_text(encoding="utf-8")
    chapters = text[: text.index("APPENDIX A: DOMAIN MODEL")]
    named = set().union(*(rules(source) for _, source in sources()))
    assert rules(chapters) - named == RETIRED
    assert named - rules(text) == set()


def literals(source: str) -> Iterator[str | int]:
    """Texts and numbers of a module that do something: not those that only explain."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told and isinstance(node.value, str | int):
            yield node.value


@pytest.mark.parametrize("module", [name for name, _ in sources() if name not in {"dates.py", "batch.py"}])
def test_no_module_holds_an_age_an_interval_or_a_product(module: str) -> None:
    """Small numbers count and compare. The calendar knows its own days, and a batch its own size."""
    found = list(literals((FOLDER / module).read_text(encoding="utf-8")))
    assert [each for each in found if isinstance(each, str) and MEASURED.search(each)] == []
    assert [each for each in found if isinstance(each, str) and re.fullmatch(r"\d{2,3}", each)] == []
    columns = 20 if module == "checking.py" else 8
    assert [each for each in found if isinstance(each, int) and abs(each) > columns] == []
