"""Two conversations: one of the agency, and one of an organisation that nobody of the cast belongs to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.voices.models import Conversation


@pytest.fixture(autouse=True)
def no_quiet_hours(settings: object) -> None:
    """Tests run at any hour."""
    settings.MESSAGING = {"sms": {}, "quiet_hours": (0, 0)}  # type: ignore[attr-defined]


@pytest.fixture
def conversation(agency: Organization, alder: Area) -> Conversation:
    """The agency asks people in Alder; the agency calls back."""
    made = Conversation.objects.create(
        slug="clinics",
        question=LocalizedText.of(en="What keeps you from a doctor?", es="¿Qué le impide ir al médico?"),
        organization=agency,
        opens_at=timezone.now() - timedelta(days=1),
        state=Conversation.State.OPEN,
        about_you=["race_ethnicity"],
        help_office=agency,
    )
    made.areas.add(alder)
    return made


@pytest.fixture
def elsewhere(other_partner: Organization) -> Conversation:
    """A conversation of Open Hands, without areas."""
    return Conversation.objects.create(
        slug="elsewhere",
        question=LocalizedText.of(en="And here?", es="¿Y aquí?"),
        organization=other_partner,
        opens_at=timezone.now() - timedelta(days=1),
        state=Conversation.State.OPEN,
    )
