"""Pairs that may be the same, side by side with where each value comes from; and what stands for what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts.models import Membership
from longtable.core.access import Actor, Missing, Permission
from longtable.core.models import Job, SourceRecord
from longtable.directory import labels, merging, rows
from longtable.directory.models import (
    Change,
    Duplicate,
    DuplicateSearch,
    Location,
    Merge,
    Service,
    ServiceAtLocation,
)
from longtable.directory.models.duplicates import LOOK, Kind
from longtable.directory.policies import may_decide_duplicate

Row = Any

REASONS = {
    "name:5": gettext_lazy("the same name"),
    "name:4": gettext_lazy("nearly the same name"),
    "name:3": gettext_lazy("one name is part of the other"),
    "name:2": gettext_lazy("names that are alike"),
    "name:1": gettext_lazy("names with little in common"),
    "name:0": gettext_lazy("different names"),
    "phone:1": gettext_lazy("the same phone number"),
    "phone:0": gettext_lazy("different phone numbers"),
    "web:1": gettext_lazy("the same web page or mail"),
    "web:0": gettext_lazy("different web pages"),
    "identifier:1": gettext_lazy("the same tax number"),
    "identifier:0": gettext_lazy("different tax numbers"),
    "door:4": gettext_lazy("the same address"),
    "door:3": gettext_lazy("the same address but for a typing error"),
    "door:2": gettext_lazy("the same house, another suite"),
    "door:1": gettext_lazy("another address in the same town"),
    "door:0": gettext_lazy("another town"),
    "spot:1": gettext_lazy("the same spot on the map"),
    "spot:0": gettext_lazy("different spots on the map"),
    "description:1": gettext_lazy("the same description"),
    "description:0": gettext_lazy("another description"),
}
"""What agrees and what does not, in words; see methods/linkage/entries.py for the levels."""

SPEAK_FOR = frozenset(
    {"name:5", "name:4", "name:3", "name:2", "phone:1", "web:1", "identifier:1"}
    | {"door:4", "door:3", "spot:1", "description:1"}
)


@dataclass(frozen=True)
class Pair:
    """Two rows that may be the same, as the list shows them."""

    duplicate: Duplicate
    first: str
    second: str

    @property
    def speaks_for(self) -> list[Any]:
        """What agrees."""
        return [REASONS[code] for code in self.duplicate.reasons if code in SPEAK_FOR]

    @property
    def speaks_against(self) -> list[Any]:
        """What does not."""
        return [REASONS[code] for code in self.duplicate.reasons if code in REASONS.keys() - SPEAK_FOR]

    @property
    def likely(self) -> Any:
        """The probability in words."""
        score = self.duplicate.score
        return (
            _("very likely the same")
            if score >= 0.9
            else _("probably the same")
            if score >= 0.7
            else _("maybe the same")
        )


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


@dataclass(frozen=True)
class Told:
    """A merge in words. Lines are (field, before, after); ``later`` is the merge of the kept row itself."""

    kept: str
    merged: str
    lines: list[tuple[str, str, str]]
    left_over: list[tuple[str, str, str]]
    later: Merge | None


@dataclass(frozen=True)
class Look:
    """The newest look through the directory, and how far one that is under way has come."""

    search: DuplicateSearch | None
    running: bool
    done: int = 0
    total: int = 0


# --- What stands for what --------------------------------------------------------------------------


def survivor_of(row: Row) -> Row:
    """The entry, place or service that stands for ``row`` by now: itself, unless it was merged."""
    return row.survivor or row


def survivors(kind: str, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of each id the id of what stands for it by now, in one query."""
    found = merging.MODELS[kind]._base_manager.filter(pk__in=list(ids))
    return {pk: survivor or pk for pk, survivor in found.values_list("pk", "survivor")}


def stood_for_by(row: Row) -> list[UUID]:
    """Ids of ``row`` and of everything it stands for: by these one finds what is shown under it."""
    return [row.pk, *type(row)._base_manager.filter(survivor=row).values_list("pk", flat=True)]


# --- Pairs -----------------------------------------------------------------------------------------


def open_pairs(actor: Actor, kind: str) -> QuerySet[Duplicate]:
    """Pairs of this kind that nobody has decided, both within reach, the likeliest first."""
    within = _within(actor, kind).values("pk")
    found = Duplicate.objects.filter(kind=kind, state=Duplicate.State.OPEN)
    return found.filter(first_id__in=within, second_id__in=within).order_by("-score", "created_at", "pk")


def shown_pairs(duplicates: Iterable[Duplicate]) -> list[Pair]:
    """The pairs of one kind with names of both, in a fixed number of queries."""
    found = list(duplicates)
    ids = [pk for each in found for pk in (each.first_id, each.second_id)]
    names = _names(found[0].kind, ids) if found else {}
    return [Pair(each, names.get(each.first_id, ""), names.get(each.second_id, "")) for each in found]


def pair_to_decide(actor: Actor, duplicate_id: UUID) -> Duplicate:
    """One open pair within reach. Raises ``Missing``."""
    found = Duplicate.objects.filter(pk=duplicate_id).first()
    if found is None or not open_pairs(actor, found.kind).filter(pk=duplicate_id).exists():
        raise Missing
    return found


def newest_look() -> Look:
    """What is known of the newest look."""
    search = DuplicateSearch.objects.first()
    if search is None or search.finished_at:
        return Look(search, running=False)
    job = Job.objects.filter(kind=LOOK, payload__search_id=str(search.pk)).first()
    progress = (job.progress if job else None) or {}
    return Look(search, True, progress.get("done") or 0, progress.get("total") or 0)


def merges(actor: Actor) -> list[tuple[Merge, str, str]]:
    """The newest merges within reach, each with the names of what is kept and of what was merged."""
    found = [merge for kind in Kind.values for merge in _reachable_merges(actor, kind)[:20]]
    found.sort(key=lambda merge: merge.created_at, reverse=True)
    names: dict[UUID, str] = {}
    for kind in Kind.values:
        names |= _names(
            kind, [pk for each in found if each.kind == kind for pk in (each.survivor_id, each.merged_id)]
        )
    return [(each, names.get(each.survivor_id, ""), names.get(each.merged_id, "")) for each in found[:20]]


def merge_within(actor: Actor, merge_id: UUID) -> Merge:
    """One merge within reach. Raises ``Missing``."""
    found = Merge.objects.filter(pk=merge_id).first()
    if found is None or not _reachable_merges(actor, found.kind).filter(pk=merge_id).exists():
        raise Missing
    return found


def side_by_side(kind: str, keep_id: UUID, gone_id: UUID) -> SideBySide:
    """Both rows with all that a merge chooses from, where each value comes from, and what would follow."""
    keep, gone = row_of(kind, keep_id), row_of(kind, gone_id)
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

    kept, gone = sorted((row_of(duplicate.kind, pk) for pk in ids), key=fullness, reverse=True)
    return kept.pk, gone.pk


def told(merge: Merge) -> Told:
    """A merge in words: what was taken over, and what could not be put back."""
    changes = list(Change.objects.filter(set=merge.pk).order_by("id"))
    names = _names(merge.kind, [merge.survivor_id, merge.merged_id])
    lines = {
        str(each.pk): (
            labels.field_name(each.resource_type, each.field_name),
            labels.shown(each.resource_type, each.field_name, each.previous_value),
            labels.shown(each.resource_type, each.field_name, each.replacement_value),
        )
        for each in changes
    }
    return Told(
        kept=names.get(merge.survivor_id, ""),
        merged=names.get(merge.merged_id, ""),
        lines=list(lines.values()),
        left_over=[lines[key] for key in merge.left_over if key in lines],
        later=Merge.objects.filter(merged_id=merge.survivor_id, undone_at=None).first(),
    )


def address_of_list(kind: str) -> str:
    """The page that lists open pairs of this kind."""
    return f"{reverse('directory:duplicates')}?kind={kind}"


def row_of(kind: str, row_id: UUID) -> Row:
    """One row with what its name and area need. Raises ``Missing``."""
    along = ("organization", "area") if kind == Kind.ORGANIZATION else ("organization__organization",)
    found = merging.MODELS[kind]._base_manager.select_related(*along).filter(pk=row_id).first()
    if found is None:
        raise Missing
    return found


def may_decide(actor: Actor, kind: str, *row_ids: UUID) -> bool:
    """Whether the actor decides about these two."""
    first, second = (merging.area_of(kind, row_of(kind, row_id)) for row_id in row_ids)
    return may_decide_duplicate(actor, first, second)


# --- How it is put together ------------------------------------------------------------------------


def _within(actor: Actor, kind: str) -> QuerySet[Any]:
    """Rows that stand by themselves and about which the actor decides."""
    standing = merging.MODELS[kind]._base_manager.filter(survivor=None)
    if actor.is_statewide(Permission.REVIEW_DIRECTORY):
        return standing
    return standing.filter(_in_reach(actor, kind))


def _in_reach(actor: Actor, kind: str) -> Q:
    areas = actor.areas_reached(Permission.REVIEW_DIRECTORY)
    of_owner = Q(organization__area__in=areas)
    if kind == Kind.ORGANIZATION:
        return Q(area__in=areas)
    return of_owner if kind == Kind.SERVICE else Q(area__in=areas) | (Q(area=None) & of_owner)


def _reachable_merges(actor: Actor, kind: str) -> QuerySet[Merge]:
    found = Merge.objects.filter(kind=kind)
    if actor.is_statewide(Permission.REVIEW_DIRECTORY):
        return found
    within = merging.MODELS[kind]._base_manager.filter(_in_reach(actor, kind)).values("pk")
    return found.filter(survivor_id__in=within, merged_id__in=within)


def _names(kind: str, ids: list[UUID]) -> dict[UUID, str]:
    found: Any = merging.MODELS[kind]._base_manager.filter(pk__in=ids)
    if kind == Kind.ORGANIZATION:
        return {row.pk: row.name for row in found.select_related("organization", "area")}
    if kind == Kind.LOCATION:
        return {row.pk: _place_name(row) for row in found.prefetch_related("addresses")}
    owners = found.select_related("organization__organization")
    return {row.pk: f"{row} · {row.organization}" if row.organization else str(row) for row in owners}


def _place_name(place: Location) -> str:
    written = ", ".join(str(address) for address in place.addresses.all()[:1])
    return " · ".join(part for part in (place.name, written) if part) or str(place.pk)


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
    records = SourceRecord.objects.filter(subject_id__in=map(str, ids)).order_by("pk")
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
        _("Whoever opens the page of “%(merged)s” comes to “%(kept)s”.") % {"merged": merged, "kept": kept}
    ]
    if kind == Kind.SERVICE:
        places = ServiceAtLocation.objects.filter(service=gone).count()
        lines.append(_("Places at which it is given come along: %(number)d.") % {"number": places})
        return lines
    if kind == Kind.LOCATION:
        given = ServiceAtLocation.objects.filter(location=gone).count()
        lines.append(_("Services that are given there come along: %(number)d.") % {"number": given})
        return lines
    services = Service.objects.of(gone).filter(survivor=None).count()
    places = Location.objects.filter(organization__in=stood_for_by(gone), survivor=None).count()
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
