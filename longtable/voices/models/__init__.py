"""Tables of a conversation."""

from longtable.voices.models.analyses import Analysis
from longtable.voices.models.batches import Batch
from longtable.voices.models.coding import Coding, CodingRound, Suggestion
from longtable.voices.models.comments import Comment, CommentTranslation, Decision
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.dialogues import Dialogue
from longtable.voices.models.folds import Fold, NetworkTrace
from longtable.voices.models.help import HelpRequest
from longtable.voices.models.keywords import Keyword
from longtable.voices.models.participants import Channel, Confidence, Participant, Vote
from longtable.voices.models.recordings import Recording
from longtable.voices.models.records import RecordsExport
from longtable.voices.models.themes import Theme, ThemeComment

__all__ = [
    "Analysis",
    "Batch",
    "Channel",
    "Coding",
    "CodingRound",
    "Comment",
    "CommentTranslation",
    "Confidence",
    "Conversation",
    "Decision",
    "Dialogue",
    "Fold",
    "HelpRequest",
    "Keyword",
    "NetworkTrace",
    "Participant",
    "Recording",
    "RecordsExport",
    "Suggestion",
    "Theme",
    "ThemeComment",
    "Vote",
]
