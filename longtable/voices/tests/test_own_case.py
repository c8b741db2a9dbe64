"""Somebody's own case: called back by a named office, never published, never counted."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.facts import sources
from longtable.core.localized import LocalizedText
from longtable.core.models import AuditEntry
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.messaging.models import Message
from longtable.places.models import Region
from longtable.voices import actions, selectors
from longtable.voices.actions.help import NoOffice
from longtable.voices.models import Comment, Conversation, HelpRequest, Vote
from longtable.voices.tests.stage import agree, close, page, send, shown, speak
from longtable.worklists.models import WorkItem
from tests.cast import OrganizationFactory, actor, member, signed_in

pytestmark = pytest.mark.django_db

CASE = "My son's inhaler was refused, claim 4471."


@pytest.fixture
def moved(conversation: Conversation, conrad: User) -> Comment:
    """A comment that turned out to be a call for help, after others had answered and a team had cited it."""
    comment = shown(conversation, CASE)
    shown(conversation, "Another comment")
    agree(Client(), comment)
    theme = actions.make_theme(
        by=actor(conrad),
        conversation=conversation,
        name=LocalizedText.of(en="Inhalers", es="Inhaladores"),
        summary=LocalizedText(),
    )
    actions.cite(by=actor(conrad), theme=theme, comments=[comment])
    actions.edit_theme(by=actor(conrad), theme=theme, name=theme.name, summary=theme.summary, is_public=True)
    actions.ask_author(by=actor(conrad), comment=comment)
    comment.refresh_from_db()
    return comment


def public_pages(conversation: Conversation) -> Iterator[str]:
    for name in ("conversation", "said", "agree"):
        yield page(Client().get(reverse(f"voices:{name}", args=[conversation.slug])))
    yield page(Client().get("/"))


def test_other_words_from_the_same_form_are_another_request(
    client: Client, conversation: Conversation
) -> None:
    address, key = reverse("voices:help", args=[conversation.slug]), str(uuid4())
    data = {"contact": "919-555-0142", "form_key": key}
    pages = {client.post(address, {**data, "about": about}).url for about in (CASE, CASE, "Something else.")}
    assert len(pages) == 2
    assert {each.about for each in HelpRequest.objects.all()} == {CASE, "Something else."}


def test_a_call_is_asked_for_in_private(client: Client, conversation: Conversation) -> None:
    data = {"name": "Ana", "contact": "919-555-0142", "about": CASE, "form_key": str(uuid4())}
    response = client.post(reverse("voices:help", args=[conversation.slug]), data)
    assert response.status_code == 302
    request = HelpRequest.objects.get()
    assert (request.state, request.office, request.about) == ("open", conversation.organization, CASE)
    assert request.due_at
    assert CASE not in page(client.get(response.url))
    assert not Comment.objects.exists()
    assert selectors.figures(conversation)["people"] == 0


def test_asked_twice_by_one_form_is_one_call(client: Client, conversation: Conversation) -> None:
    data = {"contact": "919-555-0142", "form_key": str(uuid4())}
    pages = [client.post(f"/c/{conversation.slug}/help/", data).url for _ in range(2)]
    assert len(set(pages)) == HelpRequest.objects.count() == 1


@pytest.mark.parametrize("contact", ["", "hello"])
def test_without_a_number_the_words_come_back(
    client: Client, conversation: Conversation, contact: str
) -> None:
    data = {"contact": contact, "about": CASE, "form_key": str(uuid4())}
    response = client.post(f"/c/{conversation.slug}/help/", data)
    assert response.status_code == 422
    assert "claim 4471" in page(response)
    assert not HelpRequest.objects.exists()


def test_without_an_office_nobody_is_promised_a_call(client: Client, elsewhere: Conversation) -> None:
    data = {"contact": "919-555-0142", "about": CASE, "form_key": str(uuid4())}
    response = client.post(f"/c/{elsewhere.slug}/help/", data)
    assert response.status_code == 409
    assert "claim 4471" in page(response)


def test_its_words_are_unreadable_in_the_database(client: Client, conversation: Conversation) -> None:
    client.post(
        f"/c/{conversation.slug}/help/", {"contact": "919-555-0142", "about": CASE, "form_key": uuid4()}
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT about FROM voices_helprequest")
        assert "inhaler" not in str(cursor.fetchall())


def test_the_office_has_it_on_its_list_until_it_called(
    client: Client, conversation: Conversation, ben: User
) -> None:
    client.post(
        f"/c/{conversation.slug}/help/", {"contact": "919-555-0142", "about": CASE, "form_key": uuid4()}
    )
    run_all()
    item, request = WorkItem.objects.get(kind="voices.call"), HelpRequest.objects.get()
    assert item.due_at == request.due_at
    staff = signed_in(Client(), ben)
    shown_to_ben = page(staff.get(item.url))
    assert "+19195550142" in shown_to_ben
    assert "inhaler" in shown_to_ben
    staff.post(item.url, {"outcome": "Sent to the pharmacy."})
    run_all()
    request.refresh_from_db()
    item.refresh_from_db()
    assert request.state == HelpRequest.State.CALLED
    assert item.done_at


def test_opening_somebodys_number_leaves_a_trace(
    client: Client, conversation: Conversation, ben: User
) -> None:
    client.post(f"/c/{conversation.slug}/help/", {"contact": "919-555-0142", "form_key": uuid4()})
    before = AuditEntry.objects.filter(actor_id=str(ben.pk)).count()
    signed_in(Client(), ben).get(reverse("voices:call", args=[HelpRequest.objects.get().pk]))
    assert AuditEntry.objects.filter(actor_id=str(ben.pk)).count() > before


def test_others_neither_see_nor_make_the_call(
    client: Client, conversation: Conversation, conrad: User, eve: User, dev: User
) -> None:
    client.post(f"/c/{conversation.slug}/help/", {"contact": "919-555-0142", "form_key": uuid4()})
    request = HelpRequest.objects.get()
    address = reverse("voices:call", args=[request.pk])
    assert signed_in(Client(), conrad).get(address).status_code == 403
    assert signed_in(Client(), eve).get(address).status_code == 403
    assert signed_in(Client(), dev).get(address).status_code in (403, 404)
    with pytest.raises(Denied):
        actions.note_call(by=actor(conrad), request=request, outcome="")
    with pytest.raises(Denied):
        actions.close_help(by=actor(eve), request=request, why="")


def test_a_call_for_help_leaves_the_conversation(conversation: Conversation, moved: Comment) -> None:
    assert moved.state == Comment.State.PRIVATE
    for shown_page in public_pages(conversation):
        assert "inhaler" not in shown_page


def test_it_is_in_no_number(conversation: Conversation, moved: Comment) -> None:
    assert selectors.figures(conversation)["comments"] == 1
    assert selectors.figures(conversation)["answers"] == 0
    assert [theme.people for theme in selectors.public_themes(conversation)] == [0]
    assert [theme.cited for theme in selectors.themes(conversation)] == [0]


def test_it_is_in_no_search_list_or_export(conversation: Conversation, moved: Comment) -> None:
    assert moved not in selectors.find_comments(conversation)
    assert moved not in selectors.find_comments(conversation, text="inhaler")
    assert moved not in selectors.queue(conversation)
    export = actions.export_conversation(by=Actor.system("test"), conversation=conversation)
    assert [comment.body for comment in export.comments] == ["Another comment"]
    assert len(export.votes) == 0 < Vote.objects.count()


def test_it_is_in_no_fact(conversation: Conversation, moved: Comment) -> None:
    for source in sources():
        if source.name in ("voices.comments", "voices.votes"):
            rows = [row for batch in source.read(None, None) for row in batch.to_pylist()]
            assert str(moved.pk) not in str(rows)


def test_it_cannot_be_cited_or_answered(conversation: Conversation, moved: Comment, conrad: User) -> None:
    theme = conversation.themes.get()
    assert actions.cite(by=actor(conrad), theme=theme, comments=[moved]) == 0
    assert agree(Client(), moved).status_code == 404


def test_the_author_is_asked_and_may_say_yes(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    link = send(client, conversation, CASE).url
    client.post(f"{link}contact/", {"contact": "ana@example.org"})
    signed_in(Client(), conrad).post(f"/voices/{conversation.slug}/read/1/ask/")
    run_all()
    assert Message.objects.filter(notice="voices.help_offered").count() == 1
    tracking = page(client.get(link))
    assert "Would you like a call about this?" in tracking
    assert "It is about your own case, so it is private." in tracking
    assert client.post(f"{link}call/", {"contact": "919-555-0142"}).status_code == 302
    request = HelpRequest.objects.get()
    assert (request.state, request.due_at is not None) == ("open", True)
    run_all()
    assert WorkItem.objects.filter(kind="voices.call", done_at=None).count() == 1


def test_nobody_else_can_say_yes(client: Client, conversation: Conversation, moved: Comment) -> None:
    other = send(client, conversation).url
    assert client.post(f"{other}call/", {"contact": "919-555-0142"}).status_code == 404
    assert HelpRequest.objects.get().contact is None


def test_until_the_author_says_yes_the_office_sees_nothing(moved: Comment, ben: User) -> None:
    assert not selectors.help_requests(actor(ben)).exists()


def test_asking_twice_asks_once(moved: Comment, conrad: User) -> None:
    actions.ask_author(by=actor(conrad), comment=moved)
    assert HelpRequest.objects.count() == 1


def test_without_an_office_the_author_is_not_asked(elsewhere: Conversation, conrad: User) -> None:
    comment = speak(elsewhere)
    with pytest.raises(NoOffice):
        actions.ask_author(by=actor(conrad), comment=comment)
    comment.refresh_from_db()
    assert comment.state == Comment.State.WAITING


def test_a_call_that_was_made_is_not_made_again(moved: Comment, ben: User) -> None:
    HelpRequest.objects.update(state=HelpRequest.State.OPEN)
    actions.note_call(by=actor(ben), request=HelpRequest.objects.get(), outcome="Done.")
    with pytest.raises(IllegalMove):
        actions.close_help(by=actor(ben), request=HelpRequest.objects.get(), why="late")


def test_no_help_after_closing(client: Client, conversation: Conversation, agency: Organization) -> None:
    close(conversation)
    data = {"contact": "919-555-0142", "about": CASE, "form_key": str(uuid4())}
    assert client.post(f"/c/{conversation.slug}/help/", data).status_code == 409


def test_an_office_that_works_in_one_region_calls_back(
    conversation: Conversation, agency: Organization, east: Region
) -> None:
    regional = member("Rita", "regional_team", agency, scope="region", region=east)
    stranger = member("Sid", "navigator", OrganizationFactory(), scope="organization")
    Client().post(f"/c/{conversation.slug}/help/", {"contact": "919-555-0142", "form_key": str(uuid4())})
    request = HelpRequest.objects.get()
    assert list(selectors.help_requests(actor(regional))) == [request]
    assert not selectors.help_requests(actor(stranger)).exists()
    with pytest.raises(Denied):
        actions.note_call(by=actor(stranger), request=request, outcome="none")
    actions.note_call(by=actor(regional), request=request, outcome="helped")


def test_it_can_come_back_into_the_conversation(
    conversation: Conversation, moved: Comment, conrad: User, ben: User
) -> None:
    staff = signed_in(Client(), conrad)
    address = f"/voices/{conversation.slug}/read/{moved.number}/"
    assert address in page(staff.get(f"/voices/{conversation.slug}/read/"))
    assert "Do not show it" not in page(staff.get(address))
    assert staff.post(f"{address}release/", {"before": "private"}).status_code == 302
    moved.refresh_from_db()
    assert moved.state == Comment.State.WAITING
    assert HelpRequest.objects.get().state == HelpRequest.State.CLOSED
    assert [theme.cited for theme in selectors.themes(conversation)] == [1]
    assert [theme.people for theme in selectors.public_themes(conversation)] == [1]
    assert not selectors.help_requests(actor(ben)).exists()


def test_its_author_can_be_asked_again(moved: Comment, conrad: User) -> None:
    actions.release(by=actor(conrad), comment=moved)
    again = actions.ask_author(by=actor(conrad), comment=moved)
    assert moved.state == Comment.State.PRIVATE
    assert [each.state for each in HelpRequest.objects.order_by("created_at")] == ["closed", "asked"]
    assert again.state == HelpRequest.State.ASKED


def test_once_the_author_said_yes_it_stays_private(moved: Comment, conrad: User) -> None:
    actions.leave_number(
        by=Actor.receipt(moved.participant.receipt_id),
        request=HelpRequest.objects.get(),
        contact="919-555-0142",
        best_time="",
    )
    with pytest.raises(IllegalMove):
        actions.release(by=actor(conrad), comment=moved)
    moved.refresh_from_db()
    assert moved.state == Comment.State.PRIVATE
