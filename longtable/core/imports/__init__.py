"""Bringing in what others know: one runner for every source, whatever its shape.

A package describes its source as an :class:`Importer` (what the rows are, and what they would
change); :func:`run_import` does the rest: small transactions, rejects with their reasons, taking up
again after a crash, a dry run, and local edits that no source overwrites.

    class PlanImporter(Importer):
        name, permission = "plans", Permission.EDIT_PLACES

        def rows(self):
            yield from csv_rows(self.folder / "plans.csv", required=("id", "name"))

        def plan(self, rows):
            return plan_upsert(
                Plan, [Entry(row, row["id"], {"name": row["name"]}) for row in rows], source=self.source
            )

    report = run_import(by=actor, importer=PlanImporter(source="plans 2026", files=[path]))
"""

from longtable.core.imports.importer import Conflict, Importer, Planned, Trace
from longtable.core.imports.rejects import rejects_csv
from longtable.core.imports.rows import Reject, Row, UnreadableSource, csv_rows
from longtable.core.imports.runner import AnotherRunner, Report, run_import
from longtable.core.imports.upsert import Entry, known_ids, plan_upsert

__all__ = [
    "AnotherRunner",
    "Conflict",
    "Entry",
    "Importer",
    "Planned",
    "Reject",
    "Report",
    "Row",
    "Trace",
    "UnreadableSource",
    "csv_rows",
    "known_ids",
    "plan_upsert",
    "rejects_csv",
    "run_import",
]
