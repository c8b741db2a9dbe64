"""People are kept while they are served. Whom nobody ever confirmed is forgotten after three years."""

from datetime import datetime, timedelta

from django.db.models import Q

from longtable.core.retention import Class, retention
from longtable.people.models import (
    ActsFor,
    Consent,
    ContactCode,
    ContactPoint,
    DemographicAnswer,
    Household,
    HouseholdMember,
    MatchProposal,
    OptOut,
    Person,
)

UNCONFIRMED = timedelta(days=3 * 365)
RETIRED = timedelta(days=90)


def unconfirmed_for_long(now: datetime) -> Q:
    """Left by a form, never confirmed by a code or a member of staff, and old."""
    return Q(verified_at=None, merged_into=None, created_at__lt=now - UNCONFIRMED)


def no_longer_used(now: datetime) -> Q:
    """Retired some time ago, or of somebody who is forgotten."""
    forgotten = Q(
        person__verified_at=None, person__merged_into=None, person__created_at__lt=now - UNCONFIRMED
    )
    return Q(retired_at__lt=now - RETIRED) | forgotten


retention(
    Person,
    Class.PERSON,
    due=unconfirmed_for_long,
    scrub=["given_name", "family_name", "birth_date", "address", "surname_index", "surname_birth_index"],
    plain=["language_reading", "language_speaking"],
)
retention(ContactPoint, Class.PERSON, due=no_longer_used, scrub=["value", "value_index"], plain=["language"])
retention(Consent, Class.RECORD, plain=["topic", "words"])
retention(OptOut, Class.RECORD, plain=["value_index"])
retention(ContactCode, Class.TRACE, days=2, since="expires_at", delete=True, plain=["code_hash"])
retention(Household, Class.PERSON)
retention(HouseholdMember, Class.PERSON)
retention(ActsFor, Class.PERSON)
retention(MatchProposal, Class.RECORD, plain=["reasons"])
retention(DemographicAnswer, Class.PERSON, scrub=["codes"], plain=["question"])
