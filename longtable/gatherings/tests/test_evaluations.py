"""How was it? Once for each visit or sign-up; what strangers send stands apart; few are never shown."""

from uuid import uuid4

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry
from longtable.gatherings.actions.after import evaluate
from longtable.gatherings.actions.registering import Registered
from longtable.gatherings.models import Attendance, Evaluation, Gathering
from longtable.gatherings.selectors.evaluations import evaluated
from longtable.gatherings.tests.live_stage import on_now, over
from longtable.gatherings.tests.stage import gathering_of, in_days, page, sign_up
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(agency: Organization) -> Gathering:
    """It is on now."""
    return on_now(agency, "evening")


@pytest.fixture
def ana(agency: Organization) -> Registered:
    """She signed up for a morning that is over."""
    morning = gathering_of(agency, "morning", starts_at=in_days(0.1))
    signed_up = sign_up(morning, "Ana Reyes", "Rosa Luz")
    over(morning)
    return signed_up


def said(gathering: Gathering, **also: object) -> Evaluation:
    answers = {"useful": 4, "nonsense": 3, "again": 9}
    columns = {"by": Actor.visitor(), "voter": uuid4().hex, "language": "en", "answers": answers, **also}
    return evaluate(gathering=gathering, **columns)  # type: ignore[arg-type]


def test_somebody_says_how_it_was_and_nothing_ties_it_to_them(client: Client, evening: Gathering) -> None:
    data = {"useful": "5", "best": "La comida", "better": ""}
    client.post("/gatherings/evening/evaluation/?lang=es", data)
    made = Evaluation.objects.get()
    assert (made.answers, made.best) == ({"useful": 5}, "La comida")
    assert {field.name for field in Evaluation._meta.fields}.isdisjoint({"person", "contact", "registration"})


def test_one_browser_says_it_once(client: Client, evening: Gathering) -> None:
    for best in ("good", "better", "best"):
        client.get("/gatherings/evening/evaluation/")
        client.post("/gatherings/evening/evaluation/", {"best": best})
    assert [each.best for each in Evaluation.objects.all()] == ["good"]
    assert "Each person says it once" in page(client.get("/gatherings/evening/evaluation/"))
    Client().post("/gatherings/evening/evaluation/", {"best": "mine"})
    assert Evaluation.objects.count() == 2


def test_a_sign_up_says_it_once_by_its_own_link(ana: Registered) -> None:
    address = f"{ana.opened.path}gathering/evaluation/"
    for best in ("good", "again"):
        assert Client().post(address, {"best": best}).status_code == 302
    made = Evaluation.objects.get()
    assert (made.best, made.is_vouched) == ("good", True)


def test_whose_link_it_was_is_kept_nowhere(ana: Registered) -> None:
    Client().post(f"{ana.opened.path}gathering/evaluation/", {"best": "good"})
    entry = AuditEntry.objects.get(verb="gatherings.gathering.evaluated")
    kept = str({field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields})
    assert str(ana.registration.pk) not in kept
    assert str(ana.registration.receipt_id) not in kept
    ana.registration.receipt.refresh_from_db()
    assert ana.registration.receipt.last_used_at is None


def test_who_was_not_there_does_not_count_with_those_who_were(ana: Registered) -> None:
    Attendance.objects.create(
        gathering=ana.registration.gathering, source="door", match="none", key="somebody else"
    )
    Client().post(f"{ana.opened.path}gathering/evaluation/", {"best": "good"})
    assert not Evaluation.objects.get().is_vouched


def test_another_s_link_is_good_for_its_own_gathering_alone(evening: Gathering, ana: Registered) -> None:
    mine = Actor.receipt(ana.registration.receipt_id)
    with pytest.raises(Denied):
        said(evening, by=mine, registration=ana.registration)
    with pytest.raises(Denied):
        said(ana.registration.gathering, registration=ana.registration)


def test_a_stranger_who_sends_a_hundred_moves_no_figure_of_those_who_came(ana: Registered) -> None:
    morning = ana.registration.gathering
    for _ in range(100):
        said(morning, answers={"useful": 1})
    Evaluation.objects.bulk_create(
        Evaluation(gathering=morning, form_key=uuid4(), language="en", is_vouched=True, answers={"useful": 5})
        for _ in range(5)
    )
    found = evaluated(morning)
    assert [(each.people, each.mean) for each in found.came.opinions] == [(5, 5)]
    assert found.open.opinions[0].mean == 1


def test_only_answers_that_were_asked_are_kept(evening: Gathering) -> None:
    assert said(evening).answers == {"useful": 4}


def test_staff_see_what_people_thought_five_at_a_time(evening: Gathering, faye: User) -> None:
    visit, path = signed_in(Client(), faye), "/convening/evening/opinions/"
    for number in range(4):
        said(evening, best=f"word {number}")
    assert "word 1" not in page(visit.get(path))
    said(evening)
    five = page(visit.get(path))
    assert "word 1" in five
    said(evening, best="the sixth", answers={"useful": 1})
    six = page(visit.get(path))
    assert "the sixth" not in six
    assert evaluated(evening).open.opinions[0].mean == 4
    assert evaluated(evening).open.waiting == 1


def test_a_sentence_that_few_answered_has_no_mean(evening: Gathering, faye: User) -> None:
    for number in range(5):
        said(evening, answers={"useful": 4} if number else {"useful": 4, "heard": 1})
    means = {each.code: each.mean for each in evaluated(evening).open.opinions}
    assert means == {"useful": 4, "heard": None}
    assert "too few" in page(signed_in(Client(), faye).get("/convening/evening/opinions/"))


def test_before_it_begins_nobody_says_how_it_was(agency: Organization) -> None:
    with pytest.raises(Denied):
        said(gathering_of(agency, "next-week"))
