"""Who changed what about a gathering, read from the audit."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.core.access import Kind
from longtable.core.audit import subjects_of
from longtable.gatherings.models import Gathering

SHOWN = 100
VERBS: dict[str, str | Promise] = {
    "gatherings.gathering.created": _("prepared it"),
    "gatherings.gathering.copied": _("copied it"),
    "gatherings.gathering.edited": _("changed what it is about"),
    "gatherings.gathering.moved": _("changed when or where it is"),
    "gatherings.gathering.published": _("made it public"),
    "gatherings.gathering.called_off": _("called it off"),
    "gatherings.gathering.held": _("noted that it was held"),
    "gatherings.session.added": _("added a session"),
    "gatherings.session.edited": _("changed a session"),
    "gatherings.session.removed": _("removed a session"),
    "gatherings.table.added": _("added a table"),
    "gatherings.table.edited": _("changed a table"),
    "gatherings.table.removed": _("removed a table"),
    "gatherings.host.added": _("named a partner"),
    "gatherings.host.removed": _("removed a partner"),
    "gatherings.panelist.added": _("named somebody who speaks"),
    "gatherings.panelist.edited": _("changed who speaks"),
    "gatherings.panelist.removed": _("removed somebody who speaks"),
    "gatherings.material.added": _("added a material"),
    "gatherings.material.removed": _("removed a material"),
    "gatherings.series.made": _("began a series"),
    "gatherings.meeting.changed": _("changed what the notice says"),
    "gatherings.notice.posted": _("posted notice"),
    "gatherings.notice.changed": _("posted notice of the change"),
    "gatherings.members.invited": _("invited the members"),
    "gatherings.meeting.attended": _("noted which members came"),
    "gatherings.minutes.written": _("wrote minutes"),
    "gatherings.minutes.published": _("published the minutes"),
}
"""What each entry says to staff. Entries about people who signed up are not among them."""


@dataclass(frozen=True)
class Change:
    """One line: who did what, when. ``who`` is empty for the machine."""

    at: datetime
    who: str
    what: str | Promise


def history_of(gathering: Gathering) -> list[Change]:
    """The last hundred changes of the gathering itself, the newest first."""
    entries = list(subjects_of("gatherings.gathering", gathering.pk).filter(verb__in=list(VERBS))[:SHOWN])
    users = {entry.actor_id for entry in entries if entry.actor_kind == Kind.USER}
    names = {str(pk): name for pk, name in User.objects.filter(pk__in=users).values_list("pk", "name")}
    return [Change(each.at, names.get(each.actor_id, ""), VERBS[each.verb]) for each in entries]
