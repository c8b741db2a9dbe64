"""Everybody and everything that the laws of the house need at once."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.roles import ROLES
from longtable.places.models import Area, Region
from tests.cast import Cast, UserFactory
from tests.house.contributions import contributed
from tests.house.routes import LIBRARY_EXAMPLES


@pytest.fixture
def house(
    cast: Cast, partner: Organization, other_partner: Organization, cedar: Area, east: Region, west: Region
) -> Iterator[Cast]:
    """The cast, with all its places and organisations; no memory of earlier tries."""
    cache.clear()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # refusals are what is looked for
    yield cast
    logging.getLogger("django.request").setLevel(logging.NOTSET)


@pytest.fixture
def examples(house: Cast) -> dict[str, dict[str, Any]]:
    """Arguments for every route that has some."""
    return LIBRARY_EXAMPLES | contributed("routes")


def everything(name: str, organization: Organization, scope: str, region: Region | None = None) -> User:
    """Somebody who holds every role, with this reach."""
    user = UserFactory(name=name)
    Membership.objects.bulk_create(
        Membership(user=user, organization=organization, role=role, scope=scope, region=region)
        for role in ROLES
    )
    return user
