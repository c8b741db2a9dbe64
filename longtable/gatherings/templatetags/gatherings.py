"""Tags for pages about gatherings: when and where, in the language of the page."""

from datetime import date

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.core.templatetags.longtable import unbroken, words
from longtable.gatherings import saying
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.policies import may_help
from longtable.gatherings.selectors.public import offices_of
from longtable.gatherings.selectors.readiness import Lack

register = template.Library()


@register.simple_tag
def period(gathering: Gathering) -> SafeString:
    """When it is, with the name of the time zone, in a ``<time>``."""
    words = unbroken(saying.when(gathering.starts_at, gathering.ends_at, _language()))
    return format_html('<time datetime="{}">{}</time>', localtime(gathering.starts_at).isoformat(), words)


@register.simple_tag
def hours(session: Session, gathering: Gathering) -> str:
    """From when to when a session is; with its day where the gathering has several."""
    start, end = localtime(session.starts_at), localtime(session.ends_at)
    words = _("%(from)s to %(to)s") % {"from": _clock(start), "to": _clock(end)}
    several = localtime(gathering.starts_at).date() != localtime(gathering.ends_at).date()
    return f"{saying.day(start)}, {words}" if several else words


@register.simple_tag
def clock_of(gathering: Gathering, day: date) -> str:
    """From when to when it is on one of its days."""
    start, end = localtime(gathering.starts_at), localtime(gathering.ends_at)
    said = {"from": _clock(start), "to": _clock(end)}
    if start.date() == end.date() == day:
        return _("%(from)s to %(to)s") % said
    if start.date() == day:
        return _("from %(from)s") % said
    return _("until %(to)s") % said if end.date() == day else _("all day")


@register.simple_tag
def place_of(gathering: Gathering) -> str:
    """Where it is; never the link to join."""
    return saying.where(gathering, _language())


@register.simple_tag(takes_context=True)
def way_back(context: Context, gathering: Gathering) -> str:
    """Where a page of questions or notes leads back to: staff to the gathering's own page, the panel to
    what anybody reads."""
    is_staff = may_help(context["request"].actor, gathering)
    return reverse(f"gatherings:{'overview' if is_staff else 'public'}", args=[gathering.slug])


@register.simple_tag
def readers_of(gathering: Gathering) -> str:
    """Who reads what people write when they sign up: as it was said, or every office whose staff see it."""
    if gathering.reader:
        return words(gathering.reader)
    return _("only those who prepare this gathering at %(office)s") % {
        "office": ", ".join(str(each) for each in offices_of(gathering))
    }


@register.simple_tag
def lack_address(lack: Lack, gathering: Gathering) -> str:
    """The page on which something missing is put right."""
    return reverse(f"gatherings:{lack.route}", args=[gathering.slug])


def _clock(moment: object) -> str:
    return unbroken(formats.date_format(moment, "TIME_FORMAT"))  # type: ignore[arg-type]


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
