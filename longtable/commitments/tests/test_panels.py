"""What commitments show on the pages of others: the thread on a tracking page, a theme, the home page."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.models import Commitment
from longtable.commitments.panels import latest, what_became_of_it, what_was_decided
from longtable.commitments.tests.conftest import Speak, both, gather, shown
from longtable.core.access import Actor
from longtable.core.panels import Panel
from longtable.voices.models import Comment, Theme
from tests.cast import actor

VISITOR = Actor.visitor()


def rendered(panel: Panel) -> str:
    return render_to_string(panel.template, {"panel": panel.context})


def test_a_tracking_page_shows_decided_done_and_changed(
    accepted: Commitment, theme: Theme, speak: Speak, dev: User, faye: User
) -> None:
    comment = speak("Open later")
    gather(theme, comment)
    actions.start(by=actor(dev), commitment=accepted, evidence=shown("Two halls are lent"))
    assert "Two halls are lent" in rendered(what_became_of_it(VISITOR, [comment])[comment.pk])
    actions.report_done(by=actor(dev), commitment=accepted, evidence=shown("Six evenings"))
    actions.verify(by=actor(faye), commitment=accepted, evidence=shown("The gap is smaller"))
    actions.publish_answer(by=actor(faye), commitment=accepted, text=both("Thank you."))
    thread = rendered(what_became_of_it(VISITOR, [comment])[comment.pk])
    for words in (
        "Open clinics",
        "Six evenings",
        "The gap is smaller",
        "Checked by Faye",
        "Faye answered on",
    ):
        assert words in thread


def test_a_comment_that_led_nowhere_yet_has_no_panel(
    proposed: Commitment, theme: Theme, speak: Speak
) -> None:
    comment, other = speak("Open later"), speak("Something else")
    gather(theme, comment)
    assert what_became_of_it(VISITOR, [comment, other]) == {}


def test_a_private_request_has_no_panel(accepted: Commitment, theme: Theme, speak: Speak) -> None:
    comment = speak("My insulin")
    gather(theme, comment)
    Comment.objects.update(state=Comment.State.PRIVATE)
    assert what_became_of_it(VISITOR, [comment]) == {}


def test_a_theme_shows_what_the_reader_may_see(
    proposed: Commitment, theme: Theme, faye: User, eve: User
) -> None:
    assert "Open clinics" in rendered(what_was_decided(actor(faye), [theme])[theme.pk])
    hidden = rendered(what_was_decided(actor(eve), [theme])[theme.pk])
    assert "Open clinics" not in hidden
    assert "Propose" not in hidden


def test_the_home_page_shows_the_latest_answers(accepted: Commitment, faye: User) -> None:
    assert latest(VISITOR) is None
    actions.publish_answer(by=actor(faye), commitment=accepted, text=both("Thank you."))
    panel = latest(VISITOR)
    assert panel
    assert "Open clinics" in rendered(panel)


@pytest.mark.parametrize("many", [1, 6])
def test_a_panel_asks_five_questions_at_most(
    many: int,
    accepted: Commitment,
    refused: Commitment,
    theme: Theme,
    speak: Speak,
    faye: User,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    comments = [speak(f"Open later {n}") for n in range(many)]
    gather(theme, *comments)
    who = actor(faye)
    with django_assert_max_num_queries(5):
        for panel in what_became_of_it(who, comments).values():
            rendered(panel)
    with django_assert_max_num_queries(5):
        for panel in what_was_decided(who, [theme]).values():
            rendered(panel)
