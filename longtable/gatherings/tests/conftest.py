"""A summit of the agency for Alder, and one of an organisation that nobody of the cast belongs to."""

import pytest

from longtable.accounts.models import Organization
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import gathering_of
from longtable.places.models import Area


@pytest.fixture(autouse=True)
def no_quiet_hours(settings: object) -> None:
    """Tests run at any hour."""
    settings.MESSAGING = {"sms": {}, "quiet_hours": (0, 0)}  # type: ignore[attr-defined]


@pytest.fixture
def summit(agency: Organization, alder: Area) -> Gathering:
    """Ten seats in Alder, a week from now."""
    return gathering_of(agency, "summit", alder)


@pytest.fixture
def elsewhere(other_partner: Organization) -> Gathering:
    """A gathering of Open Hands, for the whole state."""
    return gathering_of(other_partner, "elsewhere")
