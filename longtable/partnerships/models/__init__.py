"""Tables of what organizations agreed, what was talked about and promised, and what they told of trust."""

from longtable.partnerships.models.agreements import LIFECYCLE, Agreement, AgreementKind, AgreementState
from longtable.partnerships.models.contacts import PROMISE_LIFECYCLE, LoggedContact, Promise, PromiseState
from longtable.partnerships.models.parties import Alignment, DataFlow, Gift, Party, Remark, Signatory
from longtable.partnerships.models.trust import PulseLetter, PulseRound, PulseTally, ServiceTrust, TrustWords

__all__ = [
    "LIFECYCLE",
    "PROMISE_LIFECYCLE",
    "Agreement",
    "AgreementKind",
    "AgreementState",
    "Alignment",
    "DataFlow",
    "Gift",
    "LoggedContact",
    "Party",
    "Promise",
    "PromiseState",
    "PulseLetter",
    "PulseRound",
    "PulseTally",
    "Remark",
    "ServiceTrust",
    "Signatory",
    "TrustWords",
]
