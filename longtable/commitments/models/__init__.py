"""Tables of what was promised, done and answered."""

from longtable.commitments.models.admissions import Admission
from longtable.commitments.models.answers import Answer, AnswerNotice
from longtable.commitments.models.commitments import Commitment, CommitmentNumber, CommitmentTheme
from longtable.commitments.models.steps import Step

__all__ = [
    "Admission",
    "Answer",
    "AnswerNotice",
    "Commitment",
    "CommitmentNumber",
    "CommitmentTheme",
    "Step",
]
