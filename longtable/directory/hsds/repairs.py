"""What a row of a real directory means where it does not say it as HSDS wants: table by table."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid5

from longtable.core.localized import LocalizedText
from longtable.directory.hsds import profile
from longtable.directory.hsds.cells import STAND_IN
from longtable.directory.hsds.staging import Added, StagedRow
from longtable.directory.models import Change, Schedule, Service, ServiceCapacity

Values = dict[str, Any]
Repair = Callable[[Values, StagedRow, "Told"], None]
"""Changes the values of a row in place. What is put into ``fresh`` holds only where the row is new."""

_PLAIN_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?")

_EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"

_COUNTRIES = {
    "usa": "US",
    "u.s.": "US",
    "u.s.a.": "US",
    "united states": "US",
    "united states of america": "US",
    "estados unidos": "US",
    "uk": "GB",
    "united kingdom": "GB",
    "canada": "CA",
    "mexico": "MX",
    "méxico": "MX",
}
_LANGUAGES = {
    "english": "en",
    "inglés": "en",
    "spanish": "es",
    "español": "es",
    "american sign language": "ase",
    "asl": "ase",
    "arabic": "ar",
    "burmese": "my",
    "chinese": "zh",
    "mandarin": "zh",
    "french": "fr",
    "haitian creole": "ht",
    "hindi": "hi",
    "hmong": "hmn",
    "korean": "ko",
    "portuguese": "pt",
    "russian": "ru",
    "swahili": "sw",
    "ukrainian": "uk",
    "vietnamese": "vi",
}


class Told:
    """What stands beside the values of one row."""

    def __init__(self, now: datetime, added: list[Added]) -> None:
        self.now = now
        self.fresh: Values = {}
        self.as_given: dict[str, str] = {}
        """Text of cells that could not be read or had no room, by column."""
        self._added = {(each.code, each.field, each.label): each for each in added}

    def says(self, code: str) -> bool:
        """Whether our profile marks the row with ``code``, which holds for the whole of it."""
        return any(key[0] == code for key in self._added)


def organization(values: Values, row: StagedRow, told: Told) -> None:
    told.fresh |= {"published_at": told.now, "changed_at": values.pop("changed_at", None) or told.now}


def location(values: Values, row: StagedRow, told: Told) -> None:
    """Positions that are swapped are turned; those that are none, or in the sea at 0, 0, are left out."""
    if "latitude" not in values or "longitude" not in values:
        return
    latitude, longitude = values["latitude"], values["longitude"]
    if latitude is None or longitude is None:
        values |= {"latitude": None, "longitude": None}
        return
    is_swapped = abs(latitude) > 90 >= abs(longitude) or (latitude < -60 and 0 < longitude <= 72)
    if is_swapped:
        latitude, longitude = longitude, latitude
    is_place = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    if is_swapped or not is_place:
        told.as_given |= {name: row.values[name] for name in ("latitude", "longitude")}
    values |= (
        {"latitude": latitude, "longitude": longitude} if is_place else {"latitude": None, "longitude": None}
    )


def service(values: Values, row: StagedRow, told: Told) -> None:
    modified = values.pop("changed_at", None)
    told.fresh |= {"published_at": told.now, "changed_at": modified or told.now}
    if told.says("status_unknown"):
        values["status"] = Service.Status.UNKNOWN


def address(values: Values, row: StagedRow, told: Told) -> None:
    given = row.values.get("country", "")
    if "country" in values:
        plain = given.casefold()
        code = _COUNTRIES.get(plain, given.upper() if len(given) == 2 else "US" if not given else "")
        if code:
            told.as_given.pop("country", None)
        values["country"] = code or "US"
        if not code:
            told.as_given["country"] = given


def language(values: Values, row: StagedRow, told: Told) -> None:
    """Older sources give a name only; what is searched is the code."""
    if not values.get("code") and (code := _LANGUAGES.get(values.get("name", "").casefold())):
        values["code"] = code


def schedule(values: Values, row: StagedRow, told: Told) -> None:
    """Hours that were not written as HSDS wants are kept as the source gave them, too."""
    texts = [row.values.get(name, "") for name in ("opens_at", "closes_at")]
    unclear = [name for name in ("opens_at", "closes_at") if told.as_given.pop(name, "")]
    if unclear or any(text and not _PLAIN_TIME.fullmatch(text) for text in texts):
        values["as_given"] = " - ".join(text for text in texts if text)[:500]
    elif "opens_at" in values:
        values.setdefault("as_given", "")
    if values.get("byday"):
        values["byday"] = values["byday"].upper().replace(" ", "")
    if told.as_given.get("freq", "").casefold() == "daily" and (values.get("interval") or 1) == 1:
        del told.as_given["freq"]
        values |= {"freq": Schedule.Frequency.WEEKLY, "byday": values.get("byday") or _EVERY_DAY}


def capacity(values: Values, row: StagedRow, told: Told) -> None:
    """HSDS counts, we say a word: without ours, none free is full."""
    is_stand_in = told.says("available_unknown")
    if is_stand_in:
        values["available"] = None
    if not values.get("state"):
        free = values.get("available")
        values["state"] = (
            ServiceCapacity.State.FULL if free is not None and free <= 0 else ServiceCapacity.State.OPEN
        )
    if values.get("updated_at") is None:
        values.pop("updated_at", None)
        told.fresh["updated_at"] = told.now


def term(values: Values, row: StagedRow, told: Told) -> None:
    if values.get("synonyms") is None:
        values.pop("synonyms", None)


def metadata(values: Values, row: StagedRow, told: Told) -> None:
    said_at = values.get("said_at")
    if said_at is None:
        values.pop("said_at", None)
        told.fresh["said_at"] = told.now
    moment = said_at or told.now
    values["said_for"] = values.get("said_for") or STAND_IN
    values["action"] = values.get("action") or Change.Action.UPDATE
    values["state"] = values.get("state") or Change.State.LIVE
    values["set"] = values.get("set") or uuid5(profile.NAMESPACE, f"set:{row.id}")
    told.fresh |= {"said_by": "import", "settled_at": moment, "settled_by": "import"}


def identifier(values: Values, row: StagedRow, told: Told) -> None:
    values["identifier_type"] = values.get("identifier_type") or values.get("identifier_scheme") or "id"


REPAIRS: Mapping[str, Repair] = {
    "organization": organization,
    "location": location,
    "service": service,
    "address": address,
    "language": language,
    "schedule": schedule,
    "service_capacity": capacity,
    "taxonomy_term": term,
    "metadata": metadata,
    "organization_identifier": identifier,
}


def settle_references(table: str, values: Values) -> None:
    """What follows from the references of a row once they are known."""
    if table == "service_capacity" and values.get("unit_id") == profile.UNIT_ID:
        values["unit_id"] = None
    elif table == "url" and values.get("service_id"):
        values["organization_id"] = None  # documents repeat it at both; it is of one


def join_words(values: Values, words: Sequence[Mapping[str, str]], language: str) -> None:
    """Who can get a service, where HSDS 1 and 2 say it in rows of their own."""
    texts = [
        str(values.get("eligibility_description") or ""),
        *(each["eligibility_description"] for each in words),
    ]
    joined = "\n".join(dict.fromkeys(text for text in texts if text))
    values["eligibility_description"] = LocalizedText.of(**{language: joined})
    for name, choose in (("minimum_age", min), ("maximum_age", max)):
        ages = [float(each[name]) for each in words if each.get(name, "").replace(".", "", 1).isdigit()]
        if ages and values.get(name) is None:
            values[name] = choose(ages)
