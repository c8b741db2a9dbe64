"""Pairs that may be the same and wait for somebody to decide, and what was merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.access import Actor, Missing, Permission
from longtable.core.models import Job
from longtable.directory import labels, merging
from longtable.directory.models import Change, Duplicate, DuplicateSearch, Location, Merge
from longtable.directory.models.duplicates import LOOK, Kind

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


MOST_CANDIDATES, MOST_WORDS = 12, 6

_NAMED: dict[str, tuple[str, ...]] = {
    Kind.ORGANIZATION: ("organization__name", "alternate_name"),
    Kind.LOCATION: ("name", "addresses__address_1", "addresses__city"),
    Kind.SERVICE: (
        *(f"name__{code}__text" for code, _name in settings.LANGUAGES),
        "organization__organization__name",
    ),
}
"""What is looked at when somebody looks for a row by hand."""


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


def candidates(actor: Actor, kind: str, words: str) -> list[tuple[UUID, str]]:
    """Rows within reach whose names hold all of the words, as id and what tells them apart."""
    found = _within(actor, kind)
    for word in words.split()[:MOST_WORDS]:
        named = Q()
        for path in _NAMED[kind]:
            named |= Q((f"{path}__icontains", word))
        found = found.filter(named)
    ids = list(found.order_by("pk").values_list("pk", flat=True).distinct()[:MOST_CANDIDATES])
    names, where = _names(kind, ids), _counties(kind, ids)
    told = [(pk, " · ".join(filter(None, (names.get(pk, ""), where.get(pk, ""))))) for pk in ids]
    return sorted(told, key=lambda each: each[1].casefold())


def two_to_compare(actor: Actor, kind: str, keep_id: UUID, gone_id: UUID) -> None:
    """That both stand by themselves, within reach, and are two. Raises ``Missing``."""
    if kind not in Kind.values or _within(actor, kind).filter(pk__in=[keep_id, gone_id]).count() != 2:
        raise Missing


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


def _counties(kind: str, ids: list[UUID]) -> dict[UUID, str]:
    """By row: the county in which it lies, where that is known."""
    path = "organization__area" if kind == Kind.SERVICE else "area"
    found = merging.MODELS[kind]._base_manager.filter(pk__in=ids).exclude(**{path: None})
    return {pk: str(name) for pk, name in found.values_list("pk", f"{path}__name")}


def _place_name(place: Location) -> str:
    written = ", ".join(str(address) for address in place.addresses.all()[:1])
    return " · ".join(part for part in (place.name, written) if part) or str(place.pk)
