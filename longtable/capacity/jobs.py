"""The clock of places: what ran out goes back, each minute."""

from datetime import timedelta

from django.utils import timezone

from longtable.capacity.actions import lapse_holds, lapse_offers
from longtable.core.access import Actor
from longtable.core.work import every


@every(timedelta(minutes=1))
def put_back_what_ran_out() -> None:
    """Holds and offers whose time is over, in small transactions."""
    by, now = Actor.system("capacity"), timezone.now()
    while lapse_holds(by=by, now=now):
        pass
    while lapse_offers(by=by, now=now):
        pass
