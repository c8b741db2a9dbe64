"""Keeping what is searched like what is kept: whoever changes an entry says so here."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from longtable.directory.models import OrganizationEntry, Service


def touch(
    *,
    service_ids: Iterable[UUID] = (),
    organization_id: UUID | None = None,
    location_ids: Iterable[UUID] = (),
) -> None:
    """Something of these changed: say when, and have them indexed anew. Call it in the action's transaction.

    ``organization_id`` stands for the entry with all of its services, ``location_ids`` for every service
    given there. What was deleted may be named too.
    """
    now = timezone.now()
    services = list(service_ids)
    Service.objects.filter(pk__in=services).update(changed_at=now)
    touched = Service.objects.filter(sites__location__in=list(location_ids))
    Service.objects.filter(pk__in=touched.values("pk")).update(changed_at=now)
    if organization_id:
        OrganizationEntry.objects.filter(pk=organization_id).update(changed_at=now)
