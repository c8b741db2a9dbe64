"""What either side promised: it stands on a list until it is kept or let go."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.partnerships.models import LoggedContact, Promise
from longtable.partnerships.policies import may_correct, may_settle
from longtable.partnerships.selectors.places import area_of
from longtable.partnerships.terms import Promised, Unfinished
from longtable.partnerships.work import ask_to_keep, finish_promise


@action
def make_promise(*, by: Actor, contact: LoggedContact, promised: Promised) -> Promise:
    """What was promised in a talk stands on a list: ours on ours, theirs on theirs and ours.

    Raises :class:`Unfinished`.
    """
    require(by, may_correct(by, contact, area_of(contact.partner)))
    if not promised.what:
        raise Unfinished(_("Write what was promised."))
    promise = Promise.objects.create(contact=contact, **vars(promised))
    record(by, "partnerships.promise.made", promise, contact)
    ask_to_keep(by, promise)
    return promise


@action
def say_promise_kept(*, by: Actor, promise: Promise) -> Promise:
    """A promise was kept: it leaves every list and stays in the story."""
    require(by, may_settle(by, promise, area_of(promise.contact.partner)))
    return _settle(by, promise, Promise.State.KEPT)


@action
def let_promise_go(*, by: Actor, promise: Promise) -> Promise:
    """What was promised is no longer needed; nobody broke their word."""
    require(by, may_settle(by, promise, area_of(promise.contact.partner)))
    return _settle(by, promise, Promise.State.LET_GO)


def _settle(by: Actor, promise: Promise, after: str) -> Promise:
    if promise.state == after:
        return Unchanged(promise)  # type: ignore[return-value]
    Promise.lifecycle.move(promise, after, settled_at=timezone.now())
    finish_promise(by, promise, after)
    record(by, f"partnerships.promise.{after}", promise, promise.contact, fields=["state"])
    return promise
