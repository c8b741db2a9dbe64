"""Somebody leaves a number or an address so that they can be told what became of their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require, step
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.people.contacts import ContactKind, NotAContact, contact_index, kind_of, normalise
from longtable.people.models import Channel, Consent, ContactPoint, Person
from longtable.people.names import split_name, surname_index
from longtable.people.policies import may_leave_contact, may_leave_party
from longtable.places.models import Area


@action
def leave_contact(
    *,
    by: Actor,
    language: str,
    value: str = "",
    phone: str = "",
    email: str = "",
    name: str = "",
    area: Area | None = None,
    held_by: Organization | None = None,
    topics: Iterable[str] = (),
    words: str = "",
    channel: str = Channel.WEB,
) -> ContactPoint:
    """Somebody can be reached who could not be before, about ``topics`` and nothing else.

    Always makes a new, unverified person: it neither reads nor changes one who is already known,
    so that nothing about the answer tells whether a number is known. ``value`` is what was typed
    into a box for either; ``phone`` and ``email`` into boxes of their own. ``words`` are those to
    which the person agreed. Raises :class:`~longtable.people.contacts.NotAContact`.

    Returns the first contact point of those given, in the order value, phone, email.
    """
    require(by, may_leave_contact(by))
    reachable = _reachable(value, phone, email)
    given, family = split_name(name)
    person = Person.objects.create(
        given_name=given,
        family_name=family,
        language_reading=language,
        language_speaking="",
        area=area,
        held_by=held_by,
    )
    now = timezone.now()
    points = [
        ContactPoint.objects.create(person=person, kind=kind, value=normalised, language=language)
        for kind, normalised in reachable
    ]
    Consent.objects.bulk_create(
        Consent(contact_point=point, topic=topic, given_at=now, channel=channel, words=words)
        for point in points
        for topic in dict.fromkeys(topics)
    )
    record(by, "people.contact.left", person, *points, fields=["name", "contact_points", "consents"])
    emit("people.person.made", person_id=str(person.pk))
    return points[0]


@dataclass(frozen=True)
class Party:
    """People who come together, in the order of their names, ``None`` where none was given.

    ``made`` are those of them of whom there was no record yet; ``rows``: all that is to be written.
    """

    contact: ContactPoint
    people: Sequence[Person | None]
    made: Sequence[Person]
    rows: Sequence[Model]


@step
def leave_party(
    *,
    by: Actor,
    names: Sequence[str],
    language: str,
    value: str = "",
    known: ContactPoint | None = None,
    area: Area | None = None,
    held_by: UUID | None = None,
    topics: Iterable[str] = (),
    words: str = "",
    channel: str = Channel.WEB,
) -> Party:
    """As :func:`leave_contact` for several at once, of whom the first can be reached.

    ``held_by``: id of the organisation. With ``known``, to which we wrote before, the first is its
    owner. The action that calls writes the ``rows`` among its own, records it, and emits
    ``people.person.made`` for each. Raises ``NotAContact``.
    """
    require(by, may_leave_party(by))
    reachable = [] if known else _reachable(value, "", "")
    others = names if known is None else names[1:]
    made = [
        _newcomer(name, language, area, held_by) if name.strip() or (at == 0 and not known) else None
        for at, name in enumerate(others)
    ]
    people = [person for person in made if person]
    point = known or _contact(made[0], reachable[0], language)
    if known:
        told = set(Consent.objects.standing().filter(contact_point=known).values_list("topic", flat=True))
        topics = [topic for topic in topics if topic not in told]
    now = timezone.now()
    consents = [
        Consent(contact_point=point, topic=topic, given_at=now, channel=channel, words=words)
        for topic in topics
    ]
    new = [] if known else [point]
    return Party(point, [known.person, *made] if known else made, people, [*people, *new, *consents])


def _contact(person: Person | None, reachable: tuple[ContactKind, str], language: str) -> ContactPoint:
    kind, value = reachable
    return ContactPoint(
        person=person, kind=kind, value=value, value_index=contact_index(kind, value), language=language
    )


def _newcomer(name: str, language: str, area: Area | None, held_by: UUID | None) -> Person:
    given, family = split_name(name)
    return Person(
        given_name=given,
        family_name=family,
        surname_index=surname_index(family),
        language_reading=language,
        area=area,
        held_by_id=held_by,
    )


def _reachable(value: str, phone: str, email: str) -> list[tuple[ContactKind, str]]:
    """Each different number or address once, in one spelling."""
    typed = [(kind_of(value), value), (ContactKind.PHONE, phone), (ContactKind.EMAIL, email)]
    found = dict.fromkeys((kind, normalise(kind, text)) for kind, text in typed if text.strip())
    if not found:
        raise NotAContact(_("Please give a phone number or an e-mail address."))
    return list(found)
