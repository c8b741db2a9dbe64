"""Verbs about the work queue."""

import json
from datetime import timedelta

import click
from django.utils import timezone

from longtable.config.command_line import verb
from longtable.core.access import Actor, Missing
from longtable.core.models import Job
from longtable.core.work.dead import retry as retry_job
from longtable.core.work.queue import waiting
from longtable.core.work.schedule import overdue
from longtable.core.work.worker import run_forever


@verb
@click.command()
@click.option("--var", expose_value=False, help="Folder of this deployment's data; else LONGTABLE_VAR.")
def worker() -> None:
    """Do queued work until told to stop.

    That is messages, reminders, sealing the audit. Start as many as needed.
    """
    click.echo("Working. Stop with Ctrl-C; the piece in hand is finished first.", err=True)
    run_forever()


@verb
@click.group()
def work() -> None:
    """See the work queue and revive what was given up."""


@work.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def status(as_json: bool) -> None:
    """Say what waits, runs or was given up. Says also whether a worker is alive."""
    now = timezone.now()
    open_jobs = Job.objects.filter(done_at=None, dead_at=None)
    oldest = Job.objects.filter(waiting(now)).order_by("run_after").first()
    dead = list(Job.objects.exclude(dead_at=None).order_by("-dead_at")[:50])
    late = overdue(now, timedelta(minutes=5))
    report = {
        "due": Job.objects.filter(waiting(now)).count(),
        "later": open_jobs.filter(run_after__gt=now).count(),
        "running": open_jobs.filter(leased_until__gte=now).count(),
        "dead": Job.objects.exclude(dead_at=None).count(),
        "oldest_due_seconds": int((now - oldest.run_after).total_seconds()) if oldest else 0,
        "overdue_schedules": late,
        "dead_jobs": [{"job": str(job.pk), "kind": job.kind, "error": _last_line(job)} for job in dead],
    }
    if as_json:
        click.echo(json.dumps(report))
        return
    click.echo(
        f"{report['due']:,} due, {report['running']:,} running, {report['later']:,} later, "
        f"{report['dead']:,} given up"
    )
    if late:
        click.echo(f"No worker seems to be alive: {len(late)} repeated jobs are overdue.")
        click.echo("Start one with: longtable worker")
    for job in dead:
        click.echo(f"  {job.pk}  {job.kind}  {_last_line(job)}")


@work.command()
@click.argument("job", required=False)
@click.option("--all", "everything", is_flag=True, help="Everything that was given up.")
def retry(job: str | None, everything: bool) -> None:
    """Try again what was given up: one JOB, or --all."""
    if bool(job) == everything:
        raise click.UsageError("Name a job, or say --all")
    dead = Job.objects.exclude(dead_at=None).values_list("pk", flat=True)
    wanted = [job] if job else [str(pk) for pk in dead]
    for each in wanted:
        try:
            retry_job(by=Actor.system("work retry"), job_id=each)
        except Missing as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{len(wanted):,} will be tried again")


def _last_line(job: Job) -> str:
    lines = job.last_error.strip().splitlines()
    return lines[-1][:200] if lines else ""
