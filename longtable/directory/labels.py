"""What the fields of an entry are called on a page, in a form and in its history."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from longtable.core.localized import LocalizedText
from longtable.directory.communities import COMMUNITIES
from longtable.directory.hours import timetable
from longtable.directory.languages import name_of
from longtable.directory.models import Attribute, CommunityTie, Language, Schedule, TaxonomyTerm
from longtable.directory.payments import LINK_TYPE, names_of
from longtable.directory.rows import TABLES, made
from longtable.places.models import Area

ROWS: dict[str, Promise | str] = {
    "organization": gettext_lazy("Organization"),
    "community_tie": gettext_lazy("Community"),
    "organization_identifier": gettext_lazy("Number of the organization"),
    "service": gettext_lazy("Service"),
    "service_at_location": gettext_lazy("Place of a service"),
    "location": gettext_lazy("Place"),
    "address": gettext_lazy("Address"),
    "accessibility": gettext_lazy("Help for people with disabilities"),
    "contact": gettext_lazy("Contact"),
    "phone": gettext_lazy("Phone number"),
    "language": gettext_lazy("Language"),
    "schedule": gettext_lazy("Hours"),
    "service_area": gettext_lazy("Where people must live"),
    "cost_option": gettext_lazy("Cost"),
    "required_document": gettext_lazy("What to bring"),
    "url": gettext_lazy("Web page"),
    "funding": gettext_lazy("Who pays for it"),
    "attribute": gettext_lazy("What it is for, and more"),
}
"""HSDS table to what one row of it is."""

FIELDS: dict[str, Promise | str] = {
    "name": gettext_lazy("Name"),
    "alternate_name": gettext_lazy("Another name people use"),
    "description": gettext_lazy("Description"),
    "email": gettext_lazy("E-mail"),
    "website": gettext_lazy("Web page"),
    "url": gettext_lazy("Web page"),
    "mission": gettext_lazy("Mission"),
    "values": gettext_lazy("Values"),
    "area": gettext_lazy("County"),
    "legal_status": gettext_lazy("Legal form"),
    "tax_id": gettext_lazy("Tax number (EIN)"),
    "tax_status": gettext_lazy("Tax status"),
    "year_incorporated": gettext_lazy("Founded in"),
    "status": gettext_lazy("Is it running?"),
    "interpretation_services": gettext_lazy("Interpreters"),
    "application_process": gettext_lazy("How to get it"),
    "fees_description": gettext_lazy("What it costs, in words"),
    "wait_time": gettext_lazy("How long people wait"),
    "eligibility_description": gettext_lazy("Who can get it"),
    "minimum_age": gettext_lazy("Youngest age"),
    "maximum_age": gettext_lazy("Oldest age"),
    "alert": gettext_lazy("What everybody should know right now"),
    "published_at": gettext_lazy("Anybody can read it"),
    "location_type": gettext_lazy("Kind of place"),
    "transportation": gettext_lazy("How to get there"),
    "interpreters_on_site": gettext_lazy("Interpreters on site"),
    "parking": gettext_lazy("Free parking"),
    "bus_line": gettext_lazy("Bus that stops nearby"),
    "step_free": gettext_lazy("People can get in without steps"),
    "cold_chain": gettext_lazy("Can keep food or vaccine cold"),
    "indoor_waiting": gettext_lazy("People can wait inside"),
    "latitude": gettext_lazy("Degrees north"),
    "longitude": gettext_lazy("Degrees east"),
    "address_1": gettext_lazy("House and street"),
    "address_2": gettext_lazy("Floor or suite"),
    "city": gettext_lazy("Town"),
    "state_province": gettext_lazy("State"),
    "postal_code": gettext_lazy("ZIP code"),
    "title": gettext_lazy("What they do"),
    "department": gettext_lazy("Department"),
    "is_public": gettext_lazy("Anybody may see it"),
    "is_asked": gettext_lazy("Ask here if our entry is still right"),
    "language": gettext_lazy("Language in which we write"),
    "number": gettext_lazy("Phone number"),
    "extension": gettext_lazy("Extension"),
    "type": pgettext_lazy("phone", "Kind of line"),
    "code": gettext_lazy("Language"),
    "note": gettext_lazy("What to know about it"),
    "amount": gettext_lazy("Amount in dollars; 0 is free"),
    "amount_description": gettext_lazy("What it costs, in words"),
    "option": gettext_lazy("For whom"),
    "document": gettext_lazy("What to bring"),
    "details": gettext_lazy("More about it"),
    "label": gettext_lazy("What people find there"),
    "taxonomy_term": gettext_lazy("What it is for"),
    "community": gettext_lazy("Community"),
    "kind": gettext_lazy("Led by them, or serving them"),
    "source": gettext_lazy("Who pays for it"),
    "identifier_type": gettext_lazy("What kind of number"),
    "identifier": gettext_lazy("The number"),
}
"""Field to its name for people; a field has the same one wherever it stands."""


SAID: dict[str, Promise | str] = {
    "said:phone": gettext_lazy("Phone number, as they say"),
    "said:hours": gettext_lazy("Hours, as they say"),
    "said:note": gettext_lazy("What else they say"),
}
"""What somebody said in words, for a person to carry over."""


def field_name(table: str, field: str) -> str:
    """What a field is called; its row where a whole row is meant."""
    if field in SAID:
        return str(SAID[field])
    return str(FIELDS.get(field) or ROWS.get(table, table)) if field else str(ROWS.get(table, table))


def shown(table: str, field: str, value: Any) -> str:
    """A kept value in words, in the reader's language; empty when there is none."""
    if value is None or value == "" or value == {}:
        return ""
    if field in SAID:
        return str(value)
    if not field:
        return _row(table, value) if isinstance(value, dict) else str(value)
    if field == "published_at":
        at = parse_datetime(str(value))
        return date_format(timezone.localtime(at), "DATE_FORMAT") if at else str(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return str(LocalizedText.from_json(value))
    model = TABLES.get(table)
    columns = {each.name: each for each in model._meta.concrete_fields} if model else {}
    column: Any = columns.get(field)  # a source may name fields that are none of ours
    if isinstance(column, models.ForeignKey):
        return str(column.related_model._base_manager.filter(pk=value).first() or "")
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return str(value)


def _row(table: str, values: Mapping[str, Any]) -> str:
    """A whole row in one line."""
    model = TABLES.get(table)
    if model is None:
        return ""
    row = made(model, values.get("id"), values)  # type: ignore[arg-type]
    if isinstance(row, Schedule):
        lines = timetable([row], row.valid_to or row.until or timezone.localdate())
        return "; ".join(
            " ".join(part for part in (line.days, line.times, line.note) if part) for line in lines
        )
    if isinstance(row, Language):
        return name_of(row.code, row.name)
    if isinstance(row, CommunityTie):
        return f"{row.get_kind_display()}: {COMMUNITIES.get(row.community, row.community)}"
    if isinstance(row, Attribute):
        term = TaxonomyTerm.objects.filter(
            pk__in=[row.taxonomy_term_id] if row.taxonomy_term_id else []
        ).first()
        if row.link_type == LINK_TYPE:
            return _("how people can pay: %(ways)s") % {"ways": ", ".join(names_of([row.value]))}
        return str(term or row.value)
    if table == "service_area":
        area = Area.objects.filter(pk__in=[values["area"]] if values.get("area") else []).first()
        return str(area or row.name or row.description)
    if table == "service_at_location":
        return str(TABLES["location"]._base_manager.filter(pk=values.get("location")).first() or "")
    return str(row)
