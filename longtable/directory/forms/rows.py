"""Which fields people fill in for each kind of row of an entry, and what they are called."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from longtable.directory import labels
from longtable.directory.languages import LANGUAGES
from longtable.directory.models import Location, OrganizationEntry, Service
from longtable.directory.rows import rows_of
from longtable.places.models import Area
from longtable.places.selectors import counties

Make = Callable[[OrganizationEntry], forms.Field]


@dataclass(frozen=True)
class Shape:
    """What is asked of one row: texts in every language as (required, rows), and other fields."""

    texts: dict[str, tuple[bool, int]] = field(default_factory=dict)
    fields: dict[str, Make] = field(default_factory=dict)
    fixed: dict[str, Any] = field(default_factory=dict)


def line(longest: int = 255, *, required: bool = False, hint: Any = "", **attrs: str) -> Make:
    """One line of text."""
    return lambda entry: forms.CharField(
        max_length=longest, required=required, help_text=hint, widget=forms.TextInput(attrs=attrs)
    )


def words(longest: int = 1000) -> Make:
    """Some lines of text."""
    return lambda entry: forms.CharField(
        max_length=longest, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def email(entry: OrganizationEntry) -> forms.Field:
    """An e-mail address."""
    return forms.EmailField(required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))


def web(required: bool = False) -> Make:
    """The address of a page; https unless told otherwise."""
    return lambda entry: forms.URLField(
        max_length=500, required=required, assume_scheme="https", widget=forms.TextInput()
    )


def county(entry: OrganizationEntry) -> forms.Field:
    """A county, or none."""
    return forms.ModelChoiceField(queryset=_counties(), required=False, empty_label=_("Not chosen"))


def _counties() -> QuerySet[Area]:
    return counties()


def choice(choices: Callable[[], Any], *, required: bool = False) -> Make:
    """One of several; none where it need not be said."""
    return lambda entry: forms.ChoiceField(choices=choices(), required=required)


def told(entry: OrganizationEntry) -> forms.Field:
    """Yes, no, or nobody told us: not asked is not no."""
    return forms.TypedChoiceField(
        choices=[("", _("Not given")), ("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
        required=False,
    )


def tick(entry: OrganizationEntry) -> forms.Field:
    """A box to be ticked."""
    return forms.BooleanField(required=False)


def number(least: float = 0, most: float | None = None) -> Make:
    """A number that need not be whole."""
    return lambda entry: forms.FloatField(required=False, min_value=least, max_value=most)


def own_place(entry: OrganizationEntry) -> forms.Field:
    """One of the organisation's places."""
    return forms.ModelChoiceField(queryset=rows_of(entry, "location"), empty_label=None)


def spoken(entry: OrganizationEntry) -> forms.Field:
    """Languages, kept as codes with commas between them."""
    return forms.MultipleChoiceField(
        choices=list(LANGUAGES.items()), required=False, widget=forms.CheckboxSelectMultiple
    )


def _statuses() -> list[tuple[str, Any]]:
    return [("", _("Not given")), *[pair for pair in Service.Status.choices if pair[0]]]


def _lines() -> list[tuple[str, Any]]:
    return [
        ("voice", _("for calls")),
        ("cell", _("mobile phone")),
        ("text", _("for text messages")),
        ("tty", _("TTY, for people who are Deaf")),
        ("fax", _("fax")),
    ]


def _our_languages() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


SHAPES: dict[str, Shape] = {
    "organization": Shape(
        texts={"description": (False, 4), "mission": (False, 3), "values": (False, 3)},
        fields={
            "name": line(200, required=True),
            "alternate_name": line(),
            "area": county,
            "email": email,
            "website": web(),
            "legal_status": line(100),
            "tax_id": line(40),
            "year_incorporated": lambda entry: forms.IntegerField(
                required=False, min_value=1600, max_value=2100
            ),
        },
    ),
    "service": Shape(
        texts={
            "name": (True, 0),
            "description": (False, 4),
            "alert": (False, 2),
            "eligibility_description": (False, 3),
            "application_process": (False, 3),
            "fees_description": (False, 2),
            "interpretation_services": (False, 2),
        },
        fields={
            "status": choice(_statuses),
            "minimum_age": number(0, 130),
            "maximum_age": number(0, 130),
            "wait_time": line(200),
            "url": web(),
            "email": email,
            "alternate_name": line(),
        },
    ),
    "location": Shape(
        texts={"description": (False, 2), "transportation": (False, 2)},
        fields={
            "name": line(required=True),
            "location_type": choice(lambda: Location.Kind.choices, required=True),
            "area": county,
            "parking": told,
            "step_free": told,
            "indoor_waiting": told,
            "cold_chain": told,
            "bus_line": line(100),
            "url": web(),
            "interpreters_on_site": spoken,
        },
    ),
    "address": Shape(
        fields={
            "address_1": line(),
            "address_2": line(),
            "city": line(100),
            "state_province": line(50),
            "postal_code": line(20, inputmode="numeric", autocomplete="off"),
        },
        fixed={"country": "US", "address_type": "physical"},
    ),
    "contact": Shape(
        fields={
            "name": line(200),
            "title": line(200),
            "email": email,
            "is_public": tick,
            "is_asked": tick,
            "language": choice(_our_languages),
        }
    ),
    "phone": Shape(
        fields={
            "number": line(100, required=True, autocomplete="off", inputmode="tel"),
            "extension": lambda entry: forms.IntegerField(required=False, min_value=0, max_value=99_999_999),
            "type": choice(_lines),
            "description": line(500, hint=_("Who answers, when.")),
        }
    ),
    "service_at_location": Shape(texts={"description": (False, 2)}, fields={"location": own_place}),
    "service_area": Shape(
        fields={"area": county, "name": line(hint=_("Only if it is not a county: a town or a part of one."))}
    ),
    "cost_option": Shape(
        texts={"option": (False, 0), "amount_description": (False, 2)},
        fields={
            "amount": lambda entry: forms.DecimalField(
                required=False, min_value=0, max_digits=8, decimal_places=2
            ),
        },
        fixed={"currency": "USD"},
    ),
    "required_document": Shape(texts={"document": (True, 2)}),
    "url": Shape(fields={"url": web(required=True), "label": line()}),
    "accessibility": Shape(fields={"description": words(), "details": words(), "url": web()}),
    "funding": Shape(fields={"source": line(500, required=True)}),
    "organization_identifier": Shape(
        fields={
            "identifier_type": line(100, required=True, hint=_("For example: number in the state register.")),
            "identifier": line(required=True, autocomplete="off"),
        }
    ),
}
"""HSDS table to what is asked. A schedule has an editor of its own."""

ALONG: dict[str, tuple[str, str]] = {"location": ("address", "location"), "contact": ("phone", "contact")}
"""A row that is asked for in the same form, and the key by which it hangs on the first."""

MAY_HANG_ON: dict[str, frozenset[str]] = {
    "service": frozenset({"organization"}),
    "location": frozenset({"organization"}),
    "contact": frozenset({"organization", "service"}),
    "phone": frozenset({"organization", "service", "location", "service_at_location"}),
    "service_at_location": frozenset({"service"}),
    "service_area": frozenset({"service"}),
    "cost_option": frozenset({"service"}),
    "required_document": frozenset({"service"}),
    "url": frozenset({"organization", "service"}),
    "accessibility": frozenset({"location"}),
    "funding": frozenset({"organization", "service"}),
    "organization_identifier": frozenset({"organization"}),
}
"""Table to the tables under which people may add such a row."""

WRITTEN_ALONE = SHAPES.keys() - {"address"}
"""Tables of which a row has a form of its own; an address is written with its place."""

NEVER_REMOVED = frozenset({"organization", "service"})
"""Tables of which no row is taken away: a service is unpublished."""

HAVE_HOURS = frozenset({"service", "location", "service_at_location"})
"""Tables of which a row has a week."""


def label_of(table: str, name: str) -> str:
    """What a field is called."""
    return labels.field_name(table, name)
