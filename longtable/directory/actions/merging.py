"""Saying that two rows are one and the same, that they are not, and taking that back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.directory import merging, taking_over
from longtable.directory.actions.applying import Meanwhile, words_of
from longtable.directory.actions.editing import Overtaken, said_by
from longtable.directory.actions.indexing import touch
from longtable.directory.merging import MODELS, area_of, entry_of, identities
from longtable.directory.models import Change, Duplicate, Merge, Service
from longtable.directory.models.duplicates import Kind
from longtable.directory.policies import may_decide_duplicate
from longtable.directory.taking_over import Said

Row = Any


class NotStanding(Exception):
    """One of the two was merged meanwhile, or both are one: look again at what stands now."""


@action
def merge(
    *,
    by: Actor,
    kind: str,
    keep: Row,
    gone: Row,
    choices: Mapping[str, str],
    seen: Mapping[str, str] | None = None,
    why: str = "",
) -> Merge:
    """From now on ``keep`` stands for ``gone`` too, and takes over what was chosen. No key is repointed.

    ``choices`` says for the first column of a group (``merging.FIELDS``) or for a list (``merging.list_key``)
    whether it is ``kept``, ``taken`` or ``both``. ``seen`` are digests of what the form showed of each:
    ``{"keep": .., "gone": ..}``. Raises :class:`NotStanding`, and ``Overtaken`` when either was changed
    since the form was opened.
    """
    require(by, may_decide_duplicate(by, area_of(kind, keep), area_of(kind, gone)))
    keep, gone = _held(kind, keep.pk, gone.pk)
    if seen is not None and dict(seen) != {
        "keep": merging.fingerprint(kind, keep),
        "gone": merging.fingerprint(kind, gone),
    }:
        raise Overtaken([Meanwhile.of(kind, row.pk, "", None) for row in (keep, gone)])
    now, entry = timezone.now(), entry_of(kind, keep)
    made = Merge(id=uuid7(), kind=kind, survivor_id=keep.pk, merged_id=gone.pk, why=why[:500])
    made.made_by = said_by(by)
    said = Said(said_by(by), words_of(by, entry) if entry else by.name)
    changes = taking_over.planned(kind, keep, gone, choices, merge_id=made.pk, said=said, now=now)
    made.save(force_insert=True)
    for change in changes:
        taking_over.carry_out(change)
    Change.objects.bulk_create(changes)
    identities(kind)._base_manager.filter(pk=gone.pk).update(merged_into=keep.pk)
    MODELS[kind]._base_manager.filter(Q(pk=gone.pk) | Q(survivor=gone.pk)).update(survivor=keep.pk)
    _settle(by, kind, keep.pk, gone.pk, Duplicate.State.MERGED)
    _show_anew(kind, keep.pk, gone.pk)
    emit("directory.merged", key=f"merged {made.pk}", kind=kind, merge_id=str(made.pk))
    record(by, f"directory.{kind}.merged", gone, keep, fields=["merged_into", *_names(changes)], why=why)
    return made


@action
def unmerge(*, by: Actor, merge: Merge, why: str = "") -> Merge:
    """They were two after all: each stands for itself again, and what was taken over is put back.

    Works at any time. Where something newer stands on what was taken over, that is left as it is, and
    ``left_over`` names it.
    """
    require(by, may_decide_duplicate(by, *_areas(merge.kind, merge.survivor_id, merge.merged_id)))
    keep, gone = (_row(merge.kind, pk) for pk in (merge.survivor_id, merge.merged_id))
    now = timezone.now()
    undone = {"undone_at": now, "undone_by": said_by(by)}
    if not Merge.objects.filter(pk=merge.pk, undone_at=None).update(**undone):
        merge.refresh_from_db()
        return Unchanged(merge)  # type: ignore[return-value]
    put_back, left = [], []
    for change in Change.objects.filter(set=merge.pk, state=Change.State.LIVE).order_by("-id"):
        if taking_over.stands_on(change):
            left.append(str(change.pk))
            continue
        taking_over.put_back(change)
        put_back.append(change)
    settled = {"settled_at": now, "settled_by": said_by(by), "reason": why[:500]}
    ids = [change.pk for change in put_back]
    Change.objects.filter(pk__in=ids).update(state=Change.State.UNDONE, **settled)
    identities(merge.kind)._base_manager.filter(pk=gone.pk).update(merged_into=None)
    _stand_alone(merge.kind, gone.pk)
    Merge.objects.filter(pk=merge.pk).update(left_over=left)
    _settle(by, merge.kind, keep.pk, gone.pk, Duplicate.State.DIFFERENT)
    _show_anew(merge.kind, keep.pk, gone.pk)
    emit("directory.unmerged", key=f"unmerged {merge.pk}", kind=merge.kind, merge_id=str(merge.pk))
    record(
        by, f"directory.{merge.kind}.unmerged", gone, keep, fields=["merged_into", *_names(put_back)], why=why
    )
    merge.refresh_from_db()
    return merge


@action
def say_different(*, by: Actor, duplicate: Duplicate) -> Duplicate:
    """They are two; the pair is not shown again unless much of what was compared changes.

    Raises ``IllegalMove`` when somebody else has decided meanwhile.
    """
    require(by, may_decide_duplicate(by, *_areas(duplicate.kind, duplicate.first_id, duplicate.second_id)))
    first, second = (_row(duplicate.kind, pk) for pk in (duplicate.first_id, duplicate.second_id))
    decided = {"decided_at": timezone.now(), "decided_by": said_by(by), "opened_again": False}
    still = Duplicate.objects.filter(pk=duplicate.pk, state=Duplicate.State.OPEN)
    if not still.update(state=Duplicate.State.DIFFERENT, **decided):
        raise IllegalMove("Somebody else has decided this pair meanwhile")
    record(by, "directory.duplicate.different", duplicate, first, second, fields=["state"])
    duplicate.refresh_from_db()
    return duplicate


def _held(kind: str, keep: UUID, gone: UUID) -> tuple[Row, Row]:
    """Both rows, held in one order so that two merges at once make no circle; both stand by themselves."""
    held: Any = identities(kind)._base_manager.select_for_update().filter(pk__in=[keep, gone]).order_by("pk")
    standing = [row.pk for row in held if row.merged_into_id is None]
    if len(standing) != 2:
        raise NotStanding
    return _row(kind, keep), _row(kind, gone)


def _areas(kind: str, first: UUID, second: UUID) -> tuple[UUID | None, UUID | None]:
    return area_of(kind, _row(kind, first)), area_of(kind, _row(kind, second))


def _row(kind: str, pk: UUID) -> Row:
    along = (
        ("organization",)
        if kind == Kind.ORGANIZATION
        else ("organization__organization", "organization__survivor")
    )
    return MODELS[kind]._base_manager.select_related(*along).get(pk=pk)


def _stand_alone(kind: str, pk: UUID) -> None:
    """Rows that were merged into ``pk``, however far, are stood for by it again, and it by nobody."""
    model, below, edge = MODELS[kind]._base_manager, set[UUID](), [pk]
    while edge:
        edge = list(identities(kind)._base_manager.filter(merged_into__in=edge).values_list("pk", flat=True))
        below.update(edge)
    model.filter(pk=pk).update(survivor=None)
    model.filter(pk__in=below).update(survivor=pk)


def _settle(by: Actor, kind: str, keep: UUID, gone: UUID, state: str) -> None:
    """What was asked about the two is answered by this."""
    pair = Duplicate.objects.filter(kind=kind, first_id__in=[keep, gone], second_id__in=[keep, gone])
    pair.update(state=state, decided_at=timezone.now(), decided_by=said_by(by), opened_again=False)


def _show_anew(kind: str, keep: UUID, gone: UUID) -> None:
    """Readers find both as they stand now."""
    if kind == Kind.ORGANIZATION:
        under = Service.objects.filter(organization__in=[keep, gone]).values_list("pk", flat=True)
        touch(organization_id=keep, service_ids=under)
        touch(organization_id=gone)
    elif kind == Kind.LOCATION:
        touch(location_ids=[keep, gone])
    else:
        touch(service_ids=[keep, gone])


def _names(changes: list[Change]) -> list[str]:
    return sorted({f"{each.resource_type}.{each.field_name or each.action}" for each in changes})
