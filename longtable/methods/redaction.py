"""Takes out of a text what a rule covers, and puts the statute in its place, for requests for records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from longtable.methods import personal_data


@dataclass(frozen=True, slots=True)
class Rule:
    """`what` is covered, in words by language, and the `statute` that says so; empty when none is named.

    A rule with `cover` off is left alone: what it would cover stays readable, and is not counted.
    """

    code: str
    what: Mapping[str, str]
    statute: str = ""
    cover: bool = True

    def mark(self, language: str) -> str:
        """What stands in the place of what was taken out: `[redacted: telephone number, G.S. 1-2]`."""
        what = self.what.get(language) or self.what.get("en") or self.code
        word, none = _WORDS.get(language, _WORDS["en"])
        return f"[{word}: {what}, {self.statute or none}]"


_WORDS = {"en": ("redacted", "no statute named"), "es": ("tachado", "sin ley indicada")}


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text with its marks, and the code of the rule of each mark in reading order."""

    text: str
    applied: tuple[str, ...]


def redact(text: str, rules: Mapping[str, Rule], language: str) -> Redacted:
    """`text` without the personal data that `personal_data.find` points at, as far as `rules` cover it.

    `rules` are by code, a kind of personal data; a kind without a rule is covered, its statute not named.
    Marks are in the `language` of the text, English where there are no words for it.
    """
    marked, applied, end = [], [], 0
    for finding in personal_data.find(text):
        rule = rules.get(finding.kind, Rule(finding.kind, {}))
        if rule.cover:
            marked += [text[end : finding.start], rule.mark(language)]
            applied.append(rule.code)
            end = finding.end
    return Redacted("".join([*marked, text[end:]]), tuple(applied))


def unnamed(rules: Mapping[str, Rule], applied: Sequence[str]) -> list[str]:
    """Codes among `applied`, each once and in order, whose rule names no statute."""
    return [code for code in dict.fromkeys(applied) if code not in rules or not rules[code].statute]
