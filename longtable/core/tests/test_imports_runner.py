"""An import comes in in pieces, may die at any of them, and never does anything twice."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from longtable.core.access import Actor, Denied
from longtable.core.audit import subjects_of
from longtable.core.imports import (
    AnotherRunner,
    Entry,
    Importer,
    Planned,
    Reject,
    Row,
    UnreadableSource,
    csv_rows,
    plan_upsert,
    rejects_csv,
    run_import,
    runner,
)
from longtable.core.models import ImportRun, StoredFile

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")


class Killed(BaseException):
    """Stands for kill -9: nothing may run after it."""


class Files(Importer):
    """Stored files by name: any table with a few columns will do."""

    name = "files"
    batch_size = 3

    def __init__(self, path: Path, *, dies_at: int | None = None) -> None:
        super().__init__(source="somewhere", files=[path])
        self.dies_at = dies_at

    def rows(self) -> Iterator[Row | Reject]:
        yield from csv_rows(self.files[0], required=("id", "size"))

    def plan(self, rows: Sequence[Row]) -> Planned:
        if self.dies_at and any(row.line >= self.dies_at for row in rows):
            raise Killed
        constant: dict[str, Any] = {"content_type": "text/plain", "sha256": "0"}
        entries = [
            Entry(row, row["id"], {"name": row["name"], "size": row["size"], "path": row["id"], **constant})
            for row in rows
        ]
        return plan_upsert(StoredFile, entries, source=self.source, identity=("path",))


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    """Ten good rows."""
    return write(tmp_path, [f"f{number},File {number},{number}" for number in range(10)])


def write(folder: Path, lines: list[str]) -> Path:
    path = folder / "files.csv"
    path.write_text("\n".join(["id,name,size", *lines]), encoding="utf-8")
    return path


def run(path: Path, **options: Any) -> ImportRun:
    return run_import(by=SYSTEM, importer=Files(path), **options).run


def test_rows_come_in_and_are_counted(ten: Path) -> None:
    done = run(ten)
    assert (done.created, done.changed, done.unchanged, done.rejected) == (10, 0, 0, 0)
    assert done.finished_at
    assert done.position == done.total == 10
    assert StoredFile.objects.get(path="f7").size == 7


def test_a_second_run_changes_nothing(ten: Path) -> None:
    run(ten)
    before = list(StoredFile.objects.order_by("pk").values())
    again = run(ten)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 10)
    assert list(StoredFile.objects.order_by("pk").values()) == before


def test_news_of_the_source_comes_in(ten: Path, tmp_path: Path) -> None:
    run(ten)
    done = run(write(tmp_path, ["f1,A new name,1", "f2,File 2,2"]))
    assert (done.changed, done.unchanged) == (1, 1)
    assert StoredFile.objects.get(path="f1").name == "A new name"


def test_a_dry_run_says_the_same_and_writes_nothing(ten: Path) -> None:
    looked = run(ten, dry_run=True)
    assert (looked.created, looked.dry_run) == (10, True)
    assert not StoredFile.objects.exists()


def test_a_dry_run_does_not_hold_what_it_refuses_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "MANY_REJECTS", 2)
    path = write(tmp_path, ["f1,One,x", "f2,Two,2", "f3,Three", "f4,Four,4", "f5,Five", "f6,Six", "f7,Seven"])
    looked = run(path, dry_run=True)
    assert (looked.rejected, looked.rejects.count()) == (5, 5)
    assert looked.finished_at
    assert ImportRun.objects.count() == 1


def test_a_killed_run_is_taken_up_where_it_stopped(ten: Path) -> None:
    with pytest.raises(Killed):
        run_import(by=SYSTEM, importer=Files(ten, dies_at=8))
    assert StoredFile.objects.count() == 6
    report = run_import(by=SYSTEM, importer=Files(ten))
    assert report.resumed_from == 6
    assert report.run.created == 10
    assert ImportRun.objects.count() == 1


def test_rejects_are_not_kept_twice_when_a_run_is_taken_up(tmp_path: Path) -> None:
    path = write(tmp_path, ["f1,One,x", "f2,Two,2", "f3,Three", "f4,Four,4", "f5,Five,5"])
    with pytest.raises(Killed):
        run_import(by=SYSTEM, importer=Files(path, dies_at=5))
    done = run(path)
    assert (done.created, done.rejected, done.rejects.count()) == (3, 2, 2)


def test_another_source_does_not_take_up_a_killed_run(ten: Path, tmp_path: Path) -> None:
    with pytest.raises(Killed):
        run_import(by=SYSTEM, importer=Files(ten, dies_at=8))
    report = run_import(by=SYSTEM, importer=Files(write(tmp_path, ["f1,File 1,1"])))
    assert report.resumed_from == 0


def test_two_processes_cannot_do_the_same_batch(ten: Path) -> None:
    class Overtaken(Files):
        def plan(self, rows: Sequence[Row]) -> Planned:
            planned = super().plan(rows)
            planned.writes.append(lambda: ImportRun.objects.update(position=3))
            return planned

    with pytest.raises(AnotherRunner):
        run_import(by=SYSTEM, importer=Overtaken(ten))
    assert not StoredFile.objects.exists()


def test_a_local_edit_stands_where_the_source_is_silent(ten: Path) -> None:
    run(ten)
    StoredFile.objects.filter(path="f1").update(name="Corrected here")
    assert run(ten).unchanged == 10
    assert StoredFile.objects.get(path="f1").name == "Corrected here"


def test_a_local_edit_and_news_of_the_source_are_a_conflict(ten: Path, tmp_path: Path) -> None:
    run(ten)
    StoredFile.objects.filter(path="f1").update(name="Corrected here")
    news = write(tmp_path, ["f1,Their news,1"])
    for _ in range(2):
        done = run(news)
        assert (done.changed, done.conflicts) == (0, 1)
    conflict = done.conflict_rows.get()
    assert conflict.theirs == {"name": "Their news"}
    assert StoredFile.objects.get(path="f1").name == "Corrected here"


def test_an_edit_of_one_field_does_not_stop_news_of_another(ten: Path, tmp_path: Path) -> None:
    run(ten)
    StoredFile.objects.filter(path="f1").update(name="Corrected here")
    assert run(write(tmp_path, ["f1,File 1,99"])).changed == 1
    row = StoredFile.objects.get(path="f1")
    assert (row.name, row.size) == ("Corrected here", 99)


def test_what_was_deleted_here_stays_deleted(ten: Path) -> None:
    run(ten)
    StoredFile.objects.filter(path="f1").delete()
    assert run(ten).created == 0


def test_a_row_that_was_already_here_is_recognised(ten: Path) -> None:
    StoredFile.objects.create(path="f1", name="File 1", size=1, content_type="text/plain", sha256="0")
    assert (run(ten).created, StoredFile.objects.count()) == (9, 10)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("f1,One,many", "“many” value must be an integer."),
        ("f1,One", "The header has 3 columns, this line has 2"),
        ("f1,One,1,2", "The header has 3 columns, this line has 4"),
        ("f1,O\0ne,1", "This line holds a NUL, which is not text"),
        (f"f1,{'x' * 201},1", "name: Ensure this value has at most 200 characters (it has 201)."),
        ("f0,Again,1", "The id f0 comes twice"),
    ],
)
def test_a_bad_row_is_kept_with_its_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    done = run(write(tmp_path, ["f0,Good,1", line, "f9,Good,1"]))
    assert (done.created, done.rejected) == (2, 1)
    reject = done.rejects.get()
    assert (reject.file, reject.line, reject.reason) == ("files.csv", 3, reason)


def test_a_line_that_is_not_text_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "files.csv"
    path.write_bytes(b"id,name,size\nf1,caf\xe9,1\nf2,caf\xc3\xa9,1\n")
    assert run(path).rejects.get().reason == "This line is not UTF-8 text"
    assert StoredFile.objects.get().name == "café"


def test_lines_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = write(tmp_path, ['f1,"Two', 'lines",1', "f2,Bad,x"])
    assert run(path).rejects.get().line == 4


def test_rejects_come_back_as_a_file_to_correct(tmp_path: Path) -> None:
    done = run(write(tmp_path, ["f1,One,many", "f2,Two,2"]))
    stream = io.StringIO()
    assert rejects_csv(done, stream) == 1
    assert stream.getvalue().splitlines() == [
        "file,line,reason,id,name,size",
        "files.csv,2,“many” value must be an integer.,f1,One,many",
    ]


@pytest.mark.parametrize("text", ["id,name\n1,2\n", "", "id,id,size\n"])
def test_a_source_of_another_shape_is_refused_whole(tmp_path: Path, text: str) -> None:
    path = tmp_path / "files.csv"
    path.write_text(text)
    with pytest.raises(UnreadableSource):
        run(path)


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"files\.csv cannot be read"):
        run(tmp_path / "files.csv")


def test_every_batch_is_audited(ten: Path) -> None:
    done = run(ten)
    verbs = [entry.verb for entry in subjects_of("core.importrun", done.pk)]
    assert sorted(verbs) == ["imports.files.batch"] * 4 + ["imports.files.begun", "imports.files.finished"]
    assert subjects_of("core.storedfile", StoredFile.objects.get(path="f1").pk).exists()


def test_a_stranger_brings_in_nothing(ten: Path) -> None:
    with pytest.raises(Denied):
        run_import(by=Actor.visitor(), importer=Files(ten))
    assert not ImportRun.objects.exists()


def test_progress_is_told(ten: Path) -> None:
    told: list[tuple[int, int | None]] = []
    run(ten, on_progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == [3, 6, 9, 10]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_locked_between_batches(ten: Path) -> None:
    locked: list[bool] = []
    run(ten, on_progress=lambda *_: locked.append(connection.in_atomic_block))
    assert locked == [False] * 4
