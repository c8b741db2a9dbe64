"""How many agree: everybody, without those whom nobody confirmed, and with folded answers as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from longtable.voices.models import Comment, Conversation, Participant, Vote
from longtable.voices.models.folds import FoldState
from longtable.voices.models.participants import Confidence

MUCH = 0.1
"""Two ways of counting differ by much when the share who agree moves by more than this."""

FOLDED = Q(participant__fold__state=FoldState.FOLDED, participant__confidence=Confidence.OPEN)
"""Answers that count together: who confirmed a contact since then is somebody."""

FEWEST = 10
"""People who answered, below which a share moves with everybody and is not called different."""


@dataclass(frozen=True)
class Tally:
    """People who agree, disagree and are not sure."""

    agrees: int = 0
    disagrees: int = 0
    passes: int = 0

    @property
    def people(self) -> int:
        return self.agrees + self.disagrees + self.passes

    @property
    def support(self) -> float | None:
        """Share who agree, of all who answered, 0 to 1; ``None`` when nobody did."""
        return self.agrees / self.people if self.people else None

    @property
    def division(self) -> float:
        """1 when as many agree as disagree and nobody is unsure, 0 when all who answered are of one mind."""
        return 2 * min(self.agrees, self.disagrees) / self.people if self.people else 0.0

    def plus(self, value: int, people: int = 1) -> "Tally":
        return Tally(
            self.agrees + people * (value == Vote.Value.AGREE),
            self.disagrees + people * (value == Vote.Value.DISAGREE),
            self.passes + people * (value == Vote.Value.PASS),
        )


@dataclass(frozen=True)
class Result:
    """One statement, counted in each way."""

    comment: Comment
    everybody: Tally
    confirmed: Tally
    folded: Tally

    @property
    def differs_without_open(self) -> bool:
        """Whether it looks otherwise without those whom nobody confirmed."""
        return _differ(self.everybody, self.confirmed)

    @property
    def differs_folded(self) -> bool:
        """Whether it looks otherwise when folded answers count as one."""
        return _differ(self.everybody, self.folded)


@dataclass(frozen=True)
class Answered:
    """People who answered, in each way of counting."""

    everybody: int
    confirmed: int
    folded: int
    folds: int


ORDERS = {
    "support": lambda result: (-(result.folded.support or 0), -result.folded.people),
    "division": lambda result: (-result.folded.division, -result.folded.people),
    "people": lambda result: (-result.folded.people,),
}
"""How the list can be sorted: what most agree with, what divides most, what most answered."""


def results(conversation: Conversation, *, order: str = "support", channel: str = "") -> list[Result]:
    """Every statement that others may read, as people who came by ``channel`` answered it, if given.

    Four queries. The counters on the comments are not read: they know no channel and no fold.
    """
    votes = Vote.objects.filter(comment__in=conversation.comments.shown())
    if channel:
        votes = votes.filter(participant__channel=channel)
    everybody = _count(votes)
    confirmed = _count(votes.exclude(participant__confidence=Confidence.OPEN))
    folded = _count(votes.exclude(FOLDED))
    for comment, value in _one_answer_each(votes):
        folded[comment] = folded.get(comment, Tally()).plus(value)
    none = Tally()
    found = [
        Result(comment, *(counted.get(comment.pk, none) for counted in (everybody, confirmed, folded)))
        for comment in conversation.comments.shown().prefetch_related("translations")
    ]
    by = ORDERS.get(order, ORDERS["support"])
    return sorted(found, key=lambda result: (*by(result), result.comment.number))


def answered(conversation: Conversation) -> Answered:
    """How many people answered, and as how many they count. Two queries."""
    people = Participant.objects.filter(
        pk__in=Vote.objects.filter(comment__conversation=conversation).values("participant")
    )
    everybody = people.count()
    in_folds = people.filter(fold__state=FoldState.FOLDED, confidence=Confidence.OPEN).aggregate(
        people=Count("pk"), folds=Count("fold", distinct=True)
    )
    return Answered(
        everybody=everybody,
        confirmed=people.exclude(confidence=Confidence.OPEN).count(),
        folded=everybody - in_folds["people"] + in_folds["folds"],
        folds=in_folds["folds"],
    )


def _count(votes: QuerySet[Vote]) -> dict[UUID, Tally]:
    tallies: dict[UUID, Tally] = {}
    for comment, value, people in votes.order_by().values_list("comment", "value").annotate(Count("pk")):
        tallies[comment] = tallies.get(comment, Tally()).plus(value, people)
    return tallies


def _one_answer_each(votes: QuerySet[Vote]) -> Iterable[tuple[UUID, int]]:
    """Of each fold its latest answer to each comment, as of one person who changed their mind."""
    given = votes.filter(FOLDED).order_by("at", "pk").values_list("participant__fold", "comment", "value")
    latest = {(fold, comment): value for fold, comment, value in given.iterator(chunk_size=5000)}
    return [(comment, value) for (_fold, comment), value in latest.items()]


def _differ(one: Tally, other: Tally) -> bool:
    if one.support is None or other.support is None or min(one.people, other.people) < FEWEST:
        return False
    return abs(one.support - other.support) > MUCH
