"""Councils and who sat there are public record; what people wrote to get a seat is not, and goes."""

from datetime import datetime, timedelta

from django.db.models import Q

from longtable.core.retention import Class, retention
from longtable.councils.models import (
    Application,
    ApplicationNote,
    Attendance,
    Composition,
    Council,
    Interest,
    Seat,
    StipendChoice,
    Term,
)
from longtable.councils.models.applications import WAITING

APPLIED = timedelta(days=3 * 365)
"""After the answer: a funder or an auditor may ask until then how somebody was chosen."""
SERVED = timedelta(days=365)
"""After somebody left their seat, for what they told about themselves."""


def answered_long_ago(now: datetime) -> Q:
    """The answer was given, or nobody has touched it, for years."""
    return Q(decided_at__lt=now - APPLIED) | (
        ~Q(state__in=WAITING) & Q(decided_at=None, created_at__lt=now - APPLIED)
    )


def notes_of_answered(now: datetime) -> Q:
    """Notes about such applications."""
    return Q(application__decided_at__lt=now - APPLIED)


def left_the_seat(now: datetime) -> Q:
    """Somebody else sits there by now, or nobody."""
    return Q(ended_on__lt=(now - SERVED).date())


def no_longer_wanted(now: datetime) -> Q:
    """They wanted no more of it, or never showed that the contact was theirs."""
    return Q(ended_at__lt=now - timedelta(days=90)) | Q(
        contact__verified_at=None, created_at__lt=now - timedelta(days=90)
    )


retention(
    Council,
    Class.RECORD,
    plain=[
        *("slug", "name", "purpose", "authority", "authority_url", "topics", "rhythm", "meets_at"),
        *("languages", "supports", "stipends", "stipend_words", "reader", "about_you"),
        *("open_meeting_law", "rules_source", "website"),
    ],
)
retention(Composition, Class.RECORD, plain=["categories", "words"])
retention(Seat, Class.RECORD, plain=["name", "where", "appointed_by", "eligibility"])
retention(Term, Class.RECORD, due=left_the_seat, scrub=["about"], plain=["role", "despite"])
retention(Attendance, Class.RECORD)
retention(
    Application,
    Class.PERSON,
    due=answered_long_ago,
    scrub=[
        *("why", "experience", "needs", "needs_words", "availability", "conflicts", "about", "answer"),
        "who",
    ],
    plain=["language"],
)
retention(StipendChoice, Class.PERSON, plain=["warning", "language"])
retention(ApplicationNote, Class.PERSON, due=notes_of_answered, scrub=["text"])
retention(Interest, Class.PERSON, due=no_longer_wanted, scrub=["topics"], plain=["language"])
