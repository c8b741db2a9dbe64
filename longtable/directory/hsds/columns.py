"""The columns of each table of HSDS 3.1, in the order of its tabular form, and our field for each."""

from longtable.directory.hsds.shapes import Column, Kind


def _id(field: str = "id") -> Column:
    return Column("id", Kind.ID, field=field, required=True)


def _to(
    name: str, table: str = "", *, field: str = "", required: bool = False, needed: bool = False
) -> Column:
    return Column(name, Kind.ID, field, table or name.removesuffix("_id"), required, needed)


_PLACES = ("physical", "postal", "virtual")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

TAXONOMY = (
    _id(),
    Column("name", required=True, needed=True),
    Column("description", Kind.LOCALIZED, required=True),
    Column("uri", Kind.URI),
    Column("version"),
)

TERM = (
    _id(),
    Column("code"),
    Column("name", Kind.LOCALIZED, required=True, needed=True),
    Column("description", Kind.LOCALIZED, required=True),
    _to("parent_id", "taxonomy_term"),
    Column("taxonomy", Kind.DERIVED, field="taxonomy.name"),
    Column("language"),
    _to("taxonomy_id"),
    Column("term_uri", Kind.URI),
)

UNIT = (
    _id(),
    Column("name", required=True, needed=True),
    Column("scheme"),
    Column("identifier"),
    Column("uri", Kind.URI),
)

ORGANIZATION = (
    _id("organization_id"),
    Column("name", field="organization.name", required=True, needed=True),
    Column("alternate_name"),
    Column("description", Kind.LOCALIZED, required=True),
    Column("email", Kind.EMAIL),
    Column("website", Kind.URL),
    Column("tax_status"),
    Column("tax_id"),
    Column("year_incorporated", Kind.WHOLE),
    Column("legal_status"),
    Column("logo", Kind.URL),
    Column("uri", Kind.URI),
    _to("parent_organization_id", "organization", field="organization.parent_id"),
)

PROGRAM = (
    _id(),
    _to("organization_id", required=True),
    Column("name", required=True, needed=True),
    Column("alternate_name"),
    Column("description", Kind.LOCALIZED, required=True),
)

LOCATION = (
    _id(),
    Column("location_type", Kind.CHOICE, required=True, choices=_PLACES),
    Column("url", Kind.URL),
    _to("organization_id"),
    Column("name"),
    Column("alternate_name"),
    Column("description", Kind.LOCALIZED),
    Column("transportation", Kind.LOCALIZED),
    Column("latitude", Kind.NUMBER),
    Column("longitude", Kind.NUMBER),
    Column("external_identifier"),
    Column("external_identifier_type"),
)

SERVICE = (
    _id(),
    _to("organization_id", required=True),
    _to("program_id"),
    Column("name", Kind.LOCALIZED, required=True, needed=True),
    Column("alternate_name"),
    Column("description", Kind.LOCALIZED),
    Column("url", Kind.URL),
    Column("email", Kind.EMAIL),
    Column(
        "status",
        Kind.CHOICE,
        required=True,
        choices=("active", "inactive", "defunct", "temporarily closed"),
    ),
    Column("interpretation_services", Kind.LOCALIZED),
    Column("application_process", Kind.LOCALIZED),
    Column("fees_description", Kind.LOCALIZED),
    Column("wait_time"),
    Column("fees", Kind.DERIVED, field="fees_description"),
    Column("accreditations"),
    Column("eligibility_description", Kind.LOCALIZED),
    Column("minimum_age", Kind.NUMBER),
    Column("maximum_age", Kind.NUMBER),
    Column("assured_date", Kind.DAY_OF, field="assured_at"),
    Column("assurer_email", Kind.EMAIL),
    Column("licenses"),
    Column("alert", Kind.LOCALIZED),
    Column("last_modified", Kind.MOMENT, field="changed_at"),
)

SERVICE_AT_LOCATION = (
    _id(),
    _to("service_id", required=True, needed=True),
    _to("location_id", required=True, needed=True),
    Column("description", Kind.LOCALIZED),
)

ADDRESS = (
    _id(),
    _to("location_id"),
    Column("attention"),
    Column("address_1", required=True),
    Column("address_2"),
    Column("city", required=True),
    Column("region"),
    Column("state_province", required=True),
    Column("postal_code", required=True),
    Column("country", required=True),
    Column("address_type", Kind.CHOICE, required=True, choices=_PLACES),
)

CONTACT = (
    _id(),
    _to("organization_id"),
    _to("service_id"),
    _to("service_at_location_id"),
    _to("location_id"),
    Column("name"),
    Column("title"),
    Column("department"),
    Column("email", Kind.EMAIL),
)

PHONE = (
    _id(),
    _to("location_id"),
    _to("service_id"),
    _to("organization_id"),
    _to("contact_id"),
    _to("service_at_location_id"),
    Column("number", required=True, needed=True),
    Column("extension", Kind.WHOLE),
    Column("type"),
    Column("description"),
)

LANGUAGE = (
    _id(),
    _to("service_id"),
    _to("location_id"),
    _to("phone_id"),
    Column("name"),
    Column("code"),
    Column("note"),
)

SCHEDULE = (
    _id(),
    _to("service_id"),
    _to("location_id"),
    _to("service_at_location_id"),
    Column("valid_from", Kind.DATE),
    Column("valid_to", Kind.DATE),
    Column("dtstart", Kind.DATE),
    Column("timezone", Kind.NUMBER),
    Column("until", Kind.DATE),
    Column("count", Kind.WHOLE),
    Column("wkst", Kind.CHOICE, choices=_DAYS),
    Column("freq", Kind.CHOICE, choices=("WEEKLY", "MONTHLY")),
    Column("interval", Kind.WHOLE),
    Column("byday"),
    Column("byweekno"),
    Column("bymonthday"),
    Column("byyearday"),
    Column("description"),
    Column("opens_at", Kind.TIME),
    Column("closes_at", Kind.TIME),
    Column("schedule_link", Kind.URL),
    Column("attending_type"),
    Column("notes"),
)

SERVICE_AREA = (
    _id(),
    _to("service_id"),
    _to("service_at_location_id"),
    Column("name"),
    Column("description"),
    Column("extent"),
    Column("extent_type"),
    Column("uri", Kind.URI),
)

COST_OPTION = (
    _id(),
    _to("service_id", required=True),
    Column("valid_from", Kind.DATE),
    Column("valid_to", Kind.DATE),
    Column("option", Kind.LOCALIZED),
    Column("currency"),
    Column("amount", Kind.MONEY),
    Column("amount_description", Kind.LOCALIZED),
)

REQUIRED_DOCUMENT = (
    _id(),
    _to("service_id"),
    Column("document", Kind.LOCALIZED),
    Column("uri", Kind.URI),
)

FUNDING = (_id(), _to("organization_id"), _to("service_id"), Column("source"))

ACCESSIBILITY = (
    _id(),
    _to("location_id"),
    Column("description"),
    Column("details"),
    Column("url", Kind.URL),
)

URL = (
    _id(),
    Column("label"),
    Column("url", Kind.URL, required=True, needed=True),
    _to("organization_id"),
    _to("service_id"),
)

IDENTIFIER = (
    _id(),
    _to("organization_id", required=True),
    Column("identifier_scheme"),
    Column("identifier_type", required=True),
    Column("identifier", required=True, needed=True),
)

CAPACITY = (
    _id(),
    _to("service_id", required=True, needed=True),
    _to("unit_id", required=True),
    Column("available", Kind.NUMBER, required=True),
    Column("maximum", Kind.NUMBER),
    Column("description"),
    Column("updated", Kind.MOMENT, field="updated_at", required=True),
)

ATTRIBUTE = (
    _id(),
    Column("link_id", Kind.ID, required=True, needed=True),
    _to("taxonomy_term_id", required=True),
    Column("link_type"),
    Column("link_entity", required=True, needed=True),
    Column("value"),
    Column("label"),
)

METADATA = (
    _id(),
    Column("resource_id", Kind.ID, required=True, needed=True),
    Column("resource_type", required=True, needed=True),
    Column("last_action_date", Kind.DAY_OF, field="said_at", required=True),
    Column("last_action_type", Kind.CHOICE, "action", required=True, choices=("create", "update", "delete")),
    Column("field_name", required=True),
    Column("previous_value", Kind.ANYTHING, required=True),
    Column("replacement_value", Kind.ANYTHING, required=True),
    Column("updated_by", field="said_for", required=True),
)
