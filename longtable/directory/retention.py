"""The directory is public information about organisations; only named contacts are about people."""

from django.db import models

from longtable.core.retention import Class, retention
from longtable.directory import models as tables

CONTACT = ["name", "title", "department", "email", "language"]


def _texts(model: type[models.Model]) -> list[str]:
    """Names of the columns of words: what a public directory says, none of it about a person."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices and not field.is_relation
    ]


for model in (
    tables.OrganizationEntry,
    tables.CommunityTie,
    tables.Program,
    tables.Location,
    tables.Service,
    tables.ServiceAtLocation,
    tables.Address,
    tables.Phone,
    tables.Language,
    tables.Schedule,
    tables.ServiceArea,
    tables.CostOption,
    tables.RequiredDocument,
    tables.Funding,
    tables.Accessibility,
    tables.Url,
    tables.OrganizationIdentifier,
    tables.Taxonomy,
    tables.TaxonomyTerm,
    tables.Attribute,
    tables.Unit,
    tables.ServiceCapacity,
    tables.Listing,
    tables.SearchWord,
    tables.WordPart,
    tables.PlacePoint,
):
    retention(model, Class.REFERENCE, plain=_texts(model))

retention(tables.Contact, Class.RECORD, scrub=CONTACT)
retention(tables.Change, Class.RECORD, plain=_texts(tables.Change))
for decided in (tables.Duplicate, tables.DuplicateSearch, tables.Merge):
    retention(decided, Class.RECORD, plain=_texts(decided))
retention(
    tables.Ask, Class.RECORD, days=730, since="closed_at", scrub=["address_index"], plain=["token_hash"]
)
retention(tables.AskStop, Class.PERSON, plain=["address_index"])
retention(tables.Confirmation, Class.RECORD, plain=_texts(tables.Confirmation))
retention(
    tables.Report,
    Class.PERSON,
    days=365,
    since="answered_at",
    scrub=["text", "correction"],
    plain=["language", "answer"],
)
