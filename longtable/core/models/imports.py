"""Data that came from outside: what ran, what it refused, and where it met local edits."""

from django.db import models
from django.db.models import Q

from longtable.core.models.base import Entity


class ImportRun(Entity):
    """One run of one importer over one source. It can be stopped at any moment and taken up again."""

    importer = models.CharField(max_length=60, help_text="Name of the importer, e.g. 'polis'.")
    source = models.CharField(max_length=200, help_text="What was read, as people would name it.")
    fingerprint = models.CharField(max_length=64, help_text="Digest of the content: tells a changed source.")
    options = models.JSONField(default=dict, help_text="What the importer was told.")
    dry_run = models.BooleanField(default=False, help_text="Looked only; wrote nothing else.")
    position = models.PositiveBigIntegerField(
        default=0, help_text="Rows that are safely in; resume from here."
    )
    total = models.PositiveBigIntegerField(null=True, help_text="Rows in the source, once known.")
    created = models.PositiveBigIntegerField(default=0, help_text="Rows made.")
    changed = models.PositiveBigIntegerField(default=0, help_text="Rows changed.")
    unchanged = models.PositiveBigIntegerField(default=0, help_text="Rows that were already so.")
    rejected = models.PositiveBigIntegerField(default=0, help_text="Rows refused, each kept with its reason.")
    conflicts = models.PositiveBigIntegerField(default=0, help_text="Rows edited here since; left alone.")
    finished_at = models.DateTimeField(null=True, help_text="When it came to its end.")
    by = models.CharField(max_length=120, help_text="Who ran it.")

    class Meta:
        indexes = [models.Index(fields=["importer", "fingerprint"], name="core_import_source")]

    def __str__(self) -> str:
        return f"{self.importer}: {self.source}"

    @property
    def counts(self) -> dict[str, int]:
        """What became of the rows so far: together as many as ``position`` says."""
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "conflicts": self.conflicts,
        }


class ImportReject(models.Model):
    """A row that could not come in, as it was, so that it can be corrected and brought again."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects", help_text="The run.")
    file = models.CharField(max_length=200, help_text="File within the source.")
    line = models.PositiveBigIntegerField(help_text="Line in that file, counted from 1.")
    reason = models.CharField(max_length=500, help_text="Why, in plain words.")
    row = models.JSONField(help_text="The row as it was read.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "file", "line", "reason"], name="core_reject_once")
        ]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.reason}"


class ImportConflict(models.Model):
    """A row whose source and local copy both changed. The local edit stands until a person decides."""

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="conflict_rows", help_text="The run."
    )
    subject_kind = models.CharField(max_length=60, help_text="Model label of the local row.")
    subject_id = models.CharField(max_length=64, help_text="Its id.")
    theirs = models.JSONField(help_text="What the source says.")
    fields = models.JSONField(help_text="Names of the fields that differ.")
    settled_at = models.DateTimeField(null=True, help_text="When a person decided.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=Q(settled_at=None),
                name="core_conflict_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class SourceRecord(models.Model):
    """What a source last said about one local row: tells an edit made here from news out there."""

    source = models.CharField(max_length=200, help_text="The source, as its importer names it.")
    source_id = models.CharField(max_length=200, help_text="The row's id in that source.")
    subject_kind = models.CharField(max_length=60, help_text="Model label of the local row.")
    subject_id = models.CharField(max_length=64, help_text="Its id.")
    values = models.JSONField(help_text="What the source said, by field, when we last agreed with it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject_kind", "source_id"], name="core_source_record_once"
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="core_source_record_subject")]

    def __str__(self) -> str:
        return f"{self.source} {self.source_id}"
