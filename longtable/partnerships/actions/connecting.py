"""The first step towards an organization that nobody works with yet."""

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.partnerships.policies import may_keep_for
from longtable.partnerships.selectors.places import area_of
from longtable.partnerships.work import ask_to_call


@action
def plan_call(*, by: Actor, partner: Organization, ours: Organization, owner: User) -> None:
    """Somebody takes it on to call a partner; a second click on the same day changes nothing."""
    require(by, may_keep_for(by, ours.pk, area_of(partner)))
    ask_to_call(by, partner, owner, ours)
    record(by, "partnerships.call.planned", partner)
