"""Whether services can take people now, as far as anybody said so lately enough to be believed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from longtable.directory.models import Service, ServiceCapacity

KEPT = 20
"""Earlier sayings that a page lists."""


def capacities_of(service_ids: Iterable[UUID], now: datetime) -> dict[UUID, ServiceCapacity]:
    """What holds now, by service; a service of which nothing is known, or nothing any more, is not there."""
    rows = ServiceCapacity.objects.current(now).filter(service__in=list(service_ids)).select_related("unit")
    return {row.service_id: row for row in rows.order_by("updated_at", "id")}


def run_out(service_ids: Iterable[UUID], now: datetime) -> dict[UUID, ServiceCapacity]:
    """What was said last of services of which nothing holds any more: only for those who keep the entry."""
    ids = set(service_ids) - capacities_of(service_ids, now).keys()
    rows = ServiceCapacity.objects.filter(service__in=ids, replaced_at=None).select_related("unit")
    return {row.service_id: row for row in rows.order_by("updated_at", "id")}


def sayings(service: Service) -> QuerySet[ServiceCapacity]:
    """Everything that was said of a service, the newest first."""
    return service.capacities.select_related("unit").order_by("-updated_at", "-id")
