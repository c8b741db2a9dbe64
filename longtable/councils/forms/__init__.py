"""What comes in from pages of councils."""

from longtable.councils.forms.applying import (
    ApplyForm,
    InterestForm,
    LookForm,
    StipendForm,
)
from longtable.councils.forms.deciding import AppointForm, DeclineForm, NoteForm, OfferForm
from longtable.councils.forms.keeping import CharterForm, RuleForm, SeatForm
from longtable.councils.forms.seating import AttendanceForm, EndForm, MeetingForm, MemberForm, TermForm

__all__ = [
    "ApplyForm",
    "AppointForm",
    "AttendanceForm",
    "CharterForm",
    "DeclineForm",
    "EndForm",
    "InterestForm",
    "LookForm",
    "MeetingForm",
    "MemberForm",
    "NoteForm",
    "OfferForm",
    "RuleForm",
    "SeatForm",
    "StipendForm",
    "TermForm",
]
