"""The public Polis export format, read and written, for whoever brings a conversation in or takes one along.

A folder of CSV files: `summary.csv`, `comments.csv`, `votes.csv` (one row a vote, superseded ones kept) and
`participants-votes.csv` (one row a person, one column a comment). Agree is 1, disagree -1, pass 0; Polis's
own database uses the opposite sign. Source: the exports of The Computational Democracy Project,
github.com/compdemocracy/openData.
"""

from longtable.methods.polis.export import Comment, Export, Participant, Rejected, Summary, Vote, Votes
from longtable.methods.polis.reading import Unreadable, read
from longtable.methods.polis.writing import write

__all__ = [
    "Comment",
    "Export",
    "Participant",
    "Rejected",
    "Summary",
    "Unreadable",
    "Vote",
    "Votes",
    "read",
    "write",
]
