"""Voice messages: those that wait, those that were written down, and the sound of one."""

from uuid import UUID

from django.db.models import QuerySet

from longtable.core.access import Actor, Missing, Permission
from longtable.core.audit import record_read
from longtable.core.models import StoredFile
from longtable.voices.models import Conversation, Recording
from longtable.voices.policies import may_enter
from longtable.voices.selectors.one import only


def recordings(actor: Actor, conversation: Conversation) -> QuerySet[Recording]:
    """What was brought for a conversation, what waits first; for a partner, what their own people brought."""
    found = conversation.recordings.select_related("file", "organization", "heard_by", "participant")
    if not may_enter(actor, conversation, conversation.area_ids()):
        found = found.filter(organization__in=actor.organizations(Permission.ENTER_VOICES))
    return found.order_by("-state", "received_at", "created_at")


def recording_for(actor: Actor, conversation: Conversation, recording_id: UUID) -> Recording:
    """One voice message within the actor's reach. Raises :class:`Missing`."""
    recording: Recording = only(recordings(actor, conversation).filter(pk=recording_id))
    recording.conversation = conversation
    return recording


def sound_of(actor: Actor, recording: Recording) -> StoredFile:
    """The sound. A voice tells who somebody is: that it was heard is written down before it is."""
    if recording.file is None:
        raise Missing
    record_read(actor, "voices.recording.heard", recording, why="to write it down")
    return recording.file
