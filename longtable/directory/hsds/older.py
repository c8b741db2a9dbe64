"""How directories of HSDS 1 and 2, and people who never read it, call the tables and columns of HSDS 3.1."""

import re
from collections.abc import Callable, Iterable, Mapping

from longtable.directory.hsds.tables import BY_NAME, TABLES
from longtable.directory.languages import LANGUAGES

Cells = dict[str, str]
Reader = Callable[[Cells], Iterable[tuple[str, Cells]]]
"""From the cells of one row to rows of our tables: its HSDS 3.1 name, and its cells."""

UNHEARD = frozenset({"meta_table_description", "meta_table_descriptions"})
"""Tables of HSDS that say nothing of the directory."""

TEXTS = "eligibility"
"""Not a table of ours: words in rows of their own, which belong to a text of their service."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_BETWEEN = re.compile(r"\s*(?:[,;/&|]|\b(?:and|y)\b)\s*", re.IGNORECASE)
"""What stands between languages, or ids of terms, that share one cell."""

_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "organization": {
        "url": "website",
        "ein": "tax_id",
        "agency_id": "id",
        "parent_id": "parent_organization_id",
    },
    "program": {"agency_id": "organization_id"},
    "service": {
        "agency_id": "organization_id",
        "eligibility": "eligibility_description",
        "how_to_apply": "application_process",
        "website": "url",
    },
    "location": {"lat": "latitude", "lng": "longitude", "lon": "longitude", "long": "longitude"},
    "address": {
        "address": "address_1",
        "street": "address_1",
        "street_address": "address_1",
        "state": "state_province",
        "zip": "postal_code",
        "zipcode": "postal_code",
        "zip_code": "postal_code",
        "postcode": "postal_code",
        "county": "region",
    },
    "phone": {"phone": "number", "phone_number": "number", "ext": "extension"},
    "language": {"language": "name"},
    "service_area": {"service_area": "name"},
    "accessibility": {"accessibility": "description"},
    "required_document": {"required_document": "document"},
    "taxonomy_term": {"term": "name", "vocabulary": "taxonomy"},
    "cost_option": {"cost": "amount"},
    "schedule": {"opens": "opens_at", "closes": "closes_at", "original_text": "description"},
    "attribute": {"taxonomy_detail": "value"},
}

_ALIASES: Mapping[str, str] = {
    "agency": "organization",
    "agencies": "organization",
    "site": "location",
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "fundings": "funding",
    "additional_url": "url",
    "additional_website": "url",
    "accessibility_for_disabilities": "accessibility",
}


def reader_of(name: str, columns: Iterable[str]) -> Reader | None:
    """How rows are read from a table that a source calls ``name`` and that has ``columns``."""
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_").removeprefix("hsds_")
    there = {each.casefold() for each in columns}
    if plain in ("taxonomy", "taxonomies") and there & {"parent_id", "vocabulary", "taxonomy_facet", "code"}:
        return _term
    for each in (plain, *_singulars(plain)):
        if found := _READERS.get(each):
            return found
        each = _ALIASES.get(each, each)
        if each in BY_NAME:
            return _plain(each)
    return None


def guess_by_columns(columns: Iterable[str]) -> str:
    """The table of ours that has most of ``columns``; empty when hardly any fits."""
    there = {each.strip().casefold() for each in columns} - {"id", "name", "description"}
    best, most = "", 1
    for table in TABLES:
        known = {column.name for column in table.columns} | set(_COLUMNS.get(table.name, {}))
        fits = len(there & known) - len(there - known)
        if fits > most:
            best, most = table.name, fits
    return best


def renamed(table: str, cells: Cells) -> Cells:
    """``cells`` under the names of HSDS 3.1; what has its name already goes before what is renamed."""
    others = _COLUMNS.get(table)
    if not others:
        return cells
    now = {others.get(name, name): value for name, value in cells.items() if value and name in others}
    return now | {
        name: value for name, value in cells.items() if name not in others and (value or name not in now)
    }


def _singulars(name: str) -> Iterable[str]:
    if name.endswith("ies"):
        yield f"{name[:-3]}y"
    if name.endswith("es"):
        yield name[:-2]
    if name.endswith("s"):
        yield name[:-1]


def _plain(table: str) -> Reader:
    special = {
        "service": _service,
        "phone": _phone,
        "language": _language,
        "schedule": _schedule,
        "attribute": _attribute,
    }
    if table in special:
        return special[table]
    return lambda cells: [(table, renamed(table, cells))]


def _service(cells: Cells) -> Iterable[tuple[str, Cells]]:
    """HSDS 1.0 tied a service to its place, and to its terms, in columns of its own."""
    row = renamed("service", cells)
    place, terms = row.pop("location_id", ""), row.pop("taxonomy_ids", "")
    fees = row.pop("fees", "")
    if fees and fees != row.get("fees_description"):
        row["fees_description"] = "\n".join(part for part in (row.get("fees_description"), fees) if part)
    yield "service", row
    if place and row.get("id"):
        yield "service_at_location", {"service_id": row["id"], "location_id": place}
    for term in _apart(terms) if row.get("id") else ():
        tie = {"link_id": row["id"], "link_entity": "service", "taxonomy_term_id": term}
        yield "attribute", tie


def _phone(cells: Cells) -> Iterable[tuple[str, Cells]]:
    row = renamed("phone", cells)
    department, language = row.pop("department", ""), row.pop("language", "")
    row["description"] = ", ".join(part for part in (department, row.get("description", "")) if part)
    yield "phone", row
    for name in _apart(language) if row.get("id") else ():
        yield "language", {"phone_id": row["id"], **_language_called(name)}


def _language(cells: Cells) -> Iterable[tuple[str, Cells]]:
    """HSDS 1 and 2 have one column for what may be a name, a code or several of them."""
    given = cells.get("language", "")
    if not given or cells.get("name"):
        yield "language", renamed("language", cells)
        return
    rest = {name: value for name, value in cells.items() if name not in ("language", "name")}
    for number, name in enumerate(_apart(given)):
        key = {"id": f"{rest['id']} {name}"} if number and rest.get("id") else {}
        yield "language", rest | _language_called(name) | key


def _language_called(name: str) -> Cells:
    return {"name": name} | ({"code": name.casefold()} if name.casefold() in LANGUAGES else {})


def _apart(text: str) -> list[str]:
    """What shares a cell, each once; what has a comment in brackets is left whole."""
    if not text or "(" in text:
        return [text] if text else []
    return list(dict.fromkeys(part for part in _BETWEEN.split(text) if part))


def _schedule(cells: Cells) -> Iterable[tuple[str, Cells]]:
    """Also ``regular_schedules`` of HSDS 1: one row a weekday, by number (1 is Monday) or name."""
    row = renamed("schedule", cells)
    weekday = row.pop("weekday", "")
    if weekday and not row.get("byday"):
        row |= {"byday": _weekday(weekday), "freq": row.get("freq") or "WEEKLY"}
        if not row["byday"]:
            row |= {"freq": "", "description": row.get("description") or weekday}
    yield "schedule", row


def _holiday(cells: Cells) -> Iterable[tuple[str, Cells]]:
    row = renamed("schedule", cells)
    closed = row.pop("closed", "").casefold() in ("true", "t", "yes", "y", "1", "x")
    first, last = row.pop("start_date", ""), row.pop("end_date", "")
    row |= {"valid_from": row.get("valid_from") or first, "valid_to": row.get("valid_to") or last}
    if closed:
        row |= {"opens_at": "", "closes_at": ""}
        row["description"] = row.get("description") or "Closed"
    yield "schedule", row


def _weekday(text: str) -> str:
    """``MO`` for ``1``, ``Mon`` or ``Monday``; empty when it is none."""
    plain = text.strip().upper()
    if plain.isdigit():
        return _DAYS[int(plain) - 1] if 1 <= int(plain) <= 7 else _DAYS[6] if plain == "0" else ""
    return plain[:2] if plain[:2] in _DAYS else ""


def _address(kind: str) -> Reader:
    def read(cells: Cells) -> Iterable[tuple[str, Cells]]:
        row = {"address_type": kind} | renamed("address", cells)
        lines = [row.get("address_2", ""), *(row.pop(f"address_{line}", "") for line in (3, 4))]
        if any(lines):
            row["address_2"] = ", ".join(line for line in lines if line)
        yield "address", row

    return read


def _term(cells: Cells) -> Iterable[tuple[str, Cells]]:
    """HSDS 1 and 2 have one table of terms, each with the name of its vocabulary or facet."""
    row = renamed("taxonomy_term", cells)
    row.setdefault("taxonomy", row.pop("taxonomy_facet", ""))
    row.pop("parent_name", "")
    yield "taxonomy_term", row


def _attribute(cells: Cells) -> Iterable[tuple[str, Cells]]:
    """A tie to a term in any version: of a service, or of whatever ``link_entity`` names."""
    row = dict(cells)
    if not row.get("link_id"):
        for owner in ("service_at_location", "service", "location", "organization", "program"):
            if link := row.pop(f"{owner}_id", ""):
                row |= {"link_id": link, "link_entity": owner}
                break
    if not row.get("link_entity") and row.get("link_type"):
        row["link_entity"] = row.pop("link_type")
    if not row.get("taxonomy_term_id") and row.get("taxonomy_id"):
        row["taxonomy_term_id"] = row.pop("taxonomy_id")
    yield "attribute", renamed("attribute", row)


def _eligibility(cells: Cells) -> Iterable[tuple[str, Cells]]:
    words = cells.get("eligibility") or cells.get("description", "")
    yield (
        TEXTS,
        {
            "service_id": cells.get("service_id", ""),
            "eligibility_description": words,
            "minimum_age": cells.get("minimum_age", ""),
            "maximum_age": cells.get("maximum_age", ""),
        },
    )


def _payment(cells: Cells) -> Iterable[tuple[str, Cells]]:
    payment = cells.get("payment") or cells.get("payment_accepted") or cells.get("name", "")
    link = {
        "link_id": cells.get("service_id", ""),
        "link_entity": "service",
        "link_type": "payments_accepted",
    }
    yield "attribute", {"id": cells.get("id", ""), **link, "value": payment}


_READERS: Mapping[str, Reader] = {
    "physical_address": _address("physical"),
    "postal_address": _address("postal"),
    "regular_schedule": _schedule,
    "holiday_schedule": _holiday,
    "service_taxonomy": _attribute,
    "services_taxonomy": _attribute,
    "service_attribute": _attribute,
    "link_taxonomy": _attribute,
    "other_attribute": _attribute,
    "eligibility": _eligibility,
    "payment_accepted": _payment,
    "payments_accepted": _payment,
    "accepted_payment": _payment,
}
