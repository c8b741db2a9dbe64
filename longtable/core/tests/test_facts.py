"""Facts say what happened and name nobody; each month is replaced whole or not at all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from longtable.core.facts import (
    TIMES,
    FactSource,
    UnfitFacts,
    age_band,
    build,
    code,
    identifier,
    person_column,
    person_key,
)
from longtable.core.facts.columns import check_schema

SCHEMA = pa.schema(
    [*TIMES, person_column(), identifier("area_id", nullable=True), code("answer", ["agree", "disagree"])]
)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def fact(day: str, **values: Any) -> dict[str, Any]:
    return {
        "valid_on": date.fromisoformat(day),
        "recorded_at": NOW,
        "deleted": False,
        "person_key": person_key("test", 1),
        "area_id": "37001",
        "answer": "agree",
        **values,
    }


def source(*rows: dict[str, Any]) -> FactSource:
    def read(since: date | None, until: date | None) -> Iterator[pa.RecordBatch]:
        within = [
            row
            for row in rows
            if (not since or row["valid_on"] >= since) and (not until or row["valid_on"] < until)
        ]
        if within:
            yield pa.RecordBatch.from_pylist(within, schema=SCHEMA)

    return FactSource("test", 1, SCHEMA, "answer", read)


def months(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.rglob("facts.parquet"))


def test_facts_are_written_by_month(tmp_path: Path) -> None:
    report = build(source(fact("2026-10-31"), fact("2026-11-01"), fact("2026-11-30")), tmp_path)
    assert (report.rows, report.written) == (3, ["2026-10", "2026-11"])
    table = pq.read_table(tmp_path / "test" / "v1" / "month=2026-11" / "facts.parquet", partitioning=None)
    assert table.num_rows == 2
    assert table.column("answer").to_pylist() == ["agree", "agree"]


def test_a_month_that_did_not_change_is_left_alone(tmp_path: Path) -> None:
    build(source(fact("2026-10-31"), fact("2026-11-01")), tmp_path)
    report = build(source(fact("2026-10-31"), fact("2026-11-01", deleted=True)), tmp_path)
    assert (report.unchanged, report.written) == (["2026-10"], ["2026-11"])


def test_a_month_without_facts_is_removed_only_within_the_range(tmp_path: Path) -> None:
    build(source(fact("2026-09-01"), fact("2026-10-31")), tmp_path)
    report = build(source(), tmp_path, since=date(2026, 10, 1))
    assert report.removed == ["2026-10"]
    assert months(tmp_path) == ["month=2026-09"]


@pytest.mark.parametrize(
    "unfit",
    [
        {"person_key": "Ana Lopez"},
        {"area_id": "she lives at the corner"},
        {"answer": "I think so"},
        {"person_key": None},
    ],
)
def test_a_value_that_could_tell_who_stops_the_build_and_replaces_nothing(
    tmp_path: Path, unfit: dict[str, Any]
) -> None:
    build(source(fact("2026-11-01")), tmp_path)
    before = (tmp_path / "test/v1/month=2026-11/facts.parquet").read_bytes()
    with pytest.raises(UnfitFacts):
        build(source(fact("2026-11-01"), fact("2026-11-02", **unfit)), tmp_path)
    assert (tmp_path / "test/v1/month=2026-11/facts.parquet").read_bytes() == before
    assert not list(tmp_path.rglob(".building*"))


@pytest.mark.parametrize(
    "column",
    [
        pa.field("first_name", pa.int32()),
        pa.field("birth_date", pa.date32()),
        pa.field("email", pa.int32()),
        pa.field("why", pa.string()),
        pa.field("kind", pa.dictionary(pa.int32(), pa.string())),
        pa.field("blob", pa.binary()),
        pa.field("things", pa.list_(pa.int32())),
    ],
)
def test_a_column_that_could_name_somebody_is_refused(column: pa.Field) -> None:
    with pytest.raises(UnfitFacts):
        check_schema(pa.schema([*TIMES, column]))


def test_facts_without_their_times_are_refused() -> None:
    with pytest.raises(UnfitFacts, match="recorded_at"):
        check_schema(pa.schema([TIMES[0], TIMES[2]]))


def test_numbers_days_ids_and_codes_are_welcome() -> None:
    check_schema(pa.schema([*SCHEMA, pa.field("count", pa.int64()), pa.field("closed_on", pa.date32())]))


def test_a_sentence_is_no_code() -> None:
    with pytest.raises(UnfitFacts):
        code("answer", ["I would rather not"])


def test_a_person_has_another_key_in_every_dataset() -> None:
    assert person_key("one", 1) == person_key("one", 1)
    assert len({person_key("one", 1), person_key("two", 1), person_key("one", 2)}) == 3


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2026, 11, 21), "0-17"),
        (date(2008, 11, 22), "0-17"),
        (date(2008, 11, 21), "18-24"),
        (date(1951, 11, 22), "65-74"),
        (date(1951, 11, 21), "75+"),
        (date(1910, 1, 1), "75+"),
    ],
)
def test_an_age_is_shared_by_many(born: date, band: str) -> None:
    assert age_band(born, date(2026, 11, 21)) == band


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="not born"):
        age_band(date(2026, 11, 22), date(2026, 11, 21))
