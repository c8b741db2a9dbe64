"""What was published stays as a public record; a draft goes when the next one is prepared."""

from longtable.core.retention import Class, retention
from longtable.releases.models import Cell, LedgerEntry, Policy, Release, Table

retention(Policy, Class.REFERENCE, plain=["title", "words", "source"])
retention(
    Release,
    Class.RECORD,
    plain=["slug", "title", "subject_kind", "subject_id", "digest", "withdrawn_because"],
)
retention(Table, Class.RECORD, plain=["name", "title", "counts", "asked", "dimensions"])
retention(Cell, Class.RECORD, plain=["coordinates"])
retention(LedgerEntry, Class.RECORD, plain=["digest", "seal"])
