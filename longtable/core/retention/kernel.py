"""How long the kernel keeps its own rows."""

from longtable.core.models import (
    Attempt,
    AuditEntry,
    AuditSubject,
    ImportConflict,
    ImportReject,
    ImportRun,
    ImportTrace,
    Installation,
    Job,
    Receipt,
    SavedColumns,
    Schedule,
    SourceRecord,
    StoredFile,
    Upload,
)
from longtable.core.retention.rules import Class, retention

retention(Attempt, Class.TRACE, days=2, since="window", delete=True, plain=["purpose", "who"])
retention(AuditEntry, Class.AUDIT, plain=["actor_kind", "actor_id", "verb", "fields", "why", "digest"])
retention(AuditSubject, Class.AUDIT, plain=["kind", "subject_id"])
retention(ImportRun, Class.RECORD, plain=["importer", "source", "fingerprint", "options", "by"])
retention(
    ImportReject,
    Class.TRACE,
    days=90,
    since="run__finished_at",
    delete=True,
    scrub=["row"],
    plain=["file", "reason"],
)
retention(
    ImportConflict,
    Class.TRACE,
    days=90,
    since="settled_at",
    delete=True,
    scrub=["theirs"],
    plain=["subject_kind", "subject_id", "fields"],
)
retention(
    ImportTrace,
    Class.TRACE,
    days=90,
    since="run__finished_at",
    delete=True,
    scrub=["before", "after"],
    plain=["subject_kind", "subject_id", "stayed"],
)
retention(SavedColumns, Class.REFERENCE, plain=["kind", "headers", "columns", "answers"])
retention(
    Upload,
    Class.RECORD,
    scrub=["name"],
    plain=["kind", "source", "sheet", "columns", "answers", "language", "problem"],
)
retention(Installation, Class.REFERENCE)
retention(
    Job,
    Class.TRACE,
    days=14,
    since="done_at",
    delete=True,
    plain=["kind", "payload", "key", "leased_by", "progress", "last_error"],
)
retention(Receipt, Class.PERSON, plain=["token_hash", "code_hash"])
retention(Schedule, Class.REFERENCE, plain=["kind"])
retention(
    SourceRecord, Class.TRACE, scrub=["values"], plain=["source", "source_id", "subject_kind", "subject_id"]
)
retention(StoredFile, Class.PERSON, scrub=["name"], plain=["content_type", "sha256", "path"])
