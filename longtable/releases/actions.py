"""Preparing, publishing and withdrawing counts about groups of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.releases.ledger import digest_of, seal_of
from longtable.releases.models import Cell, LedgerEntry, Policy, Release, Table
from longtable.releases.policies import is_too_soon, may_prepare, may_publish
from longtable.releases.protecting import Protected, Rule, protect_tables, state_of
from longtable.releases.selectors import default_policy, last_release, what_was_published
from longtable.releases.tables import Gap, TableDraft

State = Release.State
Subject = models.Model | tuple[str, object]


class NotNow(Exception):
    """It cannot be published yet; the sentence says why and what to do."""


def prepare_release(
    *,
    by: Actor,
    subject: Subject,
    title: LocalizedText,
    organization: Organization,
    tables: Sequence[TableDraft],
    policy: Policy | None = None,
) -> Release:
    """Have ``tables`` protected together and kept as a draft, in place of an earlier draft about ``subject``.

    The true counts are in memory alone and gone afterwards. Thousands of cells take up to a minute: call it
    from queued work. Raises ``ValueError`` for tables that contradict themselves, and
    :class:`~longtable.methods.suppression.Unprotectable` where nothing may be published yet.
    """
    require(by, may_prepare(by, organization.pk))
    about = subject_of(subject)
    policy = policy or default_policy()
    previous = last_release(about)
    rule = Rule(policy.threshold, policy.min_width, policy.protects_changes)
    found = protect_tables(tables, rule, what_was_published(previous) if previous else None)
    return keep_draft(
        by=by,
        subject=about,
        title=title,
        organization=organization,
        policy=policy,
        previous=previous,
        tables=tables,
        found=found,
    )


@action
def keep_draft(
    *,
    by: Actor,
    subject: Subject,
    title: LocalizedText,
    organization: Organization,
    policy: Policy,
    previous: Release | None,
    tables: Sequence[TableDraft],
    found: Protected,
) -> Release:
    """What was protected can be looked at, and published by whoever may."""
    require(by, may_prepare(by, organization.pk))
    about = subject_of(subject)
    Release.objects.about(about).filter(state=State.DRAFT).delete()
    release = Release.objects.create(
        slug=_free_slug(title),
        title=title,
        subject_kind=about[0],
        subject_id=about[1],
        organization=organization,
        policy=policy,
        threshold=policy.threshold,
        min_width=policy.min_width,
        narrowest=found.narrowest,
        previous=previous,
    )
    for order, draft in enumerate(tables):
        _keep_table(release, order, draft, found)
    release.digest = digest_of(release)
    release.save(update_fields=["digest"])
    record(by, "releases.release.prepared", release, fields=["tables"])
    return release


@action
def publish_release(*, by: Actor, release: Release) -> Release:
    """Anybody can read it from now on; the one before it about the same thing is replaced.

    Raises :class:`NotNow` within a day of the last release about the same thing, and when another was
    published since this one was prepared.
    """
    require(by, may_publish(by, release.organization_id))
    if release.state == State.PUBLISHED:
        return Unchanged(release)  # type: ignore[return-value]
    now = timezone.now()
    last = last_release((release.subject_kind, release.subject_id))
    if is_too_soon(last.published_at if last else None, now):
        raise NotNow(_("Counts about this were published less than a day ago. Try again tomorrow."))
    if (last and last.pk) != release.previous_id:
        raise NotNow(_("Another release was published since this one was prepared. Prepare it again."))
    if digest_of(release) != release.digest:
        raise NotNow(_("The tables are not the ones that were prepared. Prepare them again."))
    if last and last.state == State.PUBLISHED:
        Release.lifecycle.move(last, State.SUPERSEDED)
    Release.lifecycle.move(release, State.PUBLISHED, published_at=now)
    _enter(by, release, LedgerEntry.Kind.PUBLISHED, now)
    record(by, "releases.release.published", release, fields=["state", "published_at"])
    emit("releases.published", release_id=str(release.pk))
    return release


@action
def withdraw_release(*, by: Actor, release: Release, because: LocalizedText) -> Release:
    """The tables are taken back; the page stays and says why. Raises :class:`NotNow` without a reason."""
    require(by, may_publish(by, release.organization_id))
    if release.state == State.WITHDRAWN:
        return Unchanged(release)  # type: ignore[return-value]
    if release.state == State.DRAFT:
        raise IllegalMove("A draft was never published")
    if not because:
        raise NotNow(_("Say why it is taken back."))
    Release.lifecycle.move(release, State.WITHDRAWN, withdrawn_because=because)
    _enter(by, release, LedgerEntry.Kind.WITHDRAWN, timezone.now())
    record(by, "releases.release.withdrawn", release, fields=["state", "withdrawn_because"])
    return release


def subject_of(subject: Subject) -> tuple[str, str]:
    """``(kind, id)`` of a row, or of what is already such a pair."""
    if isinstance(subject, models.Model):
        return subject._meta.label_lower, str(subject.pk)
    return subject[0], str(subject[1])


def _keep_table(release: Release, order: int, draft: TableDraft, found: Protected) -> None:
    table = Table.objects.create(
        release=release,
        order=order,
        name=draft.name,
        title=draft.title,
        counts=draft.counts,
        asked=draft.asked,
        dimensions=[dimension.as_json() for dimension in draft.dimensions],
    )
    cells = []
    for place, at in enumerate(draft.coordinates()):
        value = draft.cells.get(at, Gap.MISSING)
        state = state_of(value, is_hidden=draft.key(at) in found.hidden)
        shown = value if state in (Cell.State.VALUE, Cell.State.ZERO) else None
        cells.append(Cell(table=table, place=place, coordinates=list(at), state=state, value=shown))
    Cell.objects.bulk_create(cells, batch_size=1000)


def _enter(by: Actor, release: Release, kind: str, at: datetime) -> None:
    """A line in the ledger, sealed together with the line before it."""
    before = LedgerEntry.objects.select_for_update().order_by("-number").first()
    entry = LedgerEntry(
        number=before.number + 1 if before else 1,
        release=release,
        kind=kind,
        at=at,
        by_id=by.id if by.is_member else None,
        digest=release.digest,
    )
    entry.seal = seal_of(entry, before.seal if before else "")
    entry.save()


def _free_slug(title: LocalizedText) -> str:
    stem = f"{timezone.localdate()}-{slugify(str(title.show('en')))}"[:100].strip("-")
    taken = set(Release.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )
