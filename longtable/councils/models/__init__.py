"""Tables of councils: their rules, seats, who sat there when, and who would like to."""

from longtable.councils.models.applications import Application, ApplicationNote, StipendChoice
from longtable.councils.models.attendance import Attendance
from longtable.councils.models.councils import Composition, Council
from longtable.councils.models.interests import Interest
from longtable.councils.models.seats import Seat
from longtable.councils.models.terms import Term

__all__ = [
    "Application",
    "ApplicationNote",
    "Attendance",
    "Composition",
    "Council",
    "Interest",
    "Seat",
    "StipendChoice",
    "Term",
]
