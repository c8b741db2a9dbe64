"""Making the files for a records request beside the web; begun again after a crash, they are the same."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from longtable.core.access import Actor
from longtable.core.models import Job
from longtable.core.work import Lease, job, on
from longtable.voices.actions.records import give_up_records, keep_records
from longtable.voices.models import RecordsExport
from longtable.voices.records import rules_as_decided, write_records

BY = Actor.system("voices.records")


@job("voices.records")
def make_records(records_id: str, lease: Lease) -> None:
    """Write the tables, put them into one archive, and keep it."""
    records = RecordsExport.objects.select_related("conversation__organization", "file").get(pk=records_id)
    if records.state not in (RecordsExport.State.WAITING, RecordsExport.State.RUNNING):
        return
    RecordsExport.lifecycle.move(records, RecordsExport.State.RUNNING)

    def progress(share: int) -> None:
        lease.renew(done=share, total=100)
        RecordsExport.objects.filter(pk=records.pk).update(done_share=share)

    with TemporaryDirectory() as place:
        name = f"records-{records.conversation.slug}"
        report = write_records(
            records.conversation,
            Path(place) / name,
            rules_as_decided(records.rules),
            since=records.since,
            until=records.until,
            progress=progress,
        )
        archive = shutil.make_archive(f"{place}/{name}", "zip", root_dir=place, base_dir=name)
        lease.renew()
        keep_records(by=BY, records=records, archive=Path(archive), report=report)


@on("work.dead")
def records_were_given_up(job_id: str, kind: str) -> None:
    """Whoever waits for them reads that they could not be made."""
    if kind == "voices.records":
        payload = Job.objects.values_list("payload", flat=True).get(pk=job_id)
        give_up_records(by=BY, records=RecordsExport.objects.get(pk=payload["records_id"]))
