"""The page of who did what."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from longtable.accounts.actions import end_membership, update_profile
from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.selectors import Question, trail
from longtable.core.access import Actor, Denied
from longtable.core.audit import record
from longtable.core.audit.chain import seal
from longtable.core.models import AuditEntry
from tests.cast import actor, member, signed_in


@pytest.fixture
def happened(adam: User, faye: User) -> None:
    """Faye changed her name; Adam ended her role."""
    update_profile(by=actor(faye), user=faye, name="Faye D.", title="", language="en")
    end_membership(by=actor(adam), membership=faye.memberships.get(), why="moved on")


def verbs(auditor: User, **asked: object) -> list[str]:
    """What the audit answers, newest first."""
    return [line.entry.verb for line in trail(actor(auditor), Question(**asked)).lines]  # type: ignore[arg-type]


def test_everything_is_shown_newest_first_with_names(happened: None, audra: User) -> None:
    assert verbs(audra) == ["accounts.membership.ended", "accounts.user.updated"]
    assert [line.who for line in trail(actor(audra), Question()).lines] == ["Adam", "Faye D."]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"verb": "accounts.user"}, ["accounts.user.updated"]),
        ({"actor": "adam@"}, ["accounts.membership.ended"]),
        ({"actor": "nobody"}, []),
        ({"subject": "accounts.membership"}, ["accounts.membership.ended"]),
    ],
)
def test_an_auditor_narrows_it_down(
    happened: None, audra: User, asked: dict[str, object], found: list[str]
) -> None:
    assert verbs(audra, **asked) == found


def test_an_auditor_narrows_it_down_to_days(happened: None, audra: User) -> None:
    day = timezone.localdate(AuditEntry.objects.get(verb="accounts.user.updated").at)
    assert verbs(audra, since=day, verb="accounts.user") == ["accounts.user.updated"]
    assert verbs(audra, until=day, verb="accounts.user") == ["accounts.user.updated"]
    assert verbs(audra, since=day + timedelta(days=2)) == []
    assert verbs(audra, until=day - timedelta(days=1)) == []


def test_one_record_has_its_own_story(happened: None, audra: User, faye: User) -> None:
    assert len(verbs(audra, subject=f"accounts.user {faye.pk}")) == 2
    assert verbs(audra, subject=f"accounts.user {audra.pk}") == []


def test_pages_follow_one_another(audra: User) -> None:
    for number in range(60):
        record(Actor.system("test"), f"test.{number}")
    first = trail(actor(audra), Question())
    second = trail(actor(audra), Question(before=first.older))
    assert [len(first.lines), len(second.lines)] == [50, 10]
    assert second.older is None
    assert first.lines[-1].entry.verb == "test.10"


def test_sixty_entries_cost_no_more_than_two(
    happened: None, audra: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = actor(audra)
    with django_assert_max_num_queries(7):
        trail(by, Question())
    for number in range(60):
        record(Actor.system("test"), f"test.{number}")
    with django_assert_max_num_queries(7):
        trail(by, Question(subject="accounts.user"))


def test_the_page_says_how_much_is_sealed(happened: None, audra: User, client: Client) -> None:
    seal()
    page = signed_in(client, audra).get("/audit/").content.decode()
    assert "entries are sealed" in page
    assert "moved on" in page


def test_an_auditor_of_one_organization_cannot_read_it(partner: Organization) -> None:
    olaf = member("Olaf", "auditor", partner, scope=Membership.Scope.ORGANIZATION)
    with pytest.raises(Denied):
        trail(actor(olaf), Question())


def test_state_staff_cannot_read_it(faye: User, client: Client) -> None:
    assert signed_in(client, faye).get("/audit/").status_code == 403


def test_nonsense_in_the_question_is_no_error(audra: User, client: Client) -> None:
    assert signed_in(client, audra).get("/audit/?since=yesterday&before=x").status_code == 200


@pytest.mark.parametrize("asked", ["until=9999-12-31", "since=0001-01-01", "subject=" + "a.b+" * 1200])
def test_a_question_that_cannot_be_asked_is_no_fault(audra: User, asked: str) -> None:
    assert signed_in(Client(), audra).get(f"/audit/?{asked}").status_code == 200
