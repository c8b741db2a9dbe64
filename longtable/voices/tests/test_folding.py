"""Answers that seem to be one person's: found, shown, decided by a person, and never dropped."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.voices import actions
from longtable.voices.jobs.folding import look_for_stuffing
from longtable.voices.models import Analysis, Comment, Conversation, Fold, NetworkTrace, Participant, Vote
from longtable.voices.networks import network_of
from longtable.voices.selectors.folds import folds
from longtable.voices.selectors.results import answered, results
from longtable.voices.tests.stage import page, send, shown
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

MACHINE = Actor.system("test")


def person(conversation: Conversation, answers: dict[Comment, int], **more: str) -> Participant:
    """Somebody new, with their answers a minute apart."""
    made = Participant.objects.create(conversation=conversation, language="en", **more)
    Vote.objects.bulk_create(
        Vote(participant=made, comment=comment, value=value, at=timezone.now() + timedelta(minutes=minute))
        for minute, (comment, value) in enumerate(answers.items())
    )
    return made


def fold(conversation: Conversation, *people: Participant) -> Fold:
    made = actions.fold_participants(
        by=MACHINE, conversation=conversation, participants=[each.pk for each in people], signs=["in_turn"]
    )
    assert made
    return made


def test_the_network_leaves_a_trace_and_no_address(client: Client, conversation: Conversation) -> None:
    send(client, conversation)
    trace = NetworkTrace.objects.get()
    assert trace.network == network_of(conversation, "127.0.0.1")
    assert len(trace.network) == 32


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.99", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:1:2::3", "2001:db8:1:ffff::4", True),
        ("2001:db8:1::", "2001:db8:2::", False),
        ("::ffff:203.0.113.7", "203.0.113.8", True),
    ],
)
def test_neighbors_share_a_network(conversation: Conversation, one: str, other: str, same: bool) -> None:
    assert (network_of(conversation, one) == network_of(conversation, other)) is same


def test_a_network_is_another_in_another_conversation(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    assert network_of(conversation, "203.0.113.7") != network_of(elsewhere, "203.0.113.7")
    assert network_of(conversation, "no address") == ""


def test_folded_answers_count_as_one_and_are_still_there(conversation: Conversation) -> None:
    comment = shown(conversation)
    fold(conversation, *(person(conversation, {comment: 1}) for _ in range(3)))
    person(conversation, {comment: -1})
    (result,) = results(conversation)
    assert (result.everybody.agrees, result.everybody.disagrees) == (3, 1)
    assert (result.folded.agrees, result.folded.disagrees) == (1, 1)
    assert (answered(conversation).everybody, answered(conversation).folded) == (4, 2)
    assert Vote.objects.count() == 4


def test_of_a_fold_the_latest_answer_counts(conversation: Conversation) -> None:
    comment = shown(conversation)
    first, second = person(conversation, {comment: 1}), person(conversation, {comment: 1})
    Vote.objects.filter(participant=second).update(value=-1, at=timezone.now() + timedelta(days=1))
    fold(conversation, first, second)
    (result,) = results(conversation)
    assert (result.folded.agrees, result.folded.disagrees) == (0, 1)


def test_without_the_open_ones_only_who_is_confirmed_counts(conversation: Conversation) -> None:
    comment = shown(conversation)
    for confidence in ("open", "confirmed", "staff"):
        person(conversation, {comment: 1}, confidence=confidence)
    (result,) = results(conversation)
    assert (result.everybody.agrees, result.confirmed.agrees) == (3, 2)


def test_a_statement_that_looks_otherwise_is_marked(conversation: Conversation) -> None:
    comment = shown(conversation)
    for _ in range(12):
        person(conversation, {comment: 1})
    for _ in range(12):
        person(conversation, {comment: -1}, confidence="staff")
    (result,) = results(conversation)
    assert result.differs_without_open
    assert not result.differs_folded


def test_only_open_participants_are_folded(conversation: Conversation) -> None:
    comment = shown(conversation)
    one, met = person(conversation, {comment: 1}), person(conversation, {comment: 1}, confidence="staff")
    folded = actions.fold_participants(
        by=MACHINE, conversation=conversation, participants=[one.pk, met.pk], signs=["burst"]
    )
    assert folded is None
    assert not Fold.objects.exists()


def test_who_confirms_a_contact_counts_again(conversation: Conversation) -> None:
    comment = shown(conversation)
    people = [person(conversation, {comment: 1}) for _ in range(3)]
    fold(conversation, *people)
    Participant.objects.filter(pk=people[0].pk).update(confidence="confirmed")
    (result,) = results(conversation)
    assert (result.everybody.agrees, result.folded.agrees) == (3, 2)
    assert answered(conversation).folded == 2


def test_what_nobody_has_looked_at_comes_first_then_the_newest(
    conversation: Conversation, conrad: User, faye: User
) -> None:
    comment = shown(conversation)
    first, second, third, waiting = (
        fold(conversation, person(conversation, {comment: 1}), person(conversation, {comment: 1}))
        for _ in range(4)
    )
    for made, by in ((first, faye), (second, conrad), (third, faye)):
        actions.decide_fold(by=actor(by), fold=made, after="folded", reason="One computer")
    assert list(folds(conversation)) == [waiting, third, second, first]


def test_who_joins_joins_the_same_fold(conversation: Conversation) -> None:
    comment = shown(conversation)
    one, two, three = (person(conversation, {comment: 1}) for _ in range(3))
    first = fold(conversation, one, two)
    assert fold(conversation, one, two) == first
    assert fold(conversation, two, three) == first
    assert first.participants.count() == 3


def test_what_a_person_decided_stays(conversation: Conversation, conrad: User) -> None:
    comment = shown(conversation)
    one, two, three = (person(conversation, {comment: 1}) for _ in range(3))
    made = fold(conversation, one, two)
    actions.decide_fold(by=actor(conrad), fold=made, after="unfolded", reason="A family, we called them")
    again = actions.fold_participants(
        by=MACHINE, conversation=conversation, participants=[one.pk, two.pk, three.pk], signs=["burst"]
    )
    assert again is None
    (result,) = results(conversation)
    assert result.folded.agrees == 3


def test_two_who_decide_differently_are_told(conversation: Conversation, conrad: User, faye: User) -> None:
    comment = shown(conversation)
    made = fold(conversation, person(conversation, {comment: 1}), person(conversation, {comment: 1}))
    stale = Fold.objects.get(pk=made.pk)
    actions.decide_fold(by=actor(conrad), fold=made, after="unfolded", reason="A family")
    with pytest.raises(IllegalMove):
        actions.decide_fold(by=actor(faye), fold=stale, after="unfolded", reason="Neighbors")


def test_somebody_is_asked_to_look_until_they_did(conversation: Conversation, conrad: User) -> None:
    comment = shown(conversation)
    made = fold(conversation, person(conversation, {comment: 1}), person(conversation, {comment: 1}))
    run_all()
    assert WorkItem.objects.open().filter(kind="voices.fold").count() == 1
    actions.decide_fold(by=actor(conrad), fold=made, after="folded", reason="One computer, one minute")
    run_all()
    assert not WorkItem.objects.open().filter(kind="voices.fold").exists()


def test_every_night_it_looks_where_something_was_answered(conversation: Conversation) -> None:
    statements = [shown(conversation, f"Statement {number}") for number in range(12)]
    for each in range(40):  # of many minds
        mind = {statement: (1, -1, 0)[(each * 7 + at * each) % 3] for at, statement in enumerate(statements)}
        person(conversation, mind)
    alike = [person(conversation, dict.fromkeys(statements, -1)) for _ in range(6)]
    start = timezone.now() - timedelta(hours=5)
    for place, each in enumerate(alike):
        NetworkTrace.objects.create(participant=each, network="n")
        for number, vote in enumerate(each.votes.all()):
            vote.at = start + timedelta(minutes=3 * place, seconds=9 * number)
            vote.save()
    look_for_stuffing()
    run_all()
    made = Fold.objects.get()
    assert set(made.participants.all()) == set(alike)
    assert made.signs == ["in_turn"]
    look_for_stuffing()
    assert Analysis.objects.count() == 1  # nothing was answered since


def test_nobody_but_the_machine_folds_and_nobody_below_a_moderator_decides(
    conversation: Conversation, conrad: User, ben: User
) -> None:
    comment = shown(conversation)
    one, two = person(conversation, {comment: 1}), person(conversation, {comment: 1})
    with pytest.raises(Denied):
        actions.fold_participants(
            by=actor(conrad), conversation=conversation, participants=[one.pk, two.pk], signs=[]
        )
    with pytest.raises(Denied):
        actions.decide_fold(by=actor(ben), fold=fold(conversation, one, two), after="unfolded", reason="x")


def test_the_page_says_the_signs_and_takes_a_decision(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    comment = shown(conversation)
    made = fold(conversation, person(conversation, {comment: 1}), person(conversation, {comment: 1}))
    signed_in(client, conrad)
    address = reverse("voices:folds", args=["clinics"])
    assert "one after the other" in page(client.get(address))  # type: ignore[arg-type]
    decide = reverse("voices:decide-fold", args=["clinics", made.pk])
    assert client.post(decide, {"after": "unfolded", "reason": ""}).status_code == 422
    assert client.post(decide, {"after": "unfolded", "reason": "A family"}).status_code == 302
    assert "A family" in page(client.get(address))  # type: ignore[arg-type]
    assert client.post(reverse("voices:decide-fold", args=["clinics", uuid4()])).status_code == 404


def test_of_a_very_large_fold_the_first_are_laid_out(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    comment = shown(conversation)
    fold(conversation, *(person(conversation, {comment: 1}) for _ in range(14)))
    words = page(signed_in(client, conrad).get(reverse("voices:folds", args=["clinics"])))  # type: ignore[arg-type]
    assert "14 sets of answers" in words
    assert "Only the first 12 are shown." in words


def test_the_results_page_shows_all_three_counts(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    comment = shown(conversation)
    person(conversation, {comment: 1}, confidence="staff", channel="paper")
    person(conversation, {comment: -1})
    signed_in(client, conrad)
    address = reverse("voices:results", args=["clinics"])
    everybody = page(client.get(address))  # type: ignore[arg-type]
    assert "of 2 people<br>1 agree<br>1 disagree<br>0 not sure" in everybody
    on_paper = page(client.get(address, {"order": "division", "channel": "paper"}))  # type: ignore[arg-type]
    assert on_paper.count("of 1 person<br>1 agree<br>0 disagree<br>0 not sure") == 3
    for shown_page in (everybody, on_paper):
        assert 'scope="row">on paper</th><td class="number">1</td>' in shown_page
        assert '<td class="number">–</td>' in shown_page  # nobody counted by hand
    assert (answered(conversation).everybody, answered(conversation, "paper").everybody) == (2, 1)


def test_how_many_are_confirmed_is_no_live_number_for_anybody(
    client: Client, conversation: Conversation
) -> None:
    """It is a count of a group: the public reads it in a release, where small ones are hidden."""
    comment = shown(conversation)
    person(conversation, {comment: 1}, confidence="confirmed")
    person(conversation, {comment: 1})
    said = page(client.get(reverse("voices:said", args=["clinics"])))  # type: ignore[arg-type]
    assert "2 people have said whether they agree." in said
    assert "a code came back" not in said


def test_thirty_folds_cost_no_more_queries_than_one(
    client: Client,
    conversation: Conversation,
    conrad: User,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    comment = shown(conversation)
    signed_in(client, conrad)
    needed = {}
    for name in ("folds", "results"):
        address = reverse(f"voices:{name}", args=["clinics"])
        fold(conversation, person(conversation, {comment: 1}), person(conversation, {comment: 1}))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        needed[address] = len(queries)
    for _ in range(9):
        statement = shown(conversation)
        fold(conversation, person(conversation, {statement: 1}), person(conversation, {comment: 1}))
    for address, few in needed.items():
        with django_assert_num_queries(few):
            client.get(address)
