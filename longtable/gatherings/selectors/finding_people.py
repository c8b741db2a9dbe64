"""Finding somebody among thousands who signed up: by name, organization, number, e-mail or code."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from longtable.core.ids import read_code
from longtable.core.models import Receipt
from longtable.core.secrets import token_hash
from longtable.gatherings.badges import badge_hash
from longtable.gatherings.models import Attendee, Gathering, Registration
from longtable.methods.webinars.tables import plain_letters as plain
from longtable.people.contacts import NotAContact, index_of


def registrations_of(gathering: Gathering, look_for: str = "") -> QuerySet[Registration]:
    """Who signed up for a gathering that staff have in their scope, the last first, to be shown in pages.

    A number, an e-mail and a code are found by their blind index. Names are encrypted: without accents
    and in any part they are compared here, in one gathering alone and only then.
    """
    attendees = Prefetch("attendees", Attendee.objects.select_related("person").order_by("number"))
    rows = Registration.objects.filter(gathering=gathering).select_related("contact__person")
    rows = rows.prefetch_related(attendees).order_by("-created_at", "-pk")
    if not look_for.strip():
        return rows
    surely = rows.filter(_by_code(look_for) | _by_contact(look_for))
    return surely if surely.exists() else rows.filter(pk__in=_named(gathering, look_for))


def _by_code(typed: str) -> Q:
    code = read_code(typed)
    if code is None:
        return Q(pk=None)
    receipts = Receipt.objects.filter(code_hash=token_hash(code), withdrawn_at=None)
    badges = Attendee.objects.filter(badge_hash=badge_hash(code))
    return Q(receipt__in=receipts.values("pk")) | Q(pk__in=badges.values("registration"))


def _by_contact(typed: str) -> Q:
    try:
        return Q(contact__value_index=index_of(typed))
    except NotAContact:
        return Q(pk=None)


def _named(gathering: Gathering, look_for: str) -> set[UUID]:
    """Ids of those in whose names, organization or contact ``look_for`` stands."""
    wanted = plain(look_for).strip()
    people = Attendee.objects.filter(registration__gathering=gathering, person__isnull=False).order_by()
    names = people.values_list("registration", "person__given_name", "person__family_name")
    others = gathering.registrations.order_by().values_list("pk", "group_name", "contact__value")
    told = [*names.iterator(), *others.iterator()]
    return {key for key, *words in told if wanted in plain(" ".join(words))}
