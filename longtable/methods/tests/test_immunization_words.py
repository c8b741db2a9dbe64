"""Everything that the engine says, it says in both languages."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from longtable.methods import immunization
from longtable.methods.immunization.checking import REASONS
from longtable.methods.immunization.dates import Span
from longtable.methods.immunization.explain import DATES
from longtable.methods.immunization.forecasts import DoseStatus, Status
from longtable.methods.immunization.words import LANGUAGES, say, sentences
from tests.outside import CHECKOUT

SAYING = {"note", "Finding", "Missing", "_miss", "SeriesForecast"}
"""Calls that name a sentence, as their first or second text."""


def named(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_about_the_same_things() -> None:
    english, spanish = (sentences(language) for language in LANGUAGES)
    assert english.keys() == spanish.keys()
    assert [code for code in english if named(english[code]) != named(spanish[code])] == []
    assert [code for code in english if english[code] == spanish[code]] == []


def test_every_code_in_the_engine_has_its_sentence() -> None:
    folder = Path(immunization.__file__).parent
    codes = {
        *Status,
        *DoseStatus,
        *(f"group_{each}" for each in Status),
        *(f"dose_{each}" for each in DoseStatus),
    }
    codes -= {"dose_not_evaluated"}
    codes |= set().union(*REASONS.values(), *DATES.values())
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SAYING:
                codes |= {each.value for each in node.args[:2] if _is_code(each)}
    assert codes - sentences("en").keys() == set()
    assert sentences("en").keys() - codes <= {"past_history", "series_complete"} | _returned()


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.islower()


def _returned() -> set[str]:
    """Reasons that a table gives back, and remarks that a choice of two names."""
    reasons = {"evidence_of_immunity", "has_contraindication", "past_season", "past_maximum_age"}
    return (
        reasons
        | {"unable_to_finish", "dose_needed", "product_age", "wrong_product", "indication"}
        | {
            "manufacturer_unknown",
            "heading",
            "next_dose",
            "next_dose_at_once",
            "next_dose_overdue",
            "next_dose_latest",
            "best_path",
            "path_not_needed",
        }
    )


def test_dates_and_ages_are_said_as_people_say_them() -> None:
    values = (("age", Span.read("12 months - 4 days")), ("from_day", date(2025, 1, 5)))
    assert say("too_young", values) == (
        "Given too young: the earliest age is 12 months - 4 days, reached on January 5, 2025."
    )
    assert say("too_young", values, "es") == (
        "Se puso antes de tiempo: la edad mínima es de 12 meses menos 4 días, "
        "que se cumple el 5 de enero de 2025."
    )


def test_a_country_that_a_schedule_abbreviates_is_said_in_words() -> None:
    values = (("country", "U.S."), ("before", date(1980, 1, 1)))
    assert say("birth_country", values).startswith("Immune if born in the United States before")
    assert say("birth_country", values, "es").startswith("Es inmune si nació en Estados Unidos antes")


def test_another_language_is_refused() -> None:
    with pytest.raises(KeyError):
        say("complete", (), "fr")


def test_the_example_of_the_page_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LONGTABLE_VAR", str(tmp_path))  # nothing installed: the schedule that ships
    page = (CHECKOUT / "docs" / "immunization.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S)
    exec(compile(code, "docs/immunization.md", "exec"), {"__name__": "example"})
