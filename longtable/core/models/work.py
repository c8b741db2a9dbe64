"""Work that is done later or again: one table for jobs, events, notices and the schedule's runs."""

from django.db import models
from django.db.models import Q

from longtable.core.models.base import Entity


class Job(Entity):
    """One piece of work. A worker holds it by a lease that it renews; a dead worker's lease runs out."""

    kind = models.CharField(max_length=80, help_text="Name of the handler, e.g. 'messaging.deliver'.")
    payload = models.JSONField(default=dict, help_text="What the handler needs: ids, never personal data.")
    key = models.CharField(  # noqa: DJ001 - empty is not a key: only null may repeat
        max_length=120, null=True, unique=True, help_text="Idempotency key: a second enqueue is ignored."
    )
    run_after = models.DateTimeField(help_text="Not before this moment.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often it was begun.")
    max_attempts = models.PositiveSmallIntegerField(default=8, help_text="After so many it is dead.")
    leased_by = models.CharField(max_length=64, blank=True, help_text="Worker that holds it.")
    leased_until = models.DateTimeField(null=True, help_text="After this another worker may take it.")
    progress = models.JSONField(default=dict, help_text="done and total of a long job, for people who wait.")
    last_error = models.TextField(blank=True, help_text="What went wrong the last time, shortened.")
    done_at = models.DateTimeField(null=True, help_text="When it was finished.")
    dead_at = models.DateTimeField(null=True, help_text="When it was given up; a person is told.")

    class Meta:
        indexes = [
            models.Index(
                fields=["run_after"], condition=Q(done_at=None, dead_at=None), name="core_job_waiting"
            ),
            models.Index(fields=["kind", "created_at"], name="core_job_kind"),
            models.Index(fields=["done_at"], name="core_job_done"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | Q(dead_at=None), name="core_job_done_or_dead")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Schedule(models.Model):
    """When a repeated job is next due. Workers move it by compare-and-swap, so that one enqueues."""

    kind = models.CharField(primary_key=True, max_length=80, help_text="Name of the handler.")
    next_run_at = models.DateTimeField(help_text="The next slot.")

    def __str__(self) -> str:
        return f"{self.kind} at {self.next_run_at:%Y-%m-%d %H:%M}"
