"""Asking somebody to go to people who were not heard yet."""

from django.urls import reverse

from longtable.core.access import Actor, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.voices.models import Conversation
from longtable.voices.policies import may_gather
from longtable.voices.selectors.heard import OUTREACH, NotYetHeard, work_of
from longtable.worklists.actions import add_work
from longtable.worklists.models import WorkItem


@action
def ask_for_outreach(*, by: Actor, conversation: Conversation, line: NotYetHeard) -> WorkItem:
    """Somebody of the organisation that asks will go to these people, by the clock of this kind of work.

    Asked a second time while it is not done, it finds the first. Once it is done it can be asked again.
    """
    require(by, may_gather(by, conversation, conversation.area_ids()))
    there = work_of(conversation).get(line.key)
    if there and there.done_at is None:
        return Unchanged(there)  # type: ignore[return-value]
    times = WorkItem.objects.about(conversation).filter(kind=OUTREACH, key__contains=f"|{line.key}|").count()
    item = add_work(
        by=by,
        kind=OUTREACH,
        title=LocalizedText.of(
            en=f"Hear more {line.who.show('en')}: plan how to reach them",
            es=f"Escuche a más {line.who.show('es')}: planee cómo llegar a estas personas",
        ),
        detail=line.sentences(),
        action_label=LocalizedText.of(en="See who was heard", es="Ver a quiénes se escuchó"),
        url=f"{reverse('voices:heard', args=[conversation.slug])}#not-yet",
        organization=conversation.organization,
        permission=Permission.GATHER_THEMES,
        area=line.area,
        subject=conversation,
        reason=str(conversation.question.show("en"))[:300],
        key=f"{conversation.pk}|{line.key}|{times + 1}",
    )
    record(by, "voices.outreach.asked", conversation, item)
    return item
