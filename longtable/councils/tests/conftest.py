"""A council of the agency for Alder, and one of an organisation that nobody of the cast belongs to."""

import pytest

from longtable.accounts.models import Organization
from longtable.councils.models import Council
from longtable.councils.tests.stage import council_of
from longtable.places.models import Area


@pytest.fixture(autouse=True)
def no_quiet_hours(settings: object) -> None:
    """Tests run at any hour."""
    settings.MESSAGING = {"sms": {}, "quiet_hours": (0, 0)}  # type: ignore[attr-defined]


@pytest.fixture
def council(agency: Organization, alder: Area) -> Council:
    """Three empty seats for family members, in Alder."""
    made = council_of(agency, seats=3, topics=["mental_health"], about_you=["race_ethnicity", "age_band"])
    made.areas.add(alder)
    return made


@pytest.fixture
def elsewhere(other_partner: Organization) -> Council:
    """A council of Open Hands, for the whole state, with one empty seat."""
    return council_of(other_partner, "elsewhere", seats=1, topics=["food"])
