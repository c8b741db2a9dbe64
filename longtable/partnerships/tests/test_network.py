"""Who works with whom, who is not connected yet, and which community leads no partner."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.directory.models import CommunityTie, OrganizationEntry
from longtable.partnerships import maps
from longtable.partnerships.models import Agreement
from longtable.partnerships.selectors.network import Network, Wanted, network
from longtable.partnerships.tests.conftest import Draft, Log, enter
from longtable.places.models import Area, Region
from tests.cast import OrganizationFactory, actor, signed_in

pytestmark = pytest.mark.django_db


def seen(user: User, **wanted: object) -> Network:
    """The network as ``user`` sees it now."""
    return network(actor(user), Wanted(**wanted), timezone.now())  # type: ignore[arg-type]


def test_an_agreement_and_a_talk_join_two_organizations(
    faye: User, agency: Organization, partner: Organization, in_force: Agreement, log: Log
) -> None:
    log()
    log()
    (tie,) = seen(faye).ties
    assert {*tie.organizations} == {agency, partner}
    assert (tie.agreements, tie.contacts) == ([in_force], 2)


def test_a_draft_and_an_old_talk_join_nobody(faye: User, draft: Draft, log: Log) -> None:
    draft()
    log(at=timezone.now() - timedelta(days=366))
    assert seen(faye).ties == ()


def test_who_is_in_the_directory_and_works_with_nobody_is_not_connected(
    faye: User, partner: Organization, elsewhere: Organization, in_force: Agreement
) -> None:
    found = seen(faye)
    assert found.unconnected == (elsewhere,)
    assert partner in found.connected


def test_a_county_shows_its_own(
    faye: User, partner: Organization, elsewhere: Organization, alder: Area, cedar: Area, in_force: Agreement
) -> None:
    assert seen(faye, county=cedar).ties == ()
    assert seen(faye, county=cedar).unconnected == (elsewhere,)
    assert seen(faye, county=alder).unconnected == ()
    assert len(seen(faye, county=alder).ties) == 1


def test_a_region_shows_its_counties(
    faye: User, elsewhere: Organization, in_force: Agreement, west: Region, cedar: Area
) -> None:
    found = seen(faye, region=west)
    assert (found.counties, found.unconnected, found.ties) == ((cedar,), (elsewhere,), ())


def test_a_kind_narrows_the_ties(faye: User, in_force: Agreement, log: Log) -> None:
    log()
    assert seen(faye, kind="contact").ties[0].agreements == []
    assert seen(faye, kind="food_prescription").ties[0].contacts == 0
    assert seen(faye, kind="wic").ties == ()


def test_a_regional_team_sees_its_counties_alone(
    regina: User, elsewhere: Organization, alder: Area, birch: Area, in_force: Agreement
) -> None:
    found = seen(regina)
    assert set(found.counties) == {alder, birch}
    assert elsewhere not in found.unconnected


def test_a_community_without_a_partner_of_its_own_is_named(
    faye: User, entry: OrganizationEntry, alder: Area, birch: Area, in_force: Agreement
) -> None:
    CommunityTie.objects.create(entry=entry, kind="led_by", community="farmworkers")
    CommunityTie.objects.create(entry=entry, kind="serves", community="deaf")
    rows = {row.code: row for row in seen(faye).communities}
    assert rows["farmworkers"].led_by == 1
    assert alder not in rows["farmworkers"].without
    assert birch in rows["farmworkers"].without
    assert rows["deaf"].led_by == 0  # to serve is not to be led by


def test_who_is_led_by_a_community_and_works_with_nobody_does_not_count(
    faye: User, elsewhere: Organization
) -> None:
    CommunityTie.objects.create(entry=elsewhere.entry, kind="led_by", community="youth")
    assert {row.code: row.led_by for row in seen(faye).communities}["youth"] == 0


def test_a_larger_network_asks_no_more_questions(
    faye: User, agency: Organization, alder: Area, log: Log, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        other = OrganizationFactory(name=f"Partner {number:02}")
        enter(other, alder)
        log(partner=other)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert len(seen(faye).ties) == 12


def test_a_call_button_stands_beside_who_is_not_connected(
    client: Client, faye: User, elsewhere: Organization
) -> None:
    page = signed_in(client, faye).get(reverse("partnerships:map")).content.decode()
    assert reverse("partnerships:call", args=[elsewhere.pk]) in page


def test_names_on_the_map_are_escaped(faye: User, alder: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(OrganizationFactory(name="<script>&"), alder)
    monkeypatch.setattr(maps, "centres", lambda code: {alder.code: (10.0, 20.0)})
    drawn = maps._above(seen(faye), "99")
    assert "&lt;script&gt;&amp;" in drawn
    assert 'cx="10"' in drawn
