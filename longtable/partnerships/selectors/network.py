"""Who works with whom on what, who is not connected yet, and which community leads no partner, by county."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise as Lazy

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.directory.communities import COMMUNITIES
from longtable.directory.models import CommunityTie, OrganizationEntry, TaxonomyTerm
from longtable.partnerships.models import Agreement, LoggedContact
from longtable.partnerships.selectors.asked import RECENT
from longtable.places.models import Area, Region, RegionArea


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the network. ``kind`` is an agreement's kind, or ``contact``."""

    region: Region | None = None
    county: Area | None = None
    kind: str = ""
    topic: TaxonomyTerm | None = None


@dataclass
class Tie:
    """What joins two organizations: agreements in force, and how often they talked within a year."""

    first: Organization
    second: Organization
    agreements: list[Agreement] = field(default_factory=list)
    contacts: int = 0
    last: datetime | None = None

    @property
    def organizations(self) -> tuple[Organization, Organization]:
        """Both ends."""
        return self.first, self.second


@dataclass(frozen=True)
class CommunityRow:
    """One community: partners that say that they are led by it, and the counties in which none does."""

    code: str
    name: Lazy | str
    led_by: int
    without: tuple[Area, ...]


@dataclass(frozen=True)
class Network:
    """The whole picture. ``placed`` is organization id to county, for those whose county is known."""

    ties: tuple[Tie, ...]
    connected: tuple[Organization, ...]
    unconnected: tuple[Organization, ...]
    counties: tuple[Area, ...]
    communities: tuple[CommunityRow, ...]
    placed: dict[UUID, Area]

    @property
    def per_county(self) -> list[tuple[Area, int, int]]:
        """County, how many there work with somebody, how many not yet."""
        linked = Counter(self.placed[each.pk].pk for each in self.connected if each.pk in self.placed)
        alone = Counter(self.placed[each.pk].pk for each in self.unconnected if each.pk in self.placed)
        return [(area, linked[area.pk], alone[area.pk]) for area in self.counties]


def network(actor: Actor, wanted: Wanted, now: datetime) -> Network:
    """The network as far as the actor may see it, in the counties that are wanted. Eight queries at most."""
    areas = _counties(actor, wanted)
    inside = {area.pk for area in areas}
    ties = _ties(actor, wanted, now)
    ids = {end.pk for tie in ties for end in tie.organizations}
    listed = OrganizationEntry.objects.published().select_related("organization", "area")
    entries = {entry.pk: entry for entry in listed.filter(area__in=inside)}
    for entry in OrganizationEntry.objects.filter(pk__in=ids).select_related("organization", "area"):
        entries[entry.pk] = entry
    placed = {key: entry.area for key, entry in entries.items() if entry.area}
    ties = [tie for tie in ties if _touches(tie, placed, inside, wanted)]
    ids = {end.pk for tie in ties for end in tie.organizations}
    ends = {end.pk: end for tie in ties for end in tie.organizations}
    alone = [
        entry.organization
        for key, entry in entries.items()
        if key not in ids and entry.area_id in inside and entry.published_at
    ]
    connected = _by_name(ends.values())
    return Network(
        ties=tuple(sorted(ties, key=lambda tie: (tie.first.name, tie.second.name))),
        connected=connected,
        unconnected=_by_name(alone),
        counties=tuple(areas),
        communities=_communities(connected, placed, areas),
        placed=placed,
    )


def regions_to_choose(actor: Actor) -> Any:
    """Regions of every scheme; for a regional team only its own."""
    regions = Region.objects.select_related("scheme")
    if actor.is_statewide(Permission.SEE_PARTNERSHIPS):
        return regions
    scopes = actor.scopes(Permission.SEE_PARTNERSHIPS)
    own = [scope.id for scope in scopes if scope.kind == "region" and scope.id]
    return regions.filter(pk__in=own)


def _counties(actor: Actor, wanted: Wanted) -> list[Area]:
    found = Area.objects.counties()
    if not actor.is_statewide(Permission.SEE_PARTNERSHIPS):
        own = actor.areas_reached(Permission.SEE_PARTNERSHIPS)
        found = found.filter(pk__in=own) if own else found
    if wanted.region:
        held = RegionArea.objects.filter(region=wanted.region, valid_to=None).values("area")
        found = found.filter(pk__in=held)
    return list(found.filter(pk=wanted.county.pk) if wanted.county else found)


def _ties(actor: Actor, wanted: Wanted, now: datetime) -> list[Tie]:
    found: dict[frozenset[UUID], Tie] = {}
    if wanted.kind != "contact":
        agreements = Agreement.objects.visible_to(actor).in_force()
        if wanted.kind:
            agreements = agreements.filter(kind=wanted.kind)
        if wanted.topic:
            agreements = agreements.filter(topics=wanted.topic)
        for agreement in agreements.prefetch_related("parties__organization"):
            sides = [party.organization for party in agreement.parties.all()]
            for number, first in enumerate(sides):
                for second in sides[number + 1 :]:
                    _tie(found, first, second).agreements.append(agreement)
    if wanted.kind in ("", "contact"):
        contacts = LoggedContact.objects.visible_to(actor).filter(at__gt=now - RECENT, at__lte=now)
        if wanted.topic:
            contacts = contacts.filter(topic=wanted.topic)
        for contact in contacts.select_related("partner", "ours").order_by("at"):
            tie = _tie(found, contact.ours, contact.partner)
            tie.contacts += 1
            tie.last = contact.at
    return list(found.values())


def _tie(found: dict[frozenset[UUID], Tie], one: Organization, other: Organization) -> Tie:
    first, second = sorted((one, other), key=lambda each: (each.name, str(each.pk)))
    return found.setdefault(frozenset({one.pk, other.pk}), Tie(first, second))


def _touches(tie: Tie, placed: dict[UUID, Area], inside: set[UUID], wanted: Wanted) -> bool:
    """Whether a tie has an end in these counties; where none were chosen, those of unknown place, too."""
    there = [placed[end.pk].pk in inside for end in tie.organizations if end.pk in placed]
    return any(there) or not (there or wanted.region or wanted.county)


def _by_name(organizations: Iterable[Organization]) -> tuple[Organization, ...]:
    return tuple(sorted(organizations, key=lambda each: (each.name, str(each.pk))))


def _communities(
    connected: Iterable[Organization], placed: dict[UUID, Area], areas: list[Area]
) -> tuple[CommunityRow, ...]:
    """Per community in how many partners it leads, as these say themselves, and where it leads none."""
    led: dict[str, set[UUID]] = {code: set() for code in COMMUNITIES}
    ties = CommunityTie.objects.filter(
        kind=CommunityTie.Kind.LED_BY, entry__in=[each.pk for each in connected]
    )
    for code, entry in ties.values_list("community", "entry"):
        led.setdefault(code, set()).add(entry)
    rows = []
    for code, name in COMMUNITIES.items():
        there = {placed[entry].pk for entry in led[code] if entry in placed}
        rows.append(
            CommunityRow(code, name, len(led[code]), tuple(area for area in areas if area.pk not in there))
        )
    return tuple(rows)
