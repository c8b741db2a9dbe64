"""A sheet of paper becomes one person who took part: kept once, put right, or taken back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied, Missing
from longtable.core.audit import subjects_of
from longtable.core.work import run_all
from longtable.messaging.models import Message
from longtable.people.contacts import NotAContact
from longtable.places.models import Area
from longtable.voices import actions, selectors
from longtable.voices.actions.batches import Collected
from longtable.voices.actions.sheets import Sheet, SheetTaken
from longtable.voices.models import Batch, Comment, Confidence, Conversation, Decision, Participant, Vote
from longtable.voices.selectors.batches import Tally
from longtable.voices.tests.stage import shown
from longtable.worklists.models import WorkItem
from tests.cast import actor

pytestmark = pytest.mark.django_db

BUS = "The bus does not come on Sundays."


@pytest.fixture
def printed(conversation: Conversation) -> list[Comment]:
    """Two comments that were printed on the sheets."""
    return [shown(conversation, "Clinics close too early."), shown(conversation, "The phone rings for ever.")]


@pytest.fixture
def batch(conversation: Conversation, printed: list[Comment], ben: User) -> Batch:
    """A stack of paper that Ben types in."""
    return actions.start_batch(
        by=actor(ben),
        conversation=conversation,
        collected=Collected(
            "paper",
            "Food bank",
            date(2026, 1, 5),
            "es",
            statements=[each.number for each in printed],
            sheets=40,
        ),
        form_key=uuid4(),
    )


def keep(batch: Batch, by: User, number: int = 1, key: UUID | None = None, **sheet: Any) -> Participant:
    """A sheet with one comment, unless told otherwise."""
    kept = actions.keep_sheet(
        by=actor(by),
        batch=batch,
        number=number,
        form_key=key or uuid4(),
        sheet=Sheet(**{"language": "es", "words": (BUS,), **sheet}),
    )
    return kept.participant


def counted(comment: Comment) -> tuple[int, int, int, int]:
    comment.refresh_from_db()
    return comment.agrees, comment.disagrees, comment.passes, comment.answers


def test_a_sheet_is_a_person_with_words_and_answers(
    batch: Batch, printed: list[Comment], ben: User, alder: Area
) -> None:
    one, two = printed
    person = keep(
        batch,
        ben,
        area=alder,
        words=(BUS, "Cierran temprano."),
        answers={one.number: 1, two.number: -1},
        about={"race_ethnicity": ["black"], "sex": ["female"]},
    )
    assert (person.channel, person.confidence, person.sheet) == ("paper", Confidence.STAFF, 1)
    assert person.about == {"race_ethnicity": ["black"]}  # only what the conversation asks
    comments = list(person.comments.order_by("number"))
    assert [each.text for each in comments] == [BUS, "Cierran temprano."]
    assert {(each.channel, each.language, each.state) for each in comments} == {("paper", "es", "waiting")}
    assert timezone.localdate(comments[0].said_at) == date(2026, 1, 5)
    assert counted(one) == (1, 0, 0, 1)
    assert counted(two) == (0, 1, 0, 1)


def test_the_same_form_twice_is_one_sheet(batch: Batch, printed: list[Comment], ben: User) -> None:
    key = uuid4()
    for _ in range(2):
        keep(batch, ben, key=key, answers={printed[0].number: 1})
    assert batch.participants.count() == 1
    assert Comment.objects.filter(participant__batch=batch).count() == 1
    assert counted(printed[0]) == (1, 0, 0, 1)


def test_the_same_form_with_other_words_is_put_right(batch: Batch, ben: User) -> None:
    key = uuid4()
    keep(batch, ben, key=key, words=("The bsu.",))
    person = keep(batch, ben, key=key)
    assert [each.text for each in person.comments.all()] == [BUS]


def test_another_sheet_with_the_same_number_is_refused(batch: Batch, ben: User) -> None:
    keep(batch, ben)
    with pytest.raises(SheetTaken):
        keep(batch, ben, words=("Other words.",))
    assert batch.participants.count() == 1


def test_the_form_of_another_batch_is_nobodys(batch: Batch, conversation: Conversation, ben: User) -> None:
    key = uuid4()
    keep(batch, ben, key=key)
    other = actions.start_batch(
        by=actor(ben),
        conversation=conversation,
        collected=Collected("paper", "Church", date(2026, 1, 6), "en"),
        form_key=uuid4(),
    )
    with pytest.raises(Missing):
        keep(other, ben, key=key)


def test_who_wrote_a_number_is_sent_the_link(batch: Batch, ben: User) -> None:
    person = keep(batch, ben, contact="910 555 0142")
    assert person.contact is not None
    assert person.contact.consents.get().channel == "staff"
    assert "/track/" in Message.objects.get().body


def test_a_number_that_is_none_keeps_nothing(batch: Batch, ben: User) -> None:
    with pytest.raises(NotAContact):
        keep(batch, ben, contact="ask at the desk")
    assert batch.participants.count() == 0


def test_words_of_danger_are_held_and_somebody_is_told(batch: Batch, ben: User) -> None:
    person = keep(batch, ben, words=("Mi esposo me pega y ya no quiero vivir.",))
    comment = person.comments.get()
    assert comment.state == Comment.State.HELD
    assert selectors.in_danger(batch) == [comment]
    run_all()
    item = WorkItem.objects.get(kind="voices.danger")
    assert item.due_at > timezone.now()  # though it was written weeks ago


def test_a_mistyped_sheet_is_put_right_and_the_audit_says_so(
    batch: Batch, printed: list[Comment], ben: User
) -> None:
    one, two = printed
    person = keep(batch, ben, words=("The bsu.", "Twice."), answers={one.number: 1, two.number: 1})
    actions.correct_sheet(
        by=actor(ben), participant=person, sheet=Sheet("en", words=(BUS,), answers={one.number: -1})
    )
    right, left = person.comments.order_by("number")
    assert (right.text, right.language, right.state) == (BUS, "en", "waiting")
    assert (left.state, left.decisions.get().reason) == ("not_shown", Decision.Reason.REPEATED)
    assert counted(one) == (0, 1, 0, 1)
    assert counted(two) == (0, 0, 0, 0)
    entry = subjects_of("voices.participant", person.pk).filter(verb="voices.sheet.corrected").get()
    assert entry.fields == ["language", "comments", "votes"]


def test_correcting_to_the_same_changes_nothing(batch: Batch, ben: User) -> None:
    person = keep(batch, ben)
    actions.correct_sheet(by=actor(ben), participant=person, sheet=Sheet("es", words=(BUS,)))
    assert not subjects_of("voices.participant", person.pk).filter(verb="voices.sheet.corrected").exists()


def test_words_that_were_shown_wait_again_when_they_change(batch: Batch, ben: User, conrad: User) -> None:
    person = keep(batch, ben, words=("The bsu.",))
    actions.decide(
        by=actor(conrad), comment=person.comments.get(), after="shown", reason=Decision.Reason.FINE
    )
    actions.correct_sheet(by=actor(ben), participant=person, sheet=Sheet("es", words=(BUS,)))
    assert person.comments.get().state == Comment.State.WAITING


def test_danger_in_corrected_words_is_told(batch: Batch, ben: User) -> None:
    person = keep(batch, ben)
    actions.correct_sheet(
        by=actor(ben),
        participant=person,
        sheet=Sheet("es", words=("Mi esposo me pega y ya no quiero vivir.",)),
    )
    assert person.comments.get().state == Comment.State.HELD
    run_all()
    assert WorkItem.objects.filter(kind="voices.danger").count() == 1


def test_held_words_are_no_longer_the_typists(batch: Batch, ben: User) -> None:
    danger = "Mi esposo me pega y ya no quiero vivir."
    person = keep(batch, ben, words=(danger,))
    actions.correct_sheet(by=actor(ben), participant=person, sheet=Sheet("es", words=(BUS,)))
    assert {each.text: each.state for each in person.comments.all()} == {danger: "held", BUS: "waiting"}


def test_a_sheet_typed_twice_counts_once(batch: Batch, printed: list[Comment], ben: User) -> None:
    first = keep(batch, ben, 1, answers={printed[0].number: 1})
    again = keep(batch, ben, 2, answers={printed[0].number: 1})
    taken = actions.take_sheet_back(by=actor(ben), participant=first, same_as=again)
    assert taken == again  # whichever page one is on, what was typed in first stays
    first.refresh_from_db()
    again.refresh_from_db()
    assert first.fold is not None
    assert again.fold == first.fold
    assert counted(printed[0]) == (1, 0, 0, 1)
    assert Vote.objects.filter(participant=again).count() == 0
    assert again.comments.get().state == Comment.State.NOT_SHOWN


def test_the_tally_knows_how_long_the_rest_takes(batch: Batch, ben: User) -> None:
    assert selectors.tally(batch) == Tally(1, 40, None)
    now = timezone.now()
    for number, minutes in ((1, 60), (2, 3), (3, 2), (4, 1), (5, 0)):  # a long pause, then a sheet a minute
        person = keep(batch, ben, number)
        Participant.objects.filter(pk=person.pk).update(created_at=now - timedelta(minutes=minutes))
    assert selectors.tally(batch) == Tally(6, 40, 35)
    Batch.objects.update(sheets=5)
    batch.refresh_from_db()
    assert selectors.tally(batch).minutes is None


def test_a_partner_types_in_what_its_own_people_collected(
    conversation: Conversation, batch: Batch, partner: Organization, dev: User
) -> None:
    with pytest.raises(Denied):
        keep(batch, dev)
    collected = Collected("paper", "Church", date(2026, 1, 5), "en")
    with pytest.raises(Denied):
        actions.start_batch(by=actor(dev), conversation=conversation, collected=collected, form_key=uuid4())
    conversation.collectors.add(partner)
    own = actions.start_batch(by=actor(dev), conversation=conversation, collected=collected, form_key=uuid4())
    keep(own, dev)
    with pytest.raises(Denied):
        keep(batch, dev)  # somebody else's stack
    assert list(selectors.batches(actor(dev), conversation)) == [own]


def test_a_sheet_that_comes_after_the_conversation_closed_still_counts(
    conversation: Conversation, batch: Batch, ben: User, conrad: User
) -> None:
    actions.close_conversation(by=actor(conrad), conversation=conversation)
    keep(batch, ben)
    assert batch.participants.count() == 1


def test_a_stack_that_was_finished_is_open_again_when_a_sheet_turns_up(batch: Batch, ben: User) -> None:
    actions.finish_batch(by=actor(ben), batch=batch)
    keep(batch, ben)
    batch.refresh_from_db()
    assert batch.finished_at is None
