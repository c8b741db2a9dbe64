"""Work that was given up: a person found the cause, and it is tried again."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from longtable.core.access import Actor, Missing, Permission, action, require
from longtable.core.audit import record
from longtable.core.models import Job


@action
def retry(*, by: Actor, job_id: str) -> Job:
    """Let a job that was given up begin anew, now, with all its attempts.

    Raises :class:`~longtable.core.access.Missing` when there is no such job or it is not dead.
    """
    require(by, by.may(Permission.OPERATE))
    try:
        revived = Job.objects.filter(pk=job_id).exclude(dead_at=None)
        if not revived.update(dead_at=None, attempts=0, run_after=timezone.now(), leased_by=""):
            raise Missing(f"No job {job_id} was given up")
    except ValidationError as error:
        raise Missing(f"No job {job_id} was given up") from error
    job = Job.objects.get(pk=job_id)
    record(by, "core.job.retried", job, fields=("dead_at", "attempts"))
    return job
