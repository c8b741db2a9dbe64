"""Two rows side by side: what each says, who said so, and what would follow if one stood for both."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from longtable.accounts.models import Membership
from longtable.core.access import Missing
from longtable.core.models import SourceRecord
from longtable.directory import labels, merging, rows
from longtable.directory.models import Change, Duplicate, Location, Service, ServiceAtLocation
from longtable.directory.models.duplicates import Kind

Row = Any


@dataclass(frozen=True)
class Value:
    """What one side says, and who said so."""

    shown: str
    source: str = ""


@dataclass(frozen=True)
class Line:
    """One field or list of both sides: what to choose, and what the form proposes."""

    name: str
    label: str
    kept: list[Value]
    taken: list[Value]
    choice: str
    is_list: bool = False

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return [value.shown for value in self.kept] != [value.shown for value in self.taken]


@dataclass(frozen=True)
class SideBySide:
    """The whole comparison of two rows, of which ``keep`` would stand for both."""

    kind: str
    keep: Row
    gone: Row
    keep_name: str
    gone_name: str
    lines: list[Line]
    consequences: list[str] = field(default_factory=list)

    @property
    def fingerprints(self) -> dict[str, str]:
        """What was on the page, for the merge to notice a change."""
        return {
            "keep": merging.fingerprint(self.kind, self.keep),
            "gone": merging.fingerprint(self.kind, self.gone),
        }

    @property
    def to_choose(self) -> list[Line]:
        """Where the two say different things."""
        return [line for line in self.lines if line.differs]

    @property
    def agreed(self) -> list[Line]:
        """Where both say the same."""
        return [line for line in self.lines if not line.differs]


def side_by_side(kind: str, keep_id: UUID, gone_id: UUID) -> SideBySide:
    """Two rows of a pair that was opened: what a merge chooses from, who said it, and what would follow."""
    keep, gone = _row_of(kind, keep_id), _row_of(kind, gone_id)
    sources = {row.pk: _sources(kind, row) for row in (keep, gone)}
    lines = [_field(kind, keep, gone, group, sources) for group in merging.FIELDS[kind]]
    lines += [_list(kind, keep, gone, table) for table in merging.LISTS[kind]]
    return SideBySide(
        kind=kind,
        keep=keep,
        gone=gone,
        keep_name=merging.name_of(kind, keep),
        gone_name=merging.name_of(kind, gone),
        lines=[line for line in lines if line.kept or line.taken],
        consequences=_consequences(kind, keep, gone),
    )


def proposed(duplicate: Duplicate, wanted: str = "") -> tuple[UUID, UUID]:
    """Which of the two is kept, and which merged: as ``wanted``, else the public, fuller, older one is."""
    ids = (duplicate.first_id, duplicate.second_id)
    if wanted in map(str, ids):
        return (ids[0], ids[1]) if wanted == str(ids[0]) else (ids[1], ids[0])

    def fullness(row: Row) -> tuple[bool, int, float]:
        said = [rows.read(row, name) for group in merging.FIELDS[duplicate.kind] for name in group]
        is_public = getattr(row, "published_at", None) is not None
        return is_public, sum(not merging.is_empty(each) for each in said), -row.created_at.timestamp()

    kept, gone = sorted((_row_of(duplicate.kind, pk) for pk in ids), key=fullness, reverse=True)
    return kept.pk, gone.pk


def _row_of(kind: str, row_id: UUID) -> Row:
    """One row with what its name and area need. Raises ``Missing``."""
    along = ("organization", "area") if kind == Kind.ORGANIZATION else ("organization__organization",)
    found = merging.MODELS[kind]._base_manager.select_related(*along).filter(pk=row_id).first()
    if found is None:
        raise Missing
    return found


def _field(
    kind: str, keep: Row, gone: Row, group: tuple[str, ...], sources: dict[UUID, dict[str, str]]
) -> Line:
    name = group[0]

    def said(row: Row) -> list[Value]:
        shown = labels.shown(kind, name, rows.read(row, name))
        if len(group) > 1 and shown:
            shown = ", ".join(str(rows.read(row, each)) for each in group[:2])
        return [Value(shown, sources[row.pk].get(name) or _since(row))] if shown else []

    label = _("Position on the map") if len(group) > 1 else labels.field_name(kind, name)
    return Line(name, str(label), said(keep), said(gone), merging.at_first(keep, gone, group))


def _list(kind: str, keep: Row, gone: Row, table: str) -> Line:
    mine, theirs = merging.in_list(kind, keep, table), merging.in_list(kind, gone, table)
    sources = _row_sources([*mine, *theirs])

    def said(held: list[Row]) -> list[Value]:
        return [
            Value(labels.shown(table, "", rows.read_all(row)), sources.get(row.pk, _since(row)))
            for row in held
        ]

    choice = merging.list_at_first(table, mine, theirs)
    name = merging.list_key(table)
    return Line(name, labels.field_name(table, ""), said(mine), said(theirs), choice, is_list=True)


def _sources(kind: str, row: Row) -> dict[str, str]:
    """Field to who said what stands there: the newest change, else the import that brought it."""
    found: dict[str, str] = {}
    for label, key in ((row._meta.label_lower, row.pk), ("accounts.organization", row.pk)):
        for record in SourceRecord.objects.filter(subject_kind=label, subject_id=str(key)).order_by("pk"):
            found |= dict.fromkeys(record.values, record.source)
    changes = Change.objects.filter(resource_id=row.pk, resource_type=kind, state=Change.State.LIVE)
    for change in changes.order_by("said_at", "id"):
        found[change.field_name] = _said(change.said_for, change.said_at)
    return found


def _row_sources(held: list[Row]) -> dict[UUID, str]:
    """Who brought each row of a list: the change that made it, else the import."""
    ids = [row.pk for row in held]
    kinds = {row._meta.label_lower for row in held}
    records = SourceRecord.objects.filter(subject_kind__in=kinds, subject_id__in=map(str, ids)).order_by("pk")
    found = {UUID(record.subject_id): record.source for record in records}
    made = Change.objects.filter(resource_id__in=ids, action=Change.Action.CREATE, state=Change.State.LIVE)
    return found | {change.resource_id: _said(change.said_for, change.said_at) for change in made}


def _since(row: Row) -> str:
    """Of what nobody changed and no import brought: since when it is there."""
    return _("since %(date)s") % {
        "date": labels.shown("organization", "published_at", row.created_at.isoformat())
    }


def _said(who: str, when: datetime) -> str:
    return f"{who}, {labels.shown('organization', 'published_at', when.isoformat())}"


def _consequences(kind: str, keep: Row, gone: Row) -> list[str]:
    """What would follow, in sentences; nothing of it is lost when it is taken back."""
    kept, merged = merging.name_of(kind, keep), merging.name_of(kind, gone)
    lines = [
        _("People who open the page of “%(merged)s” will be taken to “%(kept)s”.")
        % {"merged": merged, "kept": kept}
    ]
    if kind == Kind.SERVICE:
        places = ServiceAtLocation.objects.filter(service=gone).count()
        lines.append(_("Places where it is offered will move too: %(number)d.") % {"number": places})
        return lines
    if kind == Kind.LOCATION:
        given = ServiceAtLocation.objects.filter(location=gone).count()
        lines.append(_("Services that are offered there will move too: %(number)d.") % {"number": given})
        return lines
    services = Service.objects.of(gone).filter(survivor=None).count()
    of_both = Q(organization=gone) | Q(organization__survivor=gone)
    places = Location.objects.filter(of_both, survivor=None).count()
    lines.append(
        _("Its services and places show under “%(kept)s”: %(services)d and %(places)d.")
        % {"kept": kept, "services": services, "places": places}
    )
    people = Membership.objects.current().filter(organization=gone.pk).select_related("user")
    lines += [
        _("%(name)s may change the entry of “%(kept)s”.") % {"name": member.user, "kept": kept}
        for member in people[:10]
    ]
    if keep.published_at is None and gone.published_at:
        lines.append(
            _("“%(kept)s” becomes public, because “%(merged)s” is.") % {"kept": kept, "merged": merged}
        )
    return lines
