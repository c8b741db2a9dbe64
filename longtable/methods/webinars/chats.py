"""What people wrote in the chat or question box of Zoom, Teams or Webex, and which of it asks something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from longtable.methods.chat_lines import in_a_chat
from longtable.methods.webinars.tables import column_name, named, plain_letters, rows_of

_TIME: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
_DAY: Final = r"(?:\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,?\s+)?"
_ZOOM: Final = re.compile(
    rf"{_DAY}{_TIME}\s+(?:from|de)\s+(?P<name>.+?)(?:\s+(?:to|a|para)\s+(?P<to>[^:]+?))?\s*:\s*(?P<words>.*)",
    re.IGNORECASE,
)
_ZOOM_CLOUD: Final = re.compile(rf"{_TIME}\t(?P<name>[^:\t]{{1,80}}):\t?\s*(?P<words>.*)", re.IGNORECASE)
_TEAMS: Final = re.compile(
    rf"\[{_DAY}{_TIME}\]\s*(?P<name>[^:\t]{{1,80}}?)(?::\s+(?P<words>.*))?", re.IGNORECASE
)
_WEBEX: Final = re.compile(
    rf"(?:from|de)\s+(?P<name>.+?)\s+(?:to|a|para)\s+(?P<to>[^:]+?)\s*:\s+{_TIME}\s*(?P<words>.*)",
    re.IGNORECASE,
)
_HEADS: Final = (_ZOOM, _ZOOM_CLOUD, _TEAMS, _WEBEX)
_LONGEST_HEAD: Final = 300
"""Characters in which time, name and *to whom* stand. The patterns look no further: they take their time."""
_EVERYBODY: Final = re.compile(
    r"everyone|everybody|all (?:panelists|participants)|hosts? and panelists|todos|todas|panelistas",
    re.IGNORECASE,
)
_REACTION: Final = re.compile(
    r"(?:reacted to |removed a |reaccion[óo] a |elimin[óo] una reacci[óo]n)", re.IGNORECASE
)
_REPLY: Final = re.compile(
    r'(?:replying to|respondiendo a)\s+["“].*?["”](?:\s*:)?\s*', re.IGNORECASE | re.DOTALL
)
_ASKING_EN: Final = (
    "who what when where why how which can could will would do does is are was were should may"
)
_ASKING_ES: Final = (
    "quien quienes que cuando donde como cual cuales cuanto cuanta cuantos puedo pueden podemos habra hay"
)
_ASKING: Final = frozenset(f"{_ASKING_EN} {_ASKING_ES}".split())
_SPANISH: Final = frozenset(
    f"el la los las un una de del en y o no se con por para mi nos hay es son esta {_ASKING_ES}".split()
)
_ENGLISH: Final = frozenset(
    f"the a an of in and or to for with my we i it this that there {_ASKING_EN}".split()
)
_QUESTIONS: Final = {
    "question": ("question", "pregunta"),
    "name": ("asker name", "nombre de quien pregunta", "name", "asked by"),
    "email": ("asker email", "email", "e mail"),
    "answer": ("answer s", "answer", "answers", "respuesta", "respuestas"),
}


@dataclass(frozen=True)
class Written:
    """One message to everybody. ``answer`` where the file has one; ``email`` where it names one."""

    name: str
    words: str
    email: str = ""
    answer: str = ""


def is_question_list(text: str) -> bool:
    """Whether this is the table of a question box (Zoom's Q&A report, Teams' list of questions)."""
    return any(_columns(row) for row in rows_of(text)[:30])


def read_chat(text: str) -> list[Written]:
    """Every message to everybody. What somebody wrote to one person alone, and reactions, are left out."""
    if is_question_list(text):
        return _question_list(text)
    messages: list[tuple[str, str, list[str]]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        stripped = line.strip().strip("\ufeff")
        start, rest = stripped[:_LONGEST_HEAD], stripped[_LONGEST_HEAD:]
        found = next((match for head in _HEADS if (match := head.fullmatch(start))), None)
        if found and not line.startswith(("\t", "  ")):
            parts = found.groupdict()
            messages.append((parts["name"].strip(), parts.get("to") or "", [(parts["words"] or "") + rest]))
        elif messages and stripped:
            messages[-1][2].append(stripped)
    if not messages:
        return [Written(each.speaker, each.words) for each in in_a_chat(text) if each.speaker]
    said = ((name, to, " ".join(filter(None, lines)).strip()) for name, to, lines in messages)
    return [
        Written(name, words)
        for name, to, whole in said
        if (not to or _EVERYBODY.search(to))
        and "direct message" not in to.lower()
        and not _REACTION.match(whole)
        and (words := _REPLY.sub("", whole, count=1) if _REPLY.match(whole) else whole)
    ]


def asks_something(words: str) -> bool:
    """Whether a message looks like a question. People leave out the sign, so that its first word may do."""
    if "?" in words or "¿" in words:
        return True
    said = plain_letters(words).split()
    return len(said) >= 4 and said[0].strip(",.:") in _ASKING


def guess_language(words: str) -> str:
    """``es`` or ``en``, by the small words of each; for a person to look over."""
    if re.search("[¿¡ñ]", words.lower()):
        return "es"
    said = re.findall(r"[a-z]+", plain_letters(words))
    return "es" if sum(w in _SPANISH for w in said) > sum(w in _ENGLISH for w in said) else "en"


def _columns(row: list[str]) -> dict[str, int]:
    names = [column_name(cell) for cell in row]
    found = {
        column: next((names.index(name) for name in known if name in names), -1)
        for column, known in _QUESTIONS.items()
    }
    return found if found["question"] >= 0 and found["name"] >= 0 else {}


def _question_list(text: str) -> list[Written]:
    columns: dict[str, int] = {}
    asked = []
    for row in rows_of(text):
        if here := _columns(row):
            columns = here
        elif columns and (words := named(row, columns, "question")):
            name = named(row, columns, "name")
            asked.append(Written(name, words, named(row, columns, "email"), named(row, columns, "answer")))
    return asked
