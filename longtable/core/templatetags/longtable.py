"""Tags for every template: words in the right language, moments, form controls, and lines for help."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, widgets
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest, QueryDict
from django.utils import formats, timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.core.localized import LocalizedText

register = template.Library()

CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxSelectMultiple, "usa-checkbox__input"),  # Django makes it a kind of RadioSelect
    (widgets.RadioSelect, "usa-radio__input"),
    (widgets.CheckboxInput, "usa-checkbox__input"),
    (widgets.FileInput, ""),
    (widgets.Select, "usa-select"),
    (widgets.Textarea, "usa-textarea"),
    (widgets.Input, "usa-input"),
    (widgets.MultiWidget, "usa-input"),
)


@register.simple_tag
def words(value: LocalizedText | str | None, paragraphs: bool = False) -> SafeString:
    """The words of ``value``; in an element with ``lang`` when they are not in the page's language."""
    shown = value.show() if isinstance(value, LocalizedText) else None
    text: str = shown.text if shown else str(value or "")
    content = SafeString(linebreaks(text, autoescape=True)) if paragraphs else text
    if not shown or not shown.fell_back:
        return format_html("{}", content)
    tag = "div" if paragraphs else "span"
    return format_html('<{} lang="{}">{}</{}>', SafeString(tag), shown.language, content, SafeString(tag))


@register.simple_tag
def moment(at: date | datetime | None, clock: bool = False) -> SafeString:
    """A ``<time>`` in the words of the page's language and in the agency's time zone."""
    if not at:
        return SafeString("")
    local = timezone.localtime(at) if isinstance(at, datetime) and timezone.is_aware(at) else at
    text = unbroken(formats.date_format(local, "DATETIME_FORMAT" if clock else "DATE_FORMAT"))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), text)


def unbroken(words: str) -> str:
    """The same, with "p.m." on the line of its hour. Pages only: in a text message such a space costs."""
    return words.replace(" a.m.", "\u00a0a.m.").replace(" p.m.", "\u00a0p.m.")


@register.simple_tag
def control(field: BoundField, hint: str = "") -> SafeString:
    """The control of a form field in the house's dress, with what was typed still in it.

    ``hint`` is the one that the page shows: it is announced also where the form itself has none.
    """
    widget = field.field.widget
    attrs: dict[str, Any] = {"class": _dress(widget)}
    if isinstance(widget, widgets.DateInput) and widget.input_type == "text":
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    if isinstance(widget, widgets.SplitDateTimeWidget):
        for part, name in zip(widget.widgets, (_("Day"), _("Time of day")), strict=True):
            part.attrs["aria-label"] = f"{field.label}: {name}"
    if hint and not field.help_text and not field.use_fieldset:
        error = f" {field.auto_id}_error" if field.errors else ""
        attrs["aria-describedby"] = f"{field.auto_id}_helptext{error}"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def control_options(field: BoundField) -> list[BoundWidget]:
    """One input for each answer of a group, in the house's dress."""
    field.field.widget.attrs["class"] = _dress(field.field.widget)
    return field.subwidgets


def _dress(widget: widgets.Widget) -> str:
    ours = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    return " ".join(dict.fromkeys(f"{ours} {widget.attrs.get('class', '')}".split()))


@register.filter
def control_kind(field: BoundField) -> str:
    """How a field is laid out: ``options`` | ``checkbox`` | ``several`` (inputs in a group) | ``single``."""
    widget = field.field.widget
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "options"
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    return "several" if field.use_fieldset else "single"


@register.filter
def option_kind(field: BoundField) -> str:
    """``checkbox`` where several answers may be given, else ``radio``."""
    return "checkbox" if isinstance(field.field.widget, widgets.CheckboxSelectMultiple) else "radio"


@register.simple_tag
def crisis_line() -> Mapping[str, str]:
    """``{"name", "phone"}`` of the agency's own line for people in danger; empty when it has none."""
    line = settings.LOCAL_CRISIS_LINE
    if not isinstance(line, dict) or not line:
        return {}
    names = line.get("name", {})
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    name = names.get(language) or names.get(settings.LANGUAGE_CODE, "")
    return {"name": name, "phone": line["phone"]}


@register.filter
def digits(phone: str) -> str:
    """A telephone number as a ``tel:`` link wants it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@register.simple_tag(takes_context=True)
def page_link(context: Mapping[str, Any], number: int, name: str = "page") -> str:
    """The query of this page with another page number; searches and filters stay."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def share_of(part: float, whole: float) -> int:
    """``part`` of ``whole`` in whole percent, 0 to 100; 0 when there is no whole."""
    return max(0, min(100, round(100 * float(part) / float(whole)))) if whole else 0
