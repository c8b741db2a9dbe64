"""The pages for paper: where voices are carried in, a stack begun, sheets typed in, put right, taken back."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from longtable.accounts.models import Organization, User
from longtable.voices.forms import SheetForm
from longtable.voices.models import Batch, Comment, Conversation
from longtable.voices.tests.stage import page, shown
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(conversation: Conversation) -> list[Comment]:
    """Two comments that others may read."""
    return [shown(conversation, "Clinics close too early."), shown(conversation, "The phone rings for ever.")]


@pytest.fixture
def at_work(client: Client, ben: User) -> Client:
    """Ben's browser."""
    return signed_in(client, ben)


@pytest.fixture
def batch(at_work: Client, conversation: Conversation, printed: list[Comment]) -> Batch:
    """A stack that Ben began on the page."""
    begin(at_work, conversation)
    return Batch.objects.get()


def begin(client: Client, conversation: Conversation, **more: object) -> object:
    address = reverse("voices:start-batch", args=[conversation.slug])
    typed = {
        "form_key": uuid4(),
        "channel": "paper",
        "label": "Food bank",
        "collected_on": timezone.localdate(),
        "language": "es",
        "statements": " ".join(str(each.number) for each in conversation.comments.shown().order_by("number")),
        "sheets": 40,
        **more,
    }
    return client.post(address, typed)


def type_in(client: Client, batch: Batch, **more: object) -> object:
    address = reverse("voices:next-sheet", args=[batch.conversation.slug, batch.pk])
    typed = {"form_key": uuid4(), "number": 1, "words": "No bus.", "answers": "a-", "language": "es", **more}
    return client.post(address, typed)


def test_the_statements_on_the_newest_sheet_are_offered(
    at_work: Client, conversation: Conversation, printed: list[Comment]
) -> None:
    text = page(at_work.get(reverse("voices:start-batch", args=[conversation.slug])))
    assert f'value="{printed[0].number} {printed[1].number}"' in text


def test_every_channel_stands_below_what_was_carried_in(
    at_work: Client, batch: Batch, partner: Organization, dev: User
) -> None:
    type_in(at_work, batch)
    address = reverse("voices:batches", args=[batch.conversation.slug])
    assert "How people spoke" in page(at_work.get(address))
    batch.conversation.collectors.add(partner)
    assert "How people spoke" not in page(signed_in(Client(), dev).get(address))


def test_a_statement_that_nobody_may_read_cannot_be_on_paper(
    at_work: Client, conversation: Conversation
) -> None:
    answer = begin(at_work, conversation, statements="77")
    assert answer.status_code == 422
    assert "There is no comment 77 here" in page(answer)


def test_saved_the_next_sheet_is_there_with_county_and_language_kept(
    at_work: Client, batch: Batch, alder: object
) -> None:
    answer = type_in(at_work, batch, area=alder.pk)
    assert answer.status_code == 302
    text = page(at_work.get(answer.url))
    assert "Sheet 2 of 40" in text
    assert "Sheet 1 is saved." in text
    assert f'<option value="{alder.pk}" selected>' in text
    assert '<option value="es" selected>' in text


def test_a_letter_that_is_none_is_named_with_its_statement(at_work: Client, batch: Batch) -> None:
    answer = type_in(at_work, batch, answers="a x")
    assert answer.status_code == 422
    assert "Statement 2: “x” is no answer." in page(answer)
    assert "No bus." in page(answer)
    assert batch.participants.count() == 0


def test_an_empty_sheet_is_not_kept(at_work: Client, batch: Batch) -> None:
    answer = type_in(at_work, batch, words="", answers="- -")
    assert "Nothing is typed in yet." in page(answer)


def test_a_number_that_is_taken_goes_on_with_the_next(at_work: Client, batch: Batch) -> None:
    type_in(at_work, batch)
    answer = type_in(at_work, batch, words="Another sheet.")
    assert "Sheet 1 is there already." in page(answer)
    assert 'name="number" value="2"' in page(answer)
    assert "Another sheet." in page(answer)


def test_a_sheet_is_put_right_on_its_page(at_work: Client, batch: Batch) -> None:
    type_in(at_work, batch, words="No bsu.\n\nNo phone.", answers="ad", about_race_ethnicity="3 4")
    address = reverse("voices:sheet", args=[batch.conversation.slug, batch.pk, 1])
    text = page(at_work.get(address))
    assert "No bsu.\n\nNo phone." in text
    assert 'value="a d"' in text
    assert 'value="3 4"' in text
    at_work.post(
        address, {"form_key": uuid4(), "words": "No bus.\n\nNo phone.", "answers": "ad", "language": "es"}
    )
    person = batch.participants.get()
    assert sorted(each.text for each in person.comments.all()) == ["No bus.", "No phone."]
    assert person.about == {}


def test_a_sheet_typed_twice_is_taken_back_on_its_page(at_work: Client, batch: Batch) -> None:
    type_in(at_work, batch)
    type_in(at_work, batch, number=2)
    address = reverse("voices:sheet", args=[batch.conversation.slug, batch.pk, 2])
    assert "There is no other sheet" in page(at_work.post(address, {"same_as": 9}))
    assert at_work.post(address, {"same_as": 1}).status_code == 302
    assert batch.participants.exclude(fold=None).count() == 2
    folds = at_work.get(reverse("voices:folds", args=[batch.conversation.slug]))
    assert "It is the same sheet of paper, typed in twice." in page(folds)


def test_danger_on_paper_tells_the_typist_what_to_do(at_work: Client, batch: Batch, conrad: User) -> None:
    answer = type_in(at_work, batch, words="Mi esposo me pega y ya no quiero vivir.")
    text = page(at_work.get(answer.url))
    assert "tel:988" in text
    assert "Conrad" in text
    assert "autofocus" not in text  # the help lines come before the next sheet
    text = page(at_work.get(type_in(at_work, batch, number=2).url))
    assert "tel:988" in text
    assert "autofocus" in text


def test_somebody_else_s_stack_is_not_there(
    client: Client, batch: Batch, conversation: Conversation, partner: Organization, dev: User
) -> None:
    at_church = signed_in(client, dev)
    assert at_church.get(reverse("voices:batches", args=[conversation.slug])).status_code == 404
    conversation.collectors.add(partner)
    assert "Food bank" not in page(at_church.get(reverse("voices:batches", args=[conversation.slug])))
    assert at_church.get(reverse("voices:batch", args=[conversation.slug, batch.pk])).status_code == 404
    assert conversation.slug in page(at_church.get(reverse("voices:carry")))


@pytest.mark.parametrize(("language", "line", "value"), [("en", "n", 0), ("es", "n", -1), ("es", "S", 1)])
def test_letters_are_those_of_the_page(
    conversation: Conversation, printed: list[Comment], language: str, line: str, value: int
) -> None:
    with translation.override(language):
        form = SheetForm(
            {"form_key": uuid4(), "number": 1, "answers": line, "language": "en"},
            about_you=[],
            statements=printed[:1],
        )
        assert form.is_valid(), form.errors
    assert form.sheet().answers == {printed[0].number: value}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("25", ["asian", "middle_eastern"]), ("2, 5", ["asian", "middle_eastern"]), ("0", ["declined"])],
)
def test_about_oneself_is_typed_as_numbers(typed: str, codes: list[str]) -> None:
    data = {"form_key": uuid4(), "number": 1, "words": "x", "language": "en", "about_race_ethnicity": typed}
    form = SheetForm(data, about_you=["race_ethnicity"])
    assert form.is_valid(), form.errors
    assert form.sheet().about == {"race_ethnicity": codes}


@pytest.mark.parametrize(
    ("question", "typed"), [("race_ethnicity", "9"), ("race_ethnicity", "b"), ("age_band", "12")]
)
def test_a_number_that_is_no_answer_is_refused(question: str, typed: str) -> None:
    data = {"form_key": uuid4(), "number": 1, "words": "x", "language": "en", f"about_{question}": typed}
    assert f"about_{question}" in SheetForm(data, about_you=[question]).errors
