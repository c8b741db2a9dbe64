"""What is coming shows where people already are: home, organizations, talks, promises, tracking pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.actions import accept, propose
from longtable.commitments.models import Commitment
from longtable.commitments.terms import Terms
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.panels import panels_for
from longtable.directory.models import OrganizationEntry
from longtable.gatherings import actions
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import STAGE, drafted, gathering_of, in_days, page, words
from longtable.voices.actions import begin, cite, say
from longtable.voices.models import Comment, Conversation, Theme
from tests.cast import actor, signed_in


@pytest.fixture
def talk(agency: Organization) -> Conversation:
    """A conversation that is open."""
    return Conversation.objects.create(
        slug="rides",
        question=LocalizedText.of(en="How do you get there?", es="¿Cómo llega?"),
        organization=agency,
        opens_at=in_days(-1),
        state=Conversation.State.OPEN,
    )


@pytest.fixture
def promise(talk: Conversation, faye: User, partner: Organization) -> Commitment:
    """A promise that Ana's words led to."""
    begun = begin(by=Actor.visitor(), conversation=talk, form_key=uuid4(), language="en", area=None)
    by = Actor.receipt(begun.opened.receipt.pk)
    comment = say(by=by, participant=begun.participant, text="No bus.", language="en", form_key=uuid4())
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.SHOWN, read_at=timezone.now())
    theme = Theme.objects.create(conversation=talk, name=words("No bus"), is_public=True)
    cite(by=Actor.system("test"), theme=theme, comments=[comment])
    terms = Terms(
        title=words("Vans"),
        promise="will",
        kind="service",
        owner=faye,
        division=partner,
        due_on=date(2090, 1, 1),
    )
    return accept(by=actor(faye), commitment=propose(by=actor(faye), terms=terms, themes=[theme]))


def shown(slot: str, what: object) -> list[str]:
    """Slugs of the gatherings in a panel that anybody sees."""
    found = panels_for(slot, Actor.visitor(), [what])[what.pk]  # type: ignore[attr-defined]
    return [each.slug for panel in found for each in panel.context.get("gatherings", [])]


def test_home_leads_to_what_comes(client: Client, summit: Gathering, agency: Organization) -> None:
    drafted(agency, "draft")
    shown = page(client.get("/"))
    assert "Gathering summit" in shown
    assert "Gathering draft" not in shown


def test_an_organization_shows_what_it_convenes_and_helps_to_convene(
    client: Client, summit: Gathering, partner: Organization, agency: Organization
) -> None:
    actions.add_host(by=STAGE, gathering=summit, organization=partner, role=words("Gives the room"))
    for organization in (agency, partner):
        now = timezone.now()
        OrganizationEntry.objects.create(organization=organization, published_at=now, changed_at=now)
        assert "Gathering summit" in page(client.get(f"/find/organizations/{organization.pk}/"))


def test_a_conversation_shows_where_people_talk_face_to_face(
    client: Client, talk: Conversation, agency: Organization
) -> None:
    gathering_of(agency, "face-to-face", conversation=talk)
    assert "Gathering face-to-face" in page(client.get("/c/rides/"))


def test_a_promise_and_whoever_spoke_see_the_gathering_that_keeps_it(
    client: Client, promise: Commitment, agency: Organization
) -> None:
    gathering_of(agency, "vans", commitment=promise)
    gathering_of(agency, "secret", commitment=promise, by_invitation=True)
    assert "Gathering vans" in page(client.get(f"/you-said-we-did/{promise.number}/"))
    assert shown("voices.tracking", Comment.objects.get()) == ["vans"]


def test_what_is_over_or_called_off_invites_nobody(
    talk: Conversation, agency: Organization, faye: User
) -> None:
    off = gathering_of(agency, "off", conversation=talk)
    actions.call_off(by=actor(faye), gathering=off, why=words("Snow"))
    over = gathering_of(agency, "over", conversation=talk)
    Gathering.objects.filter(pk=over.pk).update(starts_at=in_days(-2), ends_at=in_days(-1))
    assert shown("voices.conversation", talk) == []


def test_staff_see_beside_their_work_what_comes(client: Client, faye: User, summit: Gathering) -> None:
    assert "Gathering summit" in page(signed_in(client, faye).get("/today/"))
