"""Form controls without templates: a choice among a hundred counties would otherwise be a hundred and one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape as safe
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]
FOLDER = "django/forms/widgets/"


class Controls(DjangoTemplates):
    """Writes what :data:`WRITTEN` knows as Django's own templates do, and leaves the rest to them."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """One widget, form or field."""
        write = WRITTEN.get(template_name)
        if write is None or "widget" not in context:
            return SafeString(super().render(template_name, context, request))
        return SafeString(write(context["widget"]))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {safe(name)}" if value is True else f' {safe(name)}="{safe(str(value))}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{safe(str(widget["value"]))}"'
    return f'<input type="{safe(widget["type"])}" name="{safe(widget["name"])}"{value}{_attributes(widget)}>'


def _option(widget: Widget) -> str:
    """One answer of a group; its label around it only where the page does not place it."""
    if not widget["wrap_label"]:
        return _input(widget)
    goes_with = f' for="{safe(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{goes_with}>{_input(widget)} {safe(widget['label'])}</label>"


def _select(widget: Widget) -> str:
    inside = "".join(_group(name, options) for name, options, _number in widget["optgroups"])
    return f'<select name="{safe(widget["name"])}"{_attributes(widget)}>{inside}\n</select>'


def _group(name: str | None, options: Iterable[Widget]) -> str:
    inside = "".join(
        f'\n  <option value="{safe(str(each["value"]))}"{_attributes(each)}>{safe(each["label"])}</option>'
        for each in options
    )
    return f'\n  <optgroup label="{safe(name)}">{inside}\n  </optgroup>' if name else inside


def _textarea(widget: Widget) -> str:
    text = safe(widget["value"] or "")
    return f'<textarea name="{safe(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>'


INPUTS = ("text", "number", "email", "url", "tel", "search", "password", "hidden", "checkbox", "date", "time")

WRITTEN: dict[str, Callable[[Widget], str]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in (*INPUTS, "input")},
    **{f"{FOLDER}{kind}_option.html": _option for kind in ("checkbox", "radio")},
    f"{FOLDER}select.html": _select,
    f"{FOLDER}textarea.html": _textarea,
}
