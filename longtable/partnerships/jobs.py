"""Looking at the calendar each morning: agreements near their end, and partners who have not answered."""

from datetime import timedelta

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.work import every
from longtable.partnerships.actions import remind_of_ends, remind_of_pulse


@every(timedelta(days=1), offset=timedelta(hours=10, minutes=30))
def remind_owners_of_ends() -> None:
    """Owners hear in good time that an agreement ends; what ran out holds no more."""
    remind_of_ends(by=Actor.system("partnerships"), today=timezone.localdate())


@every(timedelta(days=1), offset=timedelta(hours=14))
def remind_partners_once() -> None:
    """Partners who have not used their link are asked once more."""
    remind_of_pulse(by=Actor.system("partnerships"), now=timezone.now())
