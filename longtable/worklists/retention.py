"""Work is kept as a record of the agency's care; free words go after years, numbers after a month."""

from longtable.core.retention import Class, retention
from longtable.worklists.models import Clock, DutyShift, WorkItem

retention(
    WorkItem,
    Class.RECORD,
    days=3 * 365,
    since="done_at",
    scrub=["reason", "outcome"],
    plain=[
        "kind",
        "title",
        "detail",
        "action_label",
        "url",
        "subject_kind",
        "subject_id",
        "permission",
        "key",
    ],
)
retention(Clock, Class.REFERENCE, plain=["kind", "ladder"])
retention(DutyShift, Class.RECORD, days=30, since="ends_at", scrub=["phone"])
