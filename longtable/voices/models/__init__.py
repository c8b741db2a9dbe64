"""Tables of a conversation."""

from longtable.voices.models.comments import Comment, CommentTranslation, Decision
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.help import HelpRequest
from longtable.voices.models.participants import Participant, Vote
from longtable.voices.models.themes import Theme, ThemeComment

__all__ = [
    "Comment",
    "CommentTranslation",
    "Conversation",
    "Decision",
    "HelpRequest",
    "Participant",
    "Theme",
    "ThemeComment",
    "Vote",
]
