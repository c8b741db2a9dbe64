"""What the parties say of an agreement, who looks after it, and what anybody may read of it."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.partnerships.models import Agreement, Alignment, Party, Remark
from longtable.partnerships.policies import is_of, may_keep, may_remark, may_speak_for
from longtable.partnerships.terms import Unfinished
from longtable.partnerships.work import READING, hand_over_work
from longtable.worklists.actions import finish
from longtable.worklists.models import WorkItem


@action
def state_alignment(
    *, by: Actor, party: Party, mission: str = "", values: str = "", language: str = "en", said_by: str = ""
) -> Alignment:
    """A party says how the agreement fits its mission and values; the words stand as they are.

    Its own staff say so themselves; the keeper may write down what was said, with ``said_by``.
    Raises :class:`Unfinished`.
    """
    require(by, may_speak_for(by, party.agreement, party.organization_id))
    if not (mission or values):
        raise Unfinished(_("Say something about the mission or the values."))
    themselves = is_of(by, party.organization_id)
    said_by = said_by or (by.name if themselves else "")
    if not said_by:
        raise Unfinished(_("Write who said it."))
    words = {
        "mission": mission,
        "values": values,
        "language": language,
        "said_by": said_by[:120],
        "by_themselves": themselves,
        "said_at": timezone.now(),
    }
    stated, _fresh = Alignment.objects.update_or_create(party=party, defaults=words)
    record(by, "partnerships.alignment.stated", party.agreement, stated, fields=words)
    return stated


@action
def remark(*, by: Actor, agreement: Agreement, organization: Organization, words: str) -> Remark:
    """Somebody of a party, or of the keeper's side, comments on an agreement. Raises :class:`Unfinished`."""
    require(by, may_remark(by, agreement, agreement.parties.values_list("organization", flat=True)))
    if not words:
        raise Unfinished(_("Write your comment."))
    said = Remark.objects.create(agreement=agreement, by_id=by.id, organization=organization, words=words)
    record(by, "partnerships.remark.made", agreement, said)
    for item in WorkItem.objects.open().about(agreement).filter(kind=READING, organization=organization):
        finish(by=by, item=item, outcome="commented")
    return said


@action
def hand_over_agreement(*, by: Actor, agreement: Agreement, owner: User) -> Agreement:
    """Somebody else looks after it and is told before it ends."""
    require(by, may_keep(by, agreement))
    if agreement.owner_id == owner.pk:
        return Unchanged(agreement)  # type: ignore[return-value]
    agreement.owner = owner
    agreement.save(update_fields=["owner"])
    hand_over_work(by, agreement)
    record(by, "partnerships.agreement.handed_over", agreement, owner, fields=["owner"])
    return agreement


@action
def open_to_public(*, by: Actor, agreement: Agreement, parts: Collection[str] | None) -> Agreement:
    """Anybody may read that these organizations work together, and ``parts`` of how; ``None`` closes it.

    Raises :class:`Unfinished` for a part that does not exist.
    """
    require(by, may_keep(by, agreement))
    if parts is not None and not set(parts) <= set(Agreement.Part.values):
        raise Unfinished(_("Choose from the list what may be public."))
    agreement.public_parts = [part for part in Agreement.Part.values if parts and part in parts]
    agreement.published_at = (agreement.published_at or timezone.now()) if parts is not None else None
    agreement.save(update_fields=["public_parts", "published_at"])
    verb = "closed" if parts is None else "opened"
    record(by, f"partnerships.agreement.{verb}", agreement, fields=["public_parts", "published_at"])
    return agreement
