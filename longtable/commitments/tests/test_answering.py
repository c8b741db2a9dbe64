"""Everybody whose words led to a commitment is told, in her language and channel, once."""

from collections.abc import Callable
from typing import Any

import pytest

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.actions import answering
from longtable.commitments.models import Answer, AnswerNotice, Commitment
from longtable.commitments.selectors.people import reach
from longtable.commitments.terms import Unfinished
from longtable.commitments.tests.conftest import Speak, both, gather
from longtable.core.access import Actor, Denied
from longtable.core.localized import LocalizedText
from longtable.core.work import run_all
from longtable.messaging.models import Message
from longtable.people.models import OptOut
from longtable.voices.models import Comment, Theme
from tests.cast import actor

JOB = Actor.system("test")


@pytest.fixture
def publish(faye: User, accepted: Commitment) -> Callable[..., Answer]:
    def publish(english: str = "We open at four.", spanish: str = "Abrimos a las cuatro.") -> Answer:
        return actions.publish_answer(by=actor(faye), commitment=accepted, text=both(english, spanish))

    return publish


def told(answer: Answer) -> list[str]:
    return sorted(answer.notices.values_list("way", flat=True))


def test_each_author_is_told_in_her_language_and_channel(
    publish: Callable[..., Answer], theme: Theme, speak: Speak
) -> None:
    gather(
        theme,
        speak("Todo cierra a las cinco", contact="919-555-0142", language="es"),
        speak("Open later", contact="ben@example.org"),
        speak("I work until six"),
    )
    answer = publish()
    run_all()
    assert told(answer) == ["email", "page", "sms"]
    words = {message.channel: (message.language, message.body) for message in Message.objects.all()}
    assert words["sms"][0] == "es"
    assert "Abrir clínicas por la tarde" in words["sms"][1]
    assert words["email"][0] == "en"
    assert "We open at four." in words["email"][1]
    assert "Faye" in words["email"][1]


def test_nobody_is_told_twice(
    publish: Callable[..., Answer], theme: Theme, speak: Speak, accepted: Commitment, faye: User
) -> None:
    comment = speak("Open later", contact="ben@example.org")
    gather(theme, comment, speak("And on Saturday", participant=comment.participant))
    other = Theme.objects.create(conversation=theme.conversation, name=both("Saturdays"))
    gather(other, comment)
    actions.link_theme(by=actor(faye), commitment=accepted, theme=other)
    answer = publish()
    run_all()
    assert actions.tell_authors(by=JOB, answer=answer) == 0
    assert told(answer) == ["email"]
    assert Message.objects.count() == 1


def test_telling_goes_on_where_it_was_interrupted(
    publish: Callable[..., Answer], theme: Theme, speak: Speak
) -> None:
    gather(theme, *(speak("Open later", contact=f"person{n}@example.org") for n in range(5)))
    answer = publish()
    assert actions.tell_authors(by=JOB, answer=answer, limit=2) == 2
    run_all()
    assert AnswerNotice.objects.filter(answer=answer).count() == Message.objects.count() == 5


def test_a_worker_that_dies_within_a_batch_leaves_nobody_half_told(
    publish: Callable[..., Answer], theme: Theme, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather(theme, *(speak("Open later", contact=f"person{n}@example.org") for n in range(3)))
    answer = publish()
    really, written = answering.notify, []

    def dying(**arguments: Any) -> Message:
        if len(written) == 2:
            raise SystemExit
        written.append(arguments["key"])
        return really(**arguments)

    with monkeypatch.context() as patch:
        patch.setattr(answering, "notify", dying)
        with pytest.raises(SystemExit):
            actions.tell_authors(by=JOB, answer=answer)
    assert not answer.notices.exists()
    assert not Message.objects.exists()
    run_all()
    assert answer.notices.count() == Message.objects.count() == 3


def test_who_is_cited_later_is_told_too(publish: Callable[..., Answer], theme: Theme, speak: Speak) -> None:
    gather(theme, speak("Open later"))
    answer = publish()
    run_all()
    gather(theme, speak("Open in the evening", contact="late@example.org"))
    run_all()
    assert told(answer) == ["email", "page"]


def test_who_is_linked_later_is_told_too(
    publish: Callable[..., Answer], theme: Theme, speak: Speak, accepted: Commitment, faye: User
) -> None:
    other = Theme.objects.create(conversation=theme.conversation, name=both("Saturdays"))
    gather(other, speak("Open on Saturday"))
    answer = publish()
    run_all()
    assert told(answer) == []
    actions.link_theme(by=actor(faye), commitment=accepted, theme=other)
    run_all()
    assert told(answer) == ["page"]


def test_a_private_request_is_never_answered_in_public(
    publish: Callable[..., Answer], theme: Theme, speak: Speak
) -> None:
    comment = speak("My insulin runs out", contact="ana@example.org")
    gather(theme, comment)
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.PRIVATE)
    answer = publish()
    run_all()
    assert told(answer) == []


def test_who_said_stop_sees_it_on_her_page_only(
    publish: Callable[..., Answer], theme: Theme, speak: Speak
) -> None:
    comment = speak("Open later", contact="919-555-0142")
    gather(theme, comment)
    OptOut.objects.create(value_index=comment.participant.contact.value_index, channel="sms")
    answer = publish()
    run_all()
    assert told(answer) == ["page"]
    assert not Message.objects.exists()


def test_the_reach_is_known_before(accepted: Commitment, theme: Theme, speak: Speak) -> None:
    gather(theme, speak("a", contact="919-555-0142", language="es"), speak("b"), speak("c"))
    reached = reach(accepted)
    assert (reached.sms, reached.email, reached.page, reached.people) == (1, 0, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        LocalizedText.of(en="We open at four."),
        both("We open at four.").propose("es", "Abrimos a las cuatro."),
    ],
    ids=["no Spanish", "Spanish by a machine"],
)
def test_it_waits_for_words_that_a_person_stands_behind(
    accepted: Commitment, faye: User, text: LocalizedText
) -> None:
    with pytest.raises(Unfinished, match="Spanish"):
        actions.publish_answer(by=actor(faye), commitment=accepted, text=text)


def test_it_waits_for_the_decision(proposed: Commitment, faye: User) -> None:
    with pytest.raises(Unfinished):
        actions.publish_answer(by=actor(faye), commitment=proposed, text=both("Soon"))


def test_not_everybody_answers(accepted: Commitment, dev: User, regina: User, eve: User) -> None:
    for other in (dev, regina, eve):
        with pytest.raises(Denied):
            actions.publish_answer(by=actor(other), commitment=accepted, text=both("Hello"))


def test_only_the_queue_tells(publish: Callable[..., Answer], faye: User) -> None:
    with pytest.raises(Denied):
        actions.tell_authors(by=actor(faye), answer=publish())
