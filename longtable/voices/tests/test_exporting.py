"""``longtable export conversation``: what people said travels, and what is private stays."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.imports import run_import
from longtable.core.models import AuditEntry
from longtable.methods import polis
from longtable.voices import actions
from longtable.voices.actions.importing import PolisImporter
from longtable.voices.commands import exports, imports
from longtable.voices.models import Comment, Conversation
from longtable.voices.tests.stage import agree, shown, speak
from tests.cast import actor

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")


def export(conversation: Conversation) -> polis.Export:
    return actions.export_conversation(by=SYSTEM, conversation=conversation)


def came_in(folder: Path, agency: Organization) -> polis.Export:
    run_import(by=SYSTEM, importer=PolisImporter(folder, organization=agency))
    return export(Conversation.objects.get())


@pytest.mark.parametrize("timed", [True, False])
def test_what_came_in_goes_out_the_same(tmp_path: Path, agency: Organization, timed: bool) -> None:
    original = polis.Export(
        summary=polis.Summary("Fifteen dollars", "https://pol.is/example", "What should change?\nTell us."),
        comments=(
            polis.Comment(0, 3, 1400000000000, 1, 'Longer "hours", please'),
            polis.Comment(5, 4, 1400000000001, -1, "Sum it up (A1)"),
            polis.Comment(9, 4, 1400000000002, 0, "¿Y nosotros? 🕒"),
        ),
        participants=(polis.Participant(3), polis.Participant(4), polis.Participant(8)),
        votes=polis.Votes(
            (
                polis.Vote(3, 5, 1, 1400000001000 if timed else None),
                polis.Vote(4, 0, -1, 1400000002000 if timed else None),
                polis.Vote(4, 9, 0, 1400000003000 if timed else None),
            )
        ),
    )
    polis.write(original, tmp_path / "there")
    polis.write(came_in(tmp_path / "there", agency), tmp_path / "back")
    assert polis.read(tmp_path / "back") == polis.read(tmp_path / "there") == original


@pytest.mark.corpora
def test_a_real_conversation_goes_out_as_it_came_in(
    corpora: Path, agency: Organization, tmp_path: Path
) -> None:
    there = polis.read(corpora / "data" / "polis" / "brexit-consensus")
    back = came_in(corpora / "data" / "polis" / "brexit-consensus", agency)
    assert back.comments == there.comments
    assert set(back.votes) == set(there.votes.latest())
    assert {person.id for person in back.participants} == {person.id for person in there.participants}


def test_our_own_conversations_are_numbered(conversation: Conversation) -> None:
    comment = shown(conversation)
    agree(Client(), comment)
    found = export(conversation)
    assert [each.moderated for each in found.comments] == [1]
    assert {vote.voter for vote in found.votes} < {person.id for person in found.participants}
    assert found.summary.url.endswith("/c/clinics/")


def test_what_nobody_may_read_stays(conversation: Conversation) -> None:
    for state in (Comment.State.HELD, Comment.State.PRIVATE):
        speak(conversation, f"Words that are {state}", state=state)
    shown(conversation, "Words for all")
    assert [comment.body for comment in export(conversation).comments] == ["Words for all"]


def test_personal_data_is_covered(conversation: Conversation) -> None:
    speak(conversation, "Call me at 919-555-0142")
    comment = shown(conversation, "Ask Maria at maria@example.org")
    Comment.objects.filter(pk=comment.pk).update(public_text="Ask [name]")
    bodies = [each.body for each in export(conversation).comments]
    assert bodies == ["Call me at [phone number]", "Ask [name]"]


def test_only_who_may_takes_it_along(conversation: Conversation, conrad: User, ben: User) -> None:
    with pytest.raises(Denied):
        actions.export_conversation(by=actor(ben), conversation=conversation)
    actions.export_conversation(by=actor(conrad), conversation=conversation)
    assert AuditEntry.objects.filter(verb="voices.conversation.exported", actor_id=str(conrad.pk)).exists()


def test_the_command_writes_a_folder(conversation: Conversation, tmp_path: Path) -> None:
    shown(conversation)
    done = CliRunner().invoke(exports, ["conversation", "clinics", "--out", str(tmp_path / "out")])
    assert done.output.startswith("1 comments and 0 answers in ")
    assert [comment.body for comment in polis.read(tmp_path / "out").comments]


def test_an_unknown_conversation_is_said_plainly(tmp_path: Path, db: None) -> None:
    done = CliRunner().invoke(exports, ["conversation", "nothing", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "There is no conversation nothing" in done.output
    assert not (tmp_path / "out").exists()


def test_an_organization_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(imports, ["polis", str(tmp_path), "--organization", "Nobody"])
    assert outcome.exit_code == 1
    assert "no organization called Nobody" in outcome.output


def test_words_like_a_formula_leave_as_words(conversation: Conversation, conrad: User) -> None:
    shown(conversation, '=HYPERLINK("http://x")')
    (comment,) = actions.export_conversation(by=actor(conrad), conversation=conversation).comments
    assert comment.body == ' =HYPERLINK("http://x")'
