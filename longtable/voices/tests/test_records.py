"""Records for a public-records request: redacted by rule, each with its statute, looked at, handed out."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry, StoredFile
from longtable.core.retention import scrub_all_due
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.methods.redaction import Rule
from longtable.people.models import ContactPoint
from longtable.voices import actions
from longtable.voices.actions.records import StatuteMissing
from longtable.voices.commands.records import records as command
from longtable.voices.models import Comment, Conversation, Decision, Fold, Participant, RecordsExport, Vote
from longtable.voices.records import Report, tables, write_records
from longtable.voices.records.ledger import Ledger
from longtable.voices.records.tables import Source
from longtable.voices.tests.stage import agree, page, shown, speak
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

MACHINE = Actor.system("test")
INTERFACES = Path(__file__).resolve().parents[3] / "docs" / "interfaces"
RULES = {
    "phone": Rule("phone", {"en": "telephone number"}, "L. 1"),
    "own_case": Rule("own_case", {"en": "own case"}, "L. 2"),
    "held": Rule("held", {"en": "held words"}, "L. 3"),
    "by_hand": Rule("by_hand", {"en": "covered by a moderator"}, "L. 4"),
}
PHONE = "Call me at 919-555-0142 please"


def write(conversation: Conversation, folder: Path, **more: object) -> Report:
    return write_records(conversation, folder, RULES, **more)  # type: ignore[arg-type]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"), newline="")))


def made(conversation: Conversation, by: User) -> RecordsExport:
    """Asked for, and the machine has done its work."""
    records = actions.ask_for_records(by=actor(by), conversation=conversation, request="2026-17")
    run_all()
    records.refresh_from_db()
    return records


def downloaded(client: Client, address: str) -> str:
    """The name under which a browser would save it."""
    response = client.get(address)
    assert response.getvalue().startswith(b"PK")
    return response["Content-Disposition"]


def test_the_statute_stands_beside_each_redaction(conversation: Conversation, tmp_path: Path) -> None:
    shown(conversation, "Nothing to hide here.")
    shown(conversation, PHONE)
    report = write(conversation, tmp_path)
    assert (
        rows(tmp_path, "comments.csv")[1]["words"] == "Call me at [redacted: telephone number, L. 1] please"
    )
    assert rows(tmp_path, "redactions.csv") == [
        {"file": "comments.csv", "row": "2", "column": "words", "rule": "phone", "statute": "L. 1"}
    ]
    assert report.redacted == {"phone": 1}


def test_what_is_private_or_held_is_withheld_and_counted(conversation: Conversation, tmp_path: Path) -> None:
    for state in (Comment.State.PRIVATE, Comment.State.HELD):
        comment = speak(conversation, f"Secret {state}", state=state)
        Decision.objects.create(comment=comment, before="waiting", after=state, reason="own_case")
    shown(conversation)
    write(conversation, tmp_path)
    assert [row["number"] for row in rows(tmp_path, "comments.csv")] == ["3"]
    assert rows(tmp_path, "decisions.csv") == []
    assert rows(tmp_path, "withheld.csv") == [
        {"rule": "held", "count": "1", "statute": "L. 3"},
        {"rule": "own_case", "count": "1", "statute": "L. 2"},
    ]
    everything = "".join(each.read_text(encoding="utf-8-sig") for each in tmp_path.iterdir())
    assert "Secret" not in everything


def test_who_left_a_contact_is_not_named(conversation: Conversation, tmp_path: Path) -> None:
    comment = shown(conversation)
    actions.leave_contact(
        by=Actor.receipt(comment.participant.receipt_id),
        participant=Participant.objects.get(),
        value="ana@example.org",
        language="en",
    )
    Participant.objects.update(about={"race_ethnicity": ["white"]})
    report = write(conversation, tmp_path)
    assert ContactPoint.objects.exists()
    assert report.withheld == {"contact": 1, "about": 1}
    everything = "".join(each.read_text(encoding="utf-8-sig") for each in tmp_path.iterdir())
    assert "ana@" not in everything
    assert "white" not in everything


def test_what_a_moderator_covered_by_hand_is_a_redaction_too(
    conversation: Conversation, tmp_path: Path
) -> None:
    shown(conversation, "Maria at the desk was rude")
    Comment.objects.update(public_text="[name] at the desk was rude")
    write(conversation, tmp_path)
    (row,) = rows(tmp_path, "comments.csv")
    assert row["words"] == "[name] at the desk was rude [redacted: covered by a moderator, L. 4]"
    left_in = {**RULES, "by_hand": Rule("by_hand", {}, cover=False)}
    write_records(conversation, tmp_path, left_in)
    assert rows(tmp_path, "comments.csv")[0]["words"] == "Maria at the desk was rude"


def test_translations_leave_redacted_alike(conversation: Conversation, tmp_path: Path, conrad: User) -> None:
    comment = shown(conversation, PHONE)
    words = "Llámeme al 919-555-0142"
    actions.translate(by=actor(conrad), comment=comment, language="es", text=words)
    write(conversation, tmp_path)
    (row,) = rows(tmp_path, "translations.csv")
    assert row["words"] == "Llámeme al [tachado: telephone number, L. 1]"


def test_words_whose_time_was_over_leave_as_others_read_them(
    conversation: Conversation, tmp_path: Path
) -> None:
    shown(conversation, PHONE)
    Comment.objects.update(text="", public_text="Call me at [phone number] please")
    write(conversation, tmp_path)
    assert rows(tmp_path, "comments.csv")[0]["words"].startswith("Call me at [phone number] please")


def test_only_the_days_asked_for_leave(client: Client, conversation: Conversation, tmp_path: Path) -> None:
    old, new = shown(conversation, "Old words"), shown(conversation, "New words")
    agree(client, new)
    long_ago = timezone.now() - timedelta(days=40)
    Comment.objects.filter(pk=old.pk).update(said_at=long_ago)
    write(conversation, tmp_path, since=timezone.localdate() - timedelta(days=1))
    assert [row["words"] for row in rows(tmp_path, "comments.csv")] == ["New words"]
    assert len(rows(tmp_path, "answers.csv")) == 1
    write(conversation, tmp_path, until=timezone.localdate() - timedelta(days=30))
    assert [row["words"] for row in rows(tmp_path, "comments.csv")] == ["Old words"]
    assert rows(tmp_path, "answers.csv") == []


def test_every_answer_leaves_by_the_number_of_who_gave_it(
    client: Client, conversation: Conversation, tmp_path: Path
) -> None:
    comment = shown(conversation)
    agree(client, comment)
    agree(Client(), comment, -1)
    Vote.objects.filter(value=-1).update(at=None)  # as of a source without times
    write(conversation, tmp_path)
    given = [(row["person"], row["comment"], row["answer"]) for row in rows(tmp_path, "answers.csv")]
    assert given == [("2", "1", "agree"), ("3", "1", "disagree")]
    assert [row["person"] for row in rows(tmp_path, "participants.csv")] == ["1", "2", "3"]


def test_words_like_a_formula_leave_as_words(conversation: Conversation, tmp_path: Path) -> None:
    shown(conversation, "=1+1")
    write(conversation, tmp_path)
    assert rows(tmp_path, "comments.csv")[0]["words"] == " =1+1"


def test_the_index_names_every_file_and_every_rule(conversation: Conversation, tmp_path: Path) -> None:
    shown(conversation, PHONE)
    write(conversation, tmp_path)
    index = json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))
    shown_example = json.loads((INTERFACES / "records-index.json").read_text(encoding="utf-8"))
    assert set(index) == set(shown_example)
    assert set(index["rules"][0]) == set(shown_example["rules"][0])
    assert {file["name"] for file in index["files"]} == {each.name for each in tmp_path.glob("*.csv")}
    assert index["rules"] == [
        {
            "rule": "phone",
            "what": {"en": "telephone number"},
            "statute": "L. 1",
            "redacted": 1,
            "withheld": 0,
        }
    ]


def test_a_person_looks_before_it_is_handed_out(conversation: Conversation, conrad: User) -> None:
    shown(conversation, "Nothing to hide here.")
    records = made(conversation, conrad)
    assert records.state == RecordsExport.State.MADE
    assert records.file
    actions.release_records(by=actor(conrad), records=records)
    assert records.reviewed_by == conrad
    assert AuditEntry.objects.filter(verb="voices.records.released", actor_id=str(conrad.pk)).exists()
    with pytest.raises(IllegalMove):
        actions.decide_redactions(by=actor(conrad), records=records, rules={})


def test_nothing_is_handed_out_while_a_redaction_has_no_statute(
    conversation: Conversation, conrad: User
) -> None:
    shown(conversation, PHONE)
    records = made(conversation, conrad)
    with pytest.raises(StatuteMissing, match="phone"):
        actions.release_records(by=actor(conrad), records=records)
    before = records.file
    actions.decide_redactions(by=actor(conrad), records=records, rules={"phone": {"cover": False}})
    run_all()
    records.refresh_from_db()
    assert records.file
    with default_storage.open(records.file.path) as stream, zipfile.ZipFile(stream) as archive:
        words = archive.read("records-clinics/comments.csv").decode()
    assert "919-555-0142" in words
    assert before
    assert not StoredFile.objects.filter(pk=before.pk).exists()
    actions.release_records(by=actor(conrad), records=records)
    assert "sample" not in records.report


def test_a_named_statute_stands_in_the_files(conversation: Conversation, conrad: User) -> None:
    shown(conversation, PHONE)
    records = made(conversation, conrad)
    named = {"phone": {"statute": "Order of the court 26-1", "cover": True}}
    actions.decide_redactions(by=actor(conrad), records=records, rules=named)
    run_all()
    records.refresh_from_db()
    assert "Order of the court 26-1]" in records.report["sample"][0]["text"]
    actions.release_records(by=actor(conrad), records=records)


def test_made_twice_after_a_crash_there_is_one_file(conversation: Conversation, conrad: User) -> None:
    shown(conversation)
    records = made(conversation, conrad)
    archive = Path(default_storage.path(records.file.path))  # type: ignore[union-attr]
    again = actions.keep_records(by=MACHINE, records=records, archive=archive, report=Report())
    assert again.report["files"]
    assert StoredFile.objects.count() == 1


def test_asked_twice_at_once_they_are_made_once(conversation: Conversation, conrad: User) -> None:
    asked = {
        actions.ask_for_records(by=actor(conrad), conversation=conversation, request="2026-17")
        for _ in range(2)
    }
    assert len(asked) == 1
    run_all()
    assert made(conversation, conrad) not in asked  # anew, with what was said since


def test_the_files_run_out(conversation: Conversation, conrad: User) -> None:
    shown(conversation)
    records = made(conversation, conrad)
    assert records.file
    assert records.file.keep_until == timezone.localdate() + timedelta(days=90)
    scrub_all_due(by=MACHINE, now=timezone.now() + timedelta(days=4 * 365))
    records.refresh_from_db()
    assert records.report == {}


def test_only_who_may_export_does(conversation: Conversation, ben: User, conrad: User) -> None:
    with pytest.raises(Denied):
        actions.ask_for_records(by=actor(ben), conversation=conversation, request="x")
    records = made(conversation, conrad)
    for act in (actions.release_records, actions.give_up_records):
        with pytest.raises(Denied):
            act(by=actor(ben), records=records)


def test_the_pages_lead_from_the_request_to_the_file(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    shown(conversation, PHONE)
    signed_in(client, conrad)
    address = reverse("voices:records", args=["clinics"])
    assert client.post(address, {"request": ""}).status_code == 422
    wrong = {"request": "17", "since": "2026-02-01", "until": "2026-01-01"}
    assert client.post(address, wrong).status_code == 422
    there = client.post(address, {"request": "17"}).headers["Location"]
    assert "being worked out" in page(client.get(there))  # type: ignore[arg-type]
    run_all()
    assert "no statute" in page(client.get(there))  # type: ignore[arg-type]
    assert 'filename="DRAFT-records-clinics.zip"' in downloaded(client, f"{there}download/")
    assert "Name a statute" in page(client.post(f"{there}release/", follow=True))  # type: ignore[arg-type]
    client.post(there, {"statute_phone": "L. 9"})
    run_all()
    client.post(f"{there}release/")
    assert 'filename="records-clinics.zip"' in downloaded(client, f"{there}download/")
    assert AuditEntry.objects.filter(verb="voices.records.downloaded").count() == 2


def test_another_offices_records_are_not_there(
    client: Client, elsewhere: Conversation, conversation: Conversation, conrad: User, dev: User
) -> None:
    shown(conversation)
    records = made(conversation, conrad)
    signed_in(client, dev)
    assert client.get(reverse("voices:records-export", args=[records.pk])).status_code == 403


def test_the_command_writes_a_folder_and_says_what_lacks_a_statute(
    conversation: Conversation, tmp_path: Path, settings: object
) -> None:
    settings.STATE = ""  # type: ignore[attr-defined]
    shown(conversation, PHONE)
    done = CliRunner().invoke(command, ["clinics", "--out", str(tmp_path / "out"), "--from", "2020-01-01"])
    assert "phone: NO STATUTE IS NAMED" in done.output
    assert (tmp_path / "out" / "index.json").exists()
    assert "Do not hand it out: name a statute for phone" in done.output
    assert done.exit_code == 1


def test_the_command_writes_the_statute_that_counsel_named_beside_each_redaction(
    conversation: Conversation, tmp_path: Path, settings: object
) -> None:
    settings.STATE = ""  # type: ignore[attr-defined]
    shown(conversation, PHONE)
    words = ["clinics", "--out", str(tmp_path), "--statute", "phone", "Public Records Act, section 9"]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0, done.output
    assert [row["statute"] for row in rows(tmp_path, "redactions.csv")] == ["Public Records Act, section 9"]
    left_in = CliRunner().invoke(command, ["clinics", "--out", str(tmp_path / "b"), "--leave-in", "phone"])
    assert left_in.exit_code == 0, left_in.output


def test_who_counts_as_one_with_somebody_is_said_as_it_is_counted(
    conversation: Conversation, tmp_path: Path
) -> None:
    for _ in range(2):
        shown(conversation)
    fold = Fold.objects.create(conversation=conversation)
    Participant.objects.update(fold=fold)
    write(conversation, tmp_path / "folded")
    assert [row["counts_as_one_with"] for row in rows(tmp_path / "folded", "participants.csv")] == ["1", "1"]
    Fold.objects.update(state=Fold.State.UNFOLDED)
    write(conversation, tmp_path / "unfolded")
    assert [row["counts_as_one_with"] for row in rows(tmp_path / "unfolded", "participants.csv")] == ["", ""]


def test_whoever_comes_while_the_files_are_written_is_in_none(conversation: Conversation) -> None:
    comment = shown(conversation)
    source, ledger = Source(conversation), Ledger(RULES)
    assert len(source.people) == 1
    late = speak(conversation).participant
    Vote.objects.create(participant=late, comment=comment, value=1, at=timezone.now())
    for table in (tables.comments, tables.participants, tables.answers):
        assert {str(row[1] if table is tables.comments else row[0]) for row in table(source, ledger)} <= {"1"}
