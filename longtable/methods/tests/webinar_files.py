"""Files as Zoom, Teams and Webex write them, for invented people; the layouts are those of real downloads.

In ``webinars/``: Zoom's two parts (Ana's line fell once, two telephones are called the same), its webinar of
four tables; Teams in UTF-16 with tabs, whose third part counts every join once more, and its older list of
comings and goings, days before months; Webex in UTF-16, guarded against Excel, whose callers have no number.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "webinars"


def content(name: str) -> bytes:
    """The bytes of a file."""
    return (FOLDER / name).read_bytes()


def text(name: str) -> str:
    """The words of a file in UTF-8."""
    return content(name).decode()


ZOOM_MEETING = text("zoom-meeting.csv")
ZOOM_WEBINAR = text("zoom-webinar.csv")
TEAMS = content("teams.csv")
TEAMS_LIST = content("teams-older.csv")
TEAMS_SPANISH = content("teams-spanish.csv")
WEBEX = content("webex.csv")
ZOOM_CHAT = text("zoom-chat.txt")
ZOOM_CHAT_CLOUD = text("zoom-chat-cloud.txt")
ZOOM_CHAT_OLD = text("zoom-chat-older.txt")
TEAMS_CHAT = text("teams-chat.txt")
WEBEX_CHAT = text("webex-chat.txt")
ZOOM_QUESTIONS = text("zoom-questions.csv")
ZOOM_TRANSCRIPT = text("zoom.vtt")
TEAMS_TRANSCRIPT = text("teams.vtt")
WEBEX_TRANSCRIPT = text("webex.vtt")
