"""A conversation out in the format of Polis, so that any tool of that field can read what people said."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from longtable.methods.polis.export import Export


def write(export: Export, folder: Path) -> None:
    """`export` as four CSV files in `folder`, which is made when missing; `read` gives the same back.

    votes.csv is left out when the time of a vote is unknown: the format cannot say so. Bodies are written as
    they are, formulas included: whoever fills the export decides what a spreadsheet may take for one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "summary.csv", _summary(export))
    _save(folder / "comments.csv", _comments(export))
    _save(folder / "participants-votes.csv", _wide(export))
    if export.votes.all_have_times:
        _save(folder / "votes.csv", _long(export))
    else:
        (folder / "votes.csv").unlink(missing_ok=True)


def _save(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _summary(export: Export) -> Iterable[tuple[object, ...]]:
    summary = export.summary
    yield "topic", summary.topic
    yield "url", summary.url
    yield "views", "" if summary.views is None else summary.views
    yield "voters", len(export.participants)
    yield "voters-in-conv", sum(participant.group is not None for participant in export.participants)
    yield "commenters", len({comment.author for comment in export.comments})
    yield "comments", len(export.comments)
    yield "groups", len({participant.group for participant in export.participants} - {None})
    yield "conversation-description", summary.description


def _comments(export: Export) -> Iterable[tuple[object, ...]]:
    yield (
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "comment-body",
    )
    counts = export.counts()
    for comment in export.comments:
        agrees, disagrees = counts[comment.id][1], counts[comment.id][-1]
        when = _spelled(comment.said_at)
        yield (
            comment.said_at,
            when,
            comment.id,
            comment.author,
            agrees,
            disagrees,
            comment.moderated,
            comment.body,
        )


def _long(export: Export) -> Iterable[tuple[object, ...]]:
    yield "timestamp", "datetime", "comment-id", "voter-id", "vote"
    for vote in export.votes:
        yield vote.cast_at, _spelled(vote.cast_at or 0), vote.comment, vote.voter, vote.value


def _wide(export: Export) -> Iterable[tuple[object, ...]]:
    columns = sorted(comment.id for comment in export.comments)
    yield "participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *columns
    written = Counter(comment.author for comment in export.comments)
    answers: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for vote in export.votes.latest():
        answers[vote.voter][vote.comment] = vote.value
    for participant in export.participants:
        given = answers[participant.id]
        tally = Counter(given.values())
        group = "" if participant.group is None else participant.group
        cells = (given.get(comment, "") for comment in columns)
        yield participant.id, group, written[participant.id], len(given), tally[1], tally[-1], *cells


def _spelled(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%a %b %d %H:%M:%S UTC %Y")
