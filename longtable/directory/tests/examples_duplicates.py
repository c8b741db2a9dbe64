"""Examples of pairs that may be the same, and of merges, for the laws of the house."""

from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.directory.actions.merging import merge
from longtable.directory.models import Duplicate, DuplicateSearch, Merge, OrganizationEntry
from longtable.directory.models.duplicates import Kind
from longtable.directory.tests.duplicating import entry
from longtable.places.models import Area
from tests.cast import OrganizationFactory


def _pair(area: Area | None = None, organization: Organization | None = None) -> Duplicate:
    """Two entries that look alike; one of them of ``organization`` if that has none yet."""
    first, second = (entry("Harbor Light", area=area) for _ in range(2))
    if organization and not OrganizationEntry.objects.filter(organization=organization).exists():
        first = OrganizationEntry.objects.create(organization=organization, area=area)
    ids = sorted((first.pk, second.pk))
    return Duplicate.objects.create(
        kind=Kind.ORGANIZATION,
        first_id=ids[0],
        second_id=ids[1],
        score=0.9,
        reasons=["name:5"],
        method="rule 1",
        found_at=timezone.now(),
    )


def _merge(area: Area | None = None) -> Merge:
    keep, gone = (entry(name, area=area) for name in ("Harbor Light", "Harbor Lights"))
    by = Actor.system("examples")
    return merge(by=by, kind=Kind.ORGANIZATION, keep=keep, gone=gone, choices={})


def _two(area: Area | None = None, organization: Organization | None = None) -> dict[str, Any]:
    """The same as somebody chooses them by hand."""
    pair = _pair(area, organization)
    return {"kind": pair.kind, "keep_id": pair.first_id, "gone_id": pair.second_id}


def routes() -> dict[str, dict[str, Any]]:
    """A pair and a merge that only somebody for the whole state may see."""
    return {
        "directory:duplicate": {"duplicate_id": _pair().pk},
        "directory:compare": _two(),
        "directory:merge": {"merge_id": _merge().pk},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """Two entries that look alike, a pair of them, and a merge of two others."""
    keep, gone = entry("Harbor Light"), entry("Harbor Lights")
    return {
        "directory.merge": {"kind": Kind.ORGANIZATION, "keep": keep, "gone": gone, "choices": {}},
        "directory.unmerge": {"merge": _merge()},
        "directory.say_different": {"duplicate": _pair()},
        "directory.propose": {"candidates": [], "at": timezone.now()},
        "directory.end_look": {"search": DuplicateSearch.objects.create(by="system:")},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Pairs and merges with something of one's own organisation, of another, of one's own region and not."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    areas = {"own organization": None, "other organization": None, "own region": alder, "other region": cedar}
    own = {
        "own organization": Organization.objects.get(name="Good Neighbors"),
        "other organization": Organization.objects.get(name="Open Hands"),
    }
    pairs = {place: _pair(area, own.get(place, OrganizationFactory())) for place, area in areas.items()}
    return {
        "directory:duplicate": {place: {"duplicate_id": pair.pk} for place, pair in pairs.items()},
        "directory:compare": {
            place: {"kind": pair.kind, "keep_id": pair.first_id, "gone_id": pair.second_id}
            for place, pair in pairs.items()
        },
        "directory:merge": {place: {"merge_id": _merge(area).pk} for place, area in areas.items()},
    }


def lists() -> dict[str, Any]:
    """The page that lists pairs and merges."""

    def make(count: int) -> None:
        for _ in range(count):
            _pair()
            _merge()

    return {"directory:duplicates": make}
