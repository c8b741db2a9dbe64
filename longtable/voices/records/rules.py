"""Which rules redact: those of the state's pack, and what a person decided for one export."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from longtable.methods.redaction import Rule
from longtable.places.packs import redactions


def rules_of_the_state() -> dict[str, Rule]:
    """By code. Where the state has no pack there is none, and all that is found is covered."""
    return {
        each["code"]: Rule(each["code"], each["what"], each["statute"]) for each in redactions(settings.STATE)
    }


def rules_as_decided(decided: Mapping[str, Mapping[str, Any]]) -> dict[str, Rule]:
    """The state's rules with what a person decided: ``{code: {"statute": ..., "cover": ...}}``."""
    rules = rules_of_the_state()
    for code, wanted in decided.items():
        rule = rules.get(code, Rule(code, {}))
        statute = wanted.get("statute") or rule.statute
        rules[code] = Rule(code, rule.what, statute, cover=wanted.get("cover", True))
    return rules
