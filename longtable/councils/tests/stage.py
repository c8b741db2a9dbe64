"""What people do in many of these tests: set a table, seat somebody, apply, come back."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.councils import actions
from longtable.councils.actions.applying import Applied, Letter
from longtable.councils.models import Application, Composition, Council, Seat, Term
from longtable.people.models import Person

WHY = "My brother was treated for two years. I know where people get lost."
PHONE = "910-555-0142"


def words(text: str) -> LocalizedText:
    """The same in both languages."""
    return LocalizedText.of(en=text, es=f"{text} (es)")


def council_of(organization: Organization, slug: str = "families", *, seats: int = 0, **also: Any) -> Council:
    """A public council with so many empty seats for family members."""
    columns: dict[str, Any] = {
        "slug": slug,
        "name": LocalizedText.of(en=f"Council {slug}", es=f"Consejo {slug}"),
        "kind": Council.Kind.COUNCIL,
        "purpose": LocalizedText.of(en="It listens and advises.", es="Escucha y aconseja."),
        "organization": organization,
        "state": Council.State.PUBLISHED,
        **also,
    }
    council = Council.objects.create(**columns)
    for number in range(1, seats + 1):
        seat_on(council, number)
    return council


def seat_on(council: Council, number: int, category: str = Seat.Category.FAMILY, **also: Any) -> Seat:
    """One more seat."""
    return Seat.objects.create(
        council=council, number=number, name=words(f"Seat {number}"), category=category, **also
    )


def sit(
    seat: Seat,
    *,
    person: Person | None = None,
    name: str = "Rosa Luz",
    since: date | None = None,
    until: date | None = None,
    **also: Any,
) -> Term:
    """Somebody sits there, seated past the rules."""
    given, _sep, family = name.partition(" ")
    person = person or Person.objects.create(
        given_name=given, family_name=family, held_by=seat.council.organization
    )
    since = since or timezone.localdate() - timedelta(days=200)
    return Term.objects.create(seat=seat, person=person, starts_on=since, ends_on=until, **also)


def fill(council: Council, *categories: str) -> list[Term]:
    """A seat of each category, held by somebody of their own."""
    last = council.seats.count()
    return [
        sit(seat_on(council, last + at, category), name=f"Member {council.slug}{at}")
        for at, category in enumerate(categories, 1)
    ]


def rule(council: Council, kind: str, **also: Any) -> Composition:
    """A rule about who sits there together."""
    return Composition.objects.create(council=council, kind=kind, words=words("A rule"), **also)


def apply(council: Council, seat: Seat | None = None, *, key: UUID | None = None, **also: Any) -> Applied:
    """Ana would like a seat."""
    about = also.pop("about", {})
    arguments: dict[str, Any] = {
        "name": "Ana Reyes",
        "contact": PHONE,
        "letter": Letter(why=also.pop("why", WHY), about=about),
        "language": "en",
        **also,
    }
    return actions.apply(by=Actor.visitor(), council=council, seat=seat, form_key=key or uuid4(), **arguments)


def offered(by: Actor, council: Council, seat: Seat, **also: Any) -> Application:
    """Ana applied and was offered the seat."""
    application = apply(council, seat, **also).application
    return actions.offer(by=by, application=application, seat=seat)


def page(response: HttpResponse) -> str:
    """What the browser got, in one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def send(client: Client, council: Council, seat: Seat | None = None, **fields: Any) -> HttpResponse:
    """The form on the page, sent."""
    data = {
        "form_key": str(uuid4()),
        "seat": str(seat.pk) if seat else "any",
        "name": "Ana Reyes",
        "contact": PHONE,
        "why": WHY,
        **fields,
    }
    return client.post(f"/get-involved/{council.slug}/apply/", data)  # type: ignore[return-value]
