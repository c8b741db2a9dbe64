"""What members see behind the sign-in, within their scope."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from longtable.commitments.models import Commitment, Step
from longtable.commitments.policies import may_work_here
from longtable.commitments.selectors.chains import Chain, chains, with_what_was_said
from longtable.core.access import Actor, Denied, Missing, Permission
from longtable.core.models import StoredFile
from longtable.voices.models import Conversation, Theme


def commitments(actor: Actor, *, where: str = "", mine: bool = False) -> QuerySet[Commitment]:
    """Those in the actor's scope and their own, soonest first. Raises :class:`Denied` for a stranger.

    ``where`` is a state or ``late``.
    """
    if not may_work_here(actor):
        raise Denied
    found = Commitment.objects.visible_to(actor).select_related("owner", "division")
    if mine:
        found = found.owned_by(actor)
    if where == "late":
        found = found.overdue(timezone.localdate())
    elif where:
        found = found.filter(state=where)
    return found.order_by("due_on", "-number")


def commitment_for(actor: Actor, commitment_id: UUID, permission: Permission | None = None) -> Commitment:
    """One that the actor may open, or for which they hold ``permission``. Raises :class:`Missing`."""
    found = Commitment.objects.select_related("owner", "division", "proposed_by").filter(pk=commitment_id)
    visible = found.in_scope(actor, permission) if permission else found.visible_to(actor)
    commitment = visible.first()
    if commitment is None:
        raise Missing
    return commitment


def whole(commitment: Commitment) -> Chain:
    """A commitment that was opened already, with its whole thread."""
    return with_what_was_said(chains(Commitment.objects.filter(pk=commitment.pk)))[0]


def evidence_file(actor: Actor, commitment_id: UUID, file_id: UUID) -> StoredFile:
    """A file that shows a step: of what is public for anybody, else for who may open the commitment."""
    step = (
        Step.objects.select_related("commitment", "file")
        .filter(commitment_id=commitment_id, file_id=file_id)
        .first()
    )
    if step is None or step.file is None:
        raise Missing
    if not step.commitment.is_public:
        commitment_for(actor, commitment_id)
    return step.file


def themes_for(actor: Actor) -> QuerySet[Theme]:
    """Themes that the actor may answer, newest first."""
    heard = Conversation.objects.in_scope(actor, Permission.SEE_VOICES)
    return Theme.objects.filter(conversation__in=heard).select_related("conversation").order_by("-created_at")


def theme_to_answer(actor: Actor, theme_id: Any) -> Theme:
    """One theme that the actor may answer. Raises :class:`Missing`."""
    try:
        theme = themes_for(actor).filter(pk=UUID(str(theme_id))).first()
    except ValueError:
        theme = None
    if theme is None:
        raise Missing
    return theme
