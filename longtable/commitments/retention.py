"""How long commitments are kept: they are the public record of what was promised and done."""

from longtable.commitments.models import (
    Admission,
    Answer,
    AnswerNotice,
    Commitment,
    CommitmentNumber,
    CommitmentTheme,
    Step,
)
from longtable.core.retention import Class, retention

retention(
    Commitment,
    Class.RECORD,
    plain=[
        "title",
        "body",
        "because",
        "promise",
        "kind",
        "state",
        "document",
        "document_url",
        "document_language",
        "passage_before",
        "passage_after",
    ],
)
retention(CommitmentTheme, Class.RECORD)
retention(CommitmentNumber, Class.REFERENCE)
retention(Step, Class.RECORD, plain=["before", "after", "evidence", "url"])
retention(Answer, Class.RECORD, plain=["text"])
retention(AnswerNotice, Class.RECORD, plain=["way"])
retention(Admission, Class.RECORD, plain=["text"])
