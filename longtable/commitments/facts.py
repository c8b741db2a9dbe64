"""What measurement learns about commitments: states, days and places, no words and no names."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa
from django.db.models import F
from django.utils import timezone

from longtable.commitments.models import Commitment
from longtable.core.facts import TIMES, code, facts, identifier

SCHEMA = pa.schema(
    [
        *TIMES,
        identifier("commitment_id"),
        identifier("area_code", nullable=True),
        identifier("division_id"),
        code("kind", Commitment.Kind.values),
        code("promise", Commitment.Promise.values),
        code("state", Commitment.State.values),
        pa.field("due_on", pa.date32()),
        pa.field("done_on", pa.date32()),
        pa.field("verified_on", pa.date32()),
    ]
)
BATCH = 2000


@facts(
    "commitments.commitments", version=1, schema=SCHEMA, grain="public commitment and area, or whole state"
)
def commitments(since: date | None, until: date | None) -> Iterator[pa.RecordBatch]:
    """What was decided, on the day of the decision. No area means the whole state."""
    found = Commitment.objects.public()
    if since:
        found = found.filter(decided_at__gte=_start_of(since))
    if until:
        found = found.filter(decided_at__lt=_start_of(until))
    rows: list[dict[str, Any]] = []
    for row in found.order_by("decided_at", "pk", "areas__code").values(
        "pk",
        "division_id",
        "kind",
        "promise",
        "state",
        "due_on",
        "decided_at",
        "done_at",
        "verified_at",
        area_code=F("areas__code"),
    ):
        rows.append(_fact(dict(row)))
        if len(rows) == BATCH:
            yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
            rows = []
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _fact(row: dict[str, Any]) -> dict[str, Any]:
    latest = max(at for at in (row["decided_at"], row["done_at"], row["verified_at"]) if at)
    return {
        "valid_on": timezone.localdate(row["decided_at"]),
        "recorded_at": latest,
        "deleted": False,
        "commitment_id": str(row["pk"]),
        "division_id": str(row["division_id"]),
        **{name: row[name] for name in ("area_code", "kind", "promise", "state", "due_on")},
        "done_on": row["done_at"] and timezone.localdate(row["done_at"]),
        "verified_on": row["verified_at"] and timezone.localdate(row["verified_at"]),
    }


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
