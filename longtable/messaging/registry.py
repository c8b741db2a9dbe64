"""Notices and topics: which messages exist, in which words, and what a person agrees to.

A package's ``notices.py`` declares its own; they are read at start-up, so that a placeholder
forgotten in one language stops the start and not the message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter

from django.utils.functional import Promise

from longtable.core.localized import LocalizedText

YEAR = 365
"""Days that a message is kept unless its notice says less."""


class BadNotice(ValueError):
    """A notice whose words do not fit together."""


@dataclass(frozen=True)
class Notice:
    """Words of one kind of message. ``{placeholders}`` are plain names.

    ``topic`` names what a person must have agreed to; a notice without one goes to staff, or
    answers what its recipient asked for this moment. ``urgent`` ones go before others and do not
    wait for the end of quiet hours. ``kept_days`` is how long the message stays in the house: a year, or
    less for what its recipient asked for once and nobody needs again.
    """

    name: str
    topic: str
    text: LocalizedText
    subject: LocalizedText = field(default_factory=LocalizedText)
    sms: LocalizedText = field(default_factory=LocalizedText)
    urgent: bool = False
    kept_days: int = YEAR

    @property
    def placeholders(self) -> frozenset[str]:
        """Names that must be given."""
        return _all_placeholders(self.text) | _all_placeholders(self.subject) | _all_placeholders(self.sms)


@dataclass(frozen=True)
class Words:
    """A notice as it will be read."""

    subject: str
    body: str
    language: str


topics: dict[str, str | Promise] = {}
notices: dict[str, Notice] = {}


def topic(name: str, title: str | Promise) -> str:
    """Declare what one may agree to receive; ``title`` is what people see. Returns ``name``."""
    if name in topics and str(topics[name]) != str(title):
        raise BadNotice(f"The topic {name!r} has two titles")
    topics[name] = title
    return name


def notice(
    name: str,
    *,
    topic: str,
    text: LocalizedText,
    subject: LocalizedText | None = None,
    sms: LocalizedText | None = None,
    urgent: bool = False,
    kept_days: int = YEAR,
) -> Notice:
    """Declare a notice. ``sms`` are shorter words for a phone; without them ``text`` is sent.

    Raises :class:`BadNotice` for an unknown topic, a language that is missing in one part, or
    placeholders that differ between languages.
    """
    made = Notice(name, topic, text, subject or LocalizedText(), sms or LocalizedText(), urgent, kept_days)
    if name in notices and notices[name] != made:
        raise BadNotice(f"Two notices are called {name!r}")
    if topic and topic not in topics:
        raise BadNotice(f"{name}: nobody declared the topic {topic!r}")
    for part in (made.text, made.subject, made.sms):
        _check(name, part, set(made.text.versions))
    notices[name] = made
    return made


def write(name: str, context: Mapping[str, str], *, channel: str, language: str) -> Words:
    """The words of a notice. Raises ``KeyError`` when a placeholder is not given."""
    found = notices[name]
    words = found.sms if channel == "sms" and found.sms else found.text
    shown = words.show(language)
    subject = found.subject.show(shown.language).text
    return Words(
        # A line break in a subject would begin another header.
        subject=" ".join(subject.format_map(context).split()),
        body=shown.text.format_map(context),
        language=shown.language,
    )


def placeholders(text: str) -> frozenset[str]:
    """Names in ``{}``. Raises :class:`BadNotice` for anything but a plain name."""
    names = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise BadNotice(f"{{{name}}} is not a plain name")
        names.add(name)
    return frozenset(names)


def _all_placeholders(text: LocalizedText) -> frozenset[str]:
    return frozenset().union(*(placeholders(version.text) for version in text.versions.values()))


def _check(name: str, part: LocalizedText, languages: set[str]) -> None:
    if part and set(part.versions) != languages:
        raise BadNotice(f"{name}: every part needs the same languages")
    for language, version in part.versions.items():
        missing = _all_placeholders(part) - placeholders(version.text)
        if missing:
            raise BadNotice(f"{name}: {language} lacks {', '.join(sorted(missing))}")
