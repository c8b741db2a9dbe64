"""What may be read of a conversation: by anybody, by who holds a receipt, by staff in their scope."""

from longtable.voices.selectors.calls import contact_to_call, help_request_for, help_requests
from longtable.voices.selectors.comments import (
    CANDIDATES,
    Statement,
    comment_for,
    comments_by_number,
    decided,
    find_comments,
    next_statement,
    queue,
    said,
    shown_comment,
)
from longtable.voices.selectors.conversations import (
    conversation_for,
    conversations,
    figures,
    figures_of,
    open_conversations,
    organizations_that_ask,
    public_conversation,
)
from longtable.voices.selectors.themes import (
    COUNTED,
    public_theme_in,
    public_themes,
    theme_for,
    theme_in,
    themes,
)
from longtable.voices.selectors.tracking import Tracked, tracked

__all__ = [
    "CANDIDATES",
    "COUNTED",
    "Statement",
    "Tracked",
    "comment_for",
    "comments_by_number",
    "contact_to_call",
    "conversation_for",
    "conversations",
    "decided",
    "figures",
    "figures_of",
    "find_comments",
    "help_request_for",
    "help_requests",
    "next_statement",
    "open_conversations",
    "organizations_that_ask",
    "public_conversation",
    "public_theme_in",
    "public_themes",
    "queue",
    "said",
    "shown_comment",
    "theme_for",
    "theme_in",
    "themes",
    "tracked",
]
