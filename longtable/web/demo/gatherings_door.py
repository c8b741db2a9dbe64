"""The example's door: what people asked for is arranged, and an evening at which people arrive."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.gatherings.actions import register
from longtable.gatherings.actions.assignments import Job, edit_assignment, gather_needs, move_assignment
from longtable.gatherings.actions.door import WalkIn, check_in, walk_in
from longtable.gatherings.models import Gathering
from longtable.gatherings.parties import Guest, Party
from longtable.gatherings.selectors.needs import needs_of
from longtable.places.models import Area
from longtable.web.demo.cast import Cast

DOOR = Path(__file__).parent / "gatherings_door.toml"
KEYS = UUID("5d0f6c1c-7a3e-4f4b-9b0e-3f8f1f0c2a44")


def open_the_door(cast: Cast) -> None:
    """After everybody was invited: staff see to what they need, and the first ones arrive."""
    story, by = tomllib.loads(DOOR.read_text(encoding="utf-8")), cast.actor("carmen")
    for entry in story["assignments"]:
        _arrange(by, entry)
    evening = Gathering.objects.get(slug=story["evening"]["gathering"])
    for entry in story["evening"]["people"]:
        _arrive(by, evening, entry)
    for number, entry in enumerate(story["evening"]["walk_ins"]):
        _walk_in(by, evening, number, entry)


def _arrange(by: Actor, entry: dict[str, Any]) -> None:
    gathering = Gathering.objects.get(slug=entry["gathering"])
    key = entry["need"], entry.get("language", "")
    for wanted in needs_of(gathering).wanted:
        if (wanted.need, wanted.language) != key:
            continue
        made = gather_needs(
            by=by,
            gathering=gathering,
            need=wanted.need,
            language=wanted.language,
            session=wanted.session,
            attendees=wanted.people,
        )
        job = Job(
            entry.get("provider", ""), words=LocalizedText.of(**entry.get("words", {})), owner=made.owner
        )
        edit_assignment(by=by, assignment=made, job=job)
        move_assignment(by=by, assignment=made, to=entry["state"])


def _arrive(by: Actor, gathering: Gathering, entry: dict[str, Any]) -> None:
    first = Guest(entry["name"], entry.get("needs", []))
    guests = [first, *(Guest(name) for name in entry.get("others", []))]
    made = register(
        by=Actor.visitor(),
        gathering=gathering,
        sessions=list(gathering.sessions.select_related("pool")),
        party=Party(entry["contact"], guests, entry.get("language", "en")),
        form_key=uuid5(KEYS, entry["name"]),
    ).registration
    check_in(by=by, gathering=gathering, attendees=list(made.attendees.all()[: entry["came"]]))


def _walk_in(by: Actor, gathering: Gathering, number: int, entry: dict[str, Any]) -> None:
    area = Area.objects.counties().get(name=entry["county"])
    said = {name: entry[name] for name in ("people", "name", "language", "role") if name in entry}
    who = WalkIn(area=area, **said)
    walk_in(by=by, gathering=gathering, who=who, form_key=uuid5(KEYS, f"walk-in {number}"))
