"""The same form sent several times at one moment: it is kept once, on either engine."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.accounts.models import User
from longtable.core.localized import LocalizedText
from longtable.voices import actions
from longtable.voices.actions.recordings import Sound
from longtable.voices.models import Conversation, Keyword, Recording, Theme, ThemeComment
from longtable.voices.tests.stage import shown
from tests.cast import actor

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(do: Callable[[], object]) -> list[Exception]:
    """What goes wrong when four do it at the same moment."""
    together, faults = threading.Barrier(4), []

    def work() -> None:
        together.wait()
        try:
            do()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    hands = [threading.Thread(target=work) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return faults


def test_a_keyword_is_set_once(conversation: Conversation, conrad: User) -> None:
    words = {"en": "RIDES", "es": "VIAJES"}
    assert (
        at_once(lambda: actions.set_keywords(by=actor(conrad), conversation=conversation, words=words)) == []
    )
    assert Keyword.objects.count() == 2


def test_comments_stand_once_in_a_theme(conversation: Conversation, conrad: User) -> None:
    said = [shown(conversation, "No bus"), shown(conversation, "No fare")]
    theme = Theme.objects.create(conversation=conversation, name=LocalizedText.of(en="Rides"))
    assert at_once(lambda: actions.cite(by=actor(conrad), theme=theme, comments=said)) == []
    assert ThemeComment.objects.count() == 2


def test_a_voice_message_is_kept_once(
    conversation: Conversation, conrad: User, tmp_path: Path, settings: Settings
) -> None:
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    brought = lambda: actions.bring_recordings(  # noqa: E731
        by=actor(conrad),
        conversation=conversation,
        sounds=[Sound("a.ogg", ContentFile(b"OggS\x00\x02" + bytes(60)))],
        received_at=timezone.now(),
        language="es",
    )
    assert at_once(brought) == []
    assert Recording.objects.count() == 1
