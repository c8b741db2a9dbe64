"""``longtable import polis``: a conversation comes in whole, once, whatever some of its rows are."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db.models import Sum

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.imports import Report, UnreadableSource, run_import
from longtable.core.models import AuditEntry, ImportReject
from longtable.voices import actions
from longtable.voices.actions.importing import PolisImporter
from longtable.voices.commands import imports
from longtable.voices.models import Comment, Conversation, Decision, Participant, Vote
from longtable.voices.models.participants import Channel
from tests.cast import actor

pytestmark = pytest.mark.django_db

SUMMARY = """\
topic,Fifteen dollars
url,https://pol.is/example
views,9
conversation-description,What should change?
"""
COMMENTS = """\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1400000000000,x,0,0,2,1,1,"Longer hours, please"
1400000060000,x,1,0,0,0,0,Nobody looked at this
1400000120000,x,2,7,0,1,-1,Buy my shoes
1400000180000,x,3,1,0,0,1,
1400000240000,x,four,1,0,0,1,An id that is no number
"""
VOTES = """\
timestamp,datetime,comment-id,voter-id,vote
1400000300000,x,0,0,1
1400000300000,x,0,1,1
1400000360000,x,0,1,-1
1400000400000,x,2,0,-1
1400000420000,x,0,2,0
1400000480000,x,99,1,1
1400000540000,x,0,1,5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good comments and two bad ones, four answers that count, one that was changed, two bad ones."""
    folder = tmp_path / "fifteen.dollars"
    folder.mkdir()
    return write(folder, {"summary.csv": SUMMARY, "comments.csv": COMMENTS, "votes.csv": VOTES})


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def bring(agency: Organization) -> Callable[..., Report]:
    """Brings a folder in."""

    def bring(folder: Path, *, dry_run: bool = False, by: Actor | None = None, **options: Any) -> Report:
        importer = PolisImporter(folder, organization=agency, **options)
        return run_import(by=by or Actor.system("test"), importer=importer, dry_run=dry_run)

    return bring


def everything() -> list[Any]:
    models = (Conversation, Participant, Comment, Decision, Vote)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_conversation_comes_in(folder: Path, bring: Callable[..., Report], agency: Organization) -> None:
    bring(folder)
    made = Conversation.objects.get()
    assert (made.slug, made.state, made.organization) == ("fifteen-dollars", "closed", agency)
    assert str(made.question) == "Fifteen dollars"
    assert str(made.purpose) == "What should change?"
    assert made.opens_at == datetime(2014, 5, 13, 16, 53, 20, tzinfo=UTC)
    assert made.closes_at == datetime(2014, 5, 13, 17, 0, 20, tzinfo=UTC)
    assert made.comment_count == 3


def test_comments_stand_as_they_stood_there(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder)
    states = {comment.text: comment.state for comment in Comment.objects.all()}
    assert states == {
        "Longer hours, please": "shown",
        "Nobody looked at this": "waiting",
        "Buy my shoes": "not_shown",
    }
    assert {comment.channel for comment in Comment.objects.all()} == {Channel.IMPORT}
    assert set(Decision.objects.values_list("after", "reason")) == {
        ("shown", "imported"),
        ("not_shown", "imported"),
    }
    assert [comment.text for comment in Comment.objects.waiting()] == ["Nobody looked at this"]


def test_the_newest_answer_counts(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder)
    first = Comment.objects.get(source_id="0")
    assert (first.agrees, first.disagrees, first.passes, first.answers) == (1, 1, 1, 3)
    assert first.votes.get(participant__source_id="1").value == Vote.Value.DISAGREE


def test_an_author_who_did_not_answer_is_somebody_too(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder)
    assert set(Participant.objects.values_list("source_id", flat=True)) == {"0", "1", "2", "7"}
    assert not Participant.objects.exclude(receipt=None).exists()


def test_bad_rows_are_named_with_file_line_and_reason(folder: Path, bring: Callable[..., Report]) -> None:
    report = bring(folder)
    found = {(reject.file, reject.line): reject.reason for reject in ImportReject.objects.all()}
    assert set(found) == {("comments.csv", 5), ("comments.csv", 6), ("votes.csv", 7), ("votes.csv", 8)}
    assert found["votes.csv", 7] == "there is no comment 99"
    assert report.run.rejected == 4


def test_a_second_run_changes_nothing(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder)
    before = everything()
    again = bring(folder).run
    assert everything() == before
    assert (again.created, again.changed, again.unchanged) == (0, 0, 12)


def test_a_newer_export_brings_what_is_new(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder)
    write(
        folder,
        {
            "comments.csv": COMMENTS.replace("1,0,0,0,0,Nobody", "1,0,0,0,1,Nobody")
            + "1400000600000,x,9,2,0,0,1,A late word\n",
            "votes.csv": VOTES + "1400000600000,x,0,2,1\n1400000600000,x,9,0,1\n",
        },
    )
    run = bring(folder).run
    assert (run.created, run.changed) == (2, 2)
    assert Comment.objects.get(source_id="1").state == "shown"
    assert Comment.objects.get(source_id="9").number == 4
    assert Comment.objects.get(source_id="0").agrees == 2


def test_what_was_decided_here_stands(folder: Path, bring: Callable[..., Report], conrad: User) -> None:
    bring(folder)
    shown = Comment.objects.get(source_id="0")
    actions.decide(by=actor(conrad), comment=shown, after="not_shown", reason="insult")
    write(folder, {"votes.csv": VOTES + "1400000600000,x,0,2,1\n"})
    bring(folder)
    shown.refresh_from_db()
    assert shown.state == "not_shown"


def test_a_dry_run_counts_and_writes_nothing(folder: Path, bring: Callable[..., Report]) -> None:
    run = bring(folder, dry_run=True).run
    assert (run.created, run.rejected) == (12, 4)
    assert not Conversation.objects.exists()
    assert not Participant.objects.exists()


def test_the_source_is_thanked_in_its_words(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder)
    thanks = Conversation.objects.get().attribution
    assert "Attribution to The Computational Democracy Project" in thanks
    assert "https://pol.is/example" in thanks


def test_the_thanks_can_be_told(folder: Path, bring: Callable[..., Report]) -> None:
    bring(folder, attribution="Thanks to the people of Seattle", slug="seattle", language="es")
    made = Conversation.objects.get(slug="seattle")
    assert made.attribution == "Thanks to the people of Seattle"
    assert made.question.show("es").text == "Fifteen dollars"


def test_without_times_the_wide_file_is_enough(folder: Path, bring: Callable[..., Report]) -> None:
    (folder / "votes.csv").unlink()
    wide = "participant,group-id,n-votes,0,1,2\n0,,2,1,,-1\n4,1,1,0,,\n"
    write(folder, {"participants-votes.csv": wide})
    bring(folder)
    assert set(Vote.objects.values_list("participant__source_id", "comment__source_id", "value", "at")) == {
        ("0", "0", 1, None),
        ("0", "2", -1, None),
        ("4", "0", 0, None),
    }


@pytest.mark.parametrize(
    ("body", "reason"),
    [("a" * 20_001, "20001 characters"), ("\u200b\u202e", "nothing that can be shown")],
)
def test_words_that_cannot_be_kept_are_rejected_with_their_answers(
    folder: Path, bring: Callable[..., Report], body: str, reason: str
) -> None:
    write(folder, {"comments.csv": COMMENTS.replace("Buy my shoes", body)})
    bring(folder)
    reasons = list(ImportReject.objects.values_list("reason", flat=True))
    assert [text for text in reasons if reason in text]
    assert "comment 2 is not here" in reasons
    assert Comment.objects.count() == 2


def test_an_address_that_is_taken_is_refused(
    folder: Path, bring: Callable[..., Report], conversation: Conversation
) -> None:
    with pytest.raises(UnreadableSource, match="/c/clinics/"):
        bring(folder, slug="clinics")


@pytest.mark.parametrize("slug", ["../clinics", "new", "a b"])
def test_what_cannot_be_an_address_is_refused(folder: Path, bring: Callable[..., Report], slug: str) -> None:
    with pytest.raises(UnreadableSource, match="cannot be an address"):
        bring(folder, slug=slug)


def test_a_folder_without_comments_is_refused(tmp_path: Path, bring: Callable[..., Report]) -> None:
    with pytest.raises(UnreadableSource, match=r"comments\.csv"):
        bring(tmp_path)


def test_only_who_may_brings_in(folder: Path, bring: Callable[..., Report], faye: User, adam: User) -> None:
    with pytest.raises(Denied):
        bring(folder, by=actor(faye))
    bring(folder, by=actor(adam))
    assert AuditEntry.objects.filter(verb="imports.polis.finished", actor_id=str(adam.pk)).exists()


@pytest.mark.slow
@pytest.mark.corpora
def test_bowling_green_comes_in_whole(corpora: Path, bring: Callable[..., Report]) -> None:
    folder = corpora / "data" / "polis" / "american-assembly.bowling-green"
    report = bring(folder)
    assert Participant.objects.count() == 2_031
    assert Comment.objects.count() == 896
    assert Comment.objects.shown().count() == 607
    assert Comment.objects.filter(state=Comment.State.NOT_SHOWN).count() == 289
    assert Vote.objects.count() == 225_524
    assert Comment.objects.aggregate(all=Sum("answers"))["all"] == 225_524
    assert report.run.rejected == 0


def test_an_empty_installation_needs_one_command(folder: Path) -> None:
    for _ in range(2):
        outcome = CliRunner().invoke(imports, ["polis", str(folder)])
        assert outcome.exit_code == 0, outcome.output
    assert Conversation.objects.get().organization == Organization.objects.get()
