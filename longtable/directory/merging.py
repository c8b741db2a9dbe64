"""What two rows that are the same hold, side by side: what can be chosen, and what is proposed at first."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from longtable.accounts.models import Organization
from longtable.directory import rows
from longtable.directory.models import Attribute, Location, OrganizationEntry, Service
from longtable.directory.models.duplicates import Kind
from longtable.methods.linkage.spelling import door, ten_digits

Row = Any

KEPT, TAKEN, BOTH = "kept", "taken", "both"
"""What one can choose for a field or list: what the kept row says, what the other says, or both."""

MODELS: dict[str, type[models.Model]] = {
    Kind.ORGANIZATION: OrganizationEntry,
    Kind.LOCATION: Location,
    Kind.SERVICE: Service,
}

FIELDS: dict[str, tuple[tuple[str, ...], ...]] = {
    Kind.ORGANIZATION: (
        ("name",),
        ("alternate_name",),
        ("description",),
        ("mission",),
        ("values",),
        ("email",),
        ("website",),
        ("area",),
        ("legal_status",),
        ("tax_id",),
        ("tax_status",),
        ("year_incorporated",),
    ),
    Kind.LOCATION: (
        ("name",),
        ("alternate_name",),
        ("description",),
        ("transportation",),
        ("location_type",),
        ("url",),
        ("area",),
        ("latitude", "longitude", "position_is_rough"),
        ("parking",),
        ("bus_line",),
        ("step_free",),
        ("cold_chain",),
        ("indoor_waiting",),
        ("interpreters_on_site",),
    ),
    Kind.SERVICE: (
        ("name",),
        ("alternate_name",),
        ("description",),
        ("alert",),
        ("status",),
        ("url",),
        ("email",),
        ("interpretation_services",),
        ("application_process",),
        ("fees_description",),
        ("wait_time",),
        ("eligibility_description",),
        ("minimum_age",),
        ("maximum_age",),
    ),
}
"""What is chosen for each kind; columns in one group belong together and come from one side."""

LISTS: dict[str, tuple[str, ...]] = {
    Kind.ORGANIZATION: ("phone", "contact", "url", "organization_identifier", "community_tie", "funding"),
    Kind.LOCATION: ("address", "phone", "contact", "schedule", "language", "accessibility"),
    Kind.SERVICE: (
        "phone",
        "contact",
        "schedule",
        "language",
        "cost_option",
        "required_document",
        "service_area",
        "url",
        "attribute",
        "funding",
    ),
}
"""HSDS tables of which rows may be taken over, for each kind."""

ONE_SIDE = frozenset({"address", "schedule", "cost_option"})
"""Lists of which both together would contradict each other: at first they are those of the kept row."""


def name_of(kind: str, row: Row) -> str:
    """What people call it."""
    return str(row) if kind != Kind.LOCATION else row.name or str(row.addresses.first() or row.pk)


def identity(kind: str, row: Row) -> Row:
    """The row that has ``merged_into``: of an entry, its organisation."""
    return row.organization if kind == Kind.ORGANIZATION else row


def entry_of(kind: str, row: Row) -> OrganizationEntry | None:
    """The entry in whose history changes of ``row`` stand."""
    if kind == Kind.ORGANIZATION:
        return row
    return row.organization and (row.organization.survivor or row.organization)


def area_of(kind: str, row: Row) -> UUID | None:
    """The county by which it is decided who may merge it."""
    own = row.area_id if kind != Kind.SERVICE else None
    return own or (row.organization.area_id if kind != Kind.ORGANIZATION and row.organization else None)


def in_list(kind: str, row: Row, table: str) -> list[Row]:
    """Rows of one list that hang on ``row`` itself."""
    if table == "attribute":
        return list(Attribute.objects.filter(link_entity=kind, link_id=row.pk).order_by("pk"))
    owner = "entry" if table == "community_tie" else kind
    return list(rows.TABLES[table]._base_manager.filter(**{owner: row}).order_by("pk"))


def list_key(table: str) -> str:
    """By what the choice for a list is named: a field may have the name of its table."""
    return f"every_{table}"


def is_empty(value: Any) -> bool:
    """Whether nothing is said."""
    return rows.plain(value) in ("", [])


def differs(kept: Row, taken: Row, group: tuple[str, ...]) -> bool:
    """Whether the two say different things."""
    return any(not rows.same(rows.read(kept, name), rows.read(taken, name)) for name in group)


def at_first(kept: Row, taken: Row, group: tuple[str, ...]) -> str:
    """What the form proposes: what the kept row says, unless only the other says anything."""
    empty = is_empty(rows.read(kept, group[0])) and not is_empty(rows.read(taken, group[0]))
    return TAKEN if empty else KEPT


def list_at_first(table: str, kept: list[Row], taken: list[Row]) -> str:
    """The same for a list: both, where that does not contradict itself."""
    if not kept:
        return TAKEN if taken else KEPT
    return KEPT if table in ONE_SIDE or not only_in(taken, kept) else BOTH


def only_in(these: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """Rows that say something which none of the others says."""
    known = {_says(row) for row in others}
    return [row for row in these if _says(row) not in known]


def fingerprint(kind: str, row: Row) -> str:
    """A short name of all that a merge may take from ``row`` or change in it."""
    said = [rows.read(row, name) for group in FIELDS[kind] for name in group]
    lists = [
        [rows.digest(rows.read_all(each)) for each in in_list(kind, row, table)] for table in LISTS[kind]
    ]
    return rows.digest({"fields": said, "lists": lists})


def _says(row: Row) -> str:
    """What a row says, whosever it is: two that say the same are one."""
    table = rows.NAMES[type(row)]
    if table == "phone":
        return f"{ten_digits(row.number) or row.number} {row.extension or ''}"
    if table == "address" and (where := door(row.address_1, row.address_2)):
        return f"{where} {row.postal_code[:5]} {row.address_type}"
    values = {
        name: rows.plain(value)
        for name, value in rows.read_all(row).items()
        if name not in rows.OWNERS and name != "link_id"
    }
    return rows.digest(values)


def identities(kind: str) -> type[models.Model]:
    """The model whose rows have ``merged_into``."""
    return Organization if kind == Kind.ORGANIZATION else MODELS[kind]
