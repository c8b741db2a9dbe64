"""Writing down that we were in touch with a partner, so that a colleague can go on from there."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.partnerships.actions.promising import make_promise
from longtable.partnerships.models import LoggedContact
from longtable.partnerships.policies import may_correct, may_keep_for
from longtable.partnerships.selectors.places import area_of
from longtable.partnerships.terms import Promised, Spoken, Unfinished


@action
def log_contact(
    *,
    by: Actor,
    partner: Organization,
    ours: Organization,
    spoken: Spoken,
    promises: Iterable[Promised] = (),
    form_key: UUID | None = None,
) -> LoggedContact:
    """A call, visit, e-mail or text stands in the log; what was promised stands on a list.

    Raises :class:`Unfinished`. Sent twice with the same ``form_key`` it is one contact.
    """
    require(by, may_keep_for(by, ours.pk, area_of(partner)))
    spoken.check()
    if partner.pk == ours.pk:
        raise Unfinished(_("Choose an organization other than your own."))
    contact, fresh = LoggedContact.objects.get_or_create(
        form_key=form_key or uuid4(),
        defaults=spoken.columns()
        | {"partner": partner, "ours": ours, "by_id": by.id if by.is_member else None},
    )
    if not fresh:
        return Unchanged(contact)  # type: ignore[return-value]
    record(by, "partnerships.contact.logged", contact, partner)
    for promised in promises:
        make_promise(by=by, contact=contact, promised=promised)
    return contact


@action
def correct_contact(*, by: Actor, contact: LoggedContact, spoken: Spoken) -> LoggedContact:
    """What stands in the log was not quite so: it is put right, and that it was is seen.

    Raises :class:`Unfinished`.
    """
    require(by, may_correct(by, contact, area_of(contact.partner)))
    spoken.check()
    changed = [name for name, value in spoken.columns().items() if getattr(contact, name) != value]
    if not changed:
        return Unchanged(contact)  # type: ignore[return-value]
    for name in changed:
        setattr(contact, name, getattr(spoken, name))
    contact.edited_at = timezone.now()
    contact.save(update_fields=[*changed, "edited_at"])
    record(by, "partnerships.contact.corrected", contact, contact.partner, fields=changed)
    return contact
