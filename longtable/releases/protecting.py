"""Protecting all tables of a release together, and against what was published about them before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from longtable.methods import suppression
from longtable.releases.tables import CountKey, Gap, Linked, Sum, TableDraft, link

ATTACKED = 1_500
"""Counts up to which two releases are attacked together; above, what was hidden before stays hidden."""
Published = Mapping[CountKey, int]
"""Counts that are public, by what they count."""


@dataclass(frozen=True)
class Rule:
    """The numbers of a policy: counts under ``threshold`` are small, and no hidden one may be worked out
    closer than ``min_width``. ``protects_changes``: so also what changed since the last release."""

    threshold: int = 11
    min_width: int = 11
    protects_changes: bool = True


@dataclass(frozen=True)
class Before:
    """What the last release about the same subject showed, which counts it hid, and how they added up."""

    shown: Published
    hidden: frozenset[CountKey]
    sums: Sequence[Sum]


@dataclass(frozen=True)
class Protected:
    """``shown`` may be published; ``hidden`` may not. ``narrowest``: the closest that anybody can come to a
    hidden count; None where nothing bounds any of them."""

    shown: Published
    hidden: frozenset[CountKey]
    narrowest: int | None


def protect_tables(tables: Sequence[TableDraft], rule: Rule, before: Before | None = None) -> Protected:
    """Decide what may be shown of ``tables``.

    A count that was public before and changed by fewer than ``threshold`` people would tell how many joined:
    the changes are protected like counts, as tables of their own. Then both releases are attacked together,
    as by somebody who kept the old one and believes that numbers only grow; where that comes too close, what
    was hidden before stays hidden.

    Raises ``ValueError`` for tables that contradict themselves and :class:`Unprotectable` where nothing safe
    was found: then too little has changed, and one has to wait.
    """
    linked = link(tables)
    hidden: frozenset[CountKey] = frozenset()
    if before is None or not rule.protects_changes:
        return _protected(linked, rule, hidden)
    was_hidden = before.hidden & _above_zero(linked)
    if len(linked.counts) > ATTACKED:
        return _with_changes(linked, rule, before, was_hidden)
    for kept in (frozenset(), was_hidden):
        found = _with_changes(linked, rule, before, kept)
        if not _gives_away(linked, found, before, rule.min_width):
            return found
    raise suppression.Unprotectable("Too little has changed since the last release")


def _protected(linked: Linked, rule: Rule, hide: frozenset[CountKey]) -> Protected:
    found = suppression.protect(
        linked.counts,
        linked.sums,
        threshold=rule.threshold,
        min_width=rule.min_width,
        hide=hide,
        keep=linked.public,
    )
    shown = {key: count for key, count in linked.counts.items() if key not in found.suppressed}
    width = min((high - low for low, high in found.intervals.values()), default=math.inf)
    return Protected(shown, found.suppressed, None if math.isinf(width) else int(width))


def _with_changes(linked: Linked, rule: Rule, before: Before, hide: frozenset[CountKey]) -> Protected:
    """Protect the counts and their changes in turn, until neither asks for more to be hidden."""
    while True:
        found = _protected(linked, rule, hide)
        changes = _changes(linked, before)
        kept = found.hidden & changes.counts.keys()
        more = suppression.protect(
            changes.counts,
            changes.sums,
            threshold=rule.threshold,
            min_width=rule.min_width,
            hide=kept,
            keep=linked.public,
            least=0,
        ).suppressed
        if more <= found.hidden:
            return found
        wanted = found.hidden | (more & _above_zero(linked))
        if wanted == hide:
            raise suppression.Unprotectable("What changed can only be protected by hiding zeros")
        hide = wanted


def _changes(linked: Linked, before: Before) -> Linked:
    """How many more or fewer each count is that was public before, with the sums that still hold of that.

    Sums hold where nothing shrank; elsewhere each change stands alone.
    """
    counts = {key: linked.counts[key] - was for key, was in before.shown.items() if key in linked.counts}
    sums = [
        (total, parts)
        for total, parts in linked.sums
        if all(counts.get(each, -1) >= 0 for each in (total, *parts))
        and before.shown[total] == sum(before.shown[each] for each in parts)
    ]
    return Linked({key: abs(change) for key, change in counts.items()}, sums)


def _gives_away(linked: Linked, found: Protected, before: Before, width: int) -> bool:
    """Whether both releases together tell more about a hidden count than the rule allows."""
    published = {("now", key): count for key, count in found.shown.items()}
    published |= {("then", key): count for key, count in before.shown.items()}
    sums = [(("now", total), [("now", part) for part in parts]) for total, parts in linked.sums] + [
        (("then", total), [("then", part) for part in parts]) for total, parts in before.sums
    ]
    both = linked.counts.keys() & (before.shown.keys() | before.hidden)
    if all(found.shown.get(key, math.inf) >= before.shown.get(key, 0) for key in both):
        sums += [(("now", key), [("then", key), ("change", key)]) for key in both]
    bounds = suppression.attack(published, sums)
    return any(
        high - low < width
        for (when, key), (low, high) in bounds.items()
        if when != "change" and key in (found.hidden if when == "now" else before.hidden)
    )


def _above_zero(linked: Linked) -> frozenset[CountKey]:
    return frozenset(key for key, count in linked.counts.items() if count)


def state_of(value: int | Gap | None, *, is_hidden: bool) -> str:
    """What a published cell says: ``value``, ``zero``, ``suppressed``, ``missing`` or ``not_asked``."""
    if isinstance(value, Gap):
        return str(value)
    if value is None:
        return str(Gap.MISSING)
    if is_hidden:
        return "suppressed"
    return "value" if value else "zero"
