"""Who has to hear of a change from a person, because they take no messages from us."""

from dataclasses import dataclass
from uuid import UUID

from longtable.core.access import Actor, Missing
from longtable.core.audit import record_read
from longtable.gatherings.models import Gathering, Registration, Session
from longtable.gatherings.work import PHONING
from longtable.people.contacts import ContactKind
from longtable.people.models import ContactPoint
from longtable.worklists.models import WorkItem, subject_of


@dataclass(frozen=True)
class ToPhone:
    """Somebody who signed up: who, at which number, in which language, how many come, and to which parts."""

    registration: Registration
    name: str
    contact: ContactPoint
    sessions: list[Session]

    @property
    def has_phone(self) -> bool:
        """Whether there is a number to dial; else an address to write to by hand."""
        return self.contact.kind == ContactKind.PHONE


def waiting_for_a_call(gathering: Gathering) -> list[UUID]:
    """Ids of registrations whose people have not been told yet."""
    ids = gathering.registrations.values_list("pk", flat=True)
    kind = subject_of(Registration())[0]
    asked = WorkItem.objects.open().filter(
        kind=PHONING, subject_kind=kind, subject_id__in=[str(each) for each in ids]
    )
    return [UUID(each) for each in asked.values_list("subject_id", flat=True)]


def to_phone(actor: Actor, gathering: Gathering) -> list[ToPhone]:
    """The same with name and number; that they were read is noted first."""
    rows = gathering.registrations.filter(pk__in=waiting_for_a_call(gathering))
    rows = rows.select_related("contact__person").prefetch_related("seats__session")
    found = list(rows.order_by("created_at"))
    if found:
        record_read(
            actor, "gatherings.phone_list.opened", gathering, *(each.contact.person for each in found)
        )
    return [ToPhone(each, each.contact.person.name, each.contact, _parts(each)) for each in found]


def _parts(registration: Registration) -> list[Session]:
    return sorted((seat.session for seat in registration.seats.all()), key=lambda each: each.starts_at)


def registration_to_phone(gathering: Gathering, registration_id: UUID) -> Registration:
    """One of them. Raises ``Missing``."""
    if registration_id in waiting_for_a_call(gathering):
        found = gathering.registrations.select_related("contact__person").get(pk=registration_id)
        found.gathering = gathering
        return found
    raise Missing(f"Nobody to phone: {registration_id}")
