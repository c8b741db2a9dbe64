"""Whom to ask whether an entry is still right, when, and what a link opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from longtable.core.access import Actor, Kind, Missing
from longtable.core.ids import token_from
from longtable.core.secrets import derive, token_hash
from longtable.directory import rows
from longtable.directory.models import (
    Ask,
    AskStop,
    Change,
    Confirmation,
    Contact,
    OrganizationEntry,
    Service,
    ServiceCapacity,
)
from longtable.directory.selectors.entries import PROVIDER, ServiceEntry, all_with_all
from longtable.people.contacts import NotAContact, contact_index, kind_of, normalise
from longtable.people.models import OptOut

REMINDERS = (timedelta(days=14), timedelta(days=28))
"""How long after the question we remind."""

GIVEN_UP = timedelta(days=42)
"""How long after the question nobody answers any more; the link ends with it."""

CAPACITY_LEAD = timedelta(days=1)
"""How long before a saying about capacity runs out the organisation is asked again, if it wants that."""

ANSWERS, ANSWERS_WINDOW = 120, timedelta(hours=1)
"""Buttons pressed from one network in an hour: an entry may have many services."""


@dataclass(frozen=True)
class Asked:
    """One service of the entry that is asked about; ``is_said``: the holder of the link has answered."""

    entry: ServiceEntry
    is_said: bool


@dataclass(frozen=True)
class Recipient:
    """Where a question goes: ``contact`` is None for the organisation's own address."""

    address: str
    index: str
    language: str
    contact: Contact | None = None


def token_of(ask: Ask) -> str:
    """The secret of a question's link. It follows from its id and our key: a reminder can repeat it."""
    return token_from(derive(ask.pk.hex, purpose="still right"))


def ask_for_token(token: str) -> Ask:
    """The question of a link, open or not. 128 bits cannot be guessed. Raises ``Missing``."""
    asks = Ask.objects.select_related("entry__organization", "contact")
    found = asks.filter(token_hash=token_hash(token)).first() if 16 <= len(token) <= 64 else None
    if found is None:
        raise Missing
    return found


def holder_of(ask: Ask) -> Actor:
    """Whoever followed the link."""
    return Actor.receipt(ask.pk)


def recipient_of(entry: OrganizationEntry) -> Recipient | None:
    """The first contact that wants to be asked, else the organisation's address; never who said stop."""
    asked = entry.contacts.filter(is_asked=True).prefetch_related("phones").order_by("created_at", "id")
    candidates = [
        (address, contact)
        for contact in asked
        for address in [contact.email or next((phone.number for phone in contact.phones.all()), "")]
    ]
    for address, contact in [*candidates, (entry.email, None)]:
        if recipient := _reachable(address, contact):
            return recipient
    return None


def recipient_of_ask(ask: Ask) -> Recipient | None:
    """Where this question went, if that still stands in the entry and nobody said stop."""
    contact = ask.contact
    phones = contact.phones.values_list("number", flat=True) if contact else []
    addresses = [contact.email, *phones] if contact else [ask.entry.email]
    found = (_reachable(address, contact) for address in addresses)
    return next((each for each in found if each and each.index == ask.address_index), None)


def asked_entry(ask: Ask, now: datetime) -> list[Asked]:
    """What everybody finds of the entry, service by service, those that are not answered yet first."""
    services = Service.objects.published().of(ask.entry).select_related(*PROVIDER)
    waiting = set(unsaid(ask).values_list("pk", flat=True))
    ordered = sorted(services, key=lambda each: (each.pk not in waiting, str(each).casefold()))
    return [Asked(each, each.service.pk not in waiting) for each in all_with_all(ordered, now)]


def service_of_ask(ask: Ask, key: str) -> Service:
    """The published service of the entry whose id was sent. Raises ``Missing``."""
    try:
        found = Service.objects.published().of(ask.entry).filter(pk=UUID(key)).first()
    except ValueError:
        raise Missing from None
    if found is None:
        raise Missing
    return found


def unsaid(ask: Ask) -> QuerySet[Service]:
    """Published services of the entry about which the holder of the link has said nothing yet."""
    sent = Change.objects.filter(entry=ask.entry_id, said_by=f"{Kind.RECEIPT}:{ask.pk}")
    about = {service for change in sent if (service := rows.service_of(change))}
    services = Service.objects.published().of(ask.entry)
    confirmed = Confirmation.objects.filter(ask=ask, service__isnull=False)
    return services.exclude(pk__in=about).exclude(pk__in=confirmed.values("service"))


def has_said_capacity(ask: Ask) -> bool:
    """Whether the holder of a link that asks for it has said how full a service is."""
    said = ServiceCapacity.objects.filter(said_by=f"{Kind.RECEIPT}:{ask.pk}")
    return ask.kind == Ask.Kind.CAPACITY and said.exists()


def due_entries(now: datetime, limit: int) -> list[OrganizationEntry]:
    """Published entries that nobody confirmed for so long that it is time to ask, the oldest first."""
    long_ago = now - timedelta(days=settings.DIRECTORY_CONFIRM_DAYS)
    recently = Ask.objects.filter(kind=Ask.Kind.ENTRY).filter(Q(closed_at=None) | Q(closed_at__gt=long_ago))
    published = Q(services__published_at__isnull=False, services__merged_into=None)
    old = Service.objects.filter(
        Q(assured_at__lt=long_ago) | Q(assured_at=None, published_at__lt=long_ago),
        published_at__isnull=False,
        merged_into=None,
    )
    own = Exists(old.filter(organization=OuterRef("pk")))
    stood_for = Exists(old.filter(organization__survivor=OuterRef("pk")))
    found = (
        OrganizationEntry.objects.published()
        .annotate(oldest=Min("services__assured_at", filter=published))
        .filter(own | stood_for)
        .exclude(pk__in=recently.values("entry"))
        .filter(Q(contacts__is_asked=True) | ~Q(email=""))
        .select_related("organization", "area")
        .order_by("oldest", "pk")
        .distinct()
    )
    return list(found[:limit])


def due_reminders(now: datetime) -> QuerySet[Ask]:
    """Open questions about entries whose next reminder has come."""
    due = Q(pk__in=[])
    for sent, after in enumerate(REMINDERS):
        due |= Q(reminders=sent, asked_at__lte=now - after)
    return (
        Ask.objects.open()
        .filter(due, kind=Ask.Kind.ENTRY, expires_at__gt=now)
        .select_related("entry__organization", "contact")
    )


def overdue_asks(now: datetime) -> QuerySet[Ask]:
    """Open questions whose time is over."""
    return Ask.objects.open().filter(expires_at__lte=now).select_related("entry__organization", "entry__area")


def entries_running_out(now: datetime) -> QuerySet[OrganizationEntry]:
    """Entries with a saying about capacity that soon runs out, of whoever wants to be asked again."""
    running_out = ServiceCapacity.objects.filter(
        remind=True, replaced_at=None, expires_at__gt=now, expires_at__lte=now + CAPACITY_LEAD
    )
    shown_under = Coalesce("service__organization__survivor", "service__organization")
    entries = running_out.annotate(shown_under=shown_under).values("shown_under")
    return (
        OrganizationEntry.objects.filter(pk__in=entries)
        .exclude(pk__in=Ask.objects.open().filter(kind=Ask.Kind.CAPACITY).values("entry"))
        .select_related("organization", "area")
    )


def _reachable(address: str, contact: Contact | None) -> Recipient | None:
    if not address:
        return None
    try:
        kind = kind_of(address)
        value = normalise(kind, address)
    except NotAContact:
        return None
    index = contact_index(kind, value)
    stopped = AskStop.objects.filter(address_index=index).exists()
    if stopped or OptOut.objects.filter(value_index=index, lifted_at=None).exists():
        return None
    language = (contact.language if contact else "") or settings.LANGUAGE_CODE
    return Recipient(value, index, language, contact)
