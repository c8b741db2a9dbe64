"""What people agree on and what they speak of: as they came, and weighted to who lives there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import F

from longtable.methods.representation import Share, weighted_share, wilson
from longtable.voices.models import Comment, Conversation, Theme, ThemeComment, Vote
from longtable.voices.selectors.heard.people import Person
from longtable.voices.selectors.heard.weights import Weights

MOST = 10
"""Statements and themes that are set side by side."""

FEWEST_ANSWERS = 10
"""Answers below which a statement is not set among the priorities."""


@dataclass(frozen=True)
class Priority:
    """One theme or statement: the share of people, and its place in the list, raw and raked.

    ``raked`` and ``raked_rank`` are ``None`` where weighting was refused.
    """

    subject: Any
    raw: Share
    raw_rank: int
    raked: Share | None = None
    raked_rank: int | None = None

    @property
    def moved(self) -> int:
        """Places up (above 0) or down in the list once weighted."""
        return self.raw_rank - self.raked_rank if self.raked_rank else 0


def statements(conversation: Conversation, people: Sequence[Person], weights: Weights) -> list[Priority]:
    """Statements that others may read with which most people agree, of those who answered them."""
    shown = conversation.comments.shown().filter(answers__gte=FEWEST_ANSWERS).prefetch_related("translations")
    ranked = sorted(shown, key=lambda each: wilson(each.agrees / each.answers, each.answers), reverse=True)
    return _ranked(_answers(ranked[:MOST], people), weights)


def themes(conversation: Conversation, people: Sequence[Person], weights: Weights) -> list[Priority]:
    """Themes of which most people spoke, of those who said something in their own words."""
    standing = list(conversation.themes.standing())
    spoke = Comment.objects.filter(conversation=conversation).exclude(state=Comment.State.PRIVATE)
    speakers = set(spoke.values_list("participant", flat=True))
    places = [place for place, person in enumerate(people) if not speakers.isdisjoint(person.entries)]
    cited: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = ThemeComment.objects.filter(theme__in=standing).exclude(comment__state=Comment.State.PRIVATE)
    for theme, participant in pairs.values_list("theme", "comment__participant"):
        cited[theme].add(participant)
    found = [
        (theme, places, [not cited[theme.pk].isdisjoint(people[place].entries) for place in places])
        for theme in standing
    ]
    return _ranked(found, weights)[:MOST]


Answered = tuple[Comment | Theme, list[int], list[bool]]
"""What it is about, who answered (places in the list of people), and what each of them answered."""


def _answers(comments: Sequence[Comment], people: Sequence[Person]) -> list[Answered]:
    place = {entry: number for number, person in enumerate(people) for entry in person.entries}
    given: dict[UUID, dict[int, bool]] = defaultdict(dict)
    # Where the source did not say when, SQLite and PostgreSQL would disagree on what came first.
    votes = Vote.objects.filter(comment__in=comments).order_by(F("at").asc(nulls_first=True), "pk")
    for comment, participant, value in votes.values_list("comment", "participant", "value").iterator():
        if participant in place:
            given[comment][place[participant]] = value == Vote.Value.AGREE
    return [(each, list(given[each.pk]), list(given[each.pk].values())) for each in comments]


def _ranked(found: Iterable[Answered], weights: Weights) -> list[Priority]:
    shares = []
    for subject, places, yes in found:
        raw = weighted_share(yes)
        raked = weighted_share(yes, weights.raked.weights[places]) if weights.allowed else None
        if raw is not None:
            shares.append((subject, raw, raked))
    raw_order = _order([raw.share for _subject, raw, _raked in shares])
    raked_order = _order([raked.share if raked else 0.0 for _subject, _raw, raked in shares])
    ranked = [
        Priority(subject, raw, raw_order[at], raked, raked_order[at] if raked else None)
        for at, (subject, raw, raked) in enumerate(shares)
    ]
    return sorted(ranked, key=lambda each: each.raw_rank)


def _order(shares: Sequence[float]) -> list[int]:
    """The rank of each, from 1; the earlier one first where two are equal."""
    ranks = np.empty(len(shares), dtype=int)
    ranks[np.argsort([-share for share in shares], kind="stable")] = np.arange(1, len(shares) + 1)
    return [int(rank) for rank in ranks]
