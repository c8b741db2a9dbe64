"""Tables of gatherings: the occasion, who signed up, what was asked and found, who was there."""

from longtable.gatherings.models.agenda import Material, Panelist, Session, Table
from longtable.gatherings.models.attendance import Attendance, Evaluation
from longtable.gatherings.models.findings import Finding
from longtable.gatherings.models.gatherings import Gathering, HostPartner, Series
from longtable.gatherings.models.live import (
    Keyword,
    Poll,
    PollAnswer,
    Question,
    QuestionVote,
    TableNote,
)
from longtable.gatherings.models.logistics import Assignment, NeedMet
from longtable.gatherings.models.meetings import Meeting
from longtable.gatherings.models.platform import PlatformFile
from longtable.gatherings.models.registrations import Attendee, Invitation, Registration, Seat

__all__ = [
    "Assignment",
    "Attendance",
    "Attendee",
    "Evaluation",
    "Finding",
    "Gathering",
    "HostPartner",
    "Invitation",
    "Keyword",
    "Material",
    "Meeting",
    "NeedMet",
    "Panelist",
    "PlatformFile",
    "Poll",
    "PollAnswer",
    "Question",
    "QuestionVote",
    "Registration",
    "Seat",
    "Series",
    "Session",
    "Table",
    "TableNote",
]
