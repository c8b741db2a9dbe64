"""Gatherings of the example: a webinar with its answers, a summit in two places, an evening that is on."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.gatherings.actions import create_gathering, note_held, publish_gathering
from longtable.gatherings.actions import questions as about
from longtable.gatherings.actions.asking import ask, want_to_know
from longtable.gatherings.actions.findings import FindingPlan, make_finding
from longtable.gatherings.actions.gatherings import Plan, SessionPlan
from longtable.gatherings.actions.keywords import set_keywords
from longtable.gatherings.actions.notes import take_notes
from longtable.gatherings.actions.polls import PollPlan, open_poll, prepare_poll
from longtable.gatherings.actions.showing import Speaker, add_panelist
from longtable.gatherings.models import Gathering, Question, Series, Table
from longtable.gatherings.visits import voter_of
from longtable.places.models import Area
from longtable.web.demo.cast import Cast
from longtable.web.demo.portraits import portrait

LIVE = Path(__file__).parent / "gatherings_live.toml"
KEYS = UUID("3b0c7f1e-55a4-4a4e-8c55-0d3f0f2f6d11")
SOON = timedelta(minutes=30)


def come_together(cast: Cast) -> None:
    """Everything happens as if it were on now; afterwards the days are put where they belong."""
    story, by = tomllib.loads(LIVE.read_text(encoding="utf-8")), cast.actor("carmen")
    _hold_webinar(cast, by, story["webinar"])
    _hold_summit(cast, by, story["summit"])
    _hold_evening(cast, by, story["evening"])


def _hold_webinar(cast: Cast, by: Actor, entry: dict[str, Any]) -> None:
    gathering = _call(cast, by, entry, Gathering.Kind.WEBINAR)
    _seat_panel(by, gathering, entry["panel"])
    asked = [_ask(by, gathering, each) for each in entry["questions"]]
    for question, each in zip(asked, entry["questions"], strict=True):
        about.show(by=by, question=question)
        if words := each.get("translation"):
            about.translate(by=by, question=question, words={"en": words})
        _want(question, each.get("wanted", 0))
        if number := each.get("joined_to"):
            about.join(by=by, question=question, into=asked[number - 1])
    for question, each in zip(asked, entry["questions"], strict=True):
        if words := each.get("answer"):
            about.answer_in_writing(by=by, question=question, answer=LocalizedText.of(**words))
        elif each.get("live"):
            about.answer_live(by=by, question=question)
        elif days := each.get("later_days"):
            due_on = timezone.localdate() + timedelta(days=days)
            about.answer_later(by=by, question=question, owner=cast.users["faye"], due_on=due_on)
    _put_back(by, gathering, entry["days"])


def _hold_summit(cast: Cast, by: Actor, entry: dict[str, Any]) -> None:
    talk = LocalizedText.of(**entry["talk"])
    series = Series.objects.create(
        slug=entry["slug"],
        title=LocalizedText.of(**entry["title"]),
        summary=talk,
        organization=cast.organizations["engagement"],
    )
    for each in entry["rounds"]:
        gathering = _call(cast, by, each | {"talk": entry["talk"]}, Gathering.Kind.SUMMIT, series)
        session = gathering.sessions.get()
        table = Table.objects.create(session=session, number=1, topic=talk, language="en")
        key = uuid5(KEYS, gathering.slug)
        notes = take_notes(by=by, table=table, lines=each["notes"], language="en", form_key=key)
        for number, found in enumerate(each["findings"]):
            plan = FindingPlan(
                kind=found["kind"],
                text=LocalizedText.of(**found["text"]),
                session=session,
                code=found["code"],
                role=found["role"],
                area=next(iter(gathering.areas.all()), None),
                is_public=True,
                notes=notes[number : number + 1],
            )
            make_finding(by=by, gathering=gathering, plan=plan)
        _put_back(by, gathering, each["days"])


def _hold_evening(cast: Cast, by: Actor, entry: dict[str, Any]) -> None:
    gathering = _call(cast, by, entry, Gathering.Kind.LISTENING_SESSION)
    _seat_panel(by, gathering, entry["panel"])
    for each in entry["questions"]:
        question = _ask(by, gathering, each)
        if each.get("shown"):
            about.show(by=by, question=question)
            _want(question, each.get("wanted", 0))
    options = [LocalizedText.of(**each) for each in entry["poll"]["options"]]
    plan = PollPlan(LocalizedText.of(**entry["poll"]["question"]), options)
    open_poll(by=by, poll=prepare_poll(by=by, gathering=gathering, plan=plan))
    set_keywords(by=by, gathering=gathering, words=entry["keywords"])


def _call(
    cast: Cast, by: Actor, entry: Mapping[str, Any], kind: str, series: Series | None = None
) -> Gathering:
    starts_at = timezone.now() + SOON
    ends_at = starts_at + timedelta(hours=2)
    title = LocalizedText.of(**entry["title"])
    summary = LocalizedText.of(**(entry.get("summary") or entry["talk"]))
    areas = list(Area.objects.counties().filter(name=entry["county"])) if "county" in entry else []
    plan = Plan(
        slug=entry["slug"],
        title=title,
        summary=summary,
        kind=kind,
        series=series,
        organization=cast.organizations["engagement"],
        areas=areas,
        topics=["rides"],
        starts_at=starts_at,
        ends_at=ends_at,
        way=entry.get("way", Gathering.Way.IN_PERSON),
        venue=LocalizedText.of(**entry.get("venue", {})),
        online_url=entry.get("online_url", ""),
        dial_in=entry.get("dial_in", ""),
        about_you=["age_band", "race_ethnicity"],
    )
    session = SessionPlan(
        "talk", LocalizedText.of(**entry.get("talk", entry["title"])), starts_at, ends_at, 80
    )
    gathering = create_gathering(by=by, plan=plan, sessions=[session], opens_at=timezone.now())
    return publish_gathering(by=by, gathering=gathering)


def _seat_panel(by: Actor, gathering: Gathering, entries: list[dict[str, Any]]) -> None:
    for each in entries:
        words: dict[str, Any] = {name: LocalizedText.of(**each[name]) for name in ("role", "bio")}
        picture = ContentFile(portrait(**each["picture"]), name="portrait.png")
        add_panelist(by=by, gathering=gathering, speaker=Speaker(name=each["name"], **words), picture=picture)


def _ask(by: Actor, gathering: Gathering, entry: Mapping[str, Any]) -> Question:
    return ask(
        by=Actor.visitor(),
        gathering=gathering,
        form_key=uuid5(KEYS, entry["text"]),
        text=entry["text"],
        language=entry["language"],
        contact=entry.get("contact", ""),
    ).question


def _want(question: Question, count: int) -> None:
    for number in range(count):
        voter = voter_of(f"{question.pk} {number}")
        want_to_know(by=Actor.visitor(), question=question, voter=voter)


def _put_back(by: Actor, gathering: Gathering, days: int) -> None:
    """A demo has seconds where people have weeks."""
    evening = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0)
    gathering.starts_at = evening + timedelta(days=days)
    gathering.ends_at = gathering.starts_at + timedelta(hours=2)
    gathering.save(update_fields=["starts_at", "ends_at"])
    for session in gathering.sessions.select_related("pool"):
        session.starts_at, session.ends_at = gathering.starts_at, gathering.ends_at
        session.save(update_fields=["starts_at", "ends_at"])
    note_held(by=by, gathering=gathering)
