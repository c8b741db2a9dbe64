"""What those who keep an entry see of it: drafts too, what is missing, and when it was confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Missing, Permission
from longtable.core.localized import LocalizedText
from longtable.directory import rows
from longtable.directory.models import (
    Change,
    Contact,
    CostOption,
    Location,
    OrganizationEntry,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)
from longtable.directory.selectors.capacity import capacities_of, run_out


@dataclass(frozen=True)
class Kept:
    """A service as those who keep it see it; ``last`` is a saying about capacity that has run out."""

    service: Service
    capacity: ServiceCapacity | None
    last: ServiceCapacity | None
    is_old: bool


@dataclass(frozen=True)
class Gap:
    """Something that readers would miss, and where it is filled in."""

    sentence: str
    url: str


@dataclass(frozen=True)
class OurEntry:
    """One entry with everything that is to be kept."""

    entry: OrganizationEntry
    services: list[Kept]
    places: list[Location]
    contacts: list[Contact]
    phones: list[Phone]
    waiting: int
    gaps: list[Gap]
    is_old: bool


def entries(actor: Actor, words: str = "") -> QuerySet[OrganizationEntry]:
    """Entries that the actor keeps, by name; ``words`` narrows them to names that hold all of these."""
    found = OrganizationEntry.objects.kept_by(actor).filter(organization__merged_into=None)
    for word in words.split()[:6]:
        found = found.filter(organization__name__icontains=word)
    waiting = Change.objects.waiting().filter(entry=OuterRef("pk"))
    return (
        found.select_related("organization", "area")
        .annotate(
            published=Count(
                "services",
                filter=Q(services__published_at__isnull=False, services__merged_into=None),
                distinct=True,
            ),
            has_waiting=Exists(waiting),
        )
        .order_by("organization__name", "pk")
    )


def entries_for(actor: Actor) -> list[OrganizationEntry]:
    """Entries of the organisations for which the actor acts, for the side of a page."""
    own = actor.organizations(Permission.EDIT_DIRECTORY)
    if not own:
        return []
    found = OrganizationEntry.objects.filter(pk__in=own, organization__merged_into=None)
    return list(found.select_related("organization").order_by("organization__name")[:5])


def entry(actor: Actor, entry_id: UUID) -> OrganizationEntry:
    """One entry that the actor keeps. Raises ``Missing``."""
    rows_ = OrganizationEntry.objects.kept_by(actor).select_related("organization", "area")
    found = rows_.filter(pk=entry_id, organization__merged_into=None).first()
    if found is None:
        raise Missing
    return found


def without_entry(actor: Actor) -> list[Organization]:
    """Organisations of the actor that have no entry yet."""
    own = actor.organizations(Permission.EDIT_DIRECTORY)
    return list(
        Organization.objects.filter(pk__in=own, merged_into=None, entry=None)
        .exclude(kind__in=[Organization.Kind.AGENCY, Organization.Kind.DIVISION])
        .order_by("name")
    )


def service(actor: Actor, service_id: UUID) -> Service:
    """One service of an entry that the actor keeps, published or not. Raises ``Missing``."""
    rows_ = Service.objects.kept_by(actor).select_related("organization__organization", "organization__area")
    found = rows_.filter(pk=service_id, merged_into=None).first()
    if found is None:
        raise Missing
    return found


def owner(actor: Actor, table: str, row_id: UUID) -> tuple[OrganizationEntry, rows.Row]:
    """A row of any kept table with the entry that it belongs to. Raises ``Missing``."""
    if table not in rows.TABLES:
        raise Missing
    row = rows.TABLES[table]._base_manager.filter(pk=row_id).first()
    for entry_id in _entries_of(row) if row else ():
        held = entry(actor, _standing(entry_id))
        return held, rows.row_of(held, table, row_id)
    raise Missing


def our_entry(held: OrganizationEntry, now: datetime) -> OurEntry:
    """Everything of an entry, on one page."""
    services = list(
        Service.objects.of(held)
        .filter(merged_into=None)
        .prefetch_related(
            "phones",
            "schedules",
            "cost_options",
            "languages",
            Prefetch("sites", ServiceAtLocation.objects.prefetch_related("schedules", "location__schedules")),
        )
    )
    ids = [each.pk for each in services]
    capacities, last = capacities_of(ids, now), run_out(ids, now)
    places = list(
        rows.rows_of(held, "location").prefetch_related("addresses", "schedules", "phones").order_by("name")
    )
    kept = [
        Kept(each, capacities.get(each.pk), last.get(each.pk), is_old(each.assured_at, now))
        for each in sorted(services, key=lambda each: (each.published_at is None, str(each).casefold()))
    ]
    phones = list(held.phones.all())
    return OurEntry(
        entry=held,
        services=kept,
        places=places,
        contacts=list(held.contacts.prefetch_related("phones")),
        phones=phones,
        waiting=Change.objects.waiting().filter(entry=held).values("set").distinct().count(),
        gaps=_gaps(held, services, places, phones),
        is_old=any(each.is_old for each in kept if each.service.published_at),
    )


def is_old(assured_at: datetime | None, now: datetime) -> bool:
    """Whether it is so long ago that somebody said it is right that one should ask."""
    return assured_at is None or now - assured_at > timedelta(days=settings.DIRECTORY_CONFIRM_DAYS)


# --- What is missing -------------------------------------------------------------------------------


def _gaps(
    held: OrganizationEntry, services: list[Service], places: list[Location], phones: list[Phone]
) -> list[Gap]:
    about = reverse("directory:edit-row", args=["organization", held.pk])
    found = [
        Gap(sentence, about)
        for is_missing, sentence in (
            (not held.description, _("Say in a few sentences what your organization does.")),
            (_is_one_sided(held.description), _("Say it in both languages.")),
            (held.area_id is None, _("Say in which county your main office is.")),
            (not held.email and not phones, _("Give a phone number or an e-mail address for everybody.")),
        )
        if is_missing
    ]
    for place in places:
        if not place.addresses.all() and place.location_type == Location.Kind.PHYSICAL:
            page = reverse("directory:place", args=[place.pk])
            found.append(Gap(_("%(place)s: where is it?") % {"place": place}, page))
    for each in services:
        page = reverse("directory:kept-service", args=[each.pk])
        found += [Gap(f"{each.name}: {words}", page) for words in _missing(each)]
    return found


def _missing(each: Service) -> list[str]:
    hours: list[Schedule] = [
        *each.schedules.all(),
        *(
            line
            for site in each.sites.all()
            for line in (*site.schedules.all(), *site.location.schedules.all())
        ),
    ]
    costs: list[CostOption] = list(each.cost_options.all())
    checks: list[tuple[bool, Callable[[], str]]] = [
        (not each.description, lambda: _("what do people get?")),
        (_is_one_sided(each.name) or _is_one_sided(each.description), lambda: _("say it in both languages")),
        (not each.sites.all(), lambda: _("at which place, or is it by phone?")),
        (not hours, lambda: _("when is it open?")),
        (not each.eligibility_description, lambda: _("who can get it?")),
        (not costs and not each.fees_description, lambda: _("what does it cost?")),
        (not each.languages.all(), lambda: _("which languages are spoken?")),
        (not each.status, lambda: _("is it running?")),
    ]
    return [words() for is_missing, words in checks if is_missing]


def _is_one_sided(text: LocalizedText) -> bool:
    """Whether there are words, but not in every language of the site."""
    written = [
        code for code, _name in settings.LANGUAGES if text.versions.get(code) and text.versions[code].text
    ]
    return bool(text) and len(written) < len(settings.LANGUAGES)


def _standing(entry_id: UUID) -> UUID:
    """The entry that stands for this one by now."""
    found = OrganizationEntry.objects.filter(pk=entry_id, survivor__isnull=False)
    return found.values_list("survivor", flat=True).first() or entry_id


def _entries_of(row: rows.Row) -> list[UUID]:
    """The entry or entries whose row this may be, found along its keys."""
    if isinstance(row, OrganizationEntry):
        return [row.pk]
    if isinstance(row, Location) and row.organization_id is None:
        given = Service.objects.filter(sites__location=row, organization__isnull=False)
        return list(given.values_list("organization", flat=True).distinct()[:2])
    for name in ("organization", "entry"):
        if getattr(row, f"{name}_id", None):
            return [getattr(row, f"{name}_id")]
    for name in ("service", "service_at_location", "location", "phone", "contact"):
        if getattr(row, f"{name}_id", None):
            return _entries_of(getattr(row, name))
    if getattr(row, "link_entity", "") == "service":
        return list(Service.objects.filter(pk=row.link_id).values_list("organization", flat=True))
    return []
