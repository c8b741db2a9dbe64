"""A partner's story: what a new colleague reads on one page, as far as they may see it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Missing, Permission
from longtable.directory.labels import field_name
from longtable.directory.models import Change, Contact, OrganizationEntry
from longtable.partnerships.models import Agreement, LoggedContact, Promise

RECENT_CHANGES = timedelta(days=180)


@dataclass(frozen=True)
class Story:
    """Everything that an actor may know of a partner. Open promises come with whether they are late,
    changes of the entry with the name of what was changed."""

    partner: Organization
    entry: OrganizationEntry | None
    people: tuple[Contact, ...]
    agreements: tuple[Agreement, ...]
    open_promises: tuple[tuple[Promise, bool], ...]
    settled_promises: tuple[Promise, ...]
    changes: tuple[tuple[str, Change], ...]


def partners(actor: Actor, *, words: str = "") -> QuerySet[Organization]:
    """Organizations that the actor works with, as far as they may see it; or all whose name has ``words``.

    Each with ``last_contact``, the moment of the newest visible contact.
    """
    agreed = Agreement.objects.visible_to(actor).exclude(state=Agreement.State.DROPPED)
    talks = LoggedContact.objects.visible_to(actor)
    working = Q(pk__in=agreed.values("parties__organization")) | Q(pk__in=talks.values("partner"))
    found = _alive().filter(working)
    if words:
        found = _reachable(actor).filter(name__icontains=words)
    own = actor.organizations(Permission.SEE_PARTNERSHIPS)
    newest = Max("contacts_with_us__at", filter=Q(contacts_with_us__in=talks))
    return (
        found.exclude(pk__in=own if not words else [])
        .select_related("entry__area")
        .annotate(last_contact=newest)
        .order_by("name")
    )


def partner_for(actor: Actor, organization_id: UUID) -> Organization:
    """A partner in the actor's reach, or one whose entry anybody may read. Raises :class:`Missing`."""
    partner = _reachable(actor).select_related("entry__area").filter(pk=organization_id).first()
    if partner is None:
        raise Missing
    return partner


def story(actor: Actor, partner: Organization, today: date) -> Story:
    """What the actor may know of a partner that was opened."""
    entry = getattr(partner, "entry", None)
    promises = Promise.objects.visible_to(actor).filter(contact__partner=partner)
    promises = promises.select_related("contact__by", "contact__ours", "contact__partner")
    return Story(
        partner,
        entry,
        tuple(_people(actor, partner)),
        tuple(
            Agreement.objects.visible_to(actor)
            .of(partner.pk)
            .select_related("owner", "keeper")
            .prefetch_related("parties__organization")
        ),
        tuple((promise, promise.is_late(today)) for promise in promises.open()),
        tuple(promises.exclude(state=Promise.State.OPEN).order_by("-settled_at")[:10]),
        tuple((field_name(each.resource_type, each.field_name), each) for each in _changes(entry)),
    )


def contacts_with(actor: Actor, partner: Organization) -> QuerySet[LoggedContact]:
    """The log with a partner, newest first, as far as the actor may read it."""
    found = LoggedContact.objects.visible_to(actor).filter(partner=partner)
    return found.select_related("by", "ours", "topic").prefetch_related("promises")


def contact_for(actor: Actor, contact_id: UUID) -> LoggedContact:
    """One line of the log that the actor may read. Raises :class:`Missing`."""
    found = LoggedContact.objects.visible_to(actor).select_related("partner", "ours", "by", "topic")
    contact = found.filter(pk=contact_id).first()
    if contact is None:
        raise Missing
    return contact


def promise_for(actor: Actor, promise_id: UUID) -> Promise:
    """A promise that the actor may read. Raises :class:`Missing`."""
    found = Promise.objects.visible_to(actor).select_related("contact__partner", "contact__ours")
    promise = found.filter(pk=promise_id).first()
    if promise is None:
        raise Missing
    return promise


def own_organizations(actor: Actor) -> QuerySet[Organization]:
    """Those for which the actor keeps a log."""
    return Organization.objects.filter(
        pk__in=actor.organizations(Permission.KEEP_PARTNERSHIPS), merged_into=None
    )


def people_known(actor: Actor, partner: Organization) -> list[str]:
    """Names to choose from when one writes down whom one talked to: those of the entry, and of the log."""
    logged = contacts_with(actor, partner).exclude(person="").order_by("person")
    known = [contact.name for contact in _people(actor, partner) if contact.name]
    return list(dict.fromkeys([*known, *logged.values_list("person", flat=True).distinct()]))[:20]


def renewals(actor: Actor, today: date) -> list[Agreement]:
    """In force and near their end, of those that the actor may see; for the page of today."""
    found = Agreement.objects.visible_to(actor).to_renew(today).order_by("ends_on")
    return list(found.prefetch_related("parties__organization")[:5])


def _alive() -> QuerySet[Organization]:
    return Organization.objects.filter(merged_into=None)


def _reachable(actor: Actor) -> QuerySet[Organization]:
    if not actor.may(Permission.SEE_PARTNERSHIPS):
        return Organization.objects.none()
    if actor.is_statewide(Permission.SEE_PARTNERSHIPS):
        return _alive()
    agreed = Agreement.objects.visible_to(actor).values("parties__organization")
    talked = LoggedContact.objects.visible_to(actor).values("partner")
    return _alive().filter(
        Q(pk__in=actor.organizations(Permission.SEE_PARTNERSHIPS))
        | Q(entry__area__in=actor.areas_reached(Permission.SEE_PARTNERSHIPS))
        | Q(entry__published_at__isnull=False)
        | Q(pk__in=agreed)
        | Q(pk__in=talked)
    )


def _people(actor: Actor, partner: Organization) -> QuerySet[Contact]:
    """People to talk to: those of the entry, named ones that are not public only within one's reach."""
    found = Contact.objects.filter(organization=partner.pk).prefetch_related("phones")
    in_reach = actor.may(
        Permission.SEE_PARTNERSHIPS, organization=partner.pk, areas=_areas(partner)
    ) or actor.is_statewide(Permission.SEE_PARTNERSHIPS)
    return found if in_reach else found.filter(is_public=True)


def _areas(partner: Organization) -> list[Any]:
    entry = getattr(partner, "entry", None)
    return [entry.area_id] if entry and entry.area_id else []


def _changes(entry: OrganizationEntry | None) -> QuerySet[Change]:
    if entry is None:
        return Change.objects.none()
    since = timezone.now() - RECENT_CHANGES
    return Change.objects.made().filter(entry=entry, said_at__gt=since)[:10]
