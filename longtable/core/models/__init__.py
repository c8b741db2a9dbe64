"""Tables of the kernel."""

from longtable.core.models.attempts import Attempt
from longtable.core.models.audit import AuditEntry, AuditSubject
from longtable.core.models.base import Entity
from longtable.core.models.files import StoredFile
from longtable.core.models.imports import ImportConflict, ImportReject, ImportRun, SourceRecord
from longtable.core.models.installation import Installation
from longtable.core.models.receipts import Receipt
from longtable.core.models.uploads import ImportTrace, SavedColumns, Upload
from longtable.core.models.work import Job, Schedule

__all__ = [
    "Attempt",
    "AuditEntry",
    "AuditSubject",
    "Entity",
    "ImportConflict",
    "ImportReject",
    "ImportRun",
    "ImportTrace",
    "Installation",
    "Job",
    "Receipt",
    "SavedColumns",
    "Schedule",
    "SourceRecord",
    "StoredFile",
    "Upload",
]
