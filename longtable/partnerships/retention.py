"""Agreements are records; the log of talks is wiped of people; answers of trust are nobody's."""

from longtable.core.retention import Class, retention
from longtable.partnerships.models import (
    Agreement,
    Alignment,
    DataFlow,
    Gift,
    LoggedContact,
    Party,
    Promise,
    PulseLetter,
    PulseRound,
    PulseTally,
    Remark,
    ServiceTrust,
    Signatory,
    TrustWords,
)

LOG_DAYS = 5 * 365
"""How long it is told whom we talked to and what about; that we talked stays."""

WORDS_DAYS = 2 * 365
"""How long words that people added to an answer are kept."""

retention(Agreement, Class.RECORD, plain=["title", "purpose", "state_reason", "stated", "public_parts"])
retention(Party, Class.RECORD, plain=["responsibilities"])
retention(Gift, Class.RECORD, plain=["what"])
retention(DataFlow, Class.RECORD, plain=["data", "purpose", "legal_basis", "redisclosure"])
retention(Signatory, Class.RECORD, plain=["name", "title"])
retention(Alignment, Class.RECORD, plain=["mission", "values", "language", "said_by"])
retention(Remark, Class.RECORD, plain=["words"])
retention(LoggedContact, Class.RECORD, days=LOG_DAYS, since="at", scrub=["person", "words"])
retention(Promise, Class.RECORD, plain=["what"])
retention(PulseRound, Class.RECORD)
retention(PulseLetter, Class.TRACE, days=90, since="round__closes_on", delete=True, plain=["token_hash"])
retention(PulseTally, Class.RECORD)
retention(ServiceTrust, Class.RECORD, plain=["code_hash"])
retention(TrustWords, Class.PERSON, days=WORDS_DAYS, since="month", delete=True, plain=["words", "language"])
