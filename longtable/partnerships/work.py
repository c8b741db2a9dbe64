"""What partnerships put on people's lists: an agreement to read or renew, a promise, a call."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.roles import ROLES, permissions_of
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.partnerships.models import Agreement, Promise
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import END_OF_DAY
from longtable.worklists.models import WorkItem

READING = "partnerships.read"
RENEWING = "partnerships.renew"
EXPIRED = "partnerships.expired"
PROMISED = "partnerships.promise"
PROMISED_US = "partnerships.promised_us"
CALLING = "partnerships.call"
ABOUT_AGREEMENTS = (READING, RENEWING, EXPIRED)


def ask_to_read(by: Actor, agreement: Agreement, organizations: Iterable[Organization]) -> None:
    """The parties' own staff read an agreement, comment on it and say how it fits them."""
    for organization in _who_sign_in(organizations):
        add_work(
            by=by,
            kind=READING,
            title=in_every_language(
                lambda: _("Read the agreement and say what you think: %s") % agreement.title
            ),
            organization=organization,
            url=reverse("partnerships:agreement", args=[agreement.pk]),
            action_label=in_every_language(lambda: _("Read it")),
            subject=agreement,
        )


def ask_to_renew(by: Actor, agreement: Agreement) -> None:
    """The owner thinks of the end in good time: due halfway, so that it climbs the ladder before the end."""
    ends_on = agreement.ends_on
    if ends_on is None:
        return
    _for_owner(
        by,
        agreement,
        RENEWING,
        in_every_language(
            lambda: (
                _("Renew it or let it end on %(day)s: %(title)s")
                % {"day": date_format(ends_on, "DATE_FORMAT"), "title": agreement.title}
            )
        ),
        due_at=end_of(halfway(agreement.remind_on or ends_on, ends_on)),
        key=renewal_key(agreement),
    )


def renewal_key(agreement: Agreement) -> str:
    """One for each end of an agreement and each owner: a new owner is told, too."""
    return f"renew:{agreement.pk}:{agreement.ends_on}:{agreement.owner_id}"


def say_expired(by: Actor, agreement: Agreement) -> None:
    """It ran out and nobody decided."""
    _for_owner(
        by,
        agreement,
        EXPIRED,
        in_every_language(lambda: _("It expired, renew it or end it: %s") % agreement.title),
        key=f"expired:{agreement.pk}:{agreement.ends_on}:{agreement.owner_id}",
    )


def hand_over_work(by: Actor, agreement: Agreement) -> None:
    """The new owner has on their list what the old one had."""
    for item in WorkItem.objects.open().about(agreement).filter(kind__in=(RENEWING, EXPIRED)):
        finish_about(by, agreement, "handed over", item.kind)
        ask_again = ask_to_renew if item.kind == RENEWING else say_expired
        ask_again(by, agreement)


def finish_about(by: Actor, agreement: Agreement, outcome: str, *kinds: str) -> None:
    """Take work about an agreement off all lists; every kind, unless told which."""
    for kind in kinds or ABOUT_AGREEMENTS:
        finish_work(by=by, kind=kind, subject=agreement, outcome=outcome)


def ask_to_keep(by: Actor, promise: Promise) -> None:
    """A promise of ours stands on the list of who made it; one of theirs on theirs, and we ask that day."""
    contact = promise.contact
    page = reverse("partnerships:partner", args=[contact.partner_id])
    words = {"what": promise.what, "partner": contact.partner}
    if promise.side == Promise.Side.OURS:
        title = in_every_language(lambda: _("Keep what you promised %(partner)s: %(what)s") % words)
    else:
        title = in_every_language(lambda: _("Ask %(partner)s about what they promised: %(what)s") % words)
        for organization in _who_sign_in([contact.partner]):
            add_work(
                by=by,
                kind=PROMISED_US,
                title=in_every_language(
                    lambda: _("You promised %(ours)s: %(what)s") % (words | {"ours": contact.ours})
                ),
                organization=organization,
                url=page,
                subject=promise,
                due_at=end_of(promise.due_on),
            )
    add_work(
        by=by,
        kind=PROMISED,
        title=title,
        owner=contact.by,
        organization=contact.ours,
        url=page,
        subject=promise,
        due_at=end_of(promise.due_on),
    )


def finish_promise(by: Actor, promise: Promise, outcome: str) -> None:
    """Nobody has it on a list any more."""
    for kind in (PROMISED, PROMISED_US):
        finish_work(by=by, kind=kind, subject=promise, outcome=outcome)


def ask_to_call(by: Actor, partner: Organization, owner: User, ours: Organization) -> None:
    """Somebody has taken on the first step towards an organization that nobody works with yet."""
    add_work(
        by=by,
        kind=CALLING,
        title=in_every_language(lambda: _("Call %s") % partner),
        owner=owner,
        organization=ours,
        url=reverse("partnerships:log", args=[partner.pk]),
        action_label=in_every_language(lambda: _("Say what came of it")),
        subject=partner,
        key=f"call:{partner.pk}:{owner.pk}:{timezone.localdate()}",
    )


def end_of(day: date) -> datetime:
    """When the office closes on a day, where the agency is."""
    return timezone.make_aware(datetime.combine(day, time(END_OF_DAY.hour)))


def halfway(start: date, end: date) -> date:
    """The day in the middle."""
    return start + timedelta(days=(end - start).days // 2)


def _for_owner(
    by: Actor,
    agreement: Agreement,
    kind: str,
    title: LocalizedText,
    *,
    key: str,
    due_at: datetime | None = None,
) -> None:
    add_work(
        by=by,
        kind=kind,
        title=title,
        owner=agreement.owner,
        organization=agreement.keeper,
        permission=None if agreement.owner else Permission.KEEP_PARTNERSHIPS,
        url=reverse("partnerships:agreement", args=[agreement.pk]),
        action_label=in_every_language(lambda: _("Decide")),
        subject=agreement,
        due_at=due_at,
        key=key,
    )


def _who_sign_in(organizations: Iterable[Organization]) -> list[Organization]:
    """Those of whose people somebody sees partnerships here."""
    roles = [name for name in ROLES if Permission.SEE_PARTNERSHIPS in permissions_of(name)]
    asked = list(organizations)
    there: set[UUID] = set(
        Membership.objects.current()
        .filter(organization__in=asked, role__in=roles)
        .values_list("organization_id", flat=True)
    )
    return [each for each in asked if each.pk in there]
