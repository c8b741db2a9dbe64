"""/voices/new/, edit/ and state/: a conversation is prepared, opened, closed, and opened again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Denied
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.places.models import Area
from longtable.voices import actions, selectors
from longtable.voices.actions.conversations import NotReady, Plan
from longtable.voices.models import Conversation
from longtable.voices.tests.stage import page, send
from tests.cast import actor, member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(conrad: User) -> Client:
    return signed_in(Client(), conrad)


@pytest.fixture
def form(agency: Organization, alder: Area) -> dict[str, object]:
    """What Conrad fills in."""
    return {
        "question_en": "What would help?",
        "question_es": "¿Qué ayudaría?",
        "slug": "what-would-help",
        "organization": agency.pk,
        "areas": [alder.pk],
        "opens_at_0": "2026-01-05",
        "opens_at_1": "08:00",
        "moderation": "before",
        "help_days": "2",
    }


def test_what_is_prepared_nobody_sees(staff: Client, form: dict[str, object]) -> None:
    assert staff.post("/voices/new/", form).status_code == 302
    made = Conversation.objects.get()
    assert (made.state, made.slug) == ("draft", "what-would-help")
    assert Client().get("/c/what-would-help/").status_code == 404
    assert "What would help?" not in page(Client().get("/c/"))


def test_partners_who_collect_may_carry_voices_in(
    staff: Client, form: dict[str, object], partner: Organization, dev: User
) -> None:
    at_church = signed_in(Client(), dev)
    staff.post("/voices/new/", form | {"collectors": [partner.pk]})
    staff.post("/voices/what-would-help/state/", {"open": "1"})
    assert at_church.get("/voices/what-would-help/batches/").status_code == 200
    staff.post("/voices/what-would-help/edit/", form)
    assert at_church.get("/voices/what-would-help/batches/").status_code == 404


def test_once_opened_anybody_can_take_part(staff: Client, form: dict[str, object]) -> None:
    staff.post("/voices/new/", form)
    staff.post("/voices/what-would-help/state/", {"open": "1"})
    assert "What would help?" in page(Client().get("/c/"))
    assert send(Client(), Conversation.objects.get()).status_code == 302


def test_it_does_not_open_before_every_language_is_written(staff: Client, form: dict[str, object]) -> None:
    staff.post("/voices/new/", form)
    Conversation.objects.update(question=LocalizedText.of(en="What would help?"))
    response = staff.post("/voices/what-would-help/state/", {"open": "1"}, follow=True)
    assert "First write the question in every language." in page(response)
    assert Conversation.objects.get().state == "draft"


def test_a_machines_translation_does_not_open_it(conversation: Conversation, conrad: User) -> None:
    conversation.state = Conversation.State.DRAFT
    conversation.question = LocalizedText.of(en="What would help?").propose("es", "¿Qué ayudaría?")
    conversation.save()
    with pytest.raises(NotReady, match="es"):
        actions.open_conversation(by=actor(conrad), conversation=conversation)


def test_it_opens_and_closes_at_its_hours(conversation: Conversation) -> None:
    now = timezone.now()
    hours = {(-2, None): True, (1, None): False, (-2, -1): False, (-2, 1): True}
    for (opens, closes), expected in hours.items():
        conversation.opens_at = now + timedelta(hours=opens)
        conversation.closes_at = None if closes is None else now + timedelta(hours=closes)
        conversation.save()
        assert conversation.is_open(now) is expected
        assert selectors.open_conversations().filter(pk=conversation.pk).exists() is expected


def test_a_closed_one_can_be_read_and_opened_again(staff: Client, conversation: Conversation) -> None:
    staff.post(f"/voices/{conversation.slug}/state/", {"close": "1"})
    assert "This conversation is closed" in page(Client().get(f"/c/{conversation.slug}/"))
    staff.post(f"/voices/{conversation.slug}/state/", {"open": "1"})
    conversation.refresh_from_db()
    assert conversation.state == "open"


def test_closing_what_is_closed_says_so(staff: Client, conversation: Conversation, conrad: User) -> None:
    staff.post(f"/voices/{conversation.slug}/state/", {"close": "1"})
    response = staff.post(f"/voices/{conversation.slug}/state/", {"close": "1"}, follow=True)
    assert "Somebody else changed this" in page(response)
    conversation.refresh_from_db()
    with pytest.raises(IllegalMove):
        actions.close_conversation(by=actor(conrad), conversation=conversation)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question_es", ""),
        ("closes_at_0", "2025-01-01"),
        ("slug", "no spaces please"),
        ("organization", ""),
        ("help_days", "0"),
    ],
)
def test_a_form_with_a_fault_is_given_back(
    staff: Client, form: dict[str, object], field: str, value: str
) -> None:
    faulty = {**form, "closes_at_1": "09:00" if field == "closes_at_0" else "", field: value}
    response = staff.post("/voices/new/", faulty)
    assert response.status_code == 422
    assert not Conversation.objects.exists()


def test_an_address_is_given_once(staff: Client, form: dict[str, object], conversation: Conversation) -> None:
    response = staff.post("/voices/new/", {**form, "slug": conversation.slug})
    assert response.status_code == 422
    assert "Another conversation has this address." in page(response)


def test_the_words_can_be_changed(staff: Client, form: dict[str, object], conversation: Conversation) -> None:
    assert staff.get(f"/voices/{conversation.slug}/edit/").status_code == 200
    staff.post(f"/voices/{conversation.slug}/edit/", form)
    conversation.refresh_from_db()
    assert conversation.question.show("es").text == "¿Qué ayudaría?"
    assert conversation.question.missing(["en", "es"]) == []


def test_nobody_prepares_for_an_organization_that_is_not_theirs(
    regina: User, ben: User, agency: Organization, conversation: Conversation
) -> None:
    plan = Plan("x", LocalizedText.of(en="?"), agency, timezone.now())
    for user in (regina, ben):
        with pytest.raises(Denied):
            actions.prepare_conversation(by=actor(user), plan=plan)
        with pytest.raises(Denied):
            actions.edit_conversation(by=actor(user), conversation=conversation, plan=plan)
        with pytest.raises(Denied):
            actions.open_conversation(by=actor(user), conversation=conversation)
        with pytest.raises(Denied):
            actions.close_conversation(by=actor(user), conversation=conversation)


def test_a_conversation_is_not_given_to_an_organization_that_is_not_theirs(
    conversation: Conversation, partner: Organization, other_partner: Organization
) -> None:
    nora = member("Nora", "convener", partner, scope=Membership.Scope.ORGANIZATION)
    conversation.organization = partner
    conversation.save()
    plan = Plan("x", LocalizedText.of(en="?"), other_partner, timezone.now())
    with pytest.raises(Denied):
        actions.edit_conversation(by=actor(nora), conversation=conversation, plan=plan)


@pytest.mark.parametrize("slug", ["---", "new", "calls", "themes", "", "a/b"])
def test_an_address_that_leads_nowhere_is_refused(staff: Client, form: dict[str, object], slug: str) -> None:
    assert staff.post("/voices/new/", form | {"slug": slug}).status_code == 422
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(("name", "day"), [("opens_at_0", "0001-01-01"), ("closes_at_0", "9999-12-31")])
def test_a_day_at_the_end_of_the_calendar_is_asked_again(
    staff: Client, form: dict[str, object], name: str, day: str
) -> None:
    answer = staff.post("/voices/new/", form | {"closes_at_0": "", "closes_at_1": "23:59", name: day})
    assert answer.status_code == 422


def test_the_page_says_who_is_asked(conversation: Conversation, elsewhere: Conversation) -> None:
    address = f"/c/{conversation.slug}/"
    assert "Who is asked: Alder" in page(Client().get(address))
    Conversation.objects.update(asked=LocalizedText.of(en="parents in Alder", es="madres y padres en Alder"))
    assert "parents in Alder" in page(Client().get(address))
    Conversation.objects.update(asked=LocalizedText())
    assert "Who is asked" not in page(Client().get(f"/c/{elsewhere.slug}/"))
