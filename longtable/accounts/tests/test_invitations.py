"""Inviting, joining, taking back."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from longtable.accounts.actions import accept_invitation, invite, withdraw_invitation
from longtable.accounts.actions.invitations import NewInvitation
from longtable.accounts.models import Invitation, Membership, Organization, User
from longtable.config.logs import mask
from longtable.core.access import Actor, Denied
from longtable.places.models import Region
from tests.cast import MembershipFactory, UserFactory, actor, member, signed_in


@pytest.fixture(autouse=True)
def _mail_to_memory(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def invited(adam: User, partner: Organization) -> NewInvitation:
    """Nora was asked to work for the partner."""
    return invite(
        by=actor(adam),
        email="Nora@Example.org",
        name="Nora",
        organization=partner,
        role="partner_staff",
        scope=Membership.Scope.ORGANIZATION,
        language="es",
    )


def test_the_invited_person_gets_a_link_in_their_language(invited: NewInvitation) -> None:
    (letter,) = mail.outbox
    assert letter.to == ["nora@example.org"]
    assert invited.url in letter.body
    assert str(invited.invitation.organization) in letter.body


def test_only_a_hash_of_the_link_is_kept(invited: NewInvitation) -> None:
    assert invited.token not in str(Invitation.objects.values().get())


def test_following_the_link_makes_an_account_and_signs_in(invited: NewInvitation, client: Client) -> None:
    page = client.get(f"/invitation/{invited.token}/")
    assert b"Nora" in page.content
    answer = client.post(
        f"/invitation/{invited.token}/", {"name": "Nora Díaz", "password": "a long way to go"}
    )
    assert answer.status_code == 302
    nora = User.objects.get(email="nora@example.org")
    assert (nora.name, nora.language) == ("Nora Díaz", "es")
    assert nora.check_password("a long way to go")
    assert client.session["_auth_user_id"] == str(nora.pk)
    assert nora.memberships.get().role == "partner_staff"


def test_a_link_works_once(invited: NewInvitation) -> None:
    accept_invitation(by=Actor.visitor(), invitation=invited.invitation, name="Nora")
    with pytest.raises(Denied):
        accept_invitation(by=Actor.visitor(), invitation=invited.invitation, name="Mallory")


def test_a_used_link_says_so(invited: NewInvitation, client: Client) -> None:
    accept_invitation(by=Actor.visitor(), invitation=invited.invitation, name="Nora")
    assert client.get(f"/invitation/{invited.token}/").status_code == 410


def test_a_link_is_open_for_two_weeks(invited: NewInvitation, client: Client) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert client.get(f"/invitation/{invited.token}/").status_code == 410


def test_a_guessed_link_opens_nothing(client: Client, db: None) -> None:
    assert client.get("/invitation/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404


def test_a_weak_password_is_refused_and_the_link_stays_good(invited: NewInvitation, client: Client) -> None:
    answer = client.post(f"/invitation/{invited.token}/", {"name": "Nora", "password": "short"})
    assert answer.status_code == 200
    assert Invitation.objects.open().exists()


def test_somebody_with_an_account_gets_a_further_role_and_is_not_signed_in(
    adam: User, dev: User, agency: Organization, client: Client
) -> None:
    new = invite(by=actor(adam), email=dev.email, organization=agency, role="auditor", scope="state")
    client.post(f"/invitation/{new.token}/", {"name": "Whoever"})
    dev.refresh_from_db()
    assert dev.name == "Dev"
    assert set(dev.memberships.values_list("role", flat=True)) == {"partner_staff", "auditor"}
    assert "_auth_user_id" not in client.session


def test_another_person_cannot_take_up_an_invitation(invited: NewInvitation, eve: User) -> None:
    with pytest.raises(Denied):
        accept_invitation(by=actor(eve), invitation=invited.invitation, name="Eve")


def test_a_closed_account_is_not_opened_by_a_link(adam: User, agency: Organization) -> None:
    UserFactory(name="Gone", is_active=False)
    new = invite(by=actor(adam), email="gone@example.org", organization=agency, role="auditor", scope="state")
    with pytest.raises(Denied):
        accept_invitation(by=Actor.visitor(), invitation=new.invitation, name="Gone")


def test_inviting_again_replaces_the_first_link(
    invited: NewInvitation, adam: User, partner: Organization
) -> None:
    again = invite(
        by=actor(adam),
        email="nora@example.org",
        organization=partner,
        role="partner_staff",
        scope=Membership.Scope.ORGANIZATION,
    )
    assert list(Invitation.objects.open()) == [again.invitation]


def test_an_invitation_can_be_taken_back(invited: NewInvitation, adam: User, client: Client) -> None:
    signed_in(client, adam).post(f"/people-and-roles/invitations/{invited.invitation.pk}/withdraw/")
    assert Client().get(f"/invitation/{invited.token}/").status_code == 410


def test_an_administrator_of_one_organization_invites_to_it_alone(
    partner: Organization, other_partner: Organization
) -> None:
    olga = member("Olga", "administrator", partner, scope=Membership.Scope.ORGANIZATION)
    own = {"email": "x@example.org", "role": "partner_staff", "scope": "organization"}
    invite(by=actor(olga), organization=partner, **own)
    with pytest.raises(Denied):
        invite(by=actor(olga), organization=other_partner, **own)
    with pytest.raises(Denied):
        invite(by=actor(olga), organization=partner, **own | {"scope": "state"})


def test_an_administrator_of_one_region_invites_to_it_alone(
    agency: Organization, east: Region, west: Region
) -> None:
    rita = member("Rita", "administrator", agency, scope=Membership.Scope.REGION, region=east)
    own = {"email": "x@example.org", "role": "regional_team", "scope": "region", "organization": agency}
    invite(by=actor(rita), region=east, **own)
    with pytest.raises(Denied):
        invite(by=actor(rita), region=west, **own)


def test_others_cannot_take_an_invitation_back(invited: NewInvitation, faye: User) -> None:
    with pytest.raises(Denied):
        withdraw_invitation(by=actor(faye), invitation=invited.invitation)


def test_inviting_oneself_tells_the_other_administrators(adam: User, agency: Organization) -> None:
    MembershipFactory(user__name="Alma", organization=agency, role="administrator")
    invite(by=actor(adam), email=adam.email, organization=agency, role="state_staff", scope="state")
    assert any(letter.to == ["alma@example.org"] and "Adam" in letter.subject for letter in mail.outbox)


def test_the_form_invites(adam: User, partner: Organization, client: Client) -> None:
    answer = signed_in(client, adam).post(
        "/people-and-roles/invite/",
        {
            "email": "nora@example.org",
            "role": "partner_staff",
            "organization": partner.pk,
            "scope": "organization",
            "language": "es",
        },
    )
    assert answer.status_code == 302
    assert re.search(r"/invitation/[\w-]{22}/", mail.outbox[0].body)


def test_the_form_wants_a_region_for_a_role_in_one(adam: User, partner: Organization, client: Client) -> None:
    answer = signed_in(client, adam).post(
        "/people-and-roles/invite/",
        {"email": "n@example.org", "role": "navigator", "organization": partner.pk, "scope": "region"},
    )
    assert answer.status_code == 200
    assert "region" in answer.context["form"].errors


def test_the_link_stays_out_of_logs_and_other_sites(invited: NewInvitation, client: Client) -> None:
    path = f"/invitation/{invited.token}/"
    assert invited.token not in mask(f"GET {path} 200")
    assert client.get(path).headers["Referrer-Policy"] == "no-referrer"
