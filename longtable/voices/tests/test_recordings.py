"""Voice messages: brought in, listened to by whoever may, written down by a person, deleted in time."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.core.audit import subjects_of
from longtable.core.files import delete_expired
from longtable.core.models import StoredFile
from longtable.core.work import run_all
from longtable.messaging.models import Message
from longtable.people.models import ContactPoint
from longtable.voices.models import Comment, Confidence, Conversation, Recording
from longtable.voices.tests.stage import page
from longtable.worklists.models import WorkItem
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

OGG = b"OggS\x00\x02" + bytes(60)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(60)
AMR = b"#!AMR\n" + bytes(60)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """A storage of its own for every test."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def at_work(client: Client, ben: User) -> Client:
    """Ben's browser."""
    return signed_in(client, ben)


def bring(client: Client, conversation: Conversation, *contents: bytes, **more: Any) -> Any:
    sounds = [SimpleUploadedFile(f"message {n}.ogg", content) for n, content in enumerate(contents, 1)]
    typed = {"sounds": sounds, "received_on": timezone.localdate(), "language": "es", **more}
    return client.post(reverse("voices:recordings", args=[conversation.slug]), typed)


@pytest.fixture
def recording(at_work: Client, conversation: Conversation) -> Recording:
    """A voice message that waits."""
    bring(at_work, conversation, OGG)
    return Recording.objects.get()


def address(recording: Recording, route: str = "recording") -> str:
    return reverse(f"voices:{route}", args=[recording.conversation.slug, recording.pk])


def write_down(client: Client, recording: Recording, words: str = "No hay autobús.", **more: Any) -> Any:
    return client.post(address(recording), {"form_key": uuid4(), "words": words, "language": "es", **more})


def test_many_come_at_once_and_each_waits_for_a_listener(at_work: Client, conversation: Conversation) -> None:
    assert bring(at_work, conversation, OGG, WAV, AMR).status_code == 302
    kinds = StoredFile.objects.order_by("created_at").values_list("content_type", flat=True)
    assert list(kinds) == ["audio/ogg", "audio/wav", "audio/amr"]
    run_all()
    assert WorkItem.objects.filter(kind="voices.transcribe", done_at=None).count() == 3


def test_what_is_no_sound_is_refused_and_nothing_is_kept(at_work: Client, conversation: Conversation) -> None:
    answer = bring(at_work, conversation, OGG, b"%PDF-1.7\n")
    assert answer.status_code == 422
    assert Recording.objects.count() == 0


def test_the_same_message_twice_is_one(at_work: Client, conversation: Conversation) -> None:
    for _ in range(2):
        bring(at_work, conversation, OGG)
    assert Recording.objects.count() == 1
    assert StoredFile.objects.count() == 1


def test_what_it_says_counts_like_typed_words(at_work: Client, recording: Recording) -> None:
    run_all()
    write_down(at_work, recording, "No hay autobús.\n\nY nadie contesta.")
    run_all()
    recording.refresh_from_db()
    assert recording.state == Recording.State.TRANSCRIBED
    assert recording.participant.confidence == Confidence.STAFF
    said = recording.participant.comments.order_by("number")
    assert [(each.text, each.channel) for each in said] == [
        ("No hay autobús.", "voice"),
        ("Y nadie contesta.", "voice"),
    ]
    assert not WorkItem.objects.filter(kind="voices.transcribe", done_at=None).exists()


def test_the_form_of_another_message_writes_nothing_down(
    at_work: Client, conversation: Conversation, recording: Recording
) -> None:
    key = uuid4()
    write_down(at_work, recording, form_key=key)
    bring(at_work, conversation, WAV)
    other = Recording.objects.exclude(pk=recording.pk).get()
    assert write_down(at_work, other, "Words of another", form_key=key).status_code == 404
    assert Comment.objects.get().text == "No hay autobús."


def test_written_down_by_two_people_it_is_one_comment(at_work: Client, recording: Recording) -> None:
    write_down(at_work, recording)
    write_down(at_work, recording, "No hay autobuses.")
    assert Comment.objects.get().text == "No hay autobús."


def test_the_sound_is_handed_out_and_the_audit_knows(at_work: Client, recording: Recording) -> None:
    answer = at_work.get(address(recording, "sound"))
    assert b"".join(answer.streaming_content) == OGG
    assert answer["Content-Type"] == "audio/ogg"
    assert subjects_of("voices.recording", recording.pk).filter(verb="voices.recording.heard").count() == 1
    assert "media-src 'self'" in at_work.get(address(recording))["Content-Security-Policy"]


def test_the_sound_ends_some_months_after_somebody_listened(at_work: Client, recording: Recording) -> None:
    assert recording.file.keep_until is None  # whoever was never heard is not forgotten
    write_down(at_work, recording)
    later = timezone.localdate() + timedelta(days=91)
    assert delete_expired(by=Actor.system("test"), today=later) == 1
    recording.refresh_from_db()
    assert recording.file is None
    assert at_work.get(address(recording, "sound")).status_code == 404
    assert "The recording was deleted" in page(at_work.get(address(recording)))


def test_nothing_to_hear_can_be_taken_back(at_work: Client, recording: Recording) -> None:
    at_work.post(address(recording), {"nothing": "1"})
    recording.refresh_from_db()
    assert recording.state == Recording.State.NOTHING
    at_work.post(address(recording), {"again": "1"})
    recording.refresh_from_db()
    assert recording.state == Recording.State.WAITING
    assert StoredFile.objects.get().keep_until is None


def test_a_caller_who_wants_to_be_told_is_told(at_work: Client, conversation: Conversation) -> None:
    bring(at_work, conversation, OGG, contact="910 555 0142")
    recording = Recording.objects.get()
    write_down(at_work, recording)
    recording.refresh_from_db()
    assert recording.participant.contact == recording.contact == ContactPoint.objects.get()
    assert "/track/" in Message.objects.get().body


def test_danger_in_a_voice_message_tells_the_listener_what_to_do(
    at_work: Client, recording: Recording
) -> None:
    text = page(write_down(at_work, recording, "Mi esposo me pega y ya no quiero vivir."))
    assert "tel:988" in text
    assert Comment.objects.get().state == Comment.State.HELD


def test_a_partner_hears_only_what_its_own_people_brought(
    client: Client, recording: Recording, conversation: Conversation, partner: Organization, dev: User
) -> None:
    conversation.collectors.add(partner)
    at_church = signed_in(client, dev)
    for route in ("recording", "sound"):
        assert at_church.get(address(recording, route)).status_code == 404
    bring(at_church, conversation, WAV)
    own = Recording.objects.get(organization=partner)
    assert at_church.get(address(own)).status_code == 200
    assert write_down(at_church, own).status_code == 302
