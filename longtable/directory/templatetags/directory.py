"""Tags for pages of the directory: hours, languages, facts of a place, who leads and who is served."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.core.localized import LocalizedText
from longtable.directory.communities import COMMUNITIES
from longtable.directory.forms.finding import FindForm
from longtable.directory.hours import Hours, timetable
from longtable.directory.languages import name_of, names_of
from longtable.directory.models import (
    Address,
    CommunityTie,
    CostOption,
    Language,
    Location,
    Schedule,
    Service,
)
from longtable.directory.payments import names_of as payment_names
from longtable.directory.search.answers import Near
from longtable.directory.selectors.finding import directions_to
from longtable.places import selectors as places

register = template.Library()

BRIEF = 150
"""Characters of a description in a list: one line on a desk, three on a telephone."""


@register.simple_tag
def brief(text: LocalizedText) -> SafeString:
    """The beginning of a text; in an element with ``lang`` when it is not in the page's language."""
    return _marked(text, BRIEF)


@register.simple_tag
def summary(text: LocalizedText) -> str:
    """The beginning of a text for search engines and link previews, on one line."""
    return Truncator(" ".join(str(text).split())).chars(BRIEF)


@register.simple_tag(takes_context=True)
def without(context: Mapping[str, Any], name: str, value: str = "") -> str:
    """The address of this search without a wish, on its first page; a place goes with the position."""
    query = context["request"].GET.copy()
    kept = [each for each in query.getlist(name) if value and each != value]
    query.setlist(name, kept)
    for also in ("page", *(("at",) if name == "near" else ())):
        query.pop(also, None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def instead(context: Mapping[str, Any], name: str, value: object) -> str:
    """The address of this search with another wish, on its first page."""
    query = context["request"].GET.copy()
    query[name] = str(value)
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.filter
def farther(form: FindForm, near: Near | None) -> list[int]:
    """Distances beyond that at which was looked; none where there was no limit."""
    return [each for each in form.distances if near and near.miles and each > near.miles]


@register.simple_tag
def help_line() -> Mapping[str, str]:
    """``{"name", "phone"}`` of the state's line that knows services; empty when its pack names none."""
    line = places.help_line()
    names = line.get("name", {})
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {"name": names.get(language) or names.get("en", ""), "phone": line["phone"]} if line else {}


@register.simple_tag
def ages(service: Service) -> str:
    """For which ages it is, in words; empty when nobody said."""
    youngest, oldest = _years(service.minimum_age), _years(service.maximum_age)
    if youngest and oldest:
        return _("For ages %(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    if youngest:
        return _("For people aged %(youngest)s or older") % {"youngest": youngest}
    return _("For people up to %(oldest)s years old") % {"oldest": oldest} if oldest else ""


@register.simple_tag
def cost_in_words(cost: CostOption) -> SafeString:
    """What something costs and for whom: "Free", "$20 for adults"."""
    if cost.amount is None:
        price = ""
    elif cost.amount == 0:
        price = _("Free")
    else:
        places = 0 if cost.amount == int(cost.amount) else 2
        number = number_format(cost.amount, decimal_pos=places, use_l10n=True)
        price = f"${number}" if cost.currency in ("", "USD") else f"{number} {cost.currency.upper()}"
    words, whom = _marked(cost.amount_description), _marked(cost.option)
    if words and price and price.casefold() not in words.casefold():
        told = format_html("{}, {}", price, words)
    else:
        told = words or format_html("{}", price)
    if not told or not whom:
        return told or whom
    return format_html("{}: {}", told, whom)


@register.filter
def hours(schedules: Iterable[Schedule]) -> list[Hours]:
    """The timetable as of today, line by line."""
    return timetable(schedules, timezone.localdate())


@register.filter
def language_names(spoken: Iterable[Language]) -> str:
    """Names of languages in the reader's language, each once."""
    names = [name_of(each.code, each.name) for each in spoken]
    return ", ".join(dict.fromkeys(name for name in names if name))


@register.filter
def ways_to_pay(values: Iterable[str]) -> str:
    """How one can pay, in the reader's words."""
    return ", ".join(payment_names(values))


@register.filter
def community(tie: CommunityTie) -> Promise | str:
    """The community of which an organisation says that it leads it or is served by it."""
    return COMMUNITIES.get(tie.community, tie.community)


@register.filter
def directions(location: Location, address: Address | None) -> str:
    """Where a map that leads there is found; empty when we do not know well enough."""
    return directions_to(location, address)


@register.simple_tag
def place_facts(location: Location) -> list[str]:
    """What helps people decide to come to a place, in words; nothing for what is not known."""
    return list(_facts(location))


def _facts(location: Location) -> Iterator[str]:
    if location.step_free is not None:
        yield _("You can get in without steps") if location.step_free else _("There are steps at the door")
    if location.parking is not None:
        yield _("Free parking") if location.parking else _("No free parking")
    if location.bus_line:
        yield _("Bus: %(line)s") % {"line": location.bus_line}
    if location.indoor_waiting is not None:
        yield _("You can wait inside") if location.indoor_waiting else _("People wait outside")
    if names := names_of(location.interpreters_on_site):
        yield _("Interpreters on site: %(languages)s") % {"languages": ", ".join(names)}
    if location.cold_chain:
        yield _("Food and vaccines are kept cold")


def _marked(text: LocalizedText, most: int = 0) -> SafeString:
    """A text, or its first ``most`` letters, with the language that it is in where that is not the page's."""
    shown = text.show()
    words = Truncator(shown.text).chars(most) if most else shown.text
    if not shown.fell_back:
        return format_html("{}", words)
    return format_html('<span lang="{}">{}</span>', shown.language, words)


def _years(age: float | None) -> str:
    """An age as one says it; nothing for an age that excludes nobody."""
    return f"{age:g}" if age else ""
