"""Somebody takes a service along: one text message or e-mail with what they need to get there."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import count_attempt
from longtable.directory.hours import timetable
from longtable.directory.policies import may_send
from longtable.directory.selectors.entries import ServiceEntry
from longtable.messaging.actions import notify
from longtable.messaging.models import Message
from longtable.people.contacts import contact_index, kind_of, normalise
from longtable.people.models import OptOut

TO_ONE_CONTACT = 5
"""Services that one number or address is sent in a day: enough for somebody in need, and no nuisance."""

FROM_ONE_NETWORK = 20
FROM_ALL = 600
"""Messages in an hour, all together: each costs money, and many addresses can be one machine."""


@action
def send_service(
    *, by: Actor, entry: ServiceEntry, contact: str, language: str, form_key: UUID, network: str
) -> Message | None:
    """One message about a published service goes to the number or address that somebody typed just now.

    Nothing is subscribed to, and no contact is kept: the message is deleted days after it went out. A number
    that said STOP gets nothing, and ``None`` comes back. Raises ``NotAContact`` for what can be neither,
    ``TooManyAttempts`` when a number or network had its share.
    """
    require(by, may_send(by))
    key = f"directory.service {form_key}"
    if there := Message.objects.filter(key=key).first():
        return Unchanged(there)  # type: ignore[return-value]
    kind = kind_of(contact)
    to = normalise(kind, contact)
    count_attempt("directory sending", network, limit=FROM_ONE_NETWORK, window=timedelta(hours=1))
    count_attempt("directory sending, all", "everybody", limit=FROM_ALL, window=timedelta(hours=1))
    count_attempt("directory sent to", to, limit=TO_ONE_CONTACT, window=timedelta(days=1))
    if OptOut.objects.filter(value_index=contact_index(kind, to), lifted_at=None).exists():
        return Unchanged(None)  # type: ignore[return-value]
    with translation.override(language):
        context = _told(entry, language)
    return notify(
        by=by,
        notice="directory.service",
        to=to,
        context=context,
        key=key,
        language=language,
        subjects=[entry.service],
    )


def _told(entry: ServiceEntry, language: str) -> dict[str, str]:
    """What stands in the message: name, whose, where, when, telephone and the page."""
    service, site = entry.service, next(iter(entry.sites), None)
    hours = timetable(entry.schedules[0], timezone.localdate())
    address = site.address if site else None
    path = reverse("directory:service", args=[service.pk])
    lines = [
        f"{service.name}, {service.provider.name}" if service.provider else str(service.name),
        str(address) if address else _("By phone or online."),
        "; ".join(" ".join(part for part in (line.days, line.times) if part) for line in hours),
        entry.phone.number if entry.phone else "",
    ]
    return {
        "name": str(service.name),
        "lines": "\n".join(line for line in lines if line),
        "url": f"{settings.PUBLIC_URL}{path}?lang={language}",
    }
