"""The invented councils: who sits there, which seats are free, and who would like one."""

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.councils import actions
from longtable.councils.actions.applying import Letter
from longtable.councils.actions.councils import Charter
from longtable.councils.actions.seats import SeatPlan
from longtable.councils.actions.terms import Mandate
from longtable.councils.models import Application, Attendance, Council, Seat
from longtable.councils.selectors import members
from longtable.methods.calendar_months import months_after
from longtable.people.models import Person
from longtable.places.models import Area
from longtable.web.demo.cast import Cast

COUNCILS = Path(__file__).parent / "councils.toml"
KEYS = UUID("b51c4c0a-9a53-4f0e-8c59-0f6f8f1f2f10")
"""Form keys of the example follow from it, so that links stay the same as long as the keys do."""

TEXTS = ("name", "purpose", "rhythm", "meets_at", "stipend_words", "reader")
APART = (*TEXTS, "key", "host", "counties", "seats", "rules", "absent")


def set_tables(cast: Cast) -> None:
    """Write down each council, seat its members, and let people apply."""
    story = tomllib.loads(COUNCILS.read_text(encoding="utf-8"))
    names, made = iter(story["names"] * 3), dict[str, Council]()
    for entry in story["councils"]:
        made[entry["key"]] = _set_table(cast, entry, names, made)
    for entry in story["applications"]:
        _apply(cast, made[entry["council"]], entry)


def _set_table(cast: Cast, entry: dict[str, Any], names: Iterator[str], made: dict[str, Council]) -> Council:
    by, plain = cast.actor("carmen"), {key: value for key, value in entry.items() if key not in APART}
    texts: dict[str, Any] = {name: LocalizedText.of(**entry.get(name, {})) for name in TEXTS}
    council = actions.prepare_council(
        by=by,
        charter=Charter(
            organization=cast.organizations[entry["host"]],
            areas=list(Area.objects.filter(code__in=entry.get("counties", ()))),
            **plain,
            **texts,
        ),
    )
    chance, numbers = random.Random(entry["slug"]), count(1)
    for group in entry["seats"]:
        also_on = members(made[group["also_on"]], timezone.localdate()) if "also_on" in group else []
        for at in range(group["count"]):
            seat = actions.add_seat(by=by, council=council, plan=_seat(group, next(numbers), at))
            if at < group["held"]:
                person = also_on[at].person if at < len(also_on) - 3 else None
                _seat_somebody(by, seat, at, "" if person else next(names), person, chance)
    for rule in entry.get("rules", ()):
        words = LocalizedText.of(**rule["words"])
        other = made[rule["other"]]
        actions.add_rule(
            by=by, council=council, kind=rule["kind"], words=words, percent=rule["percent"], other=other
        )
    _keep_minutes(by, council, entry.get("absent", 0))
    return actions.publish_council(by=by, council=council)


def _seat(group: dict[str, Any], number: int, at: int) -> SeatPlan:
    where = group.get("where", [{}])
    here = where[at % len(where)]
    named = {
        language: text.format(number=number, where=here.get(language, ""))
        for language, text in group["name"].items()
    }
    return SeatPlan(
        name=LocalizedText.of(**named),
        category=group["category"],
        is_voting=group.get("voting", True),
        where=LocalizedText.of(**here),
        appointed_by=LocalizedText.of(**group.get("appointed_by", {})),
        lived_experience=group.get("lived_experience", ""),
        eligibility=LocalizedText.of(**group.get("eligibility", {})),
        takes_applications=group.get("applications", True),
    )


def _seat_somebody(
    by: Actor, seat: Seat, at: int, name: str, person: Person | None, chance: random.Random
) -> None:
    """Some terms end soon, one is over already, most names are published."""
    months = seat.council.term_months
    ends_on = months_after(timezone.localdate(), [3, 14, 26, -2, 20][at % 5]) if months else None
    starts_on = months_after(ends_on, -(months or 0)) if ends_on else _months_ago(18)
    mandate = Mandate(
        starts_on=starts_on,
        ends_on=ends_on,
        is_public=chance.random() < 0.7,
        area=chance.choice(list(Area.objects.counties())),
        about=_about(seat.council, chance),
        despite="Seated before the rule held.",
    )
    actions.seat_member(by=by, seat=seat, mandate=mandate, name=name, person=person)


def _about(council: Council, chance: random.Random) -> dict[str, list[str]]:
    told = {
        "race_ethnicity": ["white", "white", "black", "american_indian"],
        "age_band": ["45_64", "45_64", "65_74", "25_44"],
        "sex": ["female", "female", "male"],
    }
    asked = [code for code in council.about_you if code in told and chance.random() < 0.8]
    return {code: [chance.choice(told[code])] for code in asked}


def _keep_minutes(by: Actor, council: Council, absences: int) -> None:
    """Two meetings; one member came to neither, where the rules care."""
    if not absences:
        return
    for months in range(absences, 0, -1):
        met_on = _months_ago(months)
        sitting = members(council, met_on)
        states = {term: str(Attendance.State.PRESENT) for term in sitting}
        actions.note_attendance(
            by=by,
            council=council,
            met_on=met_on,
            states=states | {sitting[2]: str(Attendance.State.UNEXCUSED)},
        )


def _apply(cast: Cast, council: Council, entry: dict[str, Any]) -> None:
    seat = council.seats.get(number=entry["seat"]) if "seat" in entry else None
    texts = {name: entry.get(name, "") for name in ("why", "experience", "availability")}
    application = actions.apply(
        by=Actor.visitor(),
        council=council,
        seat=seat,
        form_key=uuid5(KEYS, entry["key"]),
        name=entry["name"],
        contact=entry["contact"],
        letter=Letter(needs=entry.get("needs", ()), **texts),
        language=entry["language"],
        area=Area.objects.filter(code=entry.get("county")).first(),
    ).application
    by = cast.actor("carmen")
    if "shortlisted" in entry:
        actions.shortlist(by=by, application=application)
    if "offered" in entry and seat:
        actions.offer(by=by, application=application, seat=seat)
    if "declined" in entry:
        actions.decline(
            by=by, application=application, reason=entry["declined"], answer=entry.get("answer", "")
        )
    sent_at = timezone.now() - timedelta(days=entry["days_ago"])
    Application.objects.filter(pk=application.pk).update(created_at=sent_at)


def _months_ago(months: int) -> date:
    return months_after(timezone.localdate(), -months)
