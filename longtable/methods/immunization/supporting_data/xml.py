"""XML of a release as a tree whose every element knows its file and line, so that an error can name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, NoReturn, TypeVar
from xml.parsers import expat

from longtable.methods.immunization.dates import Span, Unreadable, read_date

ABSENT: Final = frozenset({"", "n/a", "none"})
"""Both stand for nothing in CDC's files."""
IGNORED: Final = frozenset(
    {"clarifyingText", "conditionID", "exclusionTitle", "group", "guidelineTitle", "setID", "text"}
    | {"vaccineType", "volume"}
)
"""What decides nothing: titles of what has a code, running numbers, and volume (section 6.8)."""
YES_OR_NO: Final = {"yes": True, "y": True, "no": False, "n": False}

T = TypeVar("T")


class Incomplete(ValueError):
    """A release is not whole or not readable: what, in which file, at which line."""


class Element:
    """One XML element, which remembers what it was asked for."""

    __slots__ = ("asked", "children", "file", "line", "tag", "text")

    def __init__(self, tag: str, file: str, line: int) -> None:
        self.tag = tag
        self.file = file
        self.line = line
        self.text = ""
        self.children: list[Element] = []
        self.asked: set[str] = set()

    @property
    def holds_anything(self) -> bool:
        """Whether there is something in it: CDC leaves an empty element where there is nothing to say."""
        if self.children:
            return any(each.holds_anything for each in self.children)
        return self.text.strip().lower() not in ABSENT

    def left_out(self) -> Iterator[Element]:
        """What is there below this element and was not asked for.

        Raises :class:`Incomplete` where something that was asked for is not there at all: it was renamed.
        """
        gone = sorted(self.asked - {each.tag for each in self.children})
        for each in self.children:
            if each.tag in self.asked:
                yield from each.left_out()
            elif each.tag not in IGNORED and each.holds_anything:
                if gone:
                    each.fail(f"is not known, and in <{self.tag}> there is no <{gone[0]}>")
                yield each

    def fail(self, why: str) -> NoReturn:
        """Raises :class:`Incomplete` for this place."""
        raise Incomplete(f"{self.file}, line {self.line}, <{self.tag}>: {why}")

    def all(self, tag: str) -> Iterator[Element]:
        """Children of this name that hold anything at all."""
        self.asked.add(tag)
        return (each for each in self.children if each.tag == tag and each.holds_anything)

    def one(self, tag: str) -> Element:
        """The child of this name, which must be there."""
        self.asked.add(tag)
        found = next((each for each in self.children if each.tag == tag), None)
        return found or self.fail(f"<{tag}> is missing")

    def says(self, tag: str) -> str:
        """The text of a child, which must be there; empty when it is empty or "n/a".

        CDC leaves nothing out: a child that is not there has another name, and a decision would be lost.
        """
        text = self.one(tag).text.strip()
        return "" if text.lower() in ABSENT else text

    def must_say(self, tag: str) -> str:
        """The text of a child that must have one."""
        return self.says(tag) or self.one(tag).fail("is empty")

    def read(self, tag: str, reader: Callable[[str], T]) -> T | None:
        """What ``reader`` makes of a child's text; None when there is none."""
        text = self.says(tag)
        if not text:
            return None
        try:
            return reader(text)
        except (Unreadable, ValueError, KeyError) as error:
            why = str(error) if isinstance(error, Unreadable) else f"{text!r} is not understood"
            return self.one(tag).fail(why)

    def span(self, tag: str) -> Span | None:
        """A child's text as an age or interval."""
        return self.read(tag, Span.read)

    def date(self, tag: str) -> date | None:
        """A child's text as a date."""
        return self.read(tag, read_date)

    def codes(self, tag: str) -> tuple[str, ...]:
        """A child's text as codes between semicolons."""
        return tuple(each for each in re.split(r"[;,\s]+", self.says(tag)) if each)

    def flag(self, tag: str) -> bool:
        """A child's text as yes or no; nothing is no."""
        return bool(self.read(tag, lambda text: YES_OR_NO[text.lower()]))


def parse(file: Path) -> Element:
    """The root of ``file``. Document types and entities are refused: CDC uses none and they can be bombs."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    stack: list[Element] = [Element("", file.name, 0)]

    def start(tag: str, _attributes: dict[str, str]) -> None:
        element = Element(tag, file.name, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        stack.pop()

    def text(data: str) -> None:
        stack[-1].text += data

    def refuse(*_: object) -> None:
        raise Incomplete(f"{file.name}, line {parser.CurrentLineNumber}: a document type is not accepted")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(file.read_bytes(), True)
    except expat.ExpatError as error:
        raise Incomplete(f"{file.name}, line {error.lineno}: {expat.errors.messages[error.code]}") from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know or expat cannot use
        raise Incomplete(f"{file.name}, line 1: {error}") from error
    return stack[0].children[0]
