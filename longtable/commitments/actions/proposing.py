"""Writing down what should be promised, and what people said that leads to it."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from longtable.commitments.models import Commitment, CommitmentNumber, CommitmentTheme
from longtable.commitments.policies import may_edit, may_propose
from longtable.commitments.selectors.people import can_carry
from longtable.commitments.terms import Terms, Unfinished
from longtable.commitments.work import ask_for_decision, tell_later
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.voices.models import Theme


@action
def propose(
    *, by: Actor, terms: Terms, themes: Iterable[Theme] = (), form_key: UUID | None = None
) -> Commitment:
    """Somebody writes down what should be done, or plainly not done. Nobody outside sees it yet.

    Raises :class:`Unfinished`. Sent twice with the same ``form_key`` it is one commitment.
    """
    require(by, may_propose(by, terms.division.pk, terms.area_ids))
    _check(terms)
    proposal = terms.columns() | {
        "number": CommitmentNumber.take,
        "proposed_by_id": by.id if by.is_member else None,
    }
    commitment, fresh = Commitment.objects.get_or_create(form_key=form_key or uuid4(), defaults=proposal)
    if not fresh:
        return Unchanged(commitment)  # type: ignore[return-value]
    commitment.areas.set(terms.areas)
    themes = list(themes)
    CommitmentTheme.objects.bulk_create(
        CommitmentTheme(commitment=commitment, theme=theme, by_id=commitment.proposed_by_id)
        for theme in themes
    )
    record(by, "commitments.commitment.proposed", commitment, *themes)
    ask_for_decision(by, commitment)
    return commitment


@action
def edit_proposal(*, by: Actor, commitment: Commitment, terms: Terms) -> Commitment:
    """The wording or the terms change before anybody has decided. Raises :class:`Unfinished`."""
    require(by, may_edit(by, commitment) and may_propose(by, terms.division.pk, terms.area_ids))
    _check(terms)
    columns = terms.columns()
    open_ones = Commitment.objects.filter(pk=commitment.pk, state=Commitment.State.PROPOSED)
    if not open_ones.update(**columns):
        raise Unfinished(_("This has already been decided and can no longer be changed."))
    commitment.refresh_from_db()
    commitment.areas.set(terms.areas)
    record(by, "commitments.commitment.edited", commitment, fields=[*columns, "areas"])
    return commitment


@action
def link_theme(*, by: Actor, commitment: Commitment, theme: Theme) -> CommitmentTheme:
    """A commitment answers one more theme: whoever it cites is told what was answered so far."""
    require(by, may_edit(by, commitment))
    link, fresh = CommitmentTheme.objects.get_or_create(
        commitment=commitment, theme=theme, defaults={"by_id": by.id if by.is_member else None}
    )
    if not fresh:
        return Unchanged(link)  # type: ignore[return-value]
    record(by, "commitments.theme.linked", commitment, theme)
    tell_later(commitment.answers.all())
    return link


@action
def unlink_theme(*, by: Actor, commitment: Commitment, theme: Theme) -> None:
    """It turns out that a commitment does not answer a theme. Who was told stays told."""
    require(by, may_edit(by, commitment))
    gone, _rows = CommitmentTheme.objects.filter(commitment=commitment, theme=theme).delete()
    if not gone:
        return Unchanged()  # type: ignore[return-value]
    record(by, "commitments.theme.unlinked", commitment, theme)
    return None


def _check(terms: Terms) -> None:
    terms.check()
    if not can_carry(terms.owner):
        raise Unfinished(_("The owner must be somebody whose role lets them report on it."))
