"""Tables about people: the only ones in the house that name anybody."""

from longtable.people.models.contact import Channel, Consent, ContactCode, ContactPoint, OptOut
from longtable.people.models.demographics import DemographicAnswer
from longtable.people.models.household import ActsFor, Household, HouseholdMember
from longtable.people.models.matching import MatchProposal
from longtable.people.models.person import Person

__all__ = [
    "ActsFor",
    "Channel",
    "Consent",
    "ContactCode",
    "ContactPoint",
    "DemographicAnswer",
    "Household",
    "HouseholdMember",
    "MatchProposal",
    "OptOut",
    "Person",
]
