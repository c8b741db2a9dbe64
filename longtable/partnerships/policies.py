"""Who keeps agreements and the contact log, who speaks for a partner, who asks for trust. Pure."""

from collections.abc import Iterable
from uuid import UUID

from longtable.core.access import Actor, Permission
from longtable.partnerships.models import Agreement, LoggedContact, Promise


def may_keep_for(by: Actor, organization_id: UUID, areas: Iterable[UUID] = ()) -> bool:
    """Keep agreements and a log for an organization: it is one's own, or within one's reach."""
    return organization_id in by.organizations(Permission.KEEP_PARTNERSHIPS) or by.may(
        Permission.KEEP_PARTNERSHIPS, organization=organization_id, areas=areas
    )


def may_keep(by: Actor, agreement: Agreement) -> bool:
    """Write an agreement and move it: its keeper's staff, or those in whose region a party is."""
    return may_keep_for(by, agreement.keeper_id, agreement.area_ids())


def may_write(by: Actor, agreement: Agreement) -> bool:
    """Change its words: only while it is a draft."""
    return agreement.is_writable and may_keep(by, agreement)


def is_of(by: Actor, organization_id: UUID) -> bool:
    """Whether ``by`` is a person who acts for this organization."""
    return by.is_member and organization_id in by.organizations(Permission.SEE_PARTNERSHIPS)


def may_speak_for(by: Actor, agreement: Agreement, organization_id: UUID) -> bool:
    """Say how an agreement fits a party: its own people, or whoever writes it down for them."""
    is_over = agreement.state in (Agreement.State.ENDED, Agreement.State.DROPPED)
    return not is_over and (is_of(by, organization_id) or may_keep(by, agreement))


def may_remark(by: Actor, agreement: Agreement, party_ids: Iterable[UUID]) -> bool:
    """Comment on an agreement: a person, of a party or of its keeper's side; a draft is not theirs yet."""
    if not by.is_member:
        return False
    is_theirs = agreement.state not in Agreement.OUR_OWN_MATTER
    return may_keep(by, agreement) or (is_theirs and any(is_of(by, party) for party in party_ids))


def may_correct(by: Actor, contact: LoggedContact, areas: Iterable[UUID]) -> bool:
    """Correct what stands in the log."""
    return may_keep_for(by, contact.ours_id, areas)


def may_settle(by: Actor, promise: Promise, areas: Iterable[UUID]) -> bool:
    """Say what became of a promise: those who keep the log, and who promised it on the other side."""
    contact = promise.contact
    is_own_word = promise.side == Promise.Side.THEIRS and is_of(by, contact.partner_id)
    return is_own_word or may_correct(by, contact, areas)


def may_ask_for_trust(by: Actor, organization_id: UUID) -> bool:
    """Ask partners how it is to work with an organization: whoever keeps its partnerships statewide."""
    return by.is_statewide(Permission.KEEP_PARTNERSHIPS) and may_keep_for(by, organization_id)


def may_ask_about(by: Actor, organization_id: UUID | None, areas: Iterable[UUID]) -> bool:
    """Put the question about a service before people: its own organization, or those who keep partners."""
    return organization_id is not None and may_keep_for(by, organization_id, areas)


def may_answer(by: Actor) -> bool:
    """Answer a question of trust: whoever holds its link or code, and nobody by name."""
    return not by.is_member and by.kind == "visitor"


def may_watch(by: Actor) -> bool:
    """Look at the calendar: the machine's work."""
    return by.is_system
