"""The clock of all work, and work that the house makes for those who run it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.work import Lease, every, on
from longtable.messaging.models import Message, MessageState
from longtable.worklists.actions import add_work, escalate, finish_work
from longtable.worklists.clocks import choose, close_of_day
from longtable.worklists.models import Clock, WorkItem

UNCERTAIN = ("messaging.message", "uncertain")
"""All uncertain messages together are one thing to do."""


@every(timedelta(hours=1))
def look_at_the_clock(lease: Lease) -> None:
    """Remind of what is due soon, and call in others for what is late."""
    by, now = Actor.system("worklists"), timezone.now()
    clocks = list(Clock.objects.all())
    longest = max([clock.warn_days for clock in clocks], default=0) + 1
    near = (
        WorkItem.objects.open()
        .filter(due_at__lte=close_of_day(now, longest))
        .select_related("owner__deputy", "organization")
    )
    for number, item in enumerate(near.iterator(chunk_size=200)):
        escalate(by=by, item=item, clock=choose(clocks, item.kind), now=now)
        if number % 200 == 0:
            lease.renew(done=number)


@on("work.dead")
def somebody_looks_at_work_that_was_given_up(job_id: str, kind: str) -> None:
    """Those who operate the system find out why; one item for each kind of work, however much of it died."""
    subject = ("core.job", kind)
    if WorkItem.objects.open().about(subject).exists():
        return
    add_work(
        by=Actor.system("worklists"),
        kind="core.dead",
        title=LocalizedText.of(
            en=f"Find out why work was given up: {kind}",
            es=f"Averigüe por qué se abandonó un trabajo: {kind}",
        ),
        detail=LocalizedText.of(
            en="It was tried many times. The reason is in the log of the worker.",
            es="Se intentó muchas veces. El motivo está en el registro del proceso.",
        ),
        permission=Permission.OPERATE,
        subject=subject,
        due_at=timezone.now() + timedelta(days=1),
        key=f"dead:{job_id}",
    )


@on("messaging.uncertain")
def somebody_settles_uncertain_messages(message_id: str) -> None:
    """Whoever may settle messages finds out whether they arrived."""
    if WorkItem.objects.open().about(UNCERTAIN).exists():
        return
    add_work(
        by=Actor.system("worklists"),
        kind="messaging.uncertain",
        title=LocalizedText.of(
            en="Find out whether messages reached people",
            es="Averigüe si los mensajes llegaron",
        ),
        detail=LocalizedText.of(
            en="The connection broke while they were being sent.",
            es="La conexión se cortó mientras se enviaban.",
        ),
        action_label=LocalizedText.of(en="Look at them", es="Verlos"),
        url=reverse("messaging:uncertain"),
        permission=Permission.RESOLVE_MESSAGES,
        subject=UNCERTAIN,
        due_at=timezone.now() + timedelta(days=1),
        key=f"uncertain:{message_id}",
    )


@on("messaging.settled")
def nothing_is_uncertain_any_more(message_id: str) -> None:
    """When the last uncertain message is settled, nobody needs to look."""
    if not Message.objects.filter(state=MessageState.UNCERTAIN).exists():
        finish_work(by=Actor.system("worklists"), kind="messaging.uncertain", subject=UNCERTAIN)
