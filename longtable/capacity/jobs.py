"""The clock of places: what ran out goes back, each minute; each night counters are held against rows."""

from datetime import timedelta

from django.utils import timezone

from longtable.capacity.actions import lapse_holds, lapse_offers
from longtable.capacity.selectors import differences
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.work import every
from longtable.worklists.actions import add_work
from longtable.worklists.models import WorkItem

DIFFERS = ("capacity.pool", "differs")
"""All counters that differ together are one thing to do."""


@every(timedelta(minutes=1))
def put_back_what_ran_out() -> None:
    """Holds and offers whose time is over, in small transactions."""
    by, now = Actor.system("capacity"), timezone.now()
    while lapse_holds(by=by, now=now):
        pass
    while lapse_offers(by=by, now=now):
        pass


@every(timedelta(days=1), offset=timedelta(hours=8))
def compare_counters_with_rows() -> None:
    """A difference is never repaired in silence: a person finds out what wrote past the actions."""
    if WorkItem.objects.open().about(DIFFERS).exists() or not any(differences()):
        return
    add_work(
        by=Actor.system("capacity"),
        kind="capacity.differs",
        title=LocalizedText.of(
            en="Find out why places are not counted right",
            es="Averigüe por qué los lugares no están bien contados",
        ),
        detail=LocalizedText.of(
            en="On the server, type: longtable capacity check",
            es="En el servidor, escriba: longtable capacity check",
        ),
        permission=Permission.OPERATE,
        subject=DIFFERS,
        due_at=timezone.now() + timedelta(days=1),
    )
