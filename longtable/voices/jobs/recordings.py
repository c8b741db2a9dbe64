"""What follows when a voice message comes in: somebody has to listen and write it down."""

from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.work import on
from longtable.voices.models import Recording
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import close_of_day
from longtable.worklists.models import WorkItem

WORKING_DAYS = 2
"""By when somebody has listened: a call for help may be in it."""


@on("voices.recording.brought")
def ask_for_a_listener(recording_id: str) -> None:
    """Whoever may type in voices there sees that one waits."""
    recording = Recording.objects.select_related("conversation__organization", "organization").get(
        pk=recording_id
    )
    listed = WorkItem.objects.about(recording).filter(kind="voices.transcribe")
    if recording.state != Recording.State.WAITING or listed.open().exists():
        return
    add_work(
        by=Actor.system("voices"),
        kind="voices.transcribe",
        title=LocalizedText.of(
            en="Listen to a voice message and write it down",
            es="Escuche un mensaje de voz y escriba lo que dice",
        ),
        detail=recording.conversation.question,
        due_at=close_of_day(timezone.now(), WORKING_DAYS),
        organization=recording.organization or recording.conversation.organization,
        permission=Permission.ENTER_VOICES,
        url=reverse("voices:recording", args=[recording.conversation.slug, recording.pk]),
        action_label=LocalizedText.of(en="Listen", es="Escuchar"),
        subject=recording,
        key=f"transcribe {recording.pk} {listed.count()}",
    )


@on("voices.recording.settled")
def let_listeners_go(recording_id: str) -> None:
    """Somebody listened."""
    finish_work(
        by=Actor.system("voices"), kind="voices.transcribe", subject=("voices.recording", recording_id)
    )
