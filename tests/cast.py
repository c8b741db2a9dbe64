"""The cast: people, organisations and places that tests all over the house know by first name.

Ana is a resident who holds a tracking code. Ben calls people back, Dev works for a partner, Faye for the
state, Regina in the eastern region; Conrad convenes, Audra audits, Adam administers. Eve is signed in,
belongs nowhere, and must see nothing. Things that only one package needs are made in its own tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from typing import Any
from uuid import uuid4

import factory
import pytest
from django.test import Client
from django.utils import timezone
from factory.django import DjangoModelFactory

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Membership, Organization, User
from longtable.core import installation
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.places.models import Area, Region, RegionArea, RegionScheme

# --- Factories: what a test makes more of ---------------------------------------------------------


class AreaFactory(DjangoModelFactory[Area]):
    """A county, unless told otherwise."""

    class Meta:
        model = Area

    level = Area.Level.COUNTY
    code = factory.Sequence(lambda n: f"98{n:03}")
    name = factory.Sequence(lambda n: f"County {n}")


class RegionSchemeFactory(DjangoModelFactory[RegionScheme]):
    """A way of gathering counties into regions."""

    class Meta:
        model = RegionScheme

    slug = factory.Sequence(lambda n: f"scheme-{n}")
    name = LocalizedText.of(en="Health teams", es="Equipos de salud")
    defined_by = "The agency"


class RegionFactory(DjangoModelFactory[Region]):
    """A region that holds no area yet; see :func:`hold`."""

    class Meta:
        model = Region

    scheme = factory.SubFactory(RegionSchemeFactory)
    code = factory.Sequence(lambda n: f"r{n}")
    name = factory.LazyAttribute(lambda region: LocalizedText.of(en=f"Region {region.code}"))


class OrganizationFactory(DjangoModelFactory[Organization]):
    """A community organisation."""

    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Neighbors {n}")
    kind = Organization.Kind.COMMUNITY


class UserFactory(DjangoModelFactory[User]):
    """Somebody with an account, no password that works, and no role."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda user: f"{user.name.replace(' ', '.').lower()}@example.org")
    password = "!"


class MembershipFactory(DjangoModelFactory[Membership]):
    """A role for the whole state."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = "state_staff"
    scope = Membership.Scope.STATE


def hold(region: Region, *areas: Area, since: date = date(2020, 1, 1)) -> Region:
    """Let ``region`` hold ``areas`` from ``since`` on."""
    RegionArea.objects.bulk_create(
        RegionArea(region=region, area=area, valid_from=since, basis=RegionArea.Basis.SOURCED)
        for area in areas
    )
    return region


def member(
    name: str,
    role: str,
    organization: Organization,
    *,
    scope: str = Membership.Scope.STATE,
    region: Region | None = None,
) -> User:
    """A new user of that name who holds ``role``."""
    user = UserFactory(name=name)
    MembershipFactory(user=user, organization=organization, role=role, scope=scope, region=region)
    return user


# --- Places: a small state with three counties in two regions -------------------------------------


@pytest.fixture
def state(db: None) -> Area:
    """The state of Longland."""
    return AreaFactory(level=Area.Level.STATE, code="99", name="Longland")


@pytest.fixture
def alder(state: Area) -> Area:
    """A county in the east."""
    return AreaFactory(code="99001", name="Alder", parent=state)


@pytest.fixture
def birch(state: Area) -> Area:
    """Another county in the east."""
    return AreaFactory(code="99003", name="Birch", parent=state)


@pytest.fixture
def cedar(state: Area) -> Area:
    """The county in the west."""
    return AreaFactory(code="99005", name="Cedar", parent=state)


@pytest.fixture
def scheme(db: None) -> RegionScheme:
    """How the agency gathers its counties."""
    return RegionSchemeFactory(slug="teams")


@pytest.fixture
def east(scheme: RegionScheme, alder: Area, birch: Area) -> Region:
    """The region of Alder and Birch."""
    return hold(
        RegionFactory(scheme=scheme, code="east", name=LocalizedText.of(en="East", es="Este")), alder, birch
    )


@pytest.fixture
def west(scheme: RegionScheme, cedar: Area) -> Region:
    """The region of Cedar."""
    return hold(
        RegionFactory(scheme=scheme, code="west", name=LocalizedText.of(en="West", es="Oeste")), cedar
    )


# --- Organisations ---------------------------------------------------------------------------------


@pytest.fixture
def agency(db: None) -> Organization:
    """The agency that runs this."""
    return OrganizationFactory(name="Department of Health", kind=Organization.Kind.AGENCY)


@pytest.fixture
def partner(db: None) -> Organization:
    """Dev's organisation."""
    return OrganizationFactory(name="Good Neighbors")


@pytest.fixture
def other_partner(db: None) -> Organization:
    """An organisation that nobody of the cast belongs to."""
    return OrganizationFactory(name="Open Hands")


# --- People ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Resident:
    """Somebody without an account. Their receipt, with its secrets, is all that proves who they are."""

    receipt: OpenReceipt

    @property
    def actor(self) -> Actor:
        """The resident, having followed their tracking link."""
        return Actor.receipt(self.receipt.receipt.pk)


@pytest.fixture
def ana(db: None) -> Resident:
    """A resident who took part and holds a tracking link."""
    return Resident(give_receipt(uuid4()))


@pytest.fixture
def ben(agency: Organization) -> User:
    """Navigator: calls people back."""
    return member("Ben", "navigator", agency)


@pytest.fixture
def dev(partner: Organization) -> User:
    """Partner staff, for his own organisation only."""
    return member("Dev", "partner_staff", partner, scope=Membership.Scope.ORGANIZATION)


@pytest.fixture
def faye(agency: Organization) -> User:
    """State staff: makes commitments and answers people."""
    return member("Faye", "state_staff", agency)


@pytest.fixture
def conrad(agency: Organization) -> User:
    """Convener: runs conversations."""
    return member("Conrad", "convener", agency)


@pytest.fixture
def regina(agency: Organization, east: Region) -> User:
    """Regional team, in the east only."""
    return member("Regina", "regional_team", agency, scope=Membership.Scope.REGION, region=east)


@pytest.fixture
def audra(agency: Organization) -> User:
    """Auditor: reads who did what."""
    return member("Audra", "auditor", agency)


@pytest.fixture
def adam(agency: Organization) -> User:
    """Administrator: invites people and gives roles."""
    return member("Adam", "administrator", agency)


@pytest.fixture
def eve(db: None) -> User:
    """A stranger: signed in, and a member of nothing."""
    return UserFactory(name="Eve")


@dataclass(frozen=True)
class Cast:
    """Everybody at once, for laws about every role."""

    ben: User
    dev: User
    faye: User
    conrad: User
    regina: User
    audra: User
    adam: User
    eve: User

    @property
    def by_role(self) -> dict[str, User]:
        """Name of the role to the one who holds it."""
        return {
            "partner_staff": self.dev,
            "navigator": self.ben,
            "regional_team": self.regina,
            "convener": self.conrad,
            "state_staff": self.faye,
            "auditor": self.audra,
            "administrator": self.adam,
        }


@pytest.fixture
def cast(
    ben: User, dev: User, faye: User, conrad: User, regina: User, audra: User, adam: User, eve: User
) -> Cast:
    """All who sign in."""
    return Cast(ben=ben, dev=dev, faye=faye, conrad=conrad, regina=regina, audra=audra, adam=adam, eve=eve)


@pytest.fixture
def demo(db: None) -> Iterator[None]:
    """This database is a demo, for the length of the test."""
    installation.mark(is_demo=True)
    yield
    installation._read.cache_clear()


# --- Acting ----------------------------------------------------------------------------------------


@singledispatch
def actor(who: Any) -> Actor:
    """The Actor of a user or of a resident."""
    raise TypeError(f"{who!r} does not act")


@actor.register
def _(who: User) -> Actor:
    return actor_for_user(who)


@actor.register
def _(who: Resident) -> Actor:
    return who.actor


def signed_in(client: Client, user: User) -> Client:
    """``client`` with ``user`` signed in, their second factor shown a moment ago."""
    client.force_login(user)
    now = timezone.now().timestamp()
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": now},
        {"method": "mfa", "type": "totp", "at": now},
    ]
    session.save()
    return client
