"""The tables of the directory, after the Human Services Data Specification (HSDS) 3.1."""

from longtable.directory.models.capacity import ServiceCapacity, Unit
from longtable.directory.models.changes import Change
from longtable.directory.models.details import (
    Accessibility,
    Address,
    Contact,
    CostOption,
    Funding,
    Language,
    OrganizationIdentifier,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    Url,
)
from longtable.directory.models.duplicates import Duplicate, DuplicateSearch, Merge
from longtable.directory.models.freshness import Ask, AskStop, Confirmation
from longtable.directory.models.locations import Location
from longtable.directory.models.offered import Service, ServiceAtLocation
from longtable.directory.models.organizations import CommunityTie, OrganizationEntry, Program
from longtable.directory.models.reports import Report
from longtable.directory.models.search import Listing, PlacePoint, SearchWord, WordPart
from longtable.directory.models.taxonomies import Attribute, Taxonomy, TaxonomyTerm

__all__ = [
    "Accessibility",
    "Address",
    "Ask",
    "AskStop",
    "Attribute",
    "Change",
    "CommunityTie",
    "Confirmation",
    "Contact",
    "CostOption",
    "Duplicate",
    "DuplicateSearch",
    "Funding",
    "Language",
    "Listing",
    "Location",
    "Merge",
    "OrganizationEntry",
    "OrganizationIdentifier",
    "Phone",
    "PlacePoint",
    "Program",
    "Report",
    "RequiredDocument",
    "Schedule",
    "SearchWord",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "Taxonomy",
    "TaxonomyTerm",
    "Unit",
    "Url",
    "WordPart",
]
