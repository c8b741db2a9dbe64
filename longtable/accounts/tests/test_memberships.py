"""Giving and ending roles, closing accounts."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from longtable.accounts.actions import (
    deactivate_user,
    end_membership,
    grant_membership,
    reactivate_user,
)
from longtable.accounts.actions.memberships import LastAdministrator
from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Denied
from longtable.core.audit import subjects_of
from tests.cast import MembershipFactory, actor, member, signed_in


@pytest.fixture(autouse=True)
def _mail_to_memory(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_a_role_holds_at_once(adam: User, eve: User, agency: Organization) -> None:
    grant_membership(by=actor(adam), user=eve, organization=agency, role="auditor", scope="state")
    assert actor(eve).roles == {"auditor"}


def test_giving_a_role_twice_changes_its_reach(adam: User, dev: User, partner: Organization) -> None:
    grant_membership(by=actor(adam), user=dev, organization=partner, role="partner_staff", scope="state")
    assert dev.memberships.get().scope == Membership.Scope.STATE


def test_giving_oneself_a_role_tells_the_other_administrators(adam: User, agency: Organization) -> None:
    MembershipFactory(user__name="Alma", organization=agency, role="administrator")
    grant_membership(by=actor(adam), user=adam, organization=agency, role="state_staff", scope="state")
    assert [letter.to for letter in mail.outbox] == [["alma@example.org"]]


def test_a_role_that_was_ended_allows_nothing_and_says_why(adam: User, faye: User) -> None:
    end_membership(by=actor(adam), membership=faye.memberships.get(), why="moved on")
    assert actor(faye).permissions == frozenset()
    assert subjects_of("accounts.user", faye.pk)[0].why == "moved on"


def test_ending_a_role_twice_is_no_second_entry(adam: User, faye: User) -> None:
    for _ in range(2):
        end_membership(by=actor(adam), membership=faye.memberships.get(), why="moved on")
    assert subjects_of("accounts.user", faye.pk).filter(verb="accounts.membership.ended").count() == 1


def test_the_last_administrator_stays(adam: User) -> None:
    with pytest.raises(LastAdministrator):
        end_membership(by=actor(adam), membership=adam.memberships.get(), why="tired")


def test_state_staff_cannot_give_roles(faye: User, agency: Organization) -> None:
    with pytest.raises(Denied):
        grant_membership(by=actor(faye), user=faye, organization=agency, role="auditor", scope="state")


def test_a_closed_account_is_signed_out_everywhere(adam: User, faye: User) -> None:
    browser = signed_in(Client(), faye)
    deactivate_user(by=actor(adam), user=faye, why="left")
    assert browser.get("/account/").headers["Location"].startswith("/account/login/")


def test_a_closed_account_can_be_opened_again(adam: User, faye: User) -> None:
    deactivate_user(by=actor(adam), user=faye, why="left")
    reactivate_user(by=actor(adam), user=faye, why="came back")
    faye.refresh_from_db()
    assert faye.is_active
    assert actor(faye).roles == {"state_staff"}


def test_nobody_closes_their_own_account(adam: User) -> None:
    with pytest.raises(Denied):
        deactivate_user(by=actor(adam), user=adam, why="tired")


def test_closing_accounts_is_not_for_one_organization(partner: Organization, dev: User) -> None:
    olga = member("Olga", "administrator", partner, scope=Membership.Scope.ORGANIZATION)
    with pytest.raises(Denied):
        deactivate_user(by=actor(olga), user=dev, why="left")


def test_the_list_shows_who_does_what(adam: User, regina: User, client: Client) -> None:
    page = signed_in(client, adam).get("/people-and-roles/").content.decode()
    assert "Regina" in page
    assert "East" in page


def test_an_administrator_of_one_organization_sees_its_people_alone(
    partner: Organization, dev: User, faye: User, client: Client
) -> None:
    olga = member("Olga", "administrator", partner, scope=Membership.Scope.ORGANIZATION)
    browser = signed_in(client, olga)
    page = browser.get("/people-and-roles/").content.decode()
    assert "Dev" in page
    assert "Faye" not in page
    assert browser.get(f"/people-and-roles/{faye.pk}/").status_code == 404
    assert browser.get(f"/people-and-roles/roles/{faye.memberships.get().pk}/end/").status_code == 404


def test_a_role_is_ended_on_its_page(adam: User, faye: User, client: Client) -> None:
    held = faye.memberships.get()
    browser = signed_in(client, adam)
    assert browser.get(f"/people-and-roles/roles/{held.pk}/end/").status_code == 200
    browser.post(f"/people-and-roles/roles/{held.pk}/end/", {"why": "moved on"})
    held.refresh_from_db()
    assert held.ended_at


def test_the_page_of_a_person_gives_and_closes(adam: User, faye: User, agency: Organization) -> None:
    browser = signed_in(Client(), adam)
    here = f"/people-and-roles/{faye.pk}/"
    assert b"Faye" in browser.get(here).content
    browser.post(f"{here}give-a-role/", {"role": "auditor", "organization": agency.pk, "scope": "state"})
    browser.post(f"{here}close/", {"why": ""})
    faye.refresh_from_db()
    assert faye.is_active
    browser.post(f"{here}close/", {"why": "left"})
    faye.refresh_from_db()
    assert not faye.is_active
    browser.post(f"{here}open/", {"why": "came back"})
    assert actor(User.objects.get(pk=faye.pk)).roles == {"state_staff", "auditor"}


def test_the_page_keeps_the_last_administrator(adam: User, client: Client) -> None:
    held = adam.memberships.get()
    signed_in(client, adam).post(f"/people-and-roles/roles/{held.pk}/end/", {"why": "tired"})
    held.refresh_from_db()
    assert held.ended_at is None
