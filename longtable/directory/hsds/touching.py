"""Whose entries an import changed: they say when, and are found by what they say now."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from itertools import islice
from uuid import UUID

from django.db.models import Q

from longtable.core.imports import Entry, Planned
from longtable.core.imports.importer import Outcome
from longtable.core.work import enqueue
from longtable.directory.actions.indexing import BATCH, JOB
from longtable.directory.hsds.finding import index_source
from longtable.directory.hsds.landing import Landing
from longtable.directory.models import OrganizationEntry, Service, ServiceAtLocation

FEW = 5000
"""Rows that are remembered one by one; of more it is quicker to index the whole source."""

_NEWS = (Outcome.CREATED, Outcome.CHANGED)


class Touched:
    """What one run changed. ``now`` is when it began: what was made since is new as a whole."""

    def __init__(self, source: str, now: datetime) -> None:
        self.source, self.now = source, now
        self.services: set[UUID] = set()
        self.organizations: set[UUID] = set()
        self.locations: set[UUID] = set()
        self.rows = 0
        self.is_whole = False
        """Whether too much changed to remember it."""

    def note(self, planned: Planned, landing: Landing) -> None:
        """Look at a batch: what it changes is remembered, and says when."""
        self.rows += len(landing.entries) + len(landing.rejects)
        name = landing.table.name
        news = [each for each in landing.entries if planned.outcomes.get(each.source_id) in _NEWS]
        services, locations = _named("service_id", news), _named("location_id", news)
        organizations = _named("organization_id", news) if name != "service" else set()
        if name in ("service", "location"):
            (services if name == "service" else locations).update(_named("id", news))
        elif name == "attribute":
            services |= _named("link_id", [each for each in news if each.values["link_entity"] == "service"])
        services |= _of_sites(_named("service_at_location_id", news))
        self.services |= services
        self.organizations |= organizations
        self.locations |= locations
        if (services or organizations) and self._are_others_here:
            planned.writes.append(lambda: self._say_when(services, organizations))
        if len(self.services) + len(self.organizations) + len(self.locations) > FEW:
            self.is_whole = True
            self.services, self.organizations, self.locations = set(), set(), set()

    def have_indexed(self, expected: int) -> None:
        """Queue the work. A run that was taken up does not know what came before: then all is indexed."""
        if self.is_whole or self.rows < expected:
            index_source(self.source, self.now)
        else:
            services = self._few()
            while some := list(islice(services, BATCH)):
                enqueue(JOB, service_ids=some)

    @cached_property
    def _are_others_here(self) -> bool:
        """Whether anything was here before this run; in an empty directory all is new as a whole."""
        older = {"created_at__lt": self.now}
        return Service.objects.filter(**older).exists() or OrganizationEntry.objects.filter(**older).exists()

    def _say_when(self, services: set[UUID], organizations: set[UUID]) -> None:
        here = {"created_at__lt": self.now, "changed_at__lt": self.now}
        Service.objects.filter(pk__in=services, **here).update(changed_at=self.now)
        OrganizationEntry.objects.filter(pk__in=organizations, **here).update(changed_at=self.now)

    def _few(self) -> Iterator[str]:
        places = Q(sites__location__in=self.locations)
        meant = Q(pk__in=self.services) | Q(organization__in=self.organizations) | places
        if self.services or self.organizations or self.locations:
            yield from map(str, Service.objects.filter(meant).values_list("pk", flat=True).distinct())


def _named(name: str, entries: Iterable[Entry]) -> set[UUID]:
    return {each.values[name] for each in entries if each.values.get(name)}


def _of_sites(sites: set[UUID]) -> set[UUID]:
    if not sites:
        return set()
    return set(ServiceAtLocation.objects.filter(pk__in=sites).values_list("service_id", flat=True))
