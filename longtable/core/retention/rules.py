"""What was declared of each model, and the doing of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

from longtable.core.access.actor import Actor
from longtable.core.access.guard import Unchanged, action, require
from longtable.core.audit import record

Due = Callable[[datetime], Q]


class Class(StrEnum):
    """Why a row is kept at all."""

    RECORD = "public record: kept for as long as the agency keeps its records"
    PERSON = "about a person: kept for as long as it serves them, erased when they ask"
    TRACE = "trace of the machine at work: gone after some days"
    AUDIT = "who did what: never changed, never removed"
    REFERENCE = "a fact about the world, or a setting"


@dataclass(frozen=True)
class Rule:
    """What was declared of one model. ``due`` answers which rows' time is over; ``None``: no clock."""

    model: type[models.Model]
    kind: Class
    due: Due | None
    scrub: tuple[str, ...]
    plain: tuple[str, ...]
    delete: bool

    def wiped(self) -> dict[str, Any]:
        """What each column to be scrubbed is set to: empty, or its default."""
        return {name: _empty(self.model._meta.get_field(name)) for name in self.scrub}

    def rows(self, now: datetime) -> models.QuerySet[models.Model]:
        """Rows whose time is over and that still hold something."""
        if self.due is None:
            return self.model._base_manager.none()
        due = self.model._base_manager.filter(self.due(now))
        return due if self.delete else due.exclude(**self.wiped())


rules: dict[type[models.Model], Rule] = {}


def retention(
    model: type[models.Model],
    kind: Class,
    *,
    days: int | None = None,
    since: str = "created_at",
    due: Due | None = None,
    scrub: Iterable[str] = (),
    plain: Iterable[str] = (),
    delete: bool = False,
) -> None:
    """Declare how long rows of ``model`` are kept.

    ``scrub`` names the columns that may hold something personal, ``plain`` the text columns that
    never do. ``days`` after the moment in column ``since`` (never, while that is empty) the
    columns are wiped or, with ``delete``, the row is removed; ``due`` says it in another way.
    Without either there is no clock: what is personal goes when the person asks.
    """
    if delete and kind in (Class.AUDIT, Class.RECORD):
        raise ValueError(f"{model.__name__}: {kind.name} is not deleted by a clock")
    if days is not None:
        due = _days_after(since, timedelta(days=days))
    rules[model] = Rule(model, kind, due, tuple(scrub), tuple(plain), delete)


@action
def scrub_due(*, by: Actor, rule: Rule, now: datetime, limit: int = 500) -> int:
    """Wipe or remove at most ``limit`` rows whose time is over. Returns how many."""
    require(by, by.is_system)
    keys = list(rule.rows(now).order_by("pk").values_list("pk", flat=True)[:limit])
    if not keys:
        return Unchanged(0)  # type: ignore[return-value]
    rows = rule.model._base_manager.filter(pk__in=keys)
    label = rule.model._meta.label_lower
    if rule.delete:
        rows.delete()
        record(by, "core.retention.deleted", (label, ""), why=f"{len(keys)} rows")
    else:
        rows.update(**rule.wiped())
        record(by, "core.retention.scrubbed", *((label, key) for key in keys), fields=rule.scrub)
    return len(keys)


def scrub_all_due(*, by: Actor, now: datetime) -> dict[str, int]:
    """Do it for every model, in small transactions, so that others can write between them."""
    wiped: dict[str, int] = {}
    for rule in rules.values():
        while found := scrub_due(by=by, rule=rule, now=now):
            label = rule.model._meta.label_lower
            wiped[label] = wiped.get(label, 0) + found
    return wiped


def undeclared_text(model: type[models.Model]) -> list[str]:
    """Text columns of a model of which its rule does not say whether they are personal."""
    rule = rules[model]
    said = {*rule.scrub, *rule.plain}
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
        and not field.choices
        and field.name not in said
    ]


def _days_after(since: str, span: timedelta) -> Due:
    return lambda now: Q(**{f"{since}__lt": now - span})


def _empty(field: Any) -> Any:
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    return ""
