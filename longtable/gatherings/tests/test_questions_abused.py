"""What somebody could do with the box of questions against others: covered, limited, and told to nobody."""

from uuid import uuid4

import pytest
from django.test import Client

from longtable.accounts.models import Organization
from longtable.core.states import IllegalMove
from longtable.gatherings.actions import questions as acts
from longtable.gatherings.actions.asking import language_asked
from longtable.gatherings.actions.panel import give_link
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.tests.live_stage import MAIL, RIDE, TRANSPORT, asked, letters, on_now, shown
from longtable.gatherings.tests.stage import STAGE, page, words
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db

NUMBER = "919-555-0142"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def evening(agency: Organization) -> Gathering:
    """A listening session that is on now."""
    return on_now(agency, "evening")


def pages(evening: Gathering, cast: Cast) -> list[str]:
    """What visitors, the panel with and without an account, and who asked read of the questions."""
    link = give_link(by=STAGE, panelist=evening.panelists.create(name="Rosa"), form_key=uuid4())
    evening.panelists.create(name="Dev", user=cast.dev)
    on_panel = signed_in(Client(), cast.dev)
    public = "/gatherings/evening/questions/"
    return [
        page(Client().get(public)),
        page(Client().get(public, headers={"accept-language": "es"})),
        page(on_panel.get("/convening/evening/questions/")),
        page(Client().get(f"{link.path}panel/")),
    ]


def test_another_s_number_is_covered_also_in_translations_and_in_what_was_joined(
    evening: Gathering, cast: Cast
) -> None:
    head = shown(evening, f"Why does my neighbor ({NUMBER}) get a ride?")
    acts.translate(by=STAGE, question=head, words={"es": f"¿Por qué mi vecina ({NUMBER}) sí?"})
    acts.join(by=STAGE, question=shown(evening, f"Call {NUMBER} and ask her"), into=head)
    assert [NUMBER in read for read in pages(evening, cast)] == [False] * 4


def test_a_script_is_words(evening: Gathering, cast: Cast) -> None:
    head = shown(evening, SCRIPT)
    acts.translate(by=STAGE, question=head, words={"es": SCRIPT})
    acts.join(by=STAGE, question=shown(evening, SCRIPT), into=head)
    mine = asked(evening, SCRIPT).opened
    acts.answer_in_writing(by=STAGE, question=head, answer=words(SCRIPT))
    read = [*pages(evening, cast), page(Client().get(f"{mine.path}question/"))]
    read += [page(signed_in(Client(), cast.faye).get(f"/convening/evening/questions/{head.number}/"))]
    assert [SCRIPT in each for each in read] == [False] * 6
    assert all("&lt;script&gt;" in each for each in read)


def test_words_that_were_refused_are_sent_to_nobody(evening: Gathering) -> None:
    """Anybody can type anybody's address: what they write there must not arrive in our name."""
    sent = asked(evening, "You are worthless", contact=MAIL).question
    acts.do_not_show(by=STAGE, question=sent, reason="hurts")
    (letter,) = letters("gatherings.question_not_shown")
    assert "worthless" not in letter.body


def test_an_address_is_not_flooded_with_refusals(evening: Gathering) -> None:
    for number in range(8):
        sent = asked(evening, f"Spam {number}", contact=MAIL).question
        acts.do_not_show(by=STAGE, question=sent, reason="elsewhere")
    assert len(letters("gatherings.question_not_shown")) == 5


def test_one_phone_that_forgets_who_it_is_cannot_want_without_end(evening: Gathering) -> None:
    question = shown(evening)
    answers = [
        Client().post(f"/gatherings/evening/questions/{question.number}/want/").status_code for _ in range(62)
    ]
    assert answers[-1] == 429
    question.refresh_from_db()
    assert question.votes == 60


@pytest.mark.parametrize("settled", ["live", "written", "later"])
def test_what_hurts_can_be_taken_away_also_after_it_was_answered(
    client: Client, evening: Gathering, cast: Cast, settled: str
) -> None:
    question = shown(evening)
    if settled == "live":
        acts.answer_live(by=STAGE, question=question)
    elif settled == "written":
        acts.answer_in_writing(by=STAGE, question=question, answer=words("Yes"))
    else:
        acts.answer_later(by=STAGE, question=question, owner=cast.faye, due_on=question.created_at.date())
    acts.do_not_show(by=STAGE, question=question, reason="hurts")
    assert RIDE not in page(client.get("/gatherings/evening/questions/"))
    with pytest.raises(IllegalMove):
        acts.do_not_show(by=STAGE, question=question, reason="hurts")


def test_spanish_on_an_english_page_is_spanish(client: Client, evening: Gathering) -> None:
    client.post("/gatherings/evening/questions/", {"form_key": str(uuid4()), "text": TRANSPORT})
    assert Question.objects.get().language == "es"
    assert language_asked(RIDE, "en") == "en"
    assert language_asked("Rides?", "es") == "es"


def test_joined_parted_and_joined_again_whoever_asked_is_told_once(evening: Gathering) -> None:
    head, other = shown(evening, contact="ben@example.org"), shown(evening, TRANSPORT, contact=MAIL)
    acts.join(by=STAGE, question=other, into=head)
    acts.answer_in_writing(by=STAGE, question=head, answer=words("Yes"))
    assert len(letters("gatherings.question_answered")) == 2
    acts.separate(by=STAGE, question=other)
    acts.join(by=STAGE, question=other, into=head)
    assert len(letters("gatherings.question_answered")) == 2
