"""Naming somebody who holds an office: a new record beside all others, which changes nobody's."""

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.people.models import Person
from longtable.people.names import split_name
from longtable.people.policies import may_name
from longtable.places.models import Area


@action
def name_person(*, by: Actor, name: str, held_by: Organization, area: Area | None = None) -> Person:
    """Whoever works for an organisation notes the name of somebody, e.g. a member of its council.

    Always a new, unconfirmed record: matching proposes who it may be, and staff decide.
    """
    require(by, may_name(by, held_by.pk))
    given, family = split_name(name)
    person = Person.objects.create(given_name=given, family_name=family, held_by=held_by, area=area)
    record(by, "people.person.named", person, fields=["given_name", "family_name"])
    emit("people.person.made", person_id=str(person.pk))
    return person
