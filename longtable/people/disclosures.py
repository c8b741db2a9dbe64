"""Who used a person's record, when and why: shown beside the record, and to the person who asks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.core.access import Kind
from longtable.core.audit import subjects_of
from longtable.core.models import AuditEntry
from longtable.people.models import Person

WHAT: dict[str, Promise] = {
    "people.person.opened": _("opened the record"),
    "people.person.found": _("saw it in a list of search results"),
    "people.person.changed": _("changed the record"),
    "people.person.answered": _("noted answers about the person"),
    "people.person.exported": _("took the record out for the person"),
    "people.person.erased": _("erased the record"),
    "people.person.merged": _("merged it with another record"),
    "people.person.unmerged": _("separated it from another record"),
    "people.match.proposed": _("compared it with another record"),
    "people.match.shown": _("checked whether it is the same person as another record"),
    "people.match.same": _("said that it is the same person as another record"),
    "people.match.different": _("said that it is not the same person as another record"),
    "people.person.named": _("noted the name"),
    "people.contact.left": _("left contact details"),
    "people.contact.confirmed": _("confirmed contact details by a code"),
    "people.contact.retired": _("ended the use of contact details"),
    "people.acts_for.given": _("noted who may act for whom"),
    "people.acts_for.ended": _("noted that somebody no longer acts for another"),
    "people.household.made": _("noted who lives together"),
}
"""What an entry of the audit means for the person it is about."""

WHO = {
    Kind.VISITOR: _("The person, or somebody for them"),
    Kind.RECEIPT: _("Who holds the tracking code"),
    Kind.SMS: _("The phone itself"),
    Kind.API_KEY: _("Another system"),
    Kind.SYSTEM: _("The system"),
}


@dataclass(frozen=True)
class Disclosure:
    """One use of a record, in words."""

    at: datetime
    who: str | Promise
    what: str | Promise
    why: str


def disclosures(person: Person, *, most: int = 50) -> list[Disclosure]:
    """The latest uses of the record, newest first."""
    entries = list(subjects_of(Person._meta.label_lower, person.pk)[:most])
    names = {
        str(user.pk): user.name
        for user in User.objects.filter(pk__in={e.actor_id for e in entries if e.actor_kind == Kind.USER})
    }
    return [
        Disclosure(entry.at, _who(entry, names), WHAT.get(entry.verb, entry.verb), entry.why)
        for entry in entries
    ]


def _who(entry: AuditEntry, names: dict[str, str]) -> str | Promise:
    if entry.actor_id in names:
        return names[entry.actor_id]
    return WHO.get(Kind(entry.actor_kind), entry.actor_kind)
