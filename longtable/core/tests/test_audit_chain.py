"""Nobody can quietly change, remove or cut off what was recorded."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from longtable.core.access import Actor
from longtable.core.audit import chain, record
from longtable.core.models import AuditEntry, AuditSubject

pytestmark = pytest.mark.django_db

BY = Actor.system("test")


@pytest.fixture
def five() -> list[AuditEntry]:
    """Five sealed entries."""
    entries = [record(BY, "test.done", ("test.thing", number), fields=["name"]) for number in range(5)]
    chain.seal()
    return entries


def test_an_untouched_chain_has_no_faults(five: list[AuditEntry]) -> None:
    verdict = chain.verify()
    assert (verdict.sealed, verdict.unsealed, verdict.faults) == (5, 0, ())


def test_a_chain_grows_from_its_head(five: list[AuditEntry]) -> None:
    before = chain.current_head()
    record(BY, "test.again")
    assert chain.verify().unsealed == 1
    chain.seal()
    assert chain.current_head().sequence == 6
    assert chain.verify(before).faults == ()


@pytest.mark.parametrize(
    "change",
    [{"verb": "test.other"}, {"actor_id": "somebody"}, {"fields": ["phone"]}, {"why": "another reason"}],
)
def test_a_changed_entry_shows(five: list[AuditEntry], change: dict[str, object]) -> None:
    AuditEntry.objects.filter(sequence=3).update(**change)
    assert "Entry 3 was changed" in chain.verify().faults


def test_a_moved_moment_shows(five: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(sequence=2).update(at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "Entry 2 was changed" in chain.verify().faults


def test_a_changed_subject_shows(five: list[AuditEntry]) -> None:
    AuditSubject.objects.filter(entry=five[1]).update(subject_id="9")
    assert "Entry 2 was changed" in chain.verify().faults


def test_an_entry_removed_in_the_middle_shows(five: list[AuditEntry]) -> None:
    five[2].subjects.all().delete()
    five[2].delete()
    assert "Entries 3 to 3 are gone" in chain.verify().faults


def test_a_change_that_was_sealed_again_shows_against_an_exported_head(five: list[AuditEntry]) -> None:
    head = chain.current_head()
    AuditEntry.objects.filter(sequence=1).update(verb="test.other")
    AuditEntry.objects.update(sequence=None, digest="")
    chain.seal()
    assert chain.verify().faults == ()
    assert chain.verify(head).faults == ("Entry 5 is not the one that was exported",)


def test_a_cut_off_end_shows_against_an_exported_head(five: list[AuditEntry]) -> None:
    head = chain.current_head()
    AuditSubject.objects.filter(entry__in=five[3:]).delete()
    AuditEntry.objects.filter(sequence__gt=3).delete()
    assert chain.verify().faults == ()
    assert chain.verify(head).faults == ("The chain ends at 3, but 5 was exported: its end was cut off",)


def test_an_emptied_audit_shows_against_an_exported_head(five: list[AuditEntry]) -> None:
    head = chain.current_head()
    AuditSubject.objects.all().delete()
    AuditEntry.objects.all().delete()
    assert chain.verify(head).faults


def test_a_digest_is_the_same_on_every_engine() -> None:
    entry = AuditEntry(
        at=datetime(2026, 11, 21, 12, 30, 15, 123456, tzinfo=UTC),
        actor_kind="user",
        actor_id="42",
        verb="voices.comment.published",
        fields=["state"],
        why="¿Está de acuerdo?",
    )
    entry.pk = 7
    entry.save(force_insert=True)
    AuditSubject.objects.create(entry=entry, kind="voices.comment", subject_id="9")
    chain.seal()
    entry.refresh_from_db()
    assert entry.digest == "332fc66fa077ad43df79cae94149bd04df5da6fee63a82bde89cac79936fe16a"


def test_heads_are_appended_where_they_can_be_copied_away(five: list[AuditEntry], tmp_path: Path) -> None:
    first = chain.export_head(tmp_path / "audit")
    record(BY, "test.again")
    chain.seal()
    second = chain.export_head(tmp_path / "audit")
    lines = (tmp_path / "audit" / "audit-heads.txt").read_text().splitlines()
    assert [chain.Head.parse(line.split()[1]) for line in lines] == [first, second]


@pytest.mark.parametrize("text", ["", "12", "12:abc", f"x:{'0' * 64}"])
def test_a_head_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"head looks like|invalid literal"):
        chain.Head.parse(text)
