"""One person's sheet or call, typed in by whoever met them: kept once, put right, or taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor, Missing, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.people.demographics import clean_answers
from longtable.people.models.contact import Channel as Agreed
from longtable.places.models import Area
from longtable.voices.actions.batches import calls_of_the_day, may_carry_in
from longtable.voices.actions.correcting import correct_words, take_answers_back, take_words_out
from longtable.voices.actions.speaking import leave_contact
from longtable.voices.actions.words import keep_answer, keep_words
from longtable.voices.models import Batch, Comment, Confidence, Conversation, Fold, Participant, Vote
from longtable.voices.models.folds import TYPED_TWICE
from longtable.voices.policies import CORRECTABLE, may_type_into
from longtable.voices.selectors.batches import next_sheet


class SheetTaken(Exception):
    """Another sheet with this number was typed in already."""


@dataclass(frozen=True)
class Sheet:
    """What stands on one sheet, or what one caller said."""

    language: str
    area: Area | None = None
    words: tuple[str, ...] = ()
    answers: Mapping[int, int] = field(default_factory=dict)
    """Number of the comment -> agree, disagree, not sure; none where nothing was ticked."""
    about: Mapping[str, list[str]] = field(default_factory=dict)
    contact: str = ""


@dataclass(frozen=True)
class Kept:
    """Somebody whose words were typed in, and the receipt that is theirs."""

    participant: Participant
    opened: OpenReceipt
    is_new: bool


@action
def keep_sheet(*, by: Actor, batch: Batch, number: int, form_key: UUID, sheet: Sheet) -> Kept:
    """One sheet becomes one person who took part. Sent twice with the same form, it is one sheet.

    Sent again with other words, after going back, it is put right. Whoever wrote a phone or e-mail
    on it is sent their tracking link. Raises :class:`SheetTaken`, and ``NotAContact``.
    """
    require(by, may_type_into(by, batch, batch.conversation.area_ids()))
    return _keep(by, batch, number, form_key, sheet)


@action
def keep_call(*, by: Actor, conversation: Conversation, form_key: UUID, sheet: Sheet) -> Kept:
    """What a caller said is kept on the list of the day, with a code for them to write down."""
    require(by, may_carry_in(by, conversation))
    return _keep(by, calls_of_the_day(by, conversation), None, form_key, sheet)


@action
def answer_aloud(*, by: Actor, participant: Participant, comment: Comment, value: int) -> Vote:
    """A caller hears another person's words and says whether they agree."""
    require(
        by,
        participant.batch is not None
        and may_type_into(by, participant.batch, participant.conversation.area_ids())
        and comment.conversation_id == participant.conversation_id
        and comment.participant_id != participant.pk
        and comment.state == Comment.State.SHOWN,
    )
    vote, is_new = keep_answer(by, participant, comment, value)
    return vote if is_new else Unchanged(vote)  # type: ignore[return-value]


@action
def correct_sheet(*, by: Actor, participant: Participant, sheet: Sheet) -> Participant:
    """A sheet is read again and put right: its words, its answers, what the person told about themselves."""
    require(by, _may_correct(by, participant))
    changed = _put(by, participant, sheet)
    if not changed:
        return Unchanged(participant)  # type: ignore[return-value]
    record(by, "voices.sheet.corrected", participant, participant.batch, fields=changed)  # type: ignore[arg-type]
    return participant


@action
def take_sheet_back(*, by: Actor, participant: Participant, same_as: Participant) -> Participant:
    """A sheet was typed in twice: both are one person, and what the later one says counts for nothing.

    Words that a person on duty looks at stay with them. Returns the one that was taken back.
    """
    require(
        by,
        _may_correct(by, participant)
        and participant.batch_id == same_as.batch_id
        and participant.pk != same_as.pk,
    )
    first, again = sorted((participant, same_as), key=lambda each: (each.created_at, each.pk))
    if first.fold_id and first.fold_id == again.fold_id:
        return Unchanged(again)  # type: ignore[return-value]
    fold = first.fold or Fold.objects.create(
        conversation=first.conversation,
        signs=[TYPED_TWICE],
        decided_by_id=by.id if by.is_member else None,
    )
    Participant.objects.filter(pk__in=[first.pk, again.pk]).update(fold=fold)
    take_answers_back(again, again.votes.values_list("comment", flat=True))
    for comment in again.comments.filter(state__in=CORRECTABLE):
        take_words_out(by, comment)
    record(by, "voices.sheet.taken_back", again, first, fold, fields=["fold", "votes", "comments"])
    return again


def _may_correct(by: Actor, participant: Participant) -> bool:
    return participant.batch is not None and may_type_into(
        by, participant.batch, participant.conversation.area_ids()
    )


def _keep(by: Actor, batch: Batch, number: int | None, form_key: UUID, sheet: Sheet) -> Kept:
    """Everybody who types into the same batch at this moment waits for this transaction."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=batch.pk)
    opened = give_receipt(form_key)
    there = Participant.objects.filter(receipt=opened.receipt).select_related("conversation", "batch").first()
    if there and there.batch_id != batch.pk:
        raise Missing  # a form of another batch, sent to this one
    if there is None and number and batch.participants.filter(sheet=number).exists():
        raise SheetTaken
    participant = there or Participant.objects.create(
        conversation=batch.conversation,
        receipt=opened.receipt,
        batch=batch,
        sheet=number or next_sheet(batch),
        channel=batch.channel,
        language=sheet.language,
        confidence=Confidence.STAFF,
    )
    changed = _put(by, participant, sheet)
    kept = Kept(participant, opened, is_new=there is None)
    if sheet.contact and not participant.contact_id:
        leave_contact(
            by=Actor.receipt(opened.receipt.pk),
            participant=participant,
            value=sheet.contact,
            language=sheet.language,
            tracking_url=opened.url,
            agreed=Agreed.STAFF,
        )
    if there and not changed:
        return Unchanged(kept)  # type: ignore[return-value]
    if batch.finished_at:
        Batch.objects.filter(pk=batch.pk).update(finished_at=None)
    record(by, "voices.sheet.corrected" if there else "voices.sheet.kept", participant, batch, fields=changed)
    return kept


def _put(by: Actor, participant: Participant, sheet: Sheet) -> list[str]:
    """Make what we keep say what the sheet says; returns the names of what changed."""
    changed = []
    about = clean_answers(participant.conversation.about_you, sheet.about)
    columns = {"language": sheet.language, "area": sheet.area, "about": about}
    for name, value in columns.items():
        if getattr(participant, name) != value:
            setattr(participant, name, value)
            changed.append(name)
    if changed:
        participant.save(update_fields=changed)
    if _put_words(by, participant, sheet, in_another_language="language" in changed):
        changed.append("comments")
    if _put_answers(by, participant, sheet.answers):
        changed.append("votes")
    return changed


def _put_words(by: Actor, participant: Participant, sheet: Sheet, *, in_another_language: bool) -> bool:
    """What is there stays; other words replace each other in their order; the rest comes or goes."""
    there = list(participant.comments.order_by("number"))
    wanted = list(dict.fromkeys(sheet.words))
    same = [comment for comment in there if comment.text in wanted]
    missing = [text for text in wanted if text not in {comment.text for comment in same}]
    others = [each for each in there if each not in same and each.state in CORRECTABLE]
    changed = False
    for comment in same:
        if in_another_language and comment.state in CORRECTABLE:
            changed |= correct_words(by, comment, comment.text, sheet.language)
    for comment, text in zip(others, missing, strict=False):
        changed |= correct_words(by, comment, text, sheet.language)
    for comment in others[len(missing) :]:
        take_words_out(by, comment)
        changed = True
    for text in missing[len(others) :]:
        keep_words(
            by,
            participant,
            text=text,
            language=sheet.language,
            channel=participant.channel,
            said_at=said_on(participant.batch.collected_on) if participant.batch else timezone.now(),
        )
        changed = True
    return changed


def _put_answers(by: Actor, participant: Participant, answers: Mapping[int, int]) -> bool:
    """Only statements that stand on the sheet are touched; one's own words are nothing to agree with."""
    printed = participant.batch.statements if participant.batch else []
    others = participant.conversation.comments.exclude(state=Comment.State.PRIVATE)
    statements = {
        each.number: each for each in others.filter(number__in=printed).exclude(participant=participant)
    }
    gone = [each.pk for number, each in statements.items() if number not in answers]
    changed = bool(take_answers_back(participant, gone))
    for number, value in answers.items():
        if number in statements:
            changed |= keep_answer(by, participant, statements[number], value)[1]
    return changed


def said_on(day: date) -> datetime:
    """The middle of the day on which something was collected, or now if that is still to come."""
    return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())
