"""Keeping what is searched like what is kept: whoever changes an entry says so here.

The listings are worked out from the entries and say nothing of their own: making them anew is no change that
anybody would look for in the audit.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from longtable.core.work import enqueue
from longtable.directory.models import Listing, OrganizationEntry, SearchWord, Service
from longtable.directory.search import typing_errors, word_index
from longtable.directory.search.listings import listings_of

BATCH = 500
"""Services in one piece of work, and in one transaction."""

JOB = "directory.index"


def touch(
    *,
    service_ids: Iterable[UUID] = (),
    organization_id: UUID | None = None,
    location_ids: Iterable[UUID] = (),
) -> None:
    """Something of these changed: say when, and have them indexed anew. Call it in the action's transaction.

    ``organization_id`` stands for the entry with all of its services, ``location_ids`` for every service
    given there. Whoever gives a service changed with it: their record names their services. What may no
    longer be read is not found from this moment on; the rest follows as work in the queue. What was deleted
    may be named too.
    """
    now = timezone.now()
    if organization_id:
        OrganizationEntry.objects.filter(pk=organization_id).update(changed_at=now)
    touched = _meant(list(service_ids), organization_id, list(location_ids))
    for some in _in_batches(touched):
        Service.objects.filter(pk__in=some).update(changed_at=now)
        givers = Service.objects.filter(pk__in=some, organization__isnull=False).values_list(
            Coalesce("organization__survivor", "organization"), flat=True
        )
        OrganizationEntry.objects.filter(pk__in=set(givers)).update(changed_at=now)
        hidden = set(some) - set(Service.objects.published().filter(pk__in=some).values_list("pk", flat=True))
        Listing.objects.filter(service__in=hidden).delete()
        enqueue(JOB, service_ids=[str(pk) for pk in some])


def index(service_ids: Iterable[UUID]) -> int:
    """Make the listings of these services anew, now; returns how many there are."""
    made = 0
    for some in _in_batches(service_ids):
        heard: Counter[str] = Counter()
        made += _index(some, heard)
        typing_errors.learn(dict.fromkeys(heard, 1))
    return made


def reindex(tell: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Make every listing anew, in flat memory and in small transactions, and learn which words there are.

    ``tell(done, total)`` counts services. Searching goes on meanwhile. Returns how many listings there are.
    """
    total, done, made = Service.objects.count(), 0, 0
    heard: Counter[str] = Counter()
    for some in _in_batches(_every_service()):
        made += _index(some, heard)
        done += len(some)
        tell(done, total)
    with transaction.atomic():
        SearchWord.objects.all().delete()
        typing_errors.learn_needs()
        typing_errors.learn(heard)
    word_index.settle(connection)
    return made


def _meant(services: list[UUID], organization: UUID | None, locations: list[UUID]) -> list[UUID]:
    """Ids of the services that these stand for; a small question each, as one would read whole tables."""
    wanted = []
    for some in _in_batches(services):
        wanted += [Q(pk__in=some), Q(stood_for__in=some)]
    for some in _in_batches(locations):
        wanted += [Q(sites__location__in=some), Q(sites__location__survivor__in=some)]
    if organization:
        wanted += [Q(organization=organization), Q(organization__survivor=organization)]
    found = (Service.objects.filter(each).values_list("pk", flat=True) for each in wanted)
    return sorted({pk for some in found for pk in some})


def _index(ids: list[UUID], heard: Counter[str]) -> int:
    with transaction.atomic():
        # Two workers that have the same service take turns, or it would be listed twice.
        list(Service.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        Listing.objects.filter(service__in=ids).delete()
        return len(Listing.objects.bulk_create(listings_of(ids, heard), batch_size=BATCH))


def _every_service() -> Iterator[UUID]:
    last: UUID | None = None
    while True:
        following = Service.objects.filter(pk__gt=last) if last else Service.objects.all()
        some = list(following.order_by("pk").values_list("pk", flat=True)[: BATCH * 20])
        if not some:
            return
        yield from some
        last = some[-1]


def _in_batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    remaining = iter(ids)
    while some := list(islice(remaining, BATCH)):
        yield some
