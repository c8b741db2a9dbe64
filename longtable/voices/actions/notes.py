"""Notes from a table, and the chat of a webinar: many lines at once, told apart by seat or by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.receipts import give_receipt
from longtable.core.secrets import derive
from longtable.methods.chat_lines import same_name
from longtable.voices.actions.sheets import said_on
from longtable.voices.actions.words import keep_words, what_follows
from longtable.voices.models import Batch, Channel, Comment, CommentTranslation, Confidence, Participant
from longtable.voices.models.batches import THE_TABLE
from longtable.voices.policies import may_type_into
from longtable.voices.selectors.batches import next_sheet


@dataclass(frozen=True)
class Line:
    """One thing that was said. ``speaker``: a seat, or a name that nobody keeps; empty if nobody's.

    ``translations``: language -> the same words as a person put them, where they are known.
    """

    speaker: str
    words: str
    language: str
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Noted:
    """What is new by these lines, and of how many people."""

    comments: tuple[Comment, ...]
    people: int


@action
def note_lines(*, by: Actor, batch: Batch, lines: Sequence[Line], form_key: UUID) -> Noted:
    """What was said at a table or in a chat is kept, line by line, for whoever said it.

    The same seat, or the same name, is the same person within the batch; what nobody knows of is the
    table's. Sent twice with the same form, nothing is kept twice. No name is stored.
    """
    require(by, may_type_into(by, batch, batch.conversation.area_ids()))
    batch = Batch.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=batch.pk)
    speakers: dict[str, Participant] = {}
    kept = []
    for line in lines:
        who = same_name(line.speaker)
        speaker = speakers.get(who) or _speaker(batch, who, line.language)
        speakers[who] = speaker
        comment, is_new = keep_words(
            by,
            speaker,
            text=line.words,
            language=line.language,
            channel=batch.channel,
            sent=uuid5(form_key, f"{speaker.pk} {line.words}"),
            said_at=said_on(batch.collected_on),
        )
        if is_new:
            kept.append(comment)
            _translate(by, comment, line.translations)
    noted = Noted(tuple(kept), len({comment.participant_id for comment in kept}))
    if not kept:
        return Unchanged(noted)  # type: ignore[return-value]
    if batch.finished_at:
        Batch.objects.filter(pk=batch.pk).update(finished_at=None)
    record(by, "voices.batch.noted", batch, fields=["comments"])
    return noted


def _translate(by: Actor, comment: Comment, translations: Mapping[str, str]) -> None:
    """Whoever took the notes stands behind the words in another language; they are covered like the first.

    One that speaks of danger where the first does not is left out: nobody would be told.
    """
    for language, text in translations.items():
        follows = what_follows(text, language)
        if follows["danger"] and not comment.danger:
            continue
        CommentTranslation.objects.create(
            comment=comment,
            language=language,
            text=follows["public_text"] or text,
            origin=CommentTranslation.Origin.HUMAN,
            by_id=by.id if by.is_member else None,
        )


def _speaker(batch: Batch, who: str, language: str) -> Participant:
    """A seat by its number; in a chat, whoever holds the receipt that follows from the name."""
    new = {
        "conversation": batch.conversation,
        "channel": batch.channel,
        "language": language,
        "confidence": Confidence.STAFF,
    }
    if batch.channel == Channel.CHAT and who:
        digest = derive(f"{batch.pk} {who}", purpose="speaker in a chat")
        receipt = give_receipt(UUID(bytes=digest[:16])).receipt
        there = Participant.objects.select_related("conversation").filter(receipt=receipt).first()
        return there or Participant.objects.create(
            batch=batch, receipt=receipt, sheet=next_sheet(batch), **new
        )
    seat = int(who) if who.isdecimal() else THE_TABLE
    return Participant.objects.get_or_create(batch=batch, sheet=seat, defaults=new)[0]
