"""That a gathering was held is public record. Who came, what they need and wrote is not, and goes."""

from datetime import datetime, timedelta

from django.db.models import Q

from longtable.core.retention import Class, retention
from longtable.gatherings.models import (
    Assignment,
    Attendance,
    Attendee,
    Evaluation,
    Finding,
    Gathering,
    HostPartner,
    Invitation,
    Keyword,
    Material,
    Meeting,
    NeedMet,
    Panelist,
    PlatformFile,
    Poll,
    PollAnswer,
    Question,
    QuestionVote,
    Registration,
    Seat,
    Series,
    Session,
    Table,
    TableNote,
)

NEEDS = timedelta(days=90)
"""After the gathering, for what people need: an interpreter's bill is settled by then."""
CAME = timedelta(days=3 * 365)
"""After the gathering, for who came and what they told about themselves: funders ask until then."""


def of_a_gathering_over(now: datetime) -> Q:
    """Nobody needs a ride to it any more."""
    return Q(gathering__ends_at__lt=now - NEEDS)


def coming_to_one_over(now: datetime) -> Q:
    """The same, of those who came along."""
    return Q(registration__gathering__ends_at__lt=now - NEEDS)


def of_a_gathering_long_over(now: datetime) -> Q:
    """Nobody asks any more who was there."""
    return Q(gathering__ends_at__lt=now - CAME)


def at_a_table_long_ago(now: datetime) -> Q:
    """What was worth keeping of it is a finding by now."""
    return Q(table__session__gathering__ends_at__lt=now - CAME)


def never_shown(now: datetime) -> Q:
    """A question that others did not read. What was shown at a public gathering is its record."""
    return Q(state__in=[Question.State.ASKED, Question.State.NOT_SHOWN]) & of_a_gathering_long_over(now)


def voted_long_ago(now: datetime) -> Q:
    """Nobody can vote again."""
    return Q(question__gathering__ends_at__lt=now - NEEDS)


def answered_long_ago(now: datetime) -> Q:
    """The poll is counted."""
    return Q(poll__gathering__ends_at__lt=now - NEEDS)


retention(Series, Class.RECORD, plain=["slug", "title", "summary"])
retention(
    Gathering,
    Class.RECORD,
    due=lambda now: Q(ends_at__lt=now - NEEDS),
    scrub=["online_url", "dial_in"],
    plain=[
        *("slug", "title", "summary", "topics", "languages", "venue", "needs_offered", "about_you"),
        *("reader", "why_cancelled"),
    ],
)
retention(HostPartner, Class.RECORD, plain=["role"])
retention(Session, Class.RECORD, plain=["slug", "title", "summary", "room"])
retention(Table, Class.RECORD, plain=["topic", "language"])
retention(Panelist, Class.RECORD, plain=["name", "role", "bio"])
retention(Material, Class.RECORD, plain=["title", "language", "url"])
retention(Meeting, Class.RECORD, plain=["notice_law", "closed_ground", "agenda", "minutes"])
retention(
    Registration,
    Class.PERSON,
    due=of_a_gathering_long_over,
    scrub=["group_name", "who", "as_if"],
    plain=["language", "sent_digest"],
)
retention(Seat, Class.TRACE)
retention(
    Attendee,
    Class.PERSON,
    due=coming_to_one_over,
    scrub=["needs", "interpreter", "needs_words", "about"],
    plain=["badge_hash"],
)
retention(Invitation, Class.PERSON, plain=["token_hash"])
retention(
    Assignment,
    Class.PERSON,
    due=of_a_gathering_over,
    scrub=["provider", "details", "words"],
    plain=["need", "language"],
)
retention(NeedMet, Class.TRACE, plain=["told_state"])
retention(
    Attendance,
    Class.PERSON,
    due=of_a_gathering_long_over,
    scrub=["shown_name", "contact", "about", "role"],
    plain=["key", "language"],
)
retention(
    Evaluation,
    Class.PERSON,
    due=of_a_gathering_long_over,
    scrub=["best", "better"],
    plain=["language", "answers"],
)
retention(
    Question,
    Class.RECORD,
    due=never_shown,
    scrub=["text", "translations"],
    plain=["language", "answer"],
)
retention(Keyword, Class.RECORD, plain=["word", "folded", "language"])
retention(QuestionVote, Class.TRACE, due=voted_long_ago, delete=True, plain=["voter"])
retention(Poll, Class.RECORD, plain=["question", "options"])
retention(PollAnswer, Class.TRACE, due=answered_long_ago, delete=True, plain=["voter", "codes"])
retention(TableNote, Class.PERSON, due=at_a_table_long_ago, scrub=["text"], plain=["language"])
retention(PlatformFile, Class.PERSON, due=of_a_gathering_long_over, delete=True, plain=["tool", "counts"])
retention(Finding, Class.RECORD, plain=["text", "code", "role", "role_language", "evidence"])
