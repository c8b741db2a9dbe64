"""What a Polis export holds, whoever reads or writes it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_TIME_UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True)
class Summary:
    """What the conversation is: its question and where it was held. `views` is None when not told."""

    topic: str = ""
    url: str = ""
    description: str = ""
    views: int | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """One statement, said at `said_at` milliseconds since 1970.

    `moderated` is 1 when accepted, 0 when not moderated, -1 when rejected.
    """

    id: int
    author: int
    said_at: int
    moderated: int
    body: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who voted, with the opinion group that was published, None when not grouped."""

    id: int
    group: int | None = None


class Vote(NamedTuple):
    """One answer: 1 agree, -1 disagree, 0 pass. `cast_at` in milliseconds since 1970, None when not told."""

    voter: int
    comment: int
    value: int
    cast_at: int | None


class Votes:
    """Every vote in file order, 25 bytes each: a large conversation has millions."""

    __slots__ = ("_cast_at", "_comments", "_values", "_voters")

    def __init__(self, votes: Iterator[Vote] | tuple[Vote, ...] = ()) -> None:
        self._voters, self._comments = array("q"), array("q")
        self._values, self._cast_at = array("b"), array("q")
        for vote in votes:
            self.add(*vote)

    def add(self, voter: int, comment: int, value: int, cast_at: int | None) -> None:
        self._voters.append(voter)
        self._comments.append(comment)
        self._values.append(value)
        self._cast_at.append(_TIME_UNKNOWN if cast_at is None else cast_at)

    def __len__(self) -> int:
        return len(self._voters)

    def __iter__(self) -> Iterator[Vote]:
        for voter, comment, value, cast_at in zip(
            self._voters, self._comments, self._values, self._cast_at, strict=True
        ):
            yield Vote(voter, comment, value, None if cast_at == _TIME_UNKNOWN else cast_at)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Votes):
            return NotImplemented
        return all(getattr(self, column) == getattr(other, column) for column in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} votes>"

    @property
    def all_have_times(self) -> bool:
        return _TIME_UNKNOWN not in self._cast_at

    def latest(self) -> Iterator[Vote]:
        """One vote for each voter and comment: the newest, the later in the file when equally new."""
        newest: dict[tuple[int, int], Vote] = {}
        for vote in self:
            earlier = newest.get((vote.voter, vote.comment))
            if earlier is None or (vote.cast_at or 0) >= (earlier.cast_at or 0):
                newest[vote.voter, vote.comment] = vote
        return iter(newest.values())


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or one cell of it, that was left out: `line` counts from 1, the heading included."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Export:
    """A conversation: its comments, participants and votes in file order, and what could not be read."""

    summary: Summary
    comments: tuple[Comment, ...]
    participants: tuple[Participant, ...]
    votes: Votes
    rejected: tuple[Rejected, ...] = field(default=())

    def counts(self) -> dict[int, Counter[int]]:
        """Comment id -> how often each answer was given, superseded votes included, as Polis counts them."""
        counts: dict[int, Counter[int]] = {comment.id: Counter() for comment in self.comments}
        for vote in self.votes:
            counts[vote.comment][vote.value] += 1
        return counts
