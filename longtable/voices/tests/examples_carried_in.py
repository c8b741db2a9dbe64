"""Examples of what was carried in by hand, for the laws of the house."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.files import SOUND, store
from longtable.voices.actions.batches import Collected
from longtable.voices.actions.sheets import Sheet
from longtable.voices.models import Batch, Comment, Conversation, Participant, Recording

OGG = b"OggS\x00\x02" + bytes(60)


def routes_of(conversation: Conversation) -> dict[str, dict[str, Any]]:
    """A stack with a sheet, a table, and a voice message of one conversation."""
    slug = {"slug": conversation.slug}
    paper, table = _batch(conversation, "paper"), _batch(conversation, "table")
    Participant.objects.create(
        conversation=conversation, batch=paper, sheet=1, channel="paper", language="en"
    )
    stack = {**slug, "batch_id": paper.pk}
    recording = {**slug, "recording_id": _recording(conversation).pk}
    return {
        "voices:batches": slug,
        "voices:start-batch": slug,
        "voices:batch": stack,
        "voices:describe-batch": stack,
        "voices:next-sheet": stack,
        "voices:sheet": {**stack, "number": 1},
        "voices:notes": {**slug, "batch_id": table.pk},
        "voices:phone": slug,
        "voices:phone-answer": slug,
        "voices:phone-call-back": slug,
        "voices:recordings": slug,
        "voices:recording": recording,
        "voices:sound": recording,
    }


def arguments() -> dict[str, dict[str, Any]]:
    """What an action that types something in is given."""
    agency = Organization.objects.get(name="Department of Health")
    conversation = Conversation.objects.filter(organization=agency, state=Conversation.State.OPEN).first()
    assert conversation
    collected = Collected("paper", "Food bank", timezone.localdate(), "en")
    sheet = {"sheet": Sheet("en", words=("No bus.",))}
    person = Participant.objects.create(
        conversation=conversation, batch=_batch(conversation, "phone"), sheet=1, language="en"
    )
    return {
        "voices.start_batch": {"conversation": conversation, "collected": collected},
        "voices.describe_batch": {"collected": collected},
        "voices.keep_sheet": sheet,
        "voices.keep_call": {"conversation": conversation, **sheet},
        "voices.correct_sheet": {"participant": person, **sheet},
        "voices.take_sheet_back": {"participant": person, "same_as": person},
        "voices.answer_aloud": {"participant": person, "comment": Comment.objects.first()},
        "voices.note_lines": {"lines": []},
        "voices.bring_recordings": {"conversation": conversation, "sounds": []},
        "voices.transcribe": sheet,
    }


def _batch(conversation: Conversation, channel: str) -> Batch:
    return Batch.objects.create(
        conversation=conversation,
        channel=channel,
        organization=conversation.organization,
        label="Food bank",
        collected_on=timezone.localdate(),
        language="en",
    )


def _recording(conversation: Conversation) -> Recording:
    stored = store(by=Actor.system("examples"), content=OGG, name="message.ogg", kinds=SOUND)
    return Recording.objects.create(
        conversation=conversation,
        file=stored,
        digest=uuid4().hex,
        organization=conversation.organization,
        received_at=timezone.now(),
        language="en",
    )
