"""What the machine can work out about a conversation, a module for each kind of result.

Each loads its method when it is asked for: no page, and no other work, waits for scikit-learn.
"""

from longtable.voices.analyses import copies, groups, publishing, stuffing, themes
from longtable.voices.analyses.registry import METHODS, Method, Progress, method

__all__ = ["METHODS", "Method", "Progress", "copies", "groups", "method", "publishing", "stuffing", "themes"]
