"""Who has been heard least, in sentences, and who already reaches out to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.methods.representation import Verdict
from longtable.places.models import Area
from longtable.voices.models import Conversation
from longtable.voices.selectors.heard.tables import HeardRow, HeardTable
from longtable.worklists.models import WorkItem

OUTREACH = "voices.outreach"
"""Kind of the work that reaches out to people who were not heard."""


@dataclass(frozen=True)
class NotYetHeard:
    """One line: who has been heard least. ``key`` names it; ``work`` is what is done about it, if anything.

    ``people`` of ``known`` were heard; ``expected`` would have been by the share of those who live there,
    ``per_thousand``.
    ``by_chance``: nobody of them was heard, and so few people were that this may be chance. ``all_told``:
    whether of everybody who was heard it is known where they stand.
    """

    key: str
    who: LocalizedText
    people: int
    known: int
    expected: float
    per_thousand: float
    by_chance: bool
    all_told: bool
    area: Area | None = None
    work: WorkItem | None = None

    def sentence(self) -> str:
        """In the words of the active language."""
        said = {
            "who": capfirst(str(self.who)),
            "people": number_format(self.people, force_grouping=True),
            "known": number_format(self.known, force_grouping=True),
            "expected": number_format(max(1, round(self.expected)), force_grouping=True),
        }
        if self.by_chance:
            words = _("%(who)s: nobody yet. So few people were heard that this may be chance.")
        elif self.all_told:
            words = _(
                "%(who)s: %(people)s of the %(known)s people we heard. "
                "By their share of those who live here it would be %(expected)s."
            )
        else:
            words = _(
                "%(who)s: %(people)s of the %(known)s people who told us. "
                "By their share of those who live here it would be %(expected)s."
            )
        return words % said

    @property
    def may_be_asked(self) -> bool:
        """Whether nobody is at it."""
        return self.work is None or self.work.done_at is not None

    def sentences(self) -> LocalizedText:
        """The same in every language of the site."""
        return in_every_language(self.sentence)


@dataclass(frozen=True)
class NotYet:
    """``lines``: who has been heard least, the largest gap first. ``by_chance``: of whom nobody was heard,
    which may be chance, and to whom nobody reaches out yet."""

    lines: tuple[NotYetHeard, ...]
    by_chance: tuple[NotYetHeard, ...]

    def find(self, key: str) -> NotYetHeard | None:
        """The line of that key."""
        return next((line for line in (*self.lines, *self.by_chance) if line.key == key), None)


def not_yet_heard(conversation: Conversation, tables: Iterable[HeardTable]) -> NotYet:
    """Groups of which fewer people were heard than live there."""
    at_work = work_of(conversation)
    found = [
        _line(table, row, at_work)
        for table in tables
        if table.known
        for row in table.rows
        if row.compared.verdict == Verdict.FEWER
        or (row.compared.verdict == Verdict.TOO_FEW and not row.people)
    ]
    ordered = sorted(found, key=lambda line: (line.by_chance, line.people - line.expected, line.key))
    by_chance = tuple(line for line in ordered if line.by_chance and not line.work)
    return NotYet(tuple(line for line in ordered if line not in by_chance), by_chance)


def work_of(conversation: Conversation) -> dict[str, WorkItem]:
    """Outreach of a conversation by the key of its line, the latest of each."""
    items = WorkItem.objects.about(conversation).filter(kind=OUTREACH).select_related("owner", "organization")
    return {line_of(item): item for item in items.order_by("created_at")}


def line_of(item: WorkItem) -> str:
    """The key of the line for which this work was made."""
    return (item.key or "").split("|")[1] if item.key else ""


def _line(table: HeardTable, row: HeardRow, at_work: dict[str, Any]) -> NotYetHeard:
    key = f"{table.name}:{row.code}"
    return NotYetHeard(
        key=key,
        who=row.who,
        people=row.people,
        known=table.known,
        expected=row.compared.expected or 0.0,
        per_thousand=1_000 * (row.compared.population_share or 0.0),
        by_chance=row.compared.verdict == Verdict.TOO_FEW,
        all_told=table.known == table.people,
        area=row.area,
        work=at_work.get(key),
    )
