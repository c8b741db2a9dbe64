"""What Zoom, Teams and Webex give out: who was there, what was written and said, and who of them signed up.

Values in, values out. The tools write the local time of whoever downloads the file, without its zone.
"""

from longtable.methods.webinars.attendance import AttendanceFile, Presence, read_attendance
from longtable.methods.webinars.chats import (
    Written,
    asks_something,
    guess_language,
    is_question_list,
    read_chat,
)
from longtable.methods.webinars.matching import Found, Registered, Verdict, match
from longtable.methods.webinars.tables import decode
from longtable.methods.webinars.transcripts import Said, is_transcript, read_transcript

__all__ = [
    "AttendanceFile",
    "Found",
    "Presence",
    "Registered",
    "Said",
    "Verdict",
    "Written",
    "asks_something",
    "decode",
    "guess_language",
    "is_question_list",
    "is_transcript",
    "match",
    "read_attendance",
    "read_chat",
    "read_transcript",
]
