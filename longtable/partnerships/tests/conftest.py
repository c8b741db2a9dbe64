"""What partnerships are tested with: two organizations, their entries, an agreement and a talk."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.directory.models import OrganizationEntry, Service
from longtable.partnerships import actions
from longtable.partnerships.models import Agreement, LoggedContact
from longtable.partnerships.terms import Given, Promised, Spoken, Terms
from longtable.places.models import Area
from tests.cast import OrganizationFactory, actor

Draft = Callable[..., Agreement]
Log = Callable[..., LoggedContact]


def both(english: str, spanish: str = "") -> LocalizedText:
    """Words in both languages."""
    return LocalizedText.of(en=english, es=spanish or f"{english} (es)")


def enter(organization: Organization, area: Area | None, *, published: bool = True, **more: Any) -> Any:
    """Put an organization into the directory."""
    now = timezone.now()
    return OrganizationEntry.objects.create(
        organization=organization,
        area=area,
        published_at=now if published else None,
        changed_at=now,
        **more,
    )


@pytest.fixture
def entry(partner: Organization, alder: Area) -> OrganizationEntry:
    """Good Neighbors in the directory, in Alder."""
    found: OrganizationEntry = enter(partner, alder, email="hello@neighbors.example")
    return found


@pytest.fixture
def elsewhere(cedar: Area) -> Organization:
    """An organization in the west, in the directory too."""
    found = OrganizationFactory(name="Open Hands")
    enter(found, cedar)
    return found


@pytest.fixture
def draft(faye: User, agency: Organization, partner: Organization, entry: OrganizationEntry) -> Draft:
    """A draft between the agency and Good Neighbors: ``draft(kind=..)``."""

    def draft(**given: Any) -> Agreement:
        terms = {
            "title": both("Fresh food on prescription", "Comida fresca con receta"),
            "kind": "food_prescription",
            "keeper": agency,
            "parties": [agency, partner],
            "owner": faye,
            "ends_on": timezone.localdate() + timedelta(days=200),
        }
        return actions.draft_agreement(by=actor(faye), terms=Terms(**(terms | given)))

    return draft


def sign_all(by: Any, agreement: Agreement) -> Agreement:
    """Send an agreement and have every party sign it."""
    actions.send_to_partner(by=by, agreement=agreement)
    for party in agreement.parties.select_related("agreement"):
        actions.sign_agreement(
            by=by, party=party, name="Rosa Ortiz", title="Director", signed_on=date(2026, 1, 5)
        )
    agreement.refresh_from_db()
    return agreement


@pytest.fixture
def in_force(faye: User, draft: Draft) -> Agreement:
    """An agreement that holds, with a gift in it."""
    agreement = draft()
    giver, receiver = agreement.parties.all()
    actions.add_gift(
        by=actor(faye),
        given=Given(
            giver, both("boxes of vegetables", "cajas de verduras"), receiver, "units", Decimal(40), "week"
        ),
    )
    sign_all(actor(faye), agreement)
    ends_on = agreement.ends_on
    return actions.put_in_force(
        by=actor(faye), agreement=agreement, starts_on=date(2026, 1, 10), ends_on=ends_on
    )


@pytest.fixture
def log(faye: User, agency: Organization, partner: Organization, entry: OrganizationEntry) -> Log:
    """Faye writes down a call with Good Neighbors: ``log(promises=[..], at=..)``."""

    def log(promises: list[Promised] | None = None, by: User | None = None, **given: Any) -> LoggedContact:
        spoken = {"way": "call", "outcome": "talked", "at": timezone.now(), "words": "They need a van."}
        where = {"partner": given.pop("partner", partner), "ours": given.pop("ours", agency)}
        return actions.log_contact(
            by=actor(by or faye), spoken=Spoken(**(spoken | given)), promises=promises or [], **where
        )

    return log


@pytest.fixture
def pantry(entry: OrganizationEntry) -> Service:
    """A service of Good Neighbors."""
    now = timezone.now()
    return Service.objects.create(
        organization=entry, name=both("Food pantry", "Despensa"), published_at=now, changed_at=now
    )
