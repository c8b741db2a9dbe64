"""What HSDS 3.1 calls our tables and fields: the one place that says so, for import, export and the API.

``TABLES`` stand in the order in which they can be written: what others refer to comes first. What HSDS
has no column for travels as ``attribute`` rows under the terms of :mod:`longtable.directory.hsds.profile`.
"""

from collections.abc import Mapping

from django.db import models as database

from longtable.directory import models
from longtable.directory.hsds.columns import (
    ACCESSIBILITY,
    ADDRESS,
    ATTRIBUTE,
    CAPACITY,
    CONTACT,
    COST_OPTION,
    FUNDING,
    IDENTIFIER,
    LANGUAGE,
    LOCATION,
    METADATA,
    ORGANIZATION,
    PHONE,
    PROGRAM,
    REQUIRED_DOCUMENT,
    SCHEDULE,
    SERVICE,
    SERVICE_AREA,
    SERVICE_AT_LOCATION,
    TAXONOMY,
    TERM,
    UNIT,
    URL,
)
from longtable.directory.hsds.shapes import Addition, Column, Inside, Kind, Table, Via

__all__ = ["BY_MODEL", "BY_NAME", "TABLES", "Addition", "Column", "Inside", "Kind", "Table", "Via"]


def _attributes(*inside: Inside) -> tuple[Inside, ...]:
    return (
        *inside,
        Inside("attributes", "attribute", "link_id"),
        Inside("metadata", "metadata", "resource_id"),
    )


TABLES: tuple[Table, ...] = (
    Table(
        "taxonomy",
        "taxonomies",
        models.Taxonomy,
        TAXONOMY,
        inside=(Inside("metadata", "metadata", "resource_id"),),
        additions=(Addition("slug", "slug", Kind.TEXT),),
    ),
    Table(
        "taxonomy_term",
        "taxonomy_terms",
        models.TaxonomyTerm,
        TERM,
        inside=(
            Inside("taxonomy_detail", "taxonomy", "taxonomy_id", Via.ONE),
            Inside("metadata", "metadata", "resource_id"),
        ),
        additions=(Addition("synonyms", "synonyms", Kind.JSON),),
    ),
    Table("unit", "units", models.Unit, UNIT, inside=_attributes()),
    Table(
        "organization",
        "organizations",
        models.OrganizationEntry,
        ORGANIZATION,
        inside=_attributes(
            Inside("additional_websites", "url", "organization_id"),
            Inside("funding", "funding", "organization_id"),
            Inside("contacts", "contact", "organization_id"),
            Inside("phones", "phone", "organization_id"),
            Inside("locations", "location", "organization_id"),
            Inside("programs", "program", "organization_id"),
            Inside("organization_identifiers", "organization_identifier", "organization_id"),
        ),
        additions=(
            Addition("organization_kind", "organization.kind", Kind.TEXT),
            Addition("mission", "mission", Kind.LOCALIZED),
            Addition("values", "values", Kind.LOCALIZED),
            Addition("county", "area_id", Kind.AREA),
            Addition("assured_at", "assured_at", Kind.MOMENT),
            Addition("changed_at", "changed_at", Kind.MOMENT),
        ),
    ),
    Table(
        "program",
        "programs",
        models.Program,
        PROGRAM,
        owners=("organization_id",),
        inside=_attributes(),
    ),
    Table(
        "location",
        "locations",
        models.Location,
        LOCATION,
        inside=_attributes(
            Inside("languages", "language", "location_id"),
            Inside("addresses", "address", "location_id"),
            Inside("contacts", "contact", "location_id"),
            Inside("accessibility", "accessibility", "location_id"),
            Inside("phones", "phone", "location_id"),
            Inside("schedules", "schedule", "location_id"),
        ),
        additions=(
            Addition("position_is_rough", "position_is_rough", Kind.FLAG),
            Addition("county", "area_id", Kind.AREA),
            Addition("interpreters_on_site", "interpreters_on_site", Kind.TEXT),
            Addition("parking", "parking", Kind.FLAG),
            Addition("bus_line", "bus_line", Kind.TEXT),
            Addition("step_free", "step_free", Kind.FLAG),
            Addition("cold_chain", "cold_chain", Kind.FLAG),
            Addition("indoor_waiting", "indoor_waiting", Kind.FLAG),
        ),
    ),
    Table(
        "service",
        "services",
        models.Service,
        SERVICE,
        inside=_attributes(
            Inside("additional_urls", "url", "service_id"),
            Inside("phones", "phone", "service_id"),
            Inside("schedules", "schedule", "service_id"),
            Inside("service_areas", "service_area", "service_id"),
            Inside("service_at_locations", "service_at_location", "service_id"),
            Inside("languages", "language", "service_id"),
            Inside("organization", "organization", "organization_id", Via.ONE),
            Inside("funding", "funding", "service_id"),
            Inside("cost_options", "cost_option", "service_id"),
            Inside("program", "program", "program_id", Via.ONE),
            Inside("required_documents", "required_document", "service_id"),
            Inside("contacts", "contact", "service_id"),
            Inside("capacities", "service_capacity", "service_id"),
        ),
        additions=(
            Addition("assured_at", "assured_at", Kind.MOMENT),
            Addition("assured_by_organization", "assured_by_organization", Kind.FLAG),
        ),
    ),
    Table(
        "service_at_location",
        "service_at_location",
        models.ServiceAtLocation,
        SERVICE_AT_LOCATION,
        inside=_attributes(
            Inside("service_areas", "service_area", "service_at_location_id"),
            Inside("contacts", "contact", "service_at_location_id"),
            Inside("phones", "phone", "service_at_location_id"),
            Inside("schedules", "schedule", "service_at_location_id"),
            Inside("location", "location", "location_id", Via.ONE),
            Inside("service", "service", "service_id", Via.ONE),
        ),
    ),
    Table(
        "address",
        "addresses",
        models.Address,
        ADDRESS,
        owners=("location_id",),
        inside=_attributes(),
    ),
    Table(
        "contact",
        "contacts",
        models.Contact,
        CONTACT,
        owners=("organization_id", "service_id", "service_at_location_id", "location_id"),
        inside=_attributes(Inside("phones", "phone", "contact_id")),
    ),
    Table(
        "phone",
        "phones",
        models.Phone,
        PHONE,
        owners=("location_id", "service_id", "organization_id", "contact_id", "service_at_location_id"),
        inside=_attributes(Inside("languages", "language", "phone_id")),
    ),
    Table(
        "language",
        "languages",
        models.Language,
        LANGUAGE,
        owners=("service_id", "location_id", "phone_id"),
        inside=_attributes(),
    ),
    Table(
        "schedule",
        "schedules",
        models.Schedule,
        SCHEDULE,
        owners=("service_id", "location_id", "service_at_location_id"),
        inside=_attributes(),
        additions=(Addition("as_given", "as_given", Kind.TEXT),),
    ),
    Table(
        "service_area",
        "service_areas",
        models.ServiceArea,
        SERVICE_AREA,
        owners=("service_id", "service_at_location_id"),
        inside=_attributes(),
        additions=(Addition("county", "area_id", Kind.AREA),),
    ),
    Table(
        "cost_option",
        "cost_options",
        models.CostOption,
        COST_OPTION,
        owners=("service_id",),
        inside=_attributes(),
    ),
    Table(
        "required_document",
        "required_documents",
        models.RequiredDocument,
        REQUIRED_DOCUMENT,
        owners=("service_id",),
        inside=_attributes(),
    ),
    Table(
        "funding",
        "funding",
        models.Funding,
        FUNDING,
        owners=("organization_id", "service_id"),
        inside=_attributes(),
    ),
    Table(
        "accessibility",
        "accessibility",
        models.Accessibility,
        ACCESSIBILITY,
        owners=("location_id",),
        inside=_attributes(),
    ),
    Table(
        "url",
        "url",
        models.Url,
        URL,
        owners=("organization_id", "service_id"),
        inside=_attributes(),
    ),
    Table(
        "organization_identifier",
        "organization_identifiers",
        models.OrganizationIdentifier,
        IDENTIFIER,
        owners=("organization_id",),
        inside=_attributes(),
    ),
    Table(
        "service_capacity",
        "service_capacity",
        models.ServiceCapacity,
        CAPACITY,
        owners=("service_id",),
        inside=_attributes(Inside("unit", "unit", "unit_id", Via.ONE)),
        additions=(
            Addition("capacity_state", "state", Kind.TEXT),
            Addition("expires_at", "expires_at", Kind.MOMENT),
        ),
    ),
    Table(
        "attribute",
        "attributes",
        models.Attribute,
        ATTRIBUTE,
        inside=(
            Inside("taxonomy_term", "taxonomy_term", "taxonomy_term_id", Via.ONE),
            Inside("metadata", "metadata", "resource_id"),
        ),
    ),
    Table(
        "metadata",
        "metadata",
        models.Change,
        METADATA,
        additions=(
            Addition("said_at", "said_at", Kind.MOMENT),
            Addition("change_set", "set", Kind.TEXT),
            Addition("change_state", "state", Kind.TEXT),
        ),
    ),
)

BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
BY_MODEL: Mapping[type[database.Model], Table] = {table.model: table for table in TABLES}
