"""Which of several sayings about what a service can take holds: one for each service and unit, the newest."""

from collections.abc import Callable, MutableMapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from longtable.core.imports import Entry
from longtable.directory.models import ServiceCapacity

About = tuple[UUID, UUID | None]


def let_newest_hold(entries: Sequence[Entry]) -> list[Callable[[], Any]]:
    """Mark the older of new ``entries`` as replaced; returns what replaces rows that are here."""
    services = {entry.values["service_id"] for entry in entries}
    rows = ServiceCapacity.objects.filter(service_id__in=services)
    here = set(rows.values_list("pk", flat=True))
    holding: dict[About, tuple[datetime, UUID | Entry]] = {
        (row.service_id, row.unit_id): (row.updated_at, row.pk) for row in rows.filter(replaced_at=None)
    }
    writes: list[Callable[[], Any]] = []
    for entry in sorted(entries, key=_moment):
        if entry.values["id"] in here:
            continue
        about = entry.values["service_id"], entry.values.get("unit_id")
        moment, older = _moment(entry), holding.get(about)
        if older and older[0] > moment:
            _fresh(entry)["replaced_at"] = older[0]
            continue
        if older and isinstance(older[1], Entry):
            _fresh(older[1])["replaced_at"] = moment
        elif older and isinstance(older[1], UUID):
            replaced = ServiceCapacity.objects.filter(pk=older[1], replaced_at=None)
            writes.append(partial(replaced.update, replaced_at=moment))
        holding[about] = moment, entry
    return writes


def _moment(entry: Entry) -> datetime:
    return cast(datetime, entry.values.get("updated_at") or entry.fresh["updated_at"])


def _fresh(entry: Entry) -> MutableMapping[str, Any]:
    return cast(MutableMapping[str, Any], entry.fresh)
