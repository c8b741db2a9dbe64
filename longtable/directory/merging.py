"""What two rows that are the same hold, side by side, and the changes by which one takes over from the other.

The row that is kept takes values over as changes of its own, so that its history tells where they came
from and they can be put back. Services and places of a merged organisation, and places of a merged
service, are not carried over: they stay where they are and show under what stands for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from longtable.accounts.models import Organization
from longtable.core.ids import uuid7
from longtable.directory import rows
from longtable.directory.models import Attribute, Change, Location, OrganizationEntry, Service
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


@dataclass(frozen=True)
class Said:
    """In whose name the changes of a merge are made: id as the audit has it, and words for the history."""

    by: str
    words: str


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


def planned(
    kind: str, kept: Row, taken: Row, choices: Mapping[str, str], *, merge_id: UUID, said: Said, now: Any
) -> list[Change]:
    """The changes of the kept row by which it takes over what was chosen, in their order; nothing is saved.

    ``choices`` names a group by its first column, a list by :func:`list_key`; what is not named stays.
    """
    entry = entry_of(kind, kept)

    def change(table: str, row_id: UUID, action: Change.Action, name: str, before: Any, after: Any) -> Change:
        return Change(
            entry=entry,
            resource_type=table,
            resource_id=row_id,
            action=action,
            field_name=name,
            previous_value=before,
            replacement_value=after,
            state=Change.State.LIVE,
            set=merge_id,
            said_at=now,
            said_by=said.by,
            said_for=said.words[:200],
            settled_at=now,
            settled_by=said.by,
        )

    made = [
        change(kind, kept.pk, Change.Action.UPDATE, name, rows.read(kept, name), rows.read(taken, name))
        for name in _columns(kind, kept, taken, choices)
        if not rows.same(rows.read(kept, name), rows.read(taken, name))
    ]
    for table in LISTS[kind]:
        choice = choices.get(list_key(table), KEPT)
        mine, theirs = in_list(kind, kept, table), in_list(kind, taken, table)
        if choice == TAKEN:
            made += [
                change(rows.NAMES[type(row)], row.pk, Change.Action.DELETE, "", rows.read_all(row), None)
                for gone in only_in(mine, theirs)
                for row in rows.dependents(gone)
            ]
        if choice in (TAKEN, BOTH):
            made += [
                change(name, row_id, Change.Action.CREATE, "", None, values)
                for row in only_in(theirs, mine)
                for name, row_id, values in _copies(row, {str(taken.pk): str(kept.pk)})
            ]
    return made


def fingerprint(kind: str, row: Row) -> str:
    """A short name of all that a merge may take from ``row`` or change in it."""
    said = [rows.read(row, name) for group in FIELDS[kind] for name in group]
    lists = [
        [rows.digest(rows.read_all(each)) for each in in_list(kind, row, table)] for table in LISTS[kind]
    ]
    return rows.digest({"fields": said, "lists": lists})


def carry_out(change: Change) -> None:
    """Make the row what the change says."""
    _write(change, change.replacement_value, gone=change.action == Change.Action.DELETE)


def put_back(change: Change) -> None:
    """Make the row what it was before."""
    _write(change, change.previous_value, gone=change.action == Change.Action.CREATE)


def stands_on(change: Change) -> bool:
    """Whether something newer stands where the change would be put back: that is left as it is."""
    row = rows.TABLES[change.resource_type]._base_manager.filter(pk=change.resource_id).first()
    if change.action == Change.Action.DELETE:
        return row is not None
    if row is None:
        return change.action == Change.Action.UPDATE
    if change.action == Change.Action.UPDATE:
        return not rows.same(rows.read(row, change.field_name), change.replacement_value)
    ours = {str(each.pk): rows.read_all(each) for each in rows.dependents(row)}
    sent = {
        str(each.resource_id): each.replacement_value
        for each in Change.objects.filter(set=change.set, resource_id__in=ours, action=Change.Action.CREATE)
    }
    return ours != sent


def _write(change: Change, value: Any, *, gone: bool) -> None:
    model = rows.TABLES[change.resource_type]
    found = model._base_manager.filter(pk=change.resource_id)
    if gone:
        found.delete()
    elif change.action == Change.Action.UPDATE:
        row = found.get()
        rows.put(row, change.field_name, value)
        rows.save(row, [change.field_name])
    elif not found.exists():
        rows.made(model, change.resource_id, value).save(force_insert=True)


def _columns(kind: str, kept: Row, taken: Row, choices: Mapping[str, str]) -> Iterator[str]:
    for group in FIELDS[kind]:
        if choices.get(group[0]) == TAKEN:
            yield from group
    if kind != Kind.LOCATION and kept.published_at is None and taken.published_at is not None:
        yield "published_at"  # what anybody could read stays readable


def _copies(row: Row, ids: dict[str, str]) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
    """The row and what hangs on it, as new rows: table, id, values. ``ids``: what stands for what."""
    for each in reversed(rows.dependents(row)):
        new = uuid7()
        ids[str(each.pk)] = str(new)
        values = {
            name: ids.get(value, value) if isinstance(value, str) else value
            for name, value in rows.read_all(each).items()
        }
        yield rows.NAMES[type(each)], new, values


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
