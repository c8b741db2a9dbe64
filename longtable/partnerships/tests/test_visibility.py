"""Who sees which agreement, talk and promise; everybody else is not told that there is one."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied, Missing
from longtable.partnerships import actions
from longtable.partnerships.models import Agreement, LoggedContact, Promise
from longtable.partnerships.selectors.agreements import agreements
from longtable.partnerships.selectors.partners import contacts_with, partner_for, story
from longtable.partnerships.selectors.public import public_agreements
from longtable.partnerships.terms import Promised
from longtable.partnerships.tests.conftest import Draft, Log
from tests.cast import OrganizationFactory, actor, member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def outsider(elsewhere: Organization) -> User:
    """Staff of Open Hands, which is party to nothing."""
    return member("Olaf", "partner_staff", elsewhere, scope="organization")


def test_a_partner_does_not_see_a_draft_and_sees_it_once_it_is_sent(
    faye: User, dev: User, draft: Draft
) -> None:
    agreement = draft()
    assert list(agreements(actor(dev))) == []
    actions.send_to_partner(by=actor(faye), agreement=agreement)
    assert list(agreements(actor(dev))) == [agreement]


def test_an_agreement_of_others_is_not_there(
    client: Client, outsider: User, dev: User, in_force: Agreement
) -> None:
    address = reverse("partnerships:agreement", args=[in_force.pk])
    assert signed_in(client, dev).get(address).status_code == 200
    assert signed_in(client, outsider).get(address).status_code == 404


def test_a_region_sees_its_partners_and_no_others(
    regina: User, in_force: Agreement, elsewhere: Organization, faye: User, agency: Organization, log: Log
) -> None:
    far = log(partner=elsewhere)
    near = log()
    assert list(LoggedContact.objects.visible_to(actor(regina)).exclude(ours=agency)) == []
    assert list(agreements(actor(regina))) == [in_force]
    assert {near, far} == set(LoggedContact.objects.visible_to(actor(faye)))


def test_a_partner_never_reads_what_was_written_about_it(dev: User, partner: Organization, log: Log) -> None:
    log(words="Their director is leaving.")
    assert list(contacts_with(actor(dev), partner)) == []


def test_the_state_does_not_read_what_a_partner_wrote_about_the_state(
    faye: User, dev: User, partner: Organization, agency: Organization, elsewhere: Organization, log: Log
) -> None:
    about_us = log(by=dev, ours=partner, partner=agency, words="They never call back.")
    about_others = log(by=dev, ours=partner, partner=elsewhere)
    assert list(LoggedContact.objects.visible_to(actor(faye))) == [about_others]
    assert set(LoggedContact.objects.visible_to(actor(dev))) == {about_us, about_others}


def test_the_form_says_who_reads_it(client: Client, dev: User, elsewhere: Organization) -> None:
    page = signed_in(client, dev).get(reverse("partnerships:log", args=[elsewhere.pk])).content.decode()
    assert "your colleagues, and the regional and state teams that keep partners; never the partner" in page


def test_a_partner_reads_its_own_log_and_nobody_elses(
    dev: User, partner: Organization, elsewhere: Organization, log: Log
) -> None:
    own = log(by=dev, ours=partner, partner=elsewhere)
    log(partner=elsewhere)
    assert list(contacts_with(actor(dev), elsewhere)) == [own]


def test_a_promise_is_read_by_both_sides(
    dev: User, outsider: User, faye: User, log: Log, in_force: Agreement
) -> None:
    promise = log(promises=[Promised("Send the form", date(2090, 1, 1))]).promises.get()
    for user, expected in ((faye, [promise]), (dev, [promise]), (outsider, [])):
        assert list(Promise.objects.visible_to(actor(user))) == expected


def test_a_story_shows_nothing_that_its_reader_may_not_see(
    outsider: User, partner: Organization, in_force: Agreement, log: Log
) -> None:
    log()
    by = actor(outsider)
    found = story(by, partner_for(by, partner.pk), in_force.starts_on)  # type: ignore[arg-type]
    assert found.agreements == found.open_promises == ()
    assert not contacts_with(by, partner).exists()


def test_others_neither_comment_nor_say_how_it_fits(
    outsider: User, elsewhere: Organization, in_force: Agreement
) -> None:
    party = in_force.parties.select_related("agreement").last()
    assert party
    with pytest.raises(Denied):
        actions.remark(by=actor(outsider), agreement=in_force, organization=elsewhere, words="Hm.")
    with pytest.raises(Denied):
        actions.state_alignment(by=actor(outsider), party=party, mission="Ours")


def test_a_side_speaks_for_itself_and_what_is_written_for_it_is_marked(
    faye: User, dev: User, in_force: Agreement
) -> None:
    party = in_force.parties.select_related("agreement").last()
    assert party
    written = actions.state_alignment(by=actor(faye), party=party, mission="Feed all", said_by="The board")
    assert not written.by_themselves
    themselves = actions.state_alignment(by=actor(dev), party=party, mission="Que nadie pase hambre")
    assert themselves.by_themselves
    assert themselves.said_by == "Dev"


def test_the_public_reads_only_what_was_opened(
    faye: User, agency: Organization, partner: Organization, in_force: Agreement
) -> None:
    assert public_agreements([partner]) == {partner.pk: []}
    actions.open_to_public(by=actor(faye), agreement=in_force, parts=[])
    (bare,) = public_agreements([partner])[partner.pk]
    assert (bare.others, bare.title, bare.kind, bare.ends_on, bare.gets) == ((agency,), None, "", None, ())
    actions.open_to_public(by=actor(faye), agreement=in_force, parts=["exchange", "dates"])
    (opened,) = public_agreements([partner])[partner.pk]
    assert [gift.number for gift in opened.gets] == ["40"]
    assert opened.gives == ()
    assert opened.title is None
    assert opened.starts_on == in_force.starts_on


def test_what_ended_is_no_longer_public(faye: User, partner: Organization, in_force: Agreement) -> None:
    actions.open_to_public(by=actor(faye), agreement=in_force, parts=["title"])
    actions.end_agreement(by=actor(faye), agreement=in_force, why="Over")
    assert public_agreements([partner])[partner.pk] == []


def test_an_organization_that_nobody_published_is_not_there(outsider: User) -> None:
    with pytest.raises(Missing):
        partner_for(actor(outsider), OrganizationFactory(name="Unknown").pk)
