"""What was taken out, where, and by which rule: for whoever reviews an export, and whoever reads it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from longtable.methods.redaction import Rule, redact

SAMPLE = 40
"""Redacted cells that whoever reviews is shown at once."""

SHOWN = 400
"""Characters of such a cell."""


@dataclass
class Report:
    """Rows of each file, redactions and withheld rows of each rule, and some redacted cells as they left."""

    files: dict[str, int] = field(default_factory=dict)
    redacted: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    sample: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        return vars(self) | {"redacted": dict(self.redacted), "withheld": dict(self.withheld)}


@dataclass
class Ledger:
    """Keeps the log of one export. ``file`` and ``row`` say which cell is being written."""

    rules: Mapping[str, Rule]
    report: Report = field(default_factory=Report)
    log: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    file: str = ""
    row: int = 0

    def rule(self, code: str) -> Rule:
        """The rule of that code; one that nobody wrote covers and names no statute."""
        return self.rules.get(code) or Rule(code, {})

    def redact(self, column: str, text: str, language: str, *, also: str = "") -> str:
        """``text`` with its marks; ``also`` is a rule by which a person has taken something out already."""
        found = redact(text, self.rules, language)
        words, applied = found.text, found.applied
        if also:
            words, applied = f"{words} {self.rule(also).mark(language)}", (*applied, also)
        for code in applied:
            self.report.redacted[code] += 1
            self.log.append((self.file, self.row, column, code, self.rule(code).statute))
        if applied and len(self.report.sample) < SAMPLE:
            self.report.sample.append(
                {"file": self.file, "row": self.row, "language": language, "text": words[:SHOWN]}
            )
        return words

    def withhold(self, code: str, count: int = 1) -> None:
        """Something stays here whole."""
        if count:
            self.report.withheld[code] += count
