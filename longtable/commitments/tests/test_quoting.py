"""What people said stands on public pages in their own words, and nobody else's words in quotation marks."""

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.models import Commitment
from longtable.commitments.tests.conftest import Speak, both, gather
from longtable.voices.models import Comment, CommentTranslation, Theme
from tests.cast import actor

pytestmark = pytest.mark.django_db


def read(client: Client, route: str, *args: object, language: str = "en") -> str:
    """A public page in one language."""
    return client.get(reverse(route, args=args), headers={"accept-language": language}).content.decode()


@pytest.fixture
def pages(faye: User, accepted: Commitment) -> list[tuple[object, ...]]:
    """The public pages that show what was said, with the number of quotations on each."""
    actions.publish_answer(by=actor(faye), commitment=accepted, text=both("We open at four."))
    return [("web:home", 1), ("commitments:public", 1), ("commitments:public_one", 2, accepted.number)]


def test_words_of_the_team_are_not_quoted(
    client: Client, theme: Theme, speak: Speak, pages: list[tuple[object, ...]]
) -> None:
    gather(theme, *(speak(f"Open later, please ({number})") for number in range(3)))
    for route, quoted, *args in pages:
        shown_page = read(client, str(route), *args)
        assert "<blockquote>People leave work" not in shown_page.replace("\n", "")
        assert "People leave work at six" in shown_page
        assert shown_page.count("Open later, please (") == quoted
        assert f"/c/alder/said/?theme={theme.pk}" in shown_page


def test_only_what_is_shown_is_quoted(
    client: Client, theme: Theme, speak: Speak, pages: list[tuple[object, ...]]
) -> None:
    states = [Comment.State.WAITING, Comment.State.HELD, Comment.State.NOT_SHOWN]
    gather(theme, *(speak("Not for others", state=state) for state in states))
    moved = speak("My own case")
    gather(theme, moved)
    Comment.objects.filter(pk=moved.pk).update(state=Comment.State.PRIVATE)
    for route, _quoted, *args in pages:
        shown_page = read(client, str(route), *args)
        assert "Not for others" not in shown_page
        assert "My own case" not in shown_page


def test_the_readers_language_comes_first(
    client: Client, theme: Theme, speak: Speak, pages: list[tuple[object, ...]]
) -> None:
    gather(theme, speak("Open later", agrees=5), speak("Abran hasta tarde", language="es"))
    assert "Open later" in read(client, "commitments:public")
    in_spanish = read(client, "commitments:public", language="es")
    assert "Abran hasta tarde" in in_spanish
    assert "Open later" not in in_spanish


def test_other_languages_are_marked_and_translated(
    client: Client, theme: Theme, speak: Speak, pages: list[tuple[object, ...]]
) -> None:
    comment = speak("Abran hasta tarde", language="es", public_text="Abran hasta las ocho")
    CommentTranslation.objects.create(comment=comment, language="en", text="Stay open", origin="human")
    gather(theme, comment)
    for route, _quoted, *args in pages:
        shown_page = read(client, str(route), *args)
        assert '<blockquote lang="es">' in shown_page
        assert "Abran hasta las ocho" in shown_page
        assert "Stay open" in shown_page
