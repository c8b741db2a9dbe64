"""The tables of an export, row by row: nobody is named but staff who decided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.methods import personal_data
from longtable.voices.models import (
    Comment,
    CommentTranslation,
    Conversation,
    Decision,
    ThemeComment,
    Vote,
)
from longtable.voices.records.ledger import Ledger
from longtable.voices.selectors.people import same_person

WITHHELD = {Comment.State.PRIVATE: "own_case", Comment.State.HELD: "held"}
"""Comments that stay here whole, each by a rule of its own."""

ANSWERS = {Vote.Value.AGREE: "agree", Vote.Value.DISAGREE: "disagree", Vote.Value.PASS: "not sure"}

Row = Sequence[Any]


@dataclass(frozen=True)
class Source:
    """What was asked for: a conversation, from the day ``since`` to the day ``until``, both included."""

    conversation: Conversation
    since: date | None = None
    until: date | None = None

    @cached_property
    def people(self) -> dict[UUID, int]:
        """A number for each participant, in the order they came in; whoever comes later is in no file."""
        came = self.conversation.participants.order_by("created_at", "pk").values_list("pk", flat=True)
        return {pk: number for number, pk in enumerate(came.iterator(), start=1)}

    @cached_property
    def themes(self) -> dict[UUID, int]:
        """A number for each theme."""
        made = self.conversation.themes.order_by("created_at", "pk").values_list("pk", flat=True)
        return {pk: number for number, pk in enumerate(made, start=1)}

    def within(self, moment: str) -> Q:
        """Rows whose ``moment`` lies in the days asked for."""
        found = Q(**{f"{moment}__date__gte": self.since}) if self.since else Q()
        return found & Q(**{f"{moment}__date__lte": self.until}) if self.until else found

    def about_comments(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows about comments of the conversation that are not withheld."""
        found = rows.filter(comment__conversation=self.conversation)
        return found.exclude(comment__state__in=list(WITHHELD))


def comments(source: Source, ledger: Ledger) -> Iterator[Row]:
    """What people said, words redacted; what is withheld is counted."""
    found = source.conversation.comments.filter(source.within("said_at")).select_related("copy_of")
    for each in found.order_by("number").iterator(chunk_size=500):
        if each.participant_id not in source.people:
            continue
        if rule := WITHHELD.get(Comment.State(each.state)):
            ledger.withhold(rule)
            continue
        yield (
            each.number,
            source.people[each.participant_id],
            _moment(each.said_at),
            each.channel,
            each.language,
            each.state,
            _words(each, ledger),
            each.copy_of.number if each.copy_of else "",
            each.agrees,
            each.disagrees,
            each.passes,
        )


def translations(source: Source, ledger: Ledger) -> Iterator[Row]:
    """The same words in other languages, redacted alike."""
    found = source.about_comments(CommentTranslation.objects.filter(source.within("comment__said_at")))
    for each in (
        found.select_related("comment").order_by("comment__number", "language").iterator(chunk_size=500)
    ):
        words = ledger.redact("words", each.text, each.language)
        yield each.comment.number, each.language, each.origin, words


def decisions(source: Source, ledger: Ledger) -> Iterator[Row]:
    """What was decided about showing it, by whom."""
    found = source.about_comments(Decision.objects.filter(source.within("created_at")))
    for each in found.select_related("comment", "by").order_by("created_at", "pk").iterator(chunk_size=2000):
        by = each.by.name if each.by else ""
        yield each.comment.number, _moment(each.created_at), each.before, each.after, each.reason, by


def themes(source: Source, ledger: Ledger) -> Iterator[Row]:
    """How staff gathered it."""
    for each in source.conversation.themes.order_by("created_at", "pk"):
        merged = source.themes[each.merged_into_id] if each.merged_into_id else ""
        yield source.themes[each.pk], str(each.name), str(each.summary), each.is_public, merged


def citations(source: Source, ledger: Ledger) -> Iterator[Row]:
    """Which comment stands in which theme."""
    found = source.about_comments(ThemeComment.objects.filter(source.within("comment__said_at")))
    rows = found.order_by("theme__created_at", "comment__number").values_list("theme", "comment__number")
    for theme, number in rows.iterator(chunk_size=5000):
        yield source.themes[theme], number


def participants(source: Source, ledger: Ledger) -> Iterator[Row]:
    """Who took part, by a number that stands for them in every file; what would tell who they are stays."""
    found = source.conversation.participants.filter(source.within("created_at")).select_related("area")
    joined = same_person([source.conversation.pk])
    for each in found.order_by("created_at", "pk").iterator(chunk_size=2000):
        if each.pk not in source.people:
            continue
        ledger.withhold("contact", int(each.contact_id is not None))
        ledger.withhold("about", int(bool(each.about)))
        number = source.people[each.pk]
        first = source.people[joined.first[each.pk]] if each.pk in joined.first else ""
        county = each.area.name if each.area else ""
        yield number, _moment(each.created_at), each.channel, each.language, county, each.confidence, first


def answers(source: Source, ledger: Ledger) -> Iterator[Row]:
    """Who agrees with what. An answer without a time stands here only when all days are asked for."""
    found = source.about_comments(Vote.objects.filter(source.within("at")))
    rows = found.order_by("pk").values_list("participant", "comment__number", "value", "at")
    for person, number, value, at in rows.iterator(chunk_size=5000):
        if person in source.people:
            yield source.people[person], number, ANSWERS[Vote.Value(value)], _moment(at)


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Source, Ledger], Iterator[Row]]]] = {
    "comments.csv": (
        ("number", "person", "said_at", "channel", "language", "state", "words", "nearly_the_same_as",
         "agree", "disagree", "not_sure"),
        comments,
    ),
    "translations.csv": (("comment", "language", "origin", "words"), translations),
    "decisions.csv": (("comment", "at", "before", "after", "reason", "decided_by"), decisions),
    "themes.csv": (("theme", "name", "summary", "is_public", "merged_into"), themes),
    "citations.csv": (("theme", "comment"), citations),
    "participants.csv": (
        ("person", "began_at", "channel", "language", "county", "confidence", "counts_as_one_with"),
        participants,
    ),
    "answers.csv": (("person", "comment", "answer", "at"), answers),
}  # fmt: skip
"""Name of a file, its columns, and where its rows come from, in the order in which they are written."""


def _words(comment: Comment, ledger: Ledger) -> str:
    """As they were said, rules applied. Where a person covered more than the rules find, what they left."""
    machine = personal_data.mask(comment.text, personal_data.find(comment.text), comment.language)
    by_hand = bool(comment.read_at and comment.public_text) and comment.public_text != machine
    if comment.text and not (by_hand and ledger.rule("by_hand").cover):
        return ledger.redact("words", comment.text, comment.language)
    also = "by_hand" if by_hand else ""
    return ledger.redact("words", comment.public_text, comment.language, also=also)


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
