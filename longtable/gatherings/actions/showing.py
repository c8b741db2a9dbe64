"""What one can read of it beforehand and afterwards: who speaks, slides, sheets, recordings."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db.models import Max
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import store
from longtable.core.localized import LocalizedText
from longtable.core.models import StoredFile
from longtable.gatherings.models import Gathering, Material, Panelist, Session
from longtable.gatherings.policies import may_run

PICTURES = frozenset({"png", "jpeg", "webp"})
LARGEST_PICTURE = 2 * 1024 * 1024
"""Bytes. A portrait is shown small; phones on a bus load it."""

PAPERS = PICTURES | {"pdf", "xlsx", "csv", "text", "mp3", "m4a"}


@dataclass(frozen=True)
class Speaker:
    """Somebody on the panel. The fields are those of :class:`Panelist`."""

    name: str
    role: LocalizedText = field(default_factory=LocalizedText)
    bio: LocalizedText = field(default_factory=LocalizedText)
    session: Session | None = None
    user: User | None = None


@dataclass(frozen=True)
class Paper:
    """Something to read or watch: a ``file`` of ours, or a ``url`` where it stands."""

    title: LocalizedText
    language: str
    file: File | None = None
    url: str = ""
    is_public: bool = True


@action
def add_panelist(
    *,
    by: Actor,
    gathering: Gathering,
    speaker: Speaker,
    picture: File | None = None,
    form_key: UUID | None = None,
) -> Panelist:
    """Somebody who agreed to speak in public is named on its page. Raises ``FileRefused``.

    Sent twice with one ``form_key`` they are named once.
    """
    require(by, may_run(by, gathering))
    Gathering.objects.one_at_a_time(gathering.pk)
    if form_key and (there := Panelist.objects.filter(pk=form_key).first()):
        return Unchanged(there)  # type: ignore[return-value]
    last = gathering.panelists.aggregate(last=Max("order"))["last"] or 0
    columns: dict[str, Any] = {**vars(speaker), "order": last + 1}
    if picture is not None:
        columns["picture"] = _portrait(by, picture)
    panelist = Panelist.objects.create(pk=form_key, gathering=gathering, **columns)
    record(by, "gatherings.panelist.added", panelist, gathering, fields=columns)
    return panelist


@action
def edit_panelist(
    *, by: Actor, panelist: Panelist, speaker: Speaker, picture: File | None = None, bare: bool = False
) -> Panelist:
    """What stands there about them changes; ``bare`` takes the picture away. Raises ``FileRefused``."""
    require(by, may_run(by, panelist.gathering))
    columns: dict[str, Any] = dict(vars(speaker))
    if picture is not None or bare:
        columns["picture"] = _portrait(by, picture) if picture is not None else None
    before = panelist.picture
    for name, value in columns.items():
        setattr(panelist, name, value)
    panelist.save(update_fields=list(columns))
    _let_go(before)
    record(by, "gatherings.panelist.edited", panelist, panelist.gathering, fields=columns)
    return panelist


@action
def remove_panelist(*, by: Actor, panelist: Panelist) -> None:
    """They do not speak there."""
    require(by, may_run(by, panelist.gathering))
    record(by, "gatherings.panelist.removed", panelist, panelist.gathering)
    panelist.delete()
    _let_go(panelist.picture)


@action
def add_material(*, by: Actor, gathering: Gathering, paper: Paper, form_key: UUID | None = None) -> Material:
    """Something more to read or watch, for everybody or for the registered. Raises ``FileRefused``.

    Sent twice with one ``form_key`` it is one.
    """
    require(by, may_run(by, gathering))
    Gathering.objects.one_at_a_time(gathering.pk)
    if form_key and (there := Material.objects.filter(pk=form_key).first()):
        return Unchanged(there)  # type: ignore[return-value]
    columns: dict[str, Any] = dict(vars(paper))
    if paper.file is not None:
        columns |= {
            "file": store(by=by, content=paper.file, name=paper.file.name or "file", kinds=PAPERS),
            "url": "",
        }
    material = Material.objects.create(pk=form_key, gathering=gathering, **columns)
    record(by, "gatherings.material.added", material, gathering, fields=columns)
    return material


@action
def remove_material(*, by: Actor, material: Material) -> None:
    """Nobody finds it there any more."""
    require(by, may_run(by, material.gathering))
    record(by, "gatherings.material.removed", material, material.gathering)
    material.delete()
    _let_go(material.file)


def _portrait(by: Actor, picture: File) -> Any:
    return store(
        by=by, content=picture, name=picture.name or "picture", kinds=PICTURES, largest=LARGEST_PICTURE
    )


def _let_go(file: StoredFile | None) -> None:
    """A file that no gathering shows any more is deleted tomorrow; the next round may still show it."""
    if file is None:
        return
    shown = Panelist.objects.filter(picture=file).exists() or Material.objects.filter(file=file).exists()
    if not shown:
        StoredFile.objects.filter(pk=file.pk).update(keep_until=timezone.localdate())
