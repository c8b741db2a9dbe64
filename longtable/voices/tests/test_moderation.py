"""/voices/<slug>/read/: what others see is decided by a person, with a reason that its author reads."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.voices import actions
from longtable.voices.models import Comment, CommentTranslation, Conversation, Decision
from longtable.voices.tests.stage import WORDS, page, send, shown, speak
from longtable.worklists.actions import finish_work
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

TELLING = "Ask Maria at 919-555-0142 or maria@example.org."


@pytest.fixture
def staff(conrad: User) -> Client:
    """Conrad's browser."""
    return signed_in(Client(), conrad)


def decide(staff: Client, comment: Comment, after: str, **more: str) -> int:
    data = {"after": after, "reason": "off_topic", "public_text": "", **more}
    return staff.post(f"/voices/{comment.conversation.slug}/read/{comment.number}/", data).status_code


def test_showing_it_lets_others_read_it(staff: Client, conversation: Conversation, conrad: User) -> None:
    comment = speak(conversation)
    assert decide(staff, comment, "shown") == 302
    comment.refresh_from_db()
    assert (comment.state, comment.read_by) == (Comment.State.SHOWN, conrad)
    assert WORDS in page(Client().get(f"/c/{conversation.slug}/said/"))


def test_not_showing_it_needs_a_reason(staff: Client, conversation: Conversation) -> None:
    comment = speak(conversation)
    assert decide(staff, comment, "not_shown", reason="") == 422
    assert decide(staff, comment, "not_shown", reason="fine") == 422
    assert decide(staff, comment, "not_shown", reason="imported") == 422
    assert decide(staff, comment, "not_shown", reason="insult") == 302
    assert Decision.objects.get().reason == Decision.Reason.INSULT


def test_the_author_reads_the_reason(client: Client, staff: Client, conversation: Conversation) -> None:
    link = send(client, conversation).url
    decide(staff, Comment.objects.get(), "not_shown", reason="advertisement")
    shown_to_author = page(client.get(link))
    assert "it advertises something" in shown_to_author
    assert WORDS in shown_to_author


def test_the_author_reads_who_read_it(client: Client, staff: Client, conversation: Conversation) -> None:
    link = send(client, conversation).url
    decide(staff, Comment.objects.get(), "shown")
    assert "A person read this: Conrad" in page(client.get(link))


def test_personal_data_is_covered_before_others_read_it(staff: Client, conversation: Conversation) -> None:
    comment = speak(conversation, TELLING)
    offered = page(staff.get(f"/voices/{conversation.slug}/read/{comment.number}/"))
    assert "[phone number]" in offered
    assert decide(staff, comment, "shown") == 302
    said = page(Client().get(f"/c/{conversation.slug}/said/"))
    assert "[phone number]" in said
    assert "0142" not in said
    assert "maria@example.org" not in said
    comment.refresh_from_db()
    assert comment.text == TELLING


def test_a_warning_when_the_words_still_tell(staff: Client, conversation: Conversation) -> None:
    comment = speak(conversation, TELLING)
    assert decide(staff, comment, "shown", public_text=TELLING) == 422
    comment.refresh_from_db()
    assert comment.state == Comment.State.WAITING
    assert decide(staff, comment, "shown", public_text=TELLING, knowing="1") == 302


def test_a_decision_can_be_taken_back(staff: Client, conversation: Conversation) -> None:
    comment = speak(conversation)
    decide(staff, comment, "shown")
    assert WORDS in page(Client().get(f"/c/{conversation.slug}/said/"))
    decide(staff, comment, "not_shown", reason="again")
    assert WORDS not in page(Client().get(f"/c/{conversation.slug}/said/"))
    assert list(comment.decisions.values_list("after", flat=True)) == ["shown", "not_shown"]


def test_every_decision_is_on_record(staff: Client, conversation: Conversation, conrad: User) -> None:
    comment = speak(conversation)
    decide(staff, comment, "not_shown", reason="insult")
    entry = AuditEntry.objects.get(verb="voices.comment.not_shown")
    assert (entry.actor_id, entry.why) == (str(conrad.pk), "insult")
    assert Decision.objects.get().by == conrad


def test_two_who_decide_at_once_do_not_overrule_each_other(
    conversation: Conversation, conrad: User, faye: User
) -> None:
    comment = speak(conversation)
    stale = Comment.objects.get(pk=comment.pk)
    actions.decide(by=actor(conrad), comment=comment, after="shown", reason="fine")
    with pytest.raises(IllegalMove):
        actions.decide(by=actor(faye), comment=stale, after="not_shown", reason="insult")
    comment.refresh_from_db()
    assert comment.state == Comment.State.SHOWN
    assert comment.decisions.count() == 1


def test_who_still_holds_what_was_decided_meanwhile_is_told(conversation: Conversation, conrad: User) -> None:
    comment = speak(conversation, "I want to kill myself")
    stale = Comment.objects.get(pk=comment.pk)
    actions.decide(by=actor(conrad), comment=comment, after="not_shown", reason="danger")
    with pytest.raises(IllegalMove):
        actions.decide(by=actor(conrad), comment=stale, after="held", reason="danger")
    assert comment.decisions.count() == 1


def test_the_next_one_follows_by_itself(staff: Client, conversation: Conversation) -> None:
    first, second = speak(conversation, "First"), speak(conversation, "Second")
    response = staff.post(f"/voices/{conversation.slug}/read/{first.number}/", {"after": "shown"})
    assert response.url.endswith(f"/read/{second.number}/")


def test_what_is_held_is_read_first(staff: Client, conversation: Conversation) -> None:
    speak(conversation, "An early comment")
    speak(conversation, "I want to kill myself")
    queue = page(staff.get(f"/voices/{conversation.slug}/read/"))
    assert queue.index("I want to kill myself") < queue.index("An early comment")


def test_what_was_shown_at_once_is_still_read(staff: Client, conversation: Conversation) -> None:
    Conversation.objects.update(moderation=Conversation.Moderation.AFTER)
    conversation.refresh_from_db()
    comment = speak(conversation)
    assert WORDS in page(staff.get(f"/voices/{conversation.slug}/read/"))
    assert decide(staff, comment, "shown") == 302
    assert WORDS not in page(staff.get(f"/voices/{conversation.slug}/read/"))


def test_moderators_never_meet_a_contact(client: Client, staff: Client, conversation: Conversation) -> None:
    link = send(client, conversation).url
    client.post(f"{link}contact/", {"contact": "919-555-0142"})
    comment = Comment.objects.get()
    anything, value = "people_contactpoint", '"people_contactpoint"."value"'
    looked_for = {"read/": anything, f"read/{comment.number}/": anything, "gather/": anything, "": value}
    for where, never in looked_for.items():  # who is one person is counted by a keyed hash, on "" alone
        with CaptureQueriesContext(
            connection,
        ) as asked:
            shown_page = page(staff.get(f"/voices/{conversation.slug}/{where}"))
        assert "555" not in shown_page
        assert "0142" not in shown_page
        assert not [query for query in asked if never in query["sql"]]


def test_something_to_read_stands_once_in_the_list(conversation: Conversation, staff: Client) -> None:
    comments = [speak(conversation, f"Comment {n}") for n in range(3)]
    run_all()
    assert WorkItem.objects.filter(kind="voices.read", done_at=None).count() == 1
    for comment in comments:
        decide(staff, comment, "shown")
    run_all()
    assert not WorkItem.objects.filter(kind="voices.read", done_at=None).exists()


def test_what_left_the_list_unread_comes_back_with_the_next_words(conversation: Conversation) -> None:
    speak(conversation, "First")
    run_all()
    finish_work(by=Actor.system("test"), kind="voices.read", subject=conversation)
    speak(conversation, "Second")
    run_all()
    assert WorkItem.objects.open().filter(kind="voices.read").count() == 1


def test_a_translation_stands_beside_the_original(staff: Client, conversation: Conversation) -> None:
    comment = shown(conversation)
    address = f"/voices/{conversation.slug}/read/{comment.number}/translate/"
    staff.post(address, {"language": "es", "text": "La clínica cierra antes."})
    staff.post(address, {"language": "es", "text": "La clínica cierra antes de que yo salga."})
    assert CommentTranslation.objects.get().origin == CommentTranslation.Origin.HUMAN
    said = page(Client().get(f"/c/{conversation.slug}/said/?lang=es"))
    assert "antes de que yo salga" in said
    assert WORDS in said


def test_who_may_only_read_cannot_decide(conversation: Conversation, ben: User) -> None:
    comment = speak(conversation)
    assert decide(signed_in(Client(), ben), comment, "shown") == 403
    with pytest.raises(Denied):
        actions.decide(by=actor(ben), comment=comment, after="shown", reason="fine")
    with pytest.raises(Denied):
        actions.translate(by=actor(ben), comment=comment, language="es", text="Hola")


def test_a_translation_that_is_too_long_is_given_back(conversation: Conversation, conrad: User) -> None:
    comment = speak(conversation)
    text = "palabras " * 600
    answer = signed_in(Client(), conrad).post(
        reverse("voices:translate", args=[conversation.slug, comment.number]),
        {"language": "es", "text": text},
    )
    assert answer.status_code == 422
    assert text.strip() in page(answer)


def test_what_was_decided_can_wait_again(staff: Client, conversation: Conversation) -> None:
    comment = speak(conversation)
    decide(staff, comment, "shown")
    address = f"/voices/{conversation.slug}/read/{comment.number}/"
    assert address in page(staff.get(f"/voices/{conversation.slug}/read/"))
    assert "Send it back to be read again" in page(staff.get(address))
    assert staff.post(f"{address}release/", {"before": "shown"}).status_code == 302
    run_all()
    comment.refresh_from_db()
    assert comment.state == Comment.State.WAITING
    assert [each.after for each in comment.decisions.all()] == ["shown", "waiting"]
    assert WORDS not in page(Client().get(f"/c/{conversation.slug}/said/"))
    assert WORDS in page(staff.get(f"/voices/{conversation.slug}/read/"))
    assert WorkItem.objects.open().filter(kind="voices.read").count() == 1
    assert "Send it back to be read again" not in page(staff.get(address))


def test_what_waits_cannot_be_taken_back(staff: Client, conversation: Conversation, conrad: User) -> None:
    comment = speak(conversation)
    with pytest.raises(IllegalMove):
        actions.release(by=actor(conrad), comment=comment)
    said = staff.post(f"/voices/{conversation.slug}/read/{comment.number}/release/", follow=True)
    assert "This comment cannot wait again." in page(said)


def test_only_what_can_follow_is_offered(staff: Client, conversation: Conversation) -> None:
    waiting, seen = speak(conversation), shown(conversation)
    address = f"/voices/{conversation.slug}/read/"
    assert "Hold it for a colleague" in page(staff.get(f"{address}{waiting.number}/"))
    assert "Hold it for a colleague" not in page(staff.get(f"{address}{seen.number}/"))
    assert decide(staff, seen, "held") == 422


@pytest.mark.parametrize("what", ["", "release/", "ask/"])
def test_a_form_made_for_another_state_is_not_obeyed(
    staff: Client, conversation: Conversation, what: str
) -> None:
    comment = shown(conversation)
    data = {"after": "not_shown", "reason": "insult", "before": "waiting"}
    answer = staff.post(f"/voices/{conversation.slug}/read/{comment.number}/{what}", data, follow=True)
    assert "Somebody else decided on this comment a moment ago" in page(answer)
    comment.refresh_from_db()
    assert comment.state == Comment.State.SHOWN


def test_every_comment_that_is_found_leads_to_its_decision(staff: Client, conversation: Conversation) -> None:
    comment = shown(conversation)
    assert f"/read/{comment.number}/" in page(staff.get(f"/voices/{conversation.slug}/gather/"))
