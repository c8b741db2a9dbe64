"""Whoever sent a copy of a campaign letter is answered with the first one, also when it came later."""

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.models import Commitment
from longtable.commitments.tests.conftest import Speak, both, gather
from longtable.core.access import Actor
from longtable.core.work import run_all
from longtable.voices.actions import ask_for_analysis
from longtable.voices.models import Analysis, Theme
from tests.cast import actor

LETTER = (
    "Please keep the clinic on Main Street open in the evening. Many of us work until six and cannot come "
    "earlier. A second evening every week would help families in our part of the county very much."
)


def look_for_copies(theme: Theme) -> None:
    ask_for_analysis(by=Actor.system("test"), conversation=theme.conversation, kind=Analysis.Kind.COPIES)
    run_all()


def test_everybody_who_sent_a_letter_is_told(
    accepted: Commitment, theme: Theme, speak: Speak, faye: User
) -> None:
    first = speak(LETTER, contact="ana@example.org")
    speak(f"{LETTER} Thanks!", contact="919-555-0142")
    speak("Something else altogether", contact="eve@example.org")
    look_for_copies(theme)
    gather(theme, first)
    answer = actions.publish_answer(by=actor(faye), commitment=accepted, text=both("We open at four."))
    run_all()
    assert sorted(answer.notices.values_list("way", flat=True)) == ["email", "sms"]
    speak(f"{LETTER} Please.", contact="late@example.org")
    look_for_copies(theme)
    assert sorted(answer.notices.values_list("way", flat=True)) == ["email", "email", "sms"]
