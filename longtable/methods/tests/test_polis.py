"""Polis exports: small folders written by hand, the round trip, and the six real conversations."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.methods import polis
from longtable.methods.polis import Comment, Export, Participant, Rejected, Summary, Unreadable, Vote, Votes

SUMMARY = (
    'topic,Rides to the clinic\nurl,https://polis.example/1\nviews,9\nconversation-description,"Two\nlines"\n'
)
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1000,Thu,0,1,2,0,1,"No bus, none"
2000,Thu,2,2,0,1,-1,"She said ""never"".
Twice."
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
10,Thu,0,1,1
30,Thu,0,1,-1
20,Thu,0,1,0
40,Thu,2,2,0
40,Thu,2,2,1
"""
WIDE = """participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,2
1,0,1,1,0,1,-1,
2,,1,1,1,0,,1
5,1,0,0,0,0,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "summary.csv").write_text(SUMMARY, encoding="utf-8")
    (tmp_path / "comments.csv").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "votes.csv").write_text(VOTES, encoding="utf-8")
    (tmp_path / "participants-votes.csv").write_text(WIDE, encoding="utf-8")
    return tmp_path


def add(path: Path, *lines: str) -> None:
    path.write_text(
        path.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in lines), encoding="utf-8"
    )


def test_a_whole_export_is_read(folder: Path) -> None:
    export = polis.read(folder)
    assert export.summary == Summary("Rides to the clinic", "https://polis.example/1", "Two\nlines", 9)
    assert export.comments == (
        Comment(0, 1, 1000, 1, "No bus, none"),
        Comment(2, 2, 2000, -1, 'She said "never".\nTwice.'),
    )
    assert export.participants == (Participant(1, 0), Participant(2), Participant(5, 1))
    assert len(export.votes) == 5
    assert export.rejected == ()


def test_the_newest_vote_wins_and_the_later_row_when_equally_new(folder: Path) -> None:
    assert list(polis.read(folder).votes.latest()) == [Vote(1, 0, -1, 30), Vote(2, 2, 1, 40)]


def test_counts_hold_superseded_votes_as_polis_counts_them(folder: Path) -> None:
    assert polis.read(folder).counts() == {0: Counter({1: 1, -1: 1, 0: 1}), 2: Counter({0: 1, 1: 1})}


def test_without_long_votes_the_wide_file_is_read(folder: Path) -> None:
    (folder / "votes.csv").unlink()
    assert list(polis.read(folder).votes) == [Vote(1, 0, -1, None), Vote(2, 2, 1, None)]


def test_without_the_wide_file_the_voters_are_the_participants(folder: Path) -> None:
    (folder / "participants-votes.csv").unlink()
    assert polis.read(folder).participants == (Participant(1), Participant(2))


@pytest.mark.parametrize("nonsense", [b"", b"topic\nx\n", b"a,b,c\n1,2,3\n", b"\xff\x00\n\x80\n"])
def test_a_summary_that_is_none_tells_nothing(folder: Path, nonsense: bytes) -> None:
    (folder / "summary.csv").write_bytes(nonsense)
    assert polis.read(folder).summary.topic == ""


def test_a_summary_may_be_missing(folder: Path) -> None:
    (folder / "summary.csv").unlink()
    assert polis.read(folder).summary == Summary()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Thu,x,1,0,0,1,Hello", "comment-id is not a whole number: 'x'"),
        ("1,Thu,-4,1,0,0,1,Hello", "comment-id is not a whole number: '-4'"),
        ("1,Thu,٣,1,0,0,1,Hello", "comment-id is not a whole number: '٣'"),
        ("1,Thu,99999999999999999999,1,0,0,1,Hi", "comment-id is not a whole number: '99999999999999999999'"),
        ("1,Thu,0,1,0,0,1,Hello", "comment-id 0 was there before"),
        ("1,Thu,7,,0,0,1,Hello", "author-id is not a whole number: ''"),
        ("soon,Thu,7,1,0,0,1,Hello", "timestamp is not in milliseconds: 'soon'"),
        ("1,Thu,7,1,0,0,2,Hello", "moderated is not -1, 0 or 1: '2'"),
        ("1,Thu,7,1,0,0,1,  ", "comment-body is empty"),
        ("1,Thu,7,1,0,0,1,Hello,there", "has 9 cells where the heading has 8"),
        ("1,Thu,7,1", "has 4 cells where the heading has 8"),
    ],
)
def test_a_bad_comment_is_rejected_with_its_line_and_the_rest_is_kept(
    folder: Path, row: str, reason: str
) -> None:
    add(folder / "comments.csv", row, "1,Thu,8,1,0,0,1,Still here")
    export = polis.read(folder)
    assert export.rejected == (Rejected("comments.csv", 5, reason),)
    assert [comment.id for comment in export.comments] == [0, 2, 8]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("50,Thu,77,1,1", "there is no comment 77"),
        ("50,Thu,0.5,1,1", "comment-id is not a whole number: '0.5'"),
        ("50,Thu,0,Ana,1", "voter-id is not a whole number: 'Ana'"),
        ("50,Thu,0,1,2", "vote is not -1, 0 or 1: '2'"),
        ("50,Thu,0,1,", "vote is not -1, 0 or 1: ''"),
        ("9" * 16 + ",Thu,0,1,1", f"timestamp is not in milliseconds: '{'9' * 16}'"),
    ],
)
def test_a_bad_vote_is_rejected_with_its_line(folder: Path, row: str, reason: str) -> None:
    add(folder / "votes.csv", row)
    export = polis.read(folder)
    assert export.rejected == (Rejected("votes.csv", 7, reason),)
    assert len(export.votes) == 5


def test_a_bad_cell_of_the_wide_file_leaves_the_other_cells(folder: Path) -> None:
    (folder / "votes.csv").unlink()
    add(folder / "participants-votes.csv", "6,x,0,0,0,0,1,yes", "1,0,0,0,0,0,1,1", "Ana,0,0,0,0,0,1,1")
    export = polis.read(folder)
    assert list(export.votes)[-1] == Vote(6, 0, 1, None)
    assert [(rejected.line, rejected.reason) for rejected in export.rejected] == [
        (5, "group-id is not a whole number: 'x'"),
        (5, "vote on comment 2 is not -1, 0 or 1: 'yes'"),
        (6, "participant 1 was there before"),
        (7, "participant is not a whole number: 'Ana'"),
    ]


def test_a_column_of_an_unknown_comment_is_named(folder: Path) -> None:
    (folder / "votes.csv").unlink()
    (folder / "participants-votes.csv").write_text("participant,0,31\n1,1,1\n", encoding="utf-8")
    export = polis.read(folder)
    assert export.rejected == (Rejected("participants-votes.csv", 1, "column '31' is no comment's id"),)
    assert list(export.votes) == [Vote(1, 0, 1, None)]


@pytest.mark.parametrize("broken", ['1,Thu,7,1,0,0,1,"never closed', '1,Thu,7,1,0,0,1,"closed" too early'])
def test_a_broken_quotation_costs_only_its_own_row(folder: Path, broken: str) -> None:
    add(folder / "comments.csv", broken, "1,Thu,8,1,0,0,1,Still here", "1,Thu,9,1,0,0,1,Me too")
    export = polis.read(folder)
    assert [comment.id for comment in export.comments] == [0, 2, 8, 9]
    (rejected,) = export.rejected
    assert (rejected.file, rejected.line) == ("comments.csv", 5)
    assert rejected.reason.startswith("quotation marks are broken")


def test_a_file_of_broken_quotations_is_given_up(folder: Path) -> None:
    add(folder / "comments.csv", *(f'1,Thu,{id},1,0,0,1,"a" b' for id in range(10, 200)))
    with pytest.raises(Unreadable, match="quotation marks are broken in over 100 places"):
        polis.read(folder)


def test_a_row_that_is_not_utf8_is_rejected(folder: Path) -> None:
    with (folder / "comments.csv").open("ab") as file:
        file.write(b"1,Thu,7,1,0,0,1,ni\xf1o\n1,Thu,8,1,0,0,1,ok\n")
    export = polis.read(folder)
    assert export.rejected == (Rejected("comments.csv", 5, "is not UTF-8"),)
    assert export.comments[-1].id == 8


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("comments.csv", "timestamp,comment-id,author-id,moderated\n", "has no column comment-body"),
        ("comments.csv", "", "has no column timestamp, comment-id, author-id, moderated, comment-body"),
        ("votes.csv", "timestamp,comment-id,vote\n", "has no column voter-id"),
        ("participants-votes.csv", "who,0\n", "has no column participant"),
        ("participants-votes.csv", "participant,0,0\n", "has two columns of the same name"),
    ],
)
def test_a_missing_column_makes_the_whole_file_unreadable(
    folder: Path, file: str, content: str, reason: str
) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable) as error:
        polis.read(folder)
    assert (error.value.file, error.value.reason) == (file, reason)


@pytest.mark.parametrize("missing", [["comments.csv"], ["votes.csv", "participants-votes.csv"]])
def test_a_missing_file_is_named(folder: Path, missing: list[str]) -> None:
    for name in missing:
        (folder / name).unlink()
    with pytest.raises(Unreadable, match=missing[0]):
        polis.read(folder)


def test_what_is_written_reads_the_same(folder: Path, tmp_path: Path) -> None:
    export = polis.read(folder)
    polis.write(export, tmp_path / "out")
    assert polis.read(tmp_path / "out") == export


def test_votes_without_times_are_written_wide_only(folder: Path, tmp_path: Path) -> None:
    (folder / "votes.csv").unlink()
    export = polis.read(folder)
    polis.write(export, tmp_path / "out")
    assert not (tmp_path / "out" / "votes.csv").exists()
    assert polis.read(tmp_path / "out") == export


bodies = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)


@given(st.lists(bodies, min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_any_words_survive_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, said: list[str], data: st.DataObject
) -> None:
    comments = tuple(Comment(id, id % 2, 1000 * id, 1, body) for id, body in enumerate(said))
    ids, times = st.integers(0, len(said) - 1), st.integers(0, 253_402_300_799_999)
    votes = data.draw(st.lists(st.builds(Vote, st.integers(0, 9), ids, st.sampled_from([-1, 0, 1]), times)))
    participants = tuple(Participant(id) for id in dict.fromkeys(vote.voter for vote in votes))
    export = Export(Summary(topic=said[0]), comments, participants, Votes(tuple(votes)))
    out = tmp_path_factory.mktemp("out")
    polis.write(export, out)
    assert polis.read(out) == export


# Participants, comments, votes in the wide file, rows of votes.csv: the table in the README of the data.
REAL = {
    "american-assembly.bowling-green": (2031, 896, 225524, 225524),
    "brexit-consensus": (204, 50, 5303, 5312),
    "15-per-hour-seattle": (339, 54, 2872, 2995),
    "canadian-electoral-reform": (448, 174, 11950, 12018),
    "ssis.land-bank-farmland": (404, 297, 33463, 33530),
    "scoop-hivemind.ubi": (234, 71, 7153, 7174),
}


@pytest.mark.corpora
@pytest.mark.parametrize("name", REAL)
def test_a_real_conversation_is_read_whole(corpora: Path, name: str, tmp_path: Path) -> None:
    folder = corpora / "data" / "polis" / name
    started = time.process_time()
    export = polis.read(folder)
    assert time.process_time() - started < 3
    latest = list(export.votes.latest())
    assert (len(export.participants), len(export.comments), len(latest), len(export.votes)) == REAL[name]
    assert export.rejected == ()
    polis.write(export, tmp_path)
    assert polis.read(tmp_path) == export


@pytest.mark.corpora
@pytest.mark.parametrize("name", [name for name in REAL if "bowling" not in name])
def test_real_counts_equal_the_published_ones(corpora: Path, name: str) -> None:
    folder = corpora / "data" / "polis" / name
    counts = polis.read(folder).counts()
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counted = counts[int(row["comment-id"])]
            assert (counted[1], counted[-1]) == (int(row["agrees"]), int(row["disagrees"]))


@pytest.mark.corpora
@pytest.mark.parametrize("name", [name for name in REAL if "bowling" not in name])
def test_the_long_and_the_wide_file_tell_the_same(corpora: Path, name: str, tmp_path: Path) -> None:
    folder = corpora / "data" / "polis" / name
    for file in ("summary.csv", "comments.csv", "participants-votes.csv"):
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    wide = {vote[:3] for vote in polis.read(tmp_path).votes}
    assert {vote[:3] for vote in polis.read(folder).votes.latest()} == wide
