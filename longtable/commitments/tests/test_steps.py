"""A promise from proposal to checked: who may take which step, and what each needs."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from longtable.accounts.models import Membership, Organization, User
from longtable.commitments import actions
from longtable.commitments.models import Commitment
from longtable.commitments.terms import Evidence, Passage, Terms, Unfinished
from longtable.commitments.tests.conftest import both, shown
from longtable.core.access import Denied
from longtable.core.states import IllegalMove
from longtable.voices.models import Theme
from longtable.worklists.models import WorkItem
from tests.cast import MembershipFactory, actor

State = Commitment.State


def work(commitment: Commitment) -> list[tuple[str, Any]]:
    return list(WorkItem.objects.open().about(commitment).order_by("id").values_list("kind", "owner__name"))


def test_a_promise_goes_from_proposed_to_checked(proposed: Commitment, faye: User, dev: User) -> None:
    actions.accept(by=actor(faye), commitment=proposed)
    actions.start(by=actor(dev), commitment=proposed, evidence=shown("Two churches lend their halls"))
    actions.report_done(by=actor(dev), commitment=proposed, evidence=shown("Six evenings"))
    actions.verify(by=actor(faye), commitment=proposed, evidence=shown("The gap is smaller"))
    proposed.refresh_from_db()
    assert proposed.state == State.VERIFIED
    assert [(step.before, step.after, step.by) for step in proposed.steps.all()] == [
        (State.PROPOSED, State.ACCEPTED, faye),
        (State.ACCEPTED, State.UNDER_WAY, dev),
        (State.UNDER_WAY, State.DONE, dev),
        (State.DONE, State.VERIFIED, faye),
    ]


def test_each_step_puts_the_next_before_whoever_takes_it(proposed: Commitment, faye: User, dev: User) -> None:
    assert work(proposed) == [("commitments.decide", None)]
    actions.accept(by=actor(faye), commitment=proposed)
    assert work(proposed) == [("commitments.start", "Dev")]
    actions.start(by=actor(dev), commitment=proposed, evidence=shown("Begun"))
    assert work(proposed) == []
    actions.report_done(by=actor(dev), commitment=proposed, evidence=shown("Six evenings"))
    assert work(proposed) == [("commitments.check", "Faye")]
    actions.send_back(by=actor(faye), commitment=proposed, evidence=shown("Only three were held"))
    assert work(proposed) == [("commitments.keep", "Dev")]


def test_work_is_written_in_both_languages(accepted: Commitment) -> None:
    title = WorkItem.objects.open().about(accepted).get().title
    assert title.show("en").text.endswith("Open clinics in the evening")
    assert title.show("es").text.endswith("Abrir clínicas por la tarde")


def test_only_the_owner_reports(accepted: Commitment, faye: User, regina: User, eve: User) -> None:
    for other in (faye, regina, eve):
        with pytest.raises(Denied):
            actions.start(by=actor(other), commitment=accepted, evidence=shown("I say it began"))


def test_only_those_who_decide_decide(proposed: Commitment, dev: User, regina: User, conrad: User) -> None:
    for other in (dev, regina, conrad):
        with pytest.raises(Denied):
            actions.accept(by=actor(other), commitment=proposed)


def test_a_region_proposes_only_for_itself(
    regina: User, terms: Callable[..., Terms], cedar: Any, theme: Theme
) -> None:
    assert actions.propose(by=actor(regina), terms=terms(), themes=[theme])
    with pytest.raises(Denied):
        actions.propose(by=actor(regina), terms=terms(areas=[cedar]), themes=[theme])


def test_the_owner_never_checks_it(faye: User, agency: Organization, terms: Callable[..., Terms]) -> None:
    own = actions.propose(by=actor(faye), terms=terms(owner=faye, division=agency))
    actions.accept(by=actor(faye), commitment=own)
    actions.start(by=actor(faye), commitment=own, evidence=shown("Begun"))
    actions.report_done(by=actor(faye), commitment=own, evidence=shown("Done"))
    with pytest.raises(Denied):
        actions.verify(by=actor(faye), commitment=own, evidence=shown("I did well"))


def test_who_reported_it_does_not_check_it_after_handing_it_over(
    faye: User, dev: User, agency: Organization, terms: Callable[..., Terms]
) -> None:
    own = actions.propose(by=actor(faye), terms=terms(owner=faye, division=agency))
    actions.accept(by=actor(faye), commitment=own)
    actions.start(by=actor(faye), commitment=own, evidence=shown("Begun"))
    actions.report_done(by=actor(faye), commitment=own, evidence=shown("Done"))
    actions.transfer_owner(by=actor(faye), commitment=own, owner=dev)
    with pytest.raises(Denied):
        actions.verify(by=actor(faye), commitment=own, evidence=shown("I did well"))


@pytest.mark.parametrize("evidence", [Evidence(), Evidence(url="https://example.org/halls")])
def test_a_beginning_needs_a_sentence(accepted: Commitment, dev: User, evidence: Evidence) -> None:
    with pytest.raises(Unfinished):
        actions.start(by=actor(dev), commitment=accepted, evidence=evidence)


def test_done_needs_something_that_shows_it(accepted: Commitment, dev: User) -> None:
    actions.start(by=actor(dev), commitment=accepted, evidence=shown("Begun"))
    with pytest.raises(Unfinished):
        actions.report_done(by=actor(dev), commitment=accepted, evidence=Evidence())
    actions.report_done(by=actor(dev), commitment=accepted, evidence=Evidence(url="https://example.org/"))
    assert accepted.state == State.DONE


def test_a_rule_is_done_when_its_new_words_hold(faye: User, dev: User, terms: Callable[..., Terms]) -> None:
    rule = actions.propose(
        by=actor(faye), terms=terms(kind="policy", document="Clinic manual", passage_before="Until 5 p.m.")
    )
    actions.accept(by=actor(faye), commitment=rule)
    actions.start(by=actor(dev), commitment=rule, evidence=shown("Drafted"))
    with pytest.raises(Unfinished):
        actions.report_done(by=actor(dev), commitment=rule, evidence=shown("Signed"))
    passage = Passage("Until 8 p.m.", date(2026, 5, 1))
    actions.report_done(by=actor(dev), commitment=rule, evidence=shown("Signed"), passage=passage)
    rule.refresh_from_db()
    assert (rule.passage_after, rule.changed_on) == ("Until 8 p.m.", date(2026, 5, 1))


def test_a_plain_no_is_decided_and_then_over(refused: Commitment, dev: User) -> None:
    assert refused.is_public
    assert work(refused) == []
    with pytest.raises(Denied):
        actions.start(by=actor(dev), commitment=refused, evidence=shown("Begun after all"))


@pytest.mark.parametrize(
    "given",
    [
        {"due_on": None},
        {"promise": "will_not"},
        {"kind": "policy"},
        {"title": both("", "")},
    ],
    ids=["no day", "no reason", "no document", "no sentence"],
)
def test_a_proposal_says_what_is_missing(
    faye: User, terms: Callable[..., Terms], given: dict[str, Any]
) -> None:
    if "title" in given:
        given = {"title": type(given["title"])()}
    with pytest.raises(Unfinished):
        actions.propose(by=actor(faye), terms=terms(**given))


def test_the_owner_must_be_able_to_report(faye: User, ben: User, terms: Callable[..., Terms]) -> None:
    with pytest.raises(Unfinished):
        actions.propose(by=actor(faye), terms=terms(owner=ben))


def test_declining_needs_a_reason_and_stays_inside(proposed: Commitment, faye: User) -> None:
    with pytest.raises(Unfinished):
        actions.decline(by=actor(faye), commitment=proposed, evidence=Evidence())
    actions.decline(by=actor(faye), commitment=proposed, evidence=shown("Somebody else does it"))
    assert not Commitment.objects.public().exists()


def test_a_second_click_changes_nothing(faye: User, dev: User, terms: Callable[..., Terms]) -> None:
    key = uuid4()
    first, second = (actions.propose(by=actor(faye), terms=terms(), form_key=key) for _ in range(2))
    assert first == second
    for _ in range(2):
        actions.accept(by=actor(faye), commitment=first)
    for _ in range(2):
        actions.start(by=actor(dev), commitment=first, evidence=shown("Begun"))
    assert first.steps.count() == 2


def test_two_people_cannot_move_it_at_once(accepted: Commitment, dev: User) -> None:
    seen_before = Commitment.objects.get(pk=accepted.pk)
    actions.start(by=actor(dev), commitment=accepted, evidence=shown("Begun"))
    actions.report_done(by=actor(dev), commitment=accepted, evidence=shown("Done"))
    with pytest.raises(IllegalMove):
        actions.start(by=actor(dev), commitment=seen_before, evidence=shown("Begun"))


def test_a_decided_proposal_is_not_reworded(
    accepted: Commitment, faye: User, terms: Callable[..., Terms]
) -> None:
    with pytest.raises(Unfinished):
        actions.edit_proposal(by=actor(faye), commitment=accepted, terms=terms(title=both("Less")))


def test_handing_over_takes_the_work_along(accepted: Commitment, faye: User, partner: Organization) -> None:
    other = MembershipFactory(organization=partner, role="partner_staff", scope=Membership.Scope.ORGANIZATION)
    actions.transfer_owner(by=actor(faye), commitment=accepted, owner=other.user)
    assert work(accepted) == [("commitments.start", other.user.name)]
