"""Inviting somebody: a link bound to them, good for one registration."""

from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.secrets import token_hash
from longtable.core.work import emit
from longtable.gatherings import saying
from longtable.gatherings.models import Gathering, Invitation
from longtable.gatherings.notices import GATHERING
from longtable.gatherings.policies import may_run
from longtable.messaging.actions import notify
from longtable.people.actions import leave_contact


@action
def invite(
    *,
    by: Actor,
    gathering: Gathering,
    name: str,
    contact: str,
    language: str,
    party_limit: int = 1,
    form_key: UUID | None = None,
) -> Invitation:
    """Send somebody a link that is theirs alone. Raises ``NotAContact``.

    Sent twice with one ``form_key`` it is one link.
    """
    require(by, may_run(by, gathering))
    Gathering.objects.one_at_a_time(gathering.pk)
    if form_key and (there := Invitation.objects.filter(pk=form_key).first()):
        return Unchanged(there)  # type: ignore[return-value]
    point = leave_contact(
        by=by,
        value=contact,
        name=name,
        language=language,
        held_by=gathering.organization,
        topics=(GATHERING,),
        channel="staff",
    )
    secret = token_urlsafe(16)
    invitation = Invitation.objects.create(
        pk=form_key,
        gathering=gathering,
        contact=point,
        token_hash=token_hash(secret),
        party_limit=party_limit,
    )
    record(by, "gatherings.invitation.sent", invitation, gathering, point)
    emit("gatherings.invited", invitation_id=str(invitation.pk))
    notify(
        by=Actor.system("gatherings"),
        notice="gatherings.invited",
        to=point,
        context={
            "title": gathering.title.show(language).text,
            "host": str(gathering.organization),
            "when": saying.when(gathering.starts_at, gathering.ends_at, language),
            "where": saying.where(gathering, language),
            "url": f"{settings.PUBLIC_URL}/invitation/gathering/{secret}/",
        },
        key=f"invited {invitation.pk}",
        language=language,
    )
    return invitation


@action
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """The link opens nothing any more. Who has signed up with it stays signed up."""
    require(by, may_run(by, invitation.gathering))
    if invitation.withdrawn_at:
        return Unchanged(invitation)  # type: ignore[return-value]
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(by, "gatherings.invitation.withdrawn", invitation, fields=["withdrawn_at"])
    return invitation
