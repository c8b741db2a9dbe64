"""Opinion groups: who answers alike, what each group says, what all share and what divides them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any
from uuid import UUID

from longtable.voices.analyses.registry import Progress, method
from longtable.voices.models import Analysis, Confidence, Conversation, Vote
from longtable.voices.selectors.people import given_again, same_person

if TYPE_CHECKING:
    from longtable.methods.opinion import Groups

BINS = 28
"""The picture is a grid of so many places a side; a place shows how many people stand there."""

FIGURES = ("agrees", "disagrees", "answers")
MOST_DIVISIVE = 12
CHUNK = 50_000


@method(Analysis.Kind.GROUPS)
def opinion_groups(conversation: Conversation, options: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Everything that pages, releases and the priority of the next statement need. Statements by number.

    ``options``: ``k`` (none: the best silhouette), ``seed``, ``without_open`` (leave out answers that nobody
    checked). Each person counts once, with the latest answers. What moderators did not show decides nothing.
    """
    import numpy as np

    from longtable.methods.opinion import find_groups

    shown = set(conversation.comments.shown().values_list("pk", flat=True))
    columns = list(conversation.comments.order_by("number").values_list("pk", "number"))
    column = {key: place for place, (key, _number) in enumerate(columns)}
    numbers = [number for _key, number in columns]
    votes = Vote.objects.filter(comment__conversation=conversation).order_by("pk")
    if options.get("without_open"):
        votes = votes.exclude(participant__confidence=Confidence.OPEN)
    joined = same_person([conversation.pk])
    superseded = given_again(votes, joined)
    row: dict[UUID, int] = {}
    people, asked, given = [], [], []
    rows = votes.values_list("participant_id", "comment_id", "value")
    for participant, comment, value in rows.iterator(chunk_size=CHUNK):
        if (participant, comment) in superseded:
            continue
        people.append(row.setdefault(joined.person(participant), len(row)))
        asked.append(column[comment])
        given.append(value)
    progress(30)
    found = find_groups(
        np.array(people, dtype=np.int32),
        np.array(asked, dtype=np.int32),
        np.array(given, dtype=np.int8),
        k=options.get("k"),
        seed=options.get("seed", 0),
        rejected=[place for key, place in column.items() if key not in shown],
    )
    progress(90)
    everybody = Counter(zip(asked, given, strict=True))
    return _told(found, numbers, len(row), everybody)


def _told(found: Groups, numbers: list[int], people: int, everybody: Counter) -> dict[str, Any]:
    sizes = Counter(found.labels.tolist())
    figures = partial(_figures, found, numbers, everybody)
    return {
        "people": people,
        "grouped": people - sizes.get(-1, 0),
        "k": found.k,
        "silhouette": round(found.silhouette, 4),
        "silhouettes": {str(k): round(value, 4) for k, value in found.silhouettes.items()},
        "stability": round(found.stability, 4),
        "explained": [round(share, 4) for share in found.explained],
        "groups": [
            {
                "name": ascii_uppercase[group],
                "people": sizes[group],
                "representative": [
                    {"side": side, **figures(statement)}
                    for statement, side in found.representative.get(group, ())
                ],
            }
            for group in range(found.k)
        ],
        "consensus": [{"side": side, **figures(statement)} for statement, side in found.consensus],
        "divisive": [
            {"difference": round(difference, 4), **figures(statement)}
            for statement, difference in found.divisive[:MOST_DIVISIVE]
        ],
        "extremity": {
            str(numbers[statement]): round(float(value), 4)
            for statement, value in enumerate(found.extremity)
            if value
        },
        "picture": _picture(found),
    }


def _figures(found: Groups, numbers: list[int], everybody: Counter, statement: int) -> dict[str, Any]:
    """What each group said of one statement, and everybody, also those who are in no group."""
    agrees, disagrees, passes = (everybody[statement, value] for value in (1, -1, 0))
    return {
        "number": numbers[statement],
        "everybody": {"agrees": agrees, "disagrees": disagrees, "answers": agrees + disagrees + passes},
        "by_group": [
            {name: int(getattr(found, name)[group, statement]) for name in FIGURES}
            for group in range(found.k)
        ],
    }


def _picture(found: Groups) -> list[dict[str, int]]:
    """How many people of which group stand where, on a grid of :data:`BINS` places a side."""
    inside = found.labels >= 0
    if not inside.any():
        return []
    points = found.coordinates[inside]
    low, high = points.min(axis=0), points.max(axis=0)
    width = max(float((high - low).max()), 1e-9)
    middle = (low + high) / 2
    places = (((points - middle) / width + 0.5) * BINS).clip(0, BINS - 1).astype(int)
    crowd = Counter(
        zip(places[:, 0].tolist(), places[:, 1].tolist(), found.labels[inside].tolist(), strict=True)
    )
    return [
        {"x": x, "y": y, "group": group, "people": count} for (x, y, group), count in sorted(crowd.items())
    ]
