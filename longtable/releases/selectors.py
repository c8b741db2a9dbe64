"""What may be read of releases: drafts by those who publish, everything else by anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from longtable.core.access import Actor, Missing, Permission
from longtable.core.localized import LocalizedText
from longtable.releases.models import Cell, LedgerEntry, Policy, Release, Table
from longtable.releases.protecting import Before
from longtable.releases.tables import Dimension, Gap, TableDraft

DEFAULT_SOURCE = "CMS Cell Size Suppression Policy (ResDAC, 2024-01-26)"


def releases(actor: Actor) -> QuerySet[Release]:
    """Releases of the actor's organizations, drafts included, newest first."""
    found = Release.objects.select_related("organization")
    if actor.is_statewide(Permission.SEE_RELEASES):
        return found
    return found.filter(organization__in=actor.organizations_reached(Permission.SEE_RELEASES))


def release_for(actor: Actor, release_id: UUID) -> Release:
    """One of :func:`releases` with its tables. Raises :class:`Missing`."""
    release = with_tables(releases(actor).filter(pk=release_id)).first()
    if release is None:
        raise Missing
    return release


def published(subject: tuple[str, object]) -> Release | None:
    """The release about ``(kind, id)`` that is public now, with its tables; None where there is none."""
    return with_tables(Release.objects.about(subject).filter(state=Release.State.PUBLISHED)).first()


def link_to_published(subject: tuple[str, object]) -> Release | None:
    """The release about ``(kind, id)`` that is public now, without its tables: enough for a link."""
    return Release.objects.about(subject).filter(state=Release.State.PUBLISHED).first()


def public_release(slug: str) -> Release:
    """One that is or was public, with its tables. Raises :class:`Missing`."""
    release = with_tables(Release.objects.public().filter(slug=slug)).first()
    if release is None:
        raise Missing
    return release


def newer_release(release: Release) -> Release | None:
    """What is public now about the same thing, where ``release`` is not it."""
    if release.state == Release.State.PUBLISHED:
        return None
    about = (release.subject_kind, release.subject_id)
    return Release.objects.about(about).filter(state=Release.State.PUBLISHED).first()


def ledger() -> QuerySet[LedgerEntry]:
    """What was published and withdrawn, newest first."""
    return LedgerEntry.objects.select_related("release__organization", "by")


def newest_line() -> LedgerEntry | None:
    """The line of the ledger whose seal covers all others."""
    return LedgerEntry.objects.first()


def last_release(subject: tuple[str, object]) -> Release | None:
    """The newest that anybody may have kept a copy of, also when it was withdrawn since."""
    return Release.objects.public().about(subject).order_by("-published_at").first()


def latest_about(subject: tuple[str, object]) -> QuerySet[Release]:
    """Drafts and releases about ``(kind, id)``, newest first; the asker may see the subject."""
    return Release.objects.about(subject).order_by("-created_at")


def default_policy() -> Policy:
    """The policy that holds where no other is chosen; made at first use."""
    policy, _ = Policy.objects.get_or_create(
        is_default=True,
        defaults={
            "title": LocalizedText.of(en="Counts under 11", es="Cantidades menores de 11"),
            "words": LocalizedText.of(
                en="We do not show counts from 1 to 10, nor counts from which they could be worked out.",
                es="No mostramos cifras de 1 a 10, ni otras con las que se podrían calcular.",
            ),
            "source": DEFAULT_SOURCE,
        },
    )
    return policy


def what_was_published(release: Release) -> Before:
    """What a release showed and hid, by what was counted: the next one is protected against it."""
    shown: dict[Any, int] = {}
    hidden: set[Any] = set()
    sums: dict[Any, Any] = {}
    for table in release.tables.prefetch_related("cells"):
        draft = draft_of(table)
        for cell in table.cells.all():
            key = draft.key(tuple(cell.coordinates))
            if cell.state == Cell.State.SUPPRESSED:
                hidden.add(key)
            elif cell.value is not None:
                shown[key] = cell.value
        sums |= {(total, frozenset(parts)): (total, parts) for total, parts in draft.sums()}
    return Before(shown, frozenset(hidden), list(sums.values()))


def draft_of(table: Table) -> TableDraft:
    """The table as it was handed in, without its counts: 0 stands for every count, shown or hidden."""
    gaps = {Cell.State.MISSING: Gap.MISSING, Cell.State.NOT_ASKED: Gap.NOT_ASKED}
    return TableDraft(
        table.name,
        table.title,
        [Dimension.from_json(each) for each in table.dimensions],
        {tuple(cell.coordinates): gaps.get(Cell.State(cell.state), 0) for cell in table.cells.all()},
        table.counts,
        table.asked,
    )


def as_published(release: Release) -> dict[str, Any]:
    """A release as its JSON file; ``tables`` is what its digest covers."""
    return {
        "slug": release.slug,
        "title": _by_language(release.title),
        "organization": release.organization.name,
        "state": release.state,
        "published_at": release.published_at.isoformat() if release.published_at else None,
        "threshold": release.threshold,
        "min_width": release.min_width,
        "digest": release.digest,
        "tables": [
            {
                "name": table.name,
                "title": _by_language(table.title),
                "counts": table.counts,
                "asked": _by_language(table.asked),
                "dimensions": [_published_dimension(each) for each in table.dimensions],
                "cells": [cell.as_json() for cell in table.cells.all()],
            }
            for table in release.tables.all()
        ],
    }


def _published_dimension(stored: Mapping[str, Any]) -> dict[str, Any]:
    dimension = Dimension.from_json(stored)
    labels = [{"code": code, "title": _by_language(words)} for code, words in dimension.labels.items()]
    return {
        "name": dimension.name,
        "title": _by_language(dimension.title),
        "labels": labels,
        "totals": dimension.totals,
    }


def _by_language(text: LocalizedText) -> dict[str, str]:
    return {language: version.text for language, version in text.versions.items()}


def with_tables(found: QuerySet[Release]) -> QuerySet[Release]:
    """The same releases with their policy, their tables and all cells, in a few queries."""
    # Where rows are counted, the order of the model is forgotten; the digest covers the tables in theirs.
    tables = (
        Table.objects.prefetch_related("cells")
        .annotate(hidden=Count("cells", filter=Q(cells__state=Cell.State.SUPPRESSED)))
        .order_by("order")
    )
    return found.select_related("organization", "policy").prefetch_related(
        Prefetch("tables", queryset=tables)
    )
