"""What came back from a form, made safe to store."""

from collections.abc import Iterable, Mapping
from typing import Any

from longtable.core.localized import LocalizedText
from longtable.people.demographics.questions import DECLINED, QUESTIONS, question

Answers = dict[str, list[str]]
"""``{question: [codes]}``. ``["declined"]``: preferred not to say. No key: not asked, or passed over."""

DECLINED_WORDS = LocalizedText.of(en="Prefer not to say", es="Prefiero no decirlo")


def clean_answers(asked: Iterable[str], data: Mapping[str, Any]) -> Answers:
    """The answers to the questions ``asked`` that ``data`` holds, and nothing else.

    ``data`` maps a question to a code or several. Unknown codes are dropped, for nobody's comment
    may be lost over a question that was optional. Somebody who says something and "prefer not to
    say" as well has said nothing. A detail brings its category with it.
    """
    answers: Answers = {}
    for code in asked:
        each = question(code)
        given = data.get(code) or ()
        wanted = {given} if isinstance(given, str) else set(given)
        if DECLINED in wanted:
            answers[code] = [DECLINED]
            continue
        wanted |= {detail.partition(".")[0] for detail in wanted}
        chosen = [option.code for option in each.every_option() if option.code in wanted]
        if chosen and not each.multi:
            chosen = chosen[:1]
        if chosen:
            answers[code] = chosen
    return answers


def spoken(code: str, codes: Iterable[str]) -> list[str]:
    """The words of stored answers in the active language, in the order of the question."""
    wanted = set(codes)
    if DECLINED in wanted:
        return [str(DECLINED_WORDS)]
    return [str(option.words) for option in QUESTIONS[code].every_option() if option.code in wanted]
