"""What several people, or one impatient finger, send at one moment is kept once, on either engine."""

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.core.states import IllegalMove
from longtable.directory.actions import confirming
from longtable.directory.actions.capacity import Saying, say_capacity
from longtable.directory.actions.editing import Edit, Overtaken, change_entry
from longtable.directory.actions.reporting import Told, answer_report, report_error
from longtable.directory.models import Ask, Change, Confirmation, Phone, Report, ServiceCapacity
from longtable.directory.selectors.asking import holder_of
from longtable.directory.tests.entries import Made, edit, make_entry
from longtable.messaging.models import Message
from tests.cast import actor

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 4


@pytest.fixture
def ours(partner: Organization) -> Made:
    return make_entry(partner)


def at_once(do: Callable[[int], object]) -> list[Exception]:
    """What goes wrong when four do it at the same moment; each is told which one it is."""
    together, faults = threading.Barrier(HANDS), []

    def work(number: int) -> None:
        together.wait()
        try:
            do(number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    hands = [threading.Thread(target=work, args=[number]) for number in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return faults


def test_one_saying_holds(dev: User, ours: Made) -> None:
    by = actor(dev)

    def say(number: int) -> None:
        say_capacity(by=by, service=ours.pantry, saying=Saying("open", available=number))

    assert at_once(say) == []
    assert ServiceCapacity.objects.count() == HANDS
    assert ServiceCapacity.objects.filter(replaced_at=None).count() == 1


def test_a_new_row_is_made_once(dev: User, ours: Made) -> None:
    by, new = actor(dev), Edit("phone", uuid4(), {"service": str(ours.pantry.pk), "number": "1"}, is_new=True)
    assert at_once(lambda _: change_entry(by=by, entry=ours.entry, edits=[new])) == []
    assert Phone.objects.filter(number="1").count() == 1
    assert Change.objects.count() == 1


def test_of_four_editors_one_writes_and_three_are_shown_what(dev: User, ours: Made) -> None:
    by, edits = actor(dev), [edit(ours.phone, number=str(number)) for number in range(HANDS)]
    faults = at_once(lambda number: change_entry(by=by, entry=ours.entry, edits=[edits[number]]))
    assert [type(fault) for fault in faults] == [Overtaken] * (HANDS - 1)
    assert Change.objects.count() == 1


def test_one_question_goes_out(ours: Made) -> None:
    clock = Actor.system("directory.asking")
    assert at_once(lambda _: confirming.ask(by=clock, entry=ours.entry)) == []
    assert Ask.objects.count() == 1
    assert Message.objects.count() == 1


def test_all_is_right_is_said_once(ours: Made) -> None:
    ask = confirming.ask(by=Actor.system("directory.asking"), entry=ours.entry)
    assert ask
    asks = [Ask.objects.select_related("entry").get(pk=ask.pk) for _ in range(HANDS)]
    at_once(lambda number: confirming.confirm_by_link(by=holder_of(ask), ask=asks[number]))
    assert Confirmation.objects.filter(service=ours.pantry).count() == 1


def test_a_report_is_kept_once(ours: Made) -> None:
    key = uuid4()

    def send(_: int) -> None:
        report_error(
            by=Actor.visitor(),
            service=ours.pantry,
            told=Told("phone", contact="ana@example.org"),
            language="en",
            form_key=key,
            network="198.51.100.7",
        )

    assert at_once(send) == []
    assert Report.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_report_is_answered_once(dev: User, ours: Made) -> None:
    by = actor(dev)
    told = Told("phone")
    report = report_error(
        by=Actor.visitor(), service=ours.pantry, told=told, language="en", form_key=uuid4(), network="x"
    ).report
    held = [Report.objects.get(pk=report.pk) for _ in range(HANDS)]
    faults = at_once(lambda number: answer_report(by=by, report=held[number], outcome="was_right"))
    assert [type(fault) for fault in faults] == [IllegalMove] * (HANDS - 1)
