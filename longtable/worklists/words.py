"""When something is due, in the words one would use across a table."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Due:
    """``2 days late``, ``Today``, ``Friday`` or ``May 4``; late is said in words, not in colour alone."""

    words: str
    is_late: bool


def due(due_at: datetime, now: datetime) -> Due:
    """How to say ``due_at`` at the moment ``now``."""
    day, today = timezone.localdate(due_at), timezone.localdate(now)
    if due_at < now:
        days = (today - day).days
        words = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
        return Due(words if days else _("Late since today"), is_late=True)
    if day == today:
        return Due(_("Today"), is_late=False)
    if day == today + timedelta(days=1):
        return Due(_("Tomorrow"), is_late=False)
    form = "l" if day < today + timedelta(days=7) else "MONTH_DAY_FORMAT"
    words = date_format(day, form)
    return Due(words[:1].upper() + words[1:], is_late=False)
