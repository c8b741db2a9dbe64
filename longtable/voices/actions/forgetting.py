"""What happens here when somebody asked that everything which identifies them be removed."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.models import StoredFile
from longtable.voices.models import Dialogue, HelpRequest, Participant, Recording
from longtable.voices.policies import may_forget


@action
def forget_person(*, by: Actor, person_id: UUID) -> int:
    """Empty what a person told about themselves and their own case; returns how many rows changed.

    Their comments stay: they belong to the conversation, carry no name, and what others read of
    them is masked.
    """
    require(by, may_forget(by))
    participants = list(Participant.objects.filter(contact__person=person_id))
    requests = list(HelpRequest.objects.filter(contact__person=person_id))
    requests += HelpRequest.objects.filter(comment__participant__in=participants).exclude(
        pk__in=[request.pk for request in requests]
    )
    if not participants and not requests:
        return Unchanged(0)  # type: ignore[return-value]
    Participant.objects.filter(pk__in=[each.pk for each in participants]).update(about={}, area=None)
    Dialogue.objects.filter(participant__in=participants).delete()
    _end_sounds(Recording.objects.filter(participant__in=participants))
    HelpRequest.objects.filter(pk__in=[each.pk for each in requests]).update(
        about="", outcome="", best_time=""
    )
    record(by, "voices.person.forgotten", *participants, *requests, fields=["about", "area", "outcome"])
    return len(participants) + len(requests)


def _end_sounds(recordings: QuerySet[Recording]) -> None:
    """A voice tells who somebody is: it is deleted tonight, and not in some months."""
    yesterday = timezone.localdate() - timedelta(days=1)
    StoredFile.objects.filter(pk__in=recordings.values("file")).update(keep_until=yesterday)
