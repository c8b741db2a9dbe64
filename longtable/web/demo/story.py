"""Tells the example story once: people, their words, what was decided, and what became of it.

Everything happens through the actions that real people use; afterwards the moments are moved into
the past, because a thread takes months and a demo has seconds.
"""

import random
import tomllib
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from longtable.core import installation
from longtable.core.access import Actor
from longtable.core.imports import run_import
from longtable.core.localized import LocalizedText
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.places.imports import PackImporter
from longtable.places.models import Area
from longtable.places.packs import read_pack
from longtable.voices import actions as voices
from longtable.voices.actions.conversations import Plan
from longtable.voices.actions.speaking import Begun
from longtable.voices.models import Comment, Conversation, Decision, Participant, Theme, Vote
from longtable.web.demo.cast import Cast, invite_cast
from longtable.web.demo.councils import set_tables
from longtable.web.demo.crowd import fill
from longtable.web.demo.directory import open_directory
from longtable.web.demo.duplicates import bring_in_twice
from longtable.web.demo.gatherings import invite_everybody
from longtable.web.demo.gatherings_councils import let_councils_meet
from longtable.web.demo.gatherings_door import open_the_door
from longtable.web.demo.gatherings_live import come_together
from longtable.web.demo.keeping import keep_true
from longtable.web.demo.partnerships import work_together
from longtable.web.demo.promises import keep_promises
from longtable.worklists.actions import add_shift

STORY = Path(__file__).parent / "nc.toml"
KEYS = UUID("6c0f2f0e-7d1e-4c57-9d3a-2f1b0c9d8e7f")
"""Form keys of the story follow from it, so that Ana's link stays the same as long as the keys do."""

ANA_PHONE = "+19105550142"
"""A number from the range that is kept for stories."""


class NotADemo(RuntimeError):
    """Invented people are never put among real ones."""


def tell(*, say: Callable[[str], None]) -> None:
    """Tell the story unless it was told here before. ``say`` hears one line per chapter."""
    if not installation.is_demo():
        raise NotADemo
    story = _read()
    if not Conversation.objects.filter(slug=story["conversations"][0]["slug"]).exists():
        say("counties, regions and populations ...")
        run_import(by=Actor.system("demo"), importer=PackImporter(read_pack(story["pack"])))
        with transaction.atomic():
            say("people and organizations ...")
            cast = invite_cast(story)
            for shift in story["duty"]:
                _stand_by(cast, shift)
            say("who helps where ...")
            entries = open_directory(cast)
            keep_true(cast, entries)
            work_together(cast, entries)
            bring_in_twice()
            set_tables(cast)
            invite_everybody(cast)
            let_councils_meet(cast)
            come_together(cast)
            open_the_door(cast)
            say("what people said ...")
            for chapter in story["conversations"]:
                _converse(cast, chapter)
            for number, call in enumerate(story["calls"]):
                _ask_for_a_call(number, call)
            say("what was decided and done ...")
            themes = {entry["key"]: _gather(cast, story, entry) for entry in story["themes"]}
            keep_promises(cast, story, themes)
    say(f"Ana's tracking page: {ana().path}")


def ana() -> OpenReceipt:
    """Ana's receipt, open."""
    return give_receipt(uuid5(KEYS, "ana"))


def crisis_line() -> dict[str, Any]:
    """An invented line for people in danger, in the shape of ``LONGTABLE_LOCAL_CRISIS_LINE``."""
    line: dict[str, Any] = _read()["crisis_line"]
    return line


def _read() -> dict[str, Any]:
    return tomllib.loads(STORY.read_text(encoding="utf-8"))


def _stand_by(cast: Cast, shift: dict[str, Any]) -> None:
    began = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    add_shift(
        by=cast.actor("faye"),
        organization=cast.organizations[shift["organization"]],
        user=cast.users[shift["person"]],
        starts_at=began,
        ends_at=began + timedelta(days=shift["days"]),
        phone=shift["phone"],
    )


def _ask_for_a_call(number: int, call: dict[str, Any]) -> None:
    words = {name: call[name] for name in ("name", "contact", "about", "best_time", "language")}
    voices.ask_for_help(
        by=Actor.visitor(),
        conversation=Conversation.objects.get(slug=call["conversation"]),
        form_key=uuid5(KEYS, f"call {number}"),
        **words,
    )


def _converse(cast: Cast, chapter: dict[str, Any]) -> None:
    conversation = voices.prepare_conversation(
        by=cast.actor("carmen"),
        plan=Plan(
            slug=chapter["slug"],
            question=LocalizedText.of(**chapter["question"]),
            purpose=LocalizedText.of(**chapter["purpose"]),
            asked=LocalizedText.of(**chapter["asked"]),
            organization=cast.organizations[chapter["organization"]],
            areas=list(Area.objects.filter(code__in=chapter["counties"])),
            collectors=[cast.organizations[key] for key in chapter.get("collectors", ())],
            opens_at=timezone.now() - timedelta(days=chapter["opened_days_ago"]),
            closes_at=timezone.now() + timedelta(days=chapter["closes_in_days"]),
            about_you=chapter["about_you"],
            help_office=cast.organizations["navigators"],
        ),
    )
    voices.set_keywords(by=cast.actor("carmen"), conversation=conversation, words=chapter["keywords"])
    voices.open_conversation(by=cast.actor("carmen"), conversation=conversation)
    counties = list(Area.objects.filter(code__in=chapter["counties"])) or list(
        Area.objects.filter(level=Area.Level.COUNTY)[:12]
    )
    for number, entry in enumerate(chapter["comments"]):
        _say(cast, conversation, counties, number, entry)
    _agree(conversation, counties, chapter["neighbors"])
    fill(conversation, counties, chapter.get("crowd", 0), _read()["about_neighbors"])


def _say(
    cast: Cast, conversation: Conversation, counties: list[Area], number: int, entry: dict[str, Any]
) -> None:
    key = uuid5(KEYS, "ana" if entry.get("ana") else f"{conversation.slug} {number}")
    begun = voices.begin(
        by=Actor.visitor(),
        conversation=conversation,
        form_key=key,
        language=entry["language"],
        area=counties[number % len(counties)],
    )
    author = Actor.receipt(begun.opened.receipt.pk)
    comment = voices.say(
        by=author, participant=begun.participant, text=entry["text"], language=entry["language"], form_key=key
    )
    said_at = timezone.now() - timedelta(days=entry["days_ago"], hours=number % 9)
    if entry.get("ana"):
        voices.leave_contact(
            by=author,
            participant=begun.participant,
            value=ANA_PHONE,
            language=entry["language"],
            tracking_url=begun.opened.url,
        )
    if not entry.get("waiting"):
        reader = cast.actor("carmen")
        voices.decide(by=reader, comment=comment, after=Comment.State.SHOWN, reason=Decision.Reason.FINE)
        if "translation" in entry:
            other = "en" if entry["language"] == "es" else "es"
            voices.translate(by=reader, comment=comment, language=other, text=entry["translation"])
        Comment.objects.filter(pk=comment.pk).update(read_at=said_at + timedelta(hours=20))
    Comment.objects.filter(pk=comment.pk).update(said_at=said_at)
    Participant.objects.filter(pk=begun.participant.pk).update(created_at=said_at)


def _agree(conversation: Conversation, counties: list[Area], neighbors: int) -> None:
    """Neighbours answer; most agree with most, each with an own mind. The same in every demo."""
    chance = random.Random(conversation.slug)
    told = _read()["about_neighbors"]
    shown = list(conversation.comments.shown().order_by("number"))
    for number in range(neighbors):
        begun = voices.begin(
            by=Actor.visitor(),
            conversation=conversation,
            form_key=uuid5(KEYS, f"{conversation.slug} neighbor {number}"),
            language=chance.choice(["en", "en", "es"]),
            area=chance.choice(counties),
        )
        for comment in chance.sample(shown, k=chance.randint(2, len(shown))):
            voices.answer(
                by=Actor.receipt(begun.opened.receipt.pk),
                participant=begun.participant,
                comment=comment,
                value=chance.choices(
                    [Vote.Value.AGREE, Vote.Value.PASS, Vote.Value.DISAGREE], weights=[7, 2, 1]
                )[0],
            )
        _tell_about_oneself(begun, told, random.Random(f"{conversation.slug} about {number}"))


def _tell_about_oneself(begun: Begun, told: dict[str, dict[str, int]], chance: random.Random) -> None:
    """Most answer the questions about themselves, some would rather not, and some pass over them."""
    answers = {}
    for question in begun.participant.conversation.about_you:
        words, times = list(told[question]), list(told[question].values())
        if chance.random() < 0.85:
            answers[question] = chance.choices(words, weights=times)[0].split()
    voices.tell_about_you(
        by=Actor.receipt(begun.opened.receipt.pk),
        participant=begun.participant,
        answers=answers,
        area=begun.participant.area,
    )


def _gather(cast: Cast, story: dict[str, Any], entry: dict[str, Any]) -> Theme:
    conversation = Conversation.objects.get(slug=entry["conversation"])
    name, summary = LocalizedText.of(**entry["name"]), LocalizedText.of(**entry["summary"])
    gatherer = cast.actor("carmen")
    theme = voices.make_theme(by=gatherer, conversation=conversation, name=name, summary=summary)
    voices.cite(by=gatherer, theme=theme, comments=_cited(story, conversation, entry["key"]))
    return voices.edit_theme(by=gatherer, theme=theme, name=name, summary=summary, is_public=True)


def _cited(story: dict[str, Any], conversation: Conversation, theme: str) -> Iterable[Comment]:
    chapter = next(each for each in story["conversations"] if each["slug"] == conversation.slug)
    texts = [comment["text"] for comment in chapter["comments"] if comment.get("theme") == theme]
    return conversation.comments.filter(text__in=texts)
