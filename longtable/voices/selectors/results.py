"""How many agree: all answers as they came, each person once, and of those only whom somebody confirmed."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from longtable.voices.models import Comment, Confidence, Conversation, Participant, Vote
from longtable.voices.models.participants import FOLDED
from longtable.voices.selectors.people import HAS_COMPANY, Joined, given_again, same_person

MUCH = 0.1
"""Two ways of counting differ by much when the share who agree moves by more than this."""

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
    """As they came: whoever came twice stands here twice."""
    confirmed: Tally
    """Each person once, without the open ones."""
    folded: Tally
    """Each person once."""

    @property
    def differs_without_open(self) -> bool:
        """Whether it looks otherwise without those whom nobody confirmed."""
        return _differ(self.everybody, self.confirmed)

    @property
    def differs_folded(self) -> bool:
        """Whether it looks otherwise when each person counts once."""
        return _differ(self.everybody, self.folded)


@dataclass(frozen=True)
class Answered:
    """People who answered, each way of counting as in :class:`Result`; and how many folds count as one."""

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

    At most nine queries. The counters on the comments are not read: they know no channel and no fold.
    """
    votes = Vote.objects.filter(comment__in=conversation.comments.shown())
    if channel:
        votes = votes.filter(participant__channel=channel)
    joined, none = same_person([conversation.pk]), Tally()
    everybody = _count(votes)
    confirmed = _once(votes.exclude(participant__confidence=Confidence.OPEN), joined)
    folded = _once(votes, joined)
    found = [
        Result(comment, *(counted.get(comment.pk, none) for counted in (everybody, confirmed, folded)))
        for comment in conversation.comments.shown().prefetch_related("translations")
    ]
    by = ORDERS.get(order, ORDERS["support"])
    return sorted(found, key=lambda result: (*by(result), result.comment.number))


def answered(conversation: Conversation, channel: str = "") -> Answered:
    """How many people answered, by ``channel`` if given, and as how many they count. At most 8 queries."""
    people = conversation.participants.filter(Exists(Vote.objects.filter(participant=OuterRef("pk"))))
    if channel:
        people = people.filter(channel=channel)
    joined = same_person([conversation.pk])
    return Answered(
        everybody=people.count(),
        confirmed=_persons(people.exclude(confidence=Confidence.OPEN), joined),
        folded=_persons(people, joined),
        folds=people.filter(FOLDED).aggregate(folds=Count("fold", distinct=True))["folds"],
    )


def _persons(people: QuerySet[Participant], joined: Joined) -> int:
    with_company = people.filter(HAS_COMPANY).values_list("pk", flat=True).distinct() if joined.first else ()
    came = list(with_company)
    return people.count() - len(came) + len({joined.person(each) for each in came})


def _once(votes: QuerySet[Vote], joined: Joined) -> dict[UUID, Tally]:
    tallies = _count(votes)
    for (_participant, comment), value in given_again(votes, joined).items():
        tallies[comment] = tallies[comment].plus(value, -1)
    return tallies


def _count(votes: QuerySet[Vote]) -> dict[UUID, Tally]:
    tallies: dict[UUID, Tally] = {}
    for comment, value, people in votes.order_by().values_list("comment", "value").annotate(Count("pk")):
        tallies[comment] = tallies.get(comment, Tally()).plus(value, people)
    return tallies


def _differ(one: Tally, other: Tally) -> bool:
    if one.support is None or other.support is None or min(one.people, other.people) < FEWEST:
        return False
    return abs(one.support - other.support) > MUCH
