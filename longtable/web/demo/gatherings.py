"""The invented gatherings that are coming: who signed up, who waits, and whose places will be drawn."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from longtable.capacity.models import Pool
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.gatherings import actions
from longtable.gatherings.actions.gatherings import Plan, SessionPlan
from longtable.gatherings.actions.seating import Line
from longtable.gatherings.models import Gathering
from longtable.gatherings.models.registrations import Channel
from longtable.gatherings.parties import Guest, Party
from longtable.places.models import Area
from longtable.web.demo.cast import Cast

GATHERINGS = Path(__file__).parent / "gatherings.toml"
KEYS = UUID("0d4a6b52-0b0e-4f6e-9a40-2f5d2c4d7a11")
"""Form keys of the example follow from it, so that links stay the same as long as the keys do."""


def invite_everybody(cast: Cast) -> None:
    """Call each gathering, and let people sign up."""
    story = tomllib.loads(GATHERINGS.read_text(encoding="utf-8"))
    called = {entry["slug"]: _call(cast, entry) for entry in story["gatherings"]}
    for entry in story["people"]:
        _sign_up(cast, called[entry["gathering"]], entry)


def _call(cast: Cast, entry: dict[str, Any]) -> Gathering:
    by, now = cast.actor("carmen"), timezone.now()
    starts_at = _at(entry["days"], entry["hour"])
    ends_at = starts_at + timedelta(hours=entry["hours"])
    title = LocalizedText.of(**entry["title"])
    plan = Plan(
        slug=entry["slug"],
        title=title,
        summary=LocalizedText.of(**entry["summary"]),
        kind=entry["kind"],
        organization=cast.organizations[entry["host"]],
        areas=list(Area.objects.counties().filter(name__in=entry["counties"])),
        topics=entry["topics"],
        starts_at=starts_at,
        ends_at=ends_at,
        way=entry["way"],
        venue=LocalizedText.of(**entry["venue"]),
        online_url=entry.get("online_url", ""),
        dial_in=entry.get("dial_in", ""),
        about_you=["age_band", "race_ethnicity"],
    )
    is_drawn = "drawn_days" in entry
    mode = Pool.Mode.DRAWN if is_drawn else Pool.Mode.IN_TURN
    gathering = actions.create_gathering(
        by=by,
        plan=plan,
        sessions=[SessionPlan("day", title, starts_at, ends_at, seats=entry["seats"], mode=mode)],
        opens_at=now,
        closes_at=_at(entry["drawn_days"], 17) if is_drawn else None,
    )
    if is_drawn:
        session = gathering.sessions.select_related("pool").get()
        source = LocalizedText.of(**entry["seed_source"])
        actions.announce(by=by, session=session, strata=[], seed_source=source)
    for helper in entry.get("partners", []):
        actions.add_host(
            by=by,
            gathering=gathering,
            organization=cast.organizations[helper["organization"]],
            role=LocalizedText.of(**helper["role"]),
            may_help=True,
        )
    return actions.publish_gathering(by=by, gathering=gathering)


def _sign_up(cast: Cast, gathering: Gathering, entry: dict[str, Any]) -> None:
    first = Guest(entry["name"], entry.get("needs", []), entry.get("interpreter", ""))
    party = Party(
        contact=entry["contact"],
        guests=[first, *(Guest(name) for name in entry.get("others", []))],
        language=entry.get("language", "en"),
        group_name=entry.get("group_name", ""),
    )
    caller = "by" in entry
    actions.register(
        by=cast.actor(entry["by"]) if caller else Actor.visitor(),
        gathering=gathering,
        sessions=list(gathering.sessions.select_related("pool")),
        party=party,
        form_key=uuid5(KEYS, f"{gathering.slug} {entry['name']}"),
        channel=Channel.PHONE if caller else Channel.WEB,
        line=Line(waits=entry.get("waits", False)),
    )


def _at(days: int, hour: int) -> datetime:
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
