"""Opinion groups as pages show them: each statement with its words and with what every group said."""

from dataclasses import dataclass
from typing import Any

from longtable.voices.models import Analysis, Comment


@dataclass(frozen=True)
class Share:
    """How many of a group agree with a statement, and how many disagree."""

    agrees: int
    disagrees: int
    answers: int

    @property
    def agree_percent(self) -> int:
        """Of those who answered; 0 when nobody did."""
        return round(100 * self.agrees / self.answers) if self.answers else 0

    @property
    def disagree_percent(self) -> int:
        """Of those who answered; 0 when nobody did."""
        return round(100 * self.disagrees / self.answers) if self.answers else 0


@dataclass(frozen=True)
class GroupedStatement:
    """One comment, what groups and everybody said of it, and its side here: 1 agree, -1 disagree, 0 none."""

    comment: Comment
    side: int
    shares: tuple[Share, ...]
    everybody: Share


@dataclass(frozen=True)
class OpinionGroup:
    """People who answer alike, and what sets them apart from the others."""

    name: str
    people: int
    statements: tuple[GroupedStatement, ...]


@dataclass(frozen=True)
class Crowd:
    """A place of the picture: how many people of one group stand there. Lengths in units of the drawing."""

    x: float
    y: float
    radius: float
    group: int
    people: int


@dataclass(frozen=True)
class Opinions:
    """Everything that the page of opinion groups shows."""

    analysis: Analysis
    groups: tuple[OpinionGroup, ...]
    consensus: tuple[GroupedStatement, ...]
    divisive: tuple[GroupedStatement, ...]
    picture: tuple[Crowd, ...]


STEP = 12.0
"""Units of the drawing from one place of the picture to the next."""


def opinions(analysis: Analysis) -> Opinions:
    """A finished analysis of opinion groups with the words of its statements. One query."""
    result = analysis.result or {}
    told = [each for group in result["groups"] for each in group["representative"]]
    told += [*result["consensus"], *result["divisive"]]
    wanted = {each["number"] for each in told}
    said = analysis.conversation.comments.shown().filter(number__in=wanted).prefetch_related("translations")
    comments = {comment.number: comment for comment in said}

    def statements(found: list[dict[str, Any]]) -> tuple[GroupedStatement, ...]:
        # What moderators took away meanwhile is gone from here too.
        return tuple(
            GroupedStatement(
                comments[each["number"]],
                each.get("side", 0),
                tuple(Share(**share) for share in each["by_group"]),
                Share(**each["everybody"]),
            )
            for each in found
            if each["number"] in comments
        )

    return Opinions(
        analysis,
        tuple(
            OpinionGroup(group["name"], group["people"], statements(group["representative"]))
            for group in result["groups"]
        ),
        statements(result["consensus"]),
        statements(result["divisive"]),
        _drawn(result["picture"]),
    )


def _drawn(picture: list[dict[str, int]]) -> tuple[Crowd, ...]:
    """Circles whose area says how many stand there; the largest just touches its neighbour."""
    most = max((place["people"] for place in picture), default=1)
    return tuple(
        Crowd(
            x=(place["x"] + 0.5) * STEP,
            y=(place["y"] + 0.5) * STEP,
            radius=round(max(1.6, STEP * 0.75 * (place["people"] / most) ** 0.5), 1),
            group=place["group"],
            people=place["people"],
        )
        for place in picture
    )
