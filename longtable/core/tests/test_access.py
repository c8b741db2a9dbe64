"""Scopes, the guard, and the trace that every change leaves."""

from uuid import uuid4

import pytest
from django.db import transaction

from longtable.core.access import Actor, Denied, Grant, Kind, Permission, Scope, action, require
from longtable.core.access.guard import Unaudited, Unchanged
from longtable.core.access.routes import MEMBERS, PUBLIC, RouteAccess
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.core.models import AuditEntry, Job

OWN, OTHER = uuid4(), uuid4()
ALDER, BIRCH, CEDAR = uuid4(), uuid4(), uuid4()
STATE = Scope("state")
ORGANIZATION = Scope("organization", OWN)
EAST = Scope("region", uuid4(), frozenset({ALDER, BIRCH}))
MAY = Permission.SEE_WORK


def holder(*scopes: Scope) -> Actor:
    """Somebody who may see work in these scopes."""
    return Actor(Kind.USER, "1", "Somebody", tuple(Grant("role", frozenset({MAY}), each) for each in scopes))


@pytest.mark.parametrize(
    ("scope", "organization", "areas", "covers"),
    [
        (STATE, None, [], True),
        (STATE, OTHER, [CEDAR], True),
        (ORGANIZATION, OWN, [], True),
        (ORGANIZATION, OWN, [CEDAR], True),
        (ORGANIZATION, OTHER, [ALDER], False),
        (ORGANIZATION, None, [ALDER], False),
        (EAST, None, [ALDER], True),
        (EAST, OTHER, [ALDER, CEDAR], True),
        (EAST, OWN, [CEDAR], False),
        (EAST, OWN, [], False),
        (Scope("organization"), None, [], False),
        (Scope("region", uuid4()), OWN, [ALDER], False),
    ],
)
def test_what_a_scope_covers(scope: Scope, organization: object, areas: list[object], covers: bool) -> None:
    assert scope.covers(organization=organization, areas=areas) is covers  # type: ignore[arg-type]
    assert holder(scope).may(MAY, organization=organization, areas=areas) is covers  # type: ignore[arg-type]


def test_somewhere_is_not_everywhere() -> None:
    assert holder(EAST).may(MAY)
    assert not holder(EAST).is_statewide(MAY)
    assert holder(EAST, STATE).is_statewide(MAY)


def test_two_grants_reach_as_far_as_both() -> None:
    both = holder(EAST, ORGANIZATION)
    assert both.may(MAY, areas=[ALDER])
    assert both.may(MAY, organization=OWN)
    assert not both.may(MAY, organization=OTHER, areas=[CEDAR])


def test_a_permission_that_is_not_held_reaches_nowhere() -> None:
    assert not holder(STATE).may(Permission.MODERATE)
    assert holder(STATE).scopes(Permission.MODERATE) == ()


def test_visitors_and_receipts_hold_nothing() -> None:
    for by in (Actor.visitor(), Actor.receipt(uuid4())):
        assert not by.permissions
        assert not by.is_member


def test_the_machine_may_everything_and_is_no_member() -> None:
    by = Actor.system("test")
    assert by.permissions == frozenset(Permission)
    assert by.is_system
    assert not by.is_member


@pytest.mark.parametrize(
    ("access", "visitor", "stranger", "member"),
    [
        (PUBLIC, True, True, True),
        (MEMBERS, False, True, True),
        (RouteAccess("allow", MAY), False, False, True),
        (RouteAccess("allow", Permission.MODERATE), False, False, False),
    ],
)
def test_whom_a_route_admits(access: RouteAccess, visitor: bool, stranger: bool, member: bool) -> None:
    assert access.admits(Actor.visitor()) is visitor
    assert access.admits(holder()) is stranger
    assert access.admits(holder(EAST)) is member


def test_require_says_no() -> None:
    require(holder(), True)
    with pytest.raises(Denied, match="not today"):
        require(holder(), False, "not today")


@action
def change(*, by: Actor, audited: bool, refused: bool = False) -> str:
    """Write something, with or without a trace."""
    require(by, not refused)
    Job.objects.create(kind="test", run_after="2026-01-01T00:00:00Z")
    if audited:
        record(by, "test.changed", ("test", uuid7()), fields=["kind"], why="for a test")
    return "done"


@action
def leave_alone(*, by: Actor) -> str:
    """Find the work already done."""
    require(by, True)
    return Unchanged("as it was")  # type: ignore[return-value]


@action
def change_by_another(*, by: Actor) -> str:
    """Leave the trace to the action that it calls."""
    require(by, True)
    return change(by=by, audited=True)


def test_a_change_is_written_with_its_trace(db: None) -> None:
    assert change(by=holder(), audited=True) == "done"
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.fields, entry.why) == ("test.changed", ["kind"], "for a test")


def test_a_change_without_a_trace_is_undone(db: None) -> None:
    with pytest.raises(Unaudited), transaction.atomic():
        change(by=holder(), audited=False)
    assert not Job.objects.exists()


def test_a_refused_change_leaves_nothing(db: None) -> None:
    with pytest.raises(Denied), transaction.atomic():
        change(by=holder(), audited=True, refused=True)
    assert not AuditEntry.objects.exists()


def test_work_already_done_needs_no_trace(db: None) -> None:
    assert leave_alone(by=holder()) == "as it was"
    assert not AuditEntry.objects.exists()


def test_the_trace_of_an_inner_action_counts(db: None) -> None:
    assert change_by_another(by=holder()) == "done"


def test_a_change_that_fails_later_takes_its_trace_with_it(db: None) -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            change(by=holder(), audited=True)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert not AuditEntry.objects.exists()


def test_an_action_takes_keywords_and_an_actor() -> None:
    with pytest.raises(TypeError, match="keywords only"):

        @action
        def loose(by: Actor) -> None:
            """Positional."""

    with pytest.raises(TypeError, match="by="):

        @action
        def nameless(*, what: str) -> None:
            """Nobody acts."""
