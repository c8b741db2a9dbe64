"""A state that was being loaded when the machine died comes in whole the next time."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import connection, connections

from longtable.core.access import Actor
from longtable.core.imports import Planned, Row, run_import
from longtable.core.models import AuditEntry, ImportRun
from longtable.places.imports import PackImporter
from longtable.places.models import Area, Population, RegionArea
from longtable.places.packs import read_pack
from longtable.places.tests.conftest import load

ROWS = 1 + 3 + 1 + 2 + 3 + 3
"""State, counties, scheme, regions, holdings, populations of Longland."""


class Dying(PackImporter):
    """Is killed in its second batch, after the rows were written and before they are committed."""

    batch_size = 2
    batches = 0

    def plan(self, rows: Sequence[Row]) -> Planned:
        planned = super().plan(rows)
        self.batches += 1
        if self.batches == 2:
            planned.writes.append(lambda: os.kill(os.getpid(), signal.SIGKILL))
        return planned


def is_killed(folder: Path) -> bool:
    """Whether another process that brings the pack in dies of it."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # its threads do not survive a fork
    child = os.fork()
    if child == 0:
        try:
            run_import(by=Actor.system("test"), importer=Dying(read_pack(str(folder))))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_in_every_batch_ends_whole(folder: Path) -> None:
    deaths = 0
    while is_killed(folder):
        deaths += 1
    run = ImportRun.objects.get()
    assert deaths == 8
    assert run.finished_at
    assert (run.position, run.created, run.rejected) == (ROWS, ROWS, 0)
    assert (Area.objects.count(), RegionArea.objects.count(), Population.objects.count()) == (4, 3, 3)
    assert AuditEntry.objects.filter(verb="imports.places.batch").count() == deaths + 1
    assert load(folder).run.unchanged == ROWS
