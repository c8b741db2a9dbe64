"""Voice messages: brought in, listened to, written down by a person, and in time deleted."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone

from longtable.core.access import Actor, Missing, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import SOUND, store
from longtable.core.receipts import give_receipt
from longtable.core.work import emit
from longtable.messaging.actions import notify
from longtable.people.actions import leave_contact as leave_contact_with_us
from longtable.people.models.contact import Channel as Agreed
from longtable.voices.actions.batches import collector, may_carry_in
from longtable.voices.actions.sheets import Kept, Sheet
from longtable.voices.actions.speaking import leave_contact
from longtable.voices.actions.words import keep_words
from longtable.voices.models import Channel, Confidence, Conversation, Participant, Recording
from longtable.voices.policies import may_type_into

LARGEST = 25 * 1024 * 1024
"""Bytes of one voice message: about half an hour."""

KEPT_DAYS = 90
"""Days for which the sound is kept after somebody listened, so that a doubt can be settled."""


@dataclass(frozen=True)
class Sound:
    """A voice message as it was handed over."""

    name: str
    content: bytes | File


@action
def bring_recordings(
    *,
    by: Actor,
    conversation: Conversation,
    sounds: Sequence[Sound],
    received_at: datetime,
    language: str,
    contact: str = "",
) -> list[Recording]:
    """Voice messages wait for a person who writes them down. One that is here already is not kept again.

    ``contact`` is where the caller of the only one wants to be told. Raises ``FileRefused`` for what is
    no sound, and then keeps none of them; ``StorageFull``; ``NotAContact``.
    """
    require(by, may_carry_in(by, conversation))
    # Whoever brings the same sound at this moment waits, and then finds it.
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    brought = []
    for sound in sounds:
        digest = _digest(sound.content)
        if conversation.recordings.filter(digest=digest).exists():
            continue
        recording = Recording.objects.create(
            conversation=conversation,
            file=store(by=by, content=sound.content, name=sound.name, kinds=SOUND, largest=LARGEST),
            digest=digest,
            organization=collector(by, conversation),
            brought_by_id=by.id if by.is_member else None,
            received_at=received_at,
            language=language,
        )
        record(by, "voices.recording.brought", recording, conversation)
        emit("voices.recording.brought", recording_id=str(recording.pk))
        brought.append(recording)
    if contact and len(brought) == 1:
        brought[0].contact = leave_contact_with_us(
            by=by,
            value=contact,
            language=language,
            held_by=conversation.organization,
            topics=("answers",),
            channel=Agreed.TELEPHONE,
        )
        brought[0].save(update_fields=["contact"])
    return brought or Unchanged([])  # type: ignore[return-value]


@action
def transcribe(*, by: Actor, recording: Recording, form_key: UUID, sheet: Sheet) -> Kept:
    """A person wrote down what a voice message says: it counts like words that were typed.

    The sound is deleted some months later. Raises ``IllegalMove`` when somebody else was first, and
    ``NotAContact``.
    """
    require(by, may_type_into(by, recording, recording.conversation.area_ids()))
    opened = give_receipt(form_key)
    there = Participant.objects.filter(receipt=opened.receipt).select_related("recording").first()
    if there:
        if getattr(there, "recording", None) != recording:
            raise Missing  # a form of another page, sent to this one
        return Unchanged(Kept(there, opened, is_new=False))  # type: ignore[return-value]
    participant = Participant.objects.create(
        conversation=recording.conversation,
        receipt=opened.receipt,
        channel=Channel.VOICE_MESSAGE,
        language=sheet.language,
        area=sheet.area,
        contact=recording.contact,
        confidence=Confidence.STAFF,
    )
    _settle(by, recording, Recording.State.TRANSCRIBED, participant)
    for words in sheet.words:
        keep_words(
            by,
            participant,
            text=words,
            language=sheet.language,
            channel=Channel.VOICE_MESSAGE,
            said_at=recording.received_at,
        )
    if recording.contact:
        notify(
            by=Actor.system("voices"),
            notice="voices.contact_left",
            to=recording.contact,
            context={"url": opened.url},
            key=f"contact left {participant.pk}",
        )
    elif sheet.contact:
        leave_contact(
            by=Actor.receipt(opened.receipt.pk),
            participant=participant,
            value=sheet.contact,
            language=sheet.language,
            tracking_url=opened.url,
            agreed=Agreed.STAFF,
        )
    record(by, "voices.recording.transcribed", recording, participant, fields=["state", "comments"])
    return Kept(participant, opened, is_new=True)


@action
def set_recording_aside(*, by: Actor, recording: Recording) -> Recording:
    """There is nothing to hear in it. Whoever thinks otherwise can listen again until it is deleted."""
    require(by, may_type_into(by, recording, recording.conversation.area_ids()))
    if recording.state == Recording.State.NOTHING:
        return Unchanged(recording)  # type: ignore[return-value]
    _settle(by, recording, Recording.State.NOTHING)
    record(by, "voices.recording.set_aside", recording, fields=["state"])
    return recording


@action
def listen_again(*, by: Actor, recording: Recording) -> Recording:
    """Somebody thinks that there is something to hear after all: it waits again."""
    require(by, may_type_into(by, recording, recording.conversation.area_ids()))
    Recording.lifecycle.move(recording, Recording.State.WAITING, heard_at=None, heard_by_id=None)
    _keep_sound(recording, None)
    record(by, "voices.recording.waits_again", recording, fields=["state"])
    emit("voices.recording.brought", recording_id=str(recording.pk))
    return recording


def _settle(by: Actor, recording: Recording, after: str, participant: Participant | None = None) -> None:
    """Somebody listened: the work is done, and from now on the sound has an end."""
    Recording.lifecycle.move(
        recording,
        after,
        participant=participant,
        heard_at=timezone.now(),
        heard_by_id=by.id if by.is_member else None,
    )
    _keep_sound(recording, timezone.localdate() + timedelta(days=KEPT_DAYS))
    emit("voices.recording.settled", recording_id=str(recording.pk))


def _keep_sound(recording: Recording, until: date | None) -> None:
    if recording.file:
        recording.file.keep_until = until
        recording.file.save(update_fields=["keep_until"])


def _digest(content: bytes | File) -> str:
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()
