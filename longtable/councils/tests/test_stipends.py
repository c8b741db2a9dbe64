"""Being paid: warned before the choice, never required, changed at any time."""

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Actor
from longtable.councils import actions
from longtable.councils.actions.applying import NotOffered
from longtable.councils.models import Application, Council, StipendChoice
from longtable.councils.tests.stage import offered, page, send
from tests.cast import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(client: Client, council: Council, faye: User) -> str:
    """The page of somebody who was offered a seat by a council that pays."""
    Council.objects.update(stipends=["cash", "gift_card"])
    council.refresh_from_db()
    seat = council.seats.first()
    opened = send(client, council, seat).url
    actions.offer(by=actor(faye), application=Application.objects.get(), seat=seat)
    return opened


def choose(client: Client, link: str, way: str, *, has_read: bool = True) -> int:
    data = {"way": way} | ({"has_read": "on"} if has_read else {})
    return client.post(f"{link}stipend/", data).status_code


@pytest.mark.parametrize(
    ("language", "word"), [("en", "may count as income"), ("es", "puede contar como ingreso")]
)
def test_the_warning_stands_before_the_choice(client: Client, link: str, language: str, word: str) -> None:
    shown = page(client.get(f"{link}?lang={language}"))
    assert shown.index(word) < shown.index('name="way"')
    assert "Medicaid" in shown


def test_nobody_chooses_without_having_read_it(client: Client, link: str) -> None:
    assert choose(client, link, "cash", has_read=False) == 422
    assert not StipendChoice.objects.exists()


def test_the_words_of_the_warning_are_kept_with_the_choice(client: Client, link: str) -> None:
    assert choose(client, link, "gift_card") == 302
    kept = StipendChoice.objects.get()
    assert kept.way == "gift_card"
    assert "Medicaid" in kept.warning


def test_the_choice_can_be_changed_and_the_last_one_counts(client: Client, link: str) -> None:
    choose(client, link, "cash")
    choose(client, link, "none")
    assert Application.objects.get().stipend.way == "none"  # type: ignore[union-attr]
    assert StipendChoice.objects.count() == 2


def test_the_same_choice_again_is_one(client: Client, link: str) -> None:
    choose(client, link, "cash")
    choose(client, link, "cash")
    assert StipendChoice.objects.count() == 1


def test_what_the_council_does_not_offer_cannot_be_chosen(client: Client, link: str) -> None:
    assert choose(client, link, "reimbursement") == 422


def test_one_may_say_yes_to_the_seat_without_a_choice(client: Client, link: str) -> None:
    assert client.post(f"{link}accept/").status_code == 302
    assert Application.objects.get().state == Application.State.ACCEPTED


def test_who_was_not_offered_a_seat_is_not_asked(client: Client, council: Council) -> None:
    Council.objects.update(stipends=["cash"])
    link = send(client, council).url
    assert 'name="way"' not in page(client.get(link))


def test_where_nobody_is_paid_nobody_is_asked(client: Client, council: Council, faye: User) -> None:
    application = offered(actor(faye), council, council.seats.get(number=1))
    with pytest.raises(NotOffered):
        actions.choose_stipend(
            by=Actor.receipt(application.receipt_id),
            application=application,
            way="cash",
            language="en",
            has_read=True,
        )


def test_no_way_around_the_page_takes_a_choice_without_the_warning(client: Client, link: str) -> None:
    application = Application.objects.get()
    with pytest.raises(NotOffered):
        actions.choose_stipend(
            by=Actor.receipt(application.receipt_id),
            application=application,
            way="cash",
            language="en",
            has_read=False,
        )
