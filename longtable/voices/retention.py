"""What people said is part of the record; what could tell who they are is wiped when it is not needed."""

from datetime import datetime, timedelta

from django.db.models import Q

from longtable.core.retention import Class, retention
from longtable.voices.models import (
    Analysis,
    Batch,
    Coding,
    CodingRound,
    Comment,
    CommentTranslation,
    Conversation,
    Decision,
    Dialogue,
    Fold,
    HelpRequest,
    Keyword,
    NetworkTrace,
    Participant,
    Recording,
    RecordsExport,
    Suggestion,
    Theme,
    ThemeComment,
    Vote,
)

OWN_CASE = timedelta(days=365)
"""After the call, or after nobody wanted it any more."""

NOT_PUBLIC = timedelta(days=3 * 365)
"""Words that nobody reads in public, and what people told about themselves."""


def not_public_for_long(now: datetime) -> Q:
    """Words that were never shown, those under a mask, and, sooner, one's own case."""
    hidden = Q(state=Comment.State.NOT_SHOWN) | ~Q(public_text="")
    own_case = Q(state=Comment.State.PRIVATE, said_at__lt=now - OWN_CASE)
    return (hidden & Q(said_at__lt=now - NOT_PUBLIC)) | own_case


def of_words_not_public(now: datetime) -> Q:
    """Translations of words that are not shown to anybody."""
    hidden = Q(comment__state__in=[Comment.State.NOT_SHOWN, Comment.State.PRIVATE])
    return hidden & Q(comment__said_at__lt=now - OWN_CASE)


def settled_long_ago(now: datetime) -> Q:
    """The call was made, or is not wanted."""
    settled = [HelpRequest.State.CALLED, HelpRequest.State.CLOSED]
    return Q(state__in=settled, created_at__lt=now - OWN_CASE)


def dialogues_over(now: datetime) -> Q:
    """Nobody wrote for half a year, or the conversation has been over for a month."""
    silent = Q(last_at__lt=now - timedelta(days=180))
    return silent | Q(conversation__closes_at__lt=now - timedelta(days=30))


def of_an_old_conversation(now: datetime) -> Q:
    """Whoever took part in what closed long ago."""
    return Q(conversation__closes_at__lt=now - NOT_PUBLIC)


retention(
    Conversation,
    Class.RECORD,
    plain=["slug", "question", "purpose", "asked", "about_you", "source", "attribution"],
)
retention(
    Participant, Class.PERSON, due=of_an_old_conversation, scrub=["about"], plain=["language", "source_id"]
)
retention(
    Comment,
    Class.RECORD,
    due=not_public_for_long,
    scrub=["text"],
    plain=["public_text", "language", "danger", "source_id"],
)
retention(CommentTranslation, Class.RECORD, due=of_words_not_public, scrub=["text"], plain=["language"])
retention(Decision, Class.RECORD)
retention(Batch, Class.RECORD, plain=["label", "language", "statements"])
retention(Recording, Class.RECORD, plain=["language", "digest"])
retention(Analysis, Class.RECORD, plain=["options", "basis", "result"])
retention(Fold, Class.RECORD, plain=["signs", "reason"])
retention(NetworkTrace, Class.TRACE, days=30, delete=True, plain=["network"])
retention(RecordsExport, Class.RECORD, days=NOT_PUBLIC.days, scrub=["report"], plain=["request", "rules"])
retention(Vote, Class.RECORD)
retention(Keyword, Class.REFERENCE, plain=["word", "folded", "language"])
retention(Dialogue, Class.TRACE, due=dialogues_over, delete=True, plain=["number_index", "language"])
retention(Theme, Class.RECORD, plain=["name", "summary"])
retention(ThemeComment, Class.RECORD)
retention(Suggestion, Class.RECORD, plain=["terms", "numbers", "examples", "languages"])
retention(CodingRound, Class.RECORD)
retention(Coding, Class.RECORD, plain=["first", "second"])
retention(
    HelpRequest,
    Class.PERSON,
    due=settled_long_ago,
    scrub=["about", "best_time", "outcome"],
    plain=["language"],
)
