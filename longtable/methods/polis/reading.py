"""A Polis export in: what can be read is read, what cannot is named with its line and reason."""

from __future__ import annotations

from pathlib import Path

from longtable.methods.polis.export import Comment, Export, Participant, Rejected, Summary, Votes
from longtable.methods.polis.rows import Rows, Unreadable, milliseconds, signed, whole

__all__ = ["Unreadable", "read"]

_ABOUT_A_PARTICIPANT = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


def read(folder: Path) -> Export:
    """The conversation in `folder`; votes from votes.csv where there is one, else from the wide file.

    Raises `Unreadable` when a file is missing or lacks a column. A single bad row or cell is left out and
    listed in `Export.rejected`.
    """
    if not (folder / "comments.csv").is_file():
        raise Unreadable("comments.csv", "is not in the folder")
    long, wide = folder / "votes.csv", folder / "participants-votes.csv"
    if not (long.is_file() or wide.is_file()):
        raise Unreadable("votes.csv", "is not in the folder, nor is participants-votes.csv")
    rejected: list[Rejected] = []
    summary = _summary(folder / "summary.csv", rejected)
    comments = _comments(folder / "comments.csv", rejected)
    participants: dict[int, Participant] = {}
    votes = Votes()
    if wide.is_file():
        unused = Votes() if long.is_file() else votes
        _wide(wide, set(comments), participants, unused, rejected)
    if long.is_file():
        _long(long, set(comments), votes, rejected)
        for vote in votes:
            if vote.voter not in participants:
                participants[vote.voter] = Participant(vote.voter)
    return Export(summary, tuple(comments.values()), tuple(participants.values()), votes, tuple(rejected))


def _summary(path: Path, rejected: list[Rejected]) -> Summary:
    """The `key,value` rows; all is optional, and counts that can be counted are not read."""
    if not path.is_file():
        return Summary()
    rows = Rows(path, (), rejected)
    told = {rows.heading[0]: rows.heading[1]} if len(rows.heading) == 2 else {}
    told |= {cells[0]: cells[1] for _, cells in rows if len(cells) == 2}
    return Summary(
        topic=told.get("topic", ""),
        url=told.get("url", ""),
        description=told.get("conversation-description", ""),
        views=whole(told.get("views", "")),
    )


def _comments(path: Path, rejected: list[Rejected]) -> dict[int, Comment]:
    rows = Rows(path, ("timestamp", "comment-id", "author-id", "moderated", "comment-body"), rejected)
    at, of, by, decided, says = rows.places(
        "timestamp", "comment-id", "author-id", "moderated", "comment-body"
    )
    comments: dict[int, Comment] = {}
    for line, cells in rows:
        id, author, said_at = whole(cells[of]), whole(cells[by]), milliseconds(cells[at])
        moderated, body = signed(cells[decided]), cells[says]
        if id is None:
            rows.reject(line, f"comment-id is not a whole number: {cells[of][:40]!r}")
        elif id in comments:
            rows.reject(line, f"comment-id {id} was there before")
        elif author is None:
            rows.reject(line, f"author-id is not a whole number: {cells[by][:40]!r}")
        elif said_at is None:
            rows.reject(line, f"timestamp is not in milliseconds: {cells[at][:40]!r}")
        elif moderated is None:
            rows.reject(line, f"moderated is not -1, 0 or 1: {cells[decided][:40]!r}")
        elif not body.strip():
            rows.reject(line, "comment-body is empty")
        else:
            comments[id] = Comment(id, author, said_at, moderated, body)
    return comments


def _long(path: Path, known: set[int], votes: Votes, rejected: list[Rejected]) -> None:
    rows = Rows(path, ("timestamp", "comment-id", "voter-id", "vote"), rejected)
    at, of, by, answer = rows.places("timestamp", "comment-id", "voter-id", "vote")
    for line, cells in rows:
        comment, voter = whole(cells[of]), whole(cells[by])
        cast_at, value = milliseconds(cells[at]), signed(cells[answer])
        if comment is None:
            rows.reject(line, f"comment-id is not a whole number: {cells[of][:40]!r}")
        elif comment not in known:
            rows.reject(line, f"there is no comment {comment}")
        elif voter is None:
            rows.reject(line, f"voter-id is not a whole number: {cells[by][:40]!r}")
        elif cast_at is None:
            rows.reject(line, f"timestamp is not in milliseconds: {cells[at][:40]!r}")
        elif value is None:
            rows.reject(line, f"vote is not -1, 0 or 1: {cells[answer][:40]!r}")
        else:
            votes.add(voter, comment, value, cast_at)


def _wide(
    path: Path, known: set[int], participants: dict[int, Participant], votes: Votes, rejected: list[Rejected]
) -> None:
    """One row a person; every filled cell under a comment's id is a vote, its time unknown."""
    rows = Rows(path, ("participant",), rejected)
    who = rows.places("participant")[0]
    grouped = rows.heading.index("group-id") if "group-id" in rows.heading else None
    columns: list[tuple[int, int]] = []
    for place, heading in enumerate(rows.heading):
        comment = whole(heading)
        if comment in known:
            columns.append((place, comment))
        elif heading not in _ABOUT_A_PARTICIPANT:
            rows.reject(1, f"column {heading[:40]!r} is no comment's id")
    for line, cells in rows:
        voter = whole(cells[who])
        if voter is None:
            rows.reject(line, f"participant is not a whole number: {cells[who][:40]!r}")
            continue
        if voter in participants:
            rows.reject(line, f"participant {voter} was there before")
            continue
        group = cells[grouped] if grouped is not None else ""
        if group and whole(group) is None:
            rows.reject(line, f"group-id is not a whole number: {group[:40]!r}")
        participants[voter] = Participant(voter, whole(group))
        for place, comment in columns:
            if cell := cells[place]:
                value = signed(cell)
                if value is None:
                    rows.reject(line, f"vote on comment {comment} is not -1, 0 or 1: {cell[:40]!r}")
                else:
                    votes.add(voter, comment, value, None)
