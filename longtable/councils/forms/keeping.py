"""What staff fill in about a council, its seats and its rules."""

from dataclasses import fields
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.forms import LocalizedForm
from longtable.councils.actions.councils import Charter
from longtable.councils.actions.seats import SeatPlan
from longtable.councils.models import Composition, Council, Seat, StipendChoice
from longtable.councils.policies import is_address
from longtable.councils.topics import SUPPORTS, TOPICS
from longtable.people.demographics import allowed_questions
from longtable.places.models import Area

UNKNOWN_YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]


def _several(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def _number(label: Any, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=most, **options)


class CharterForm(LocalizedForm):
    """What a council is, what it takes to sit there, and its rules."""

    texts = {
        "name": (_("Name"), True, 0),
        "purpose": (_("What it is for"), True, 4),
        "rhythm": (_("How often and when it meets"), False, 0),
        "meets_at": (_("Where it meets"), False, 0),
        "stipend_words": (_("How members are paid"), False, 2),
        "reader": (_("Who reads applications"), False, 0),
    }
    slug = forms.SlugField(
        max_length=50, label=_("Short address"), help_text=_("As in /get-involved/health/")
    )
    kind = forms.ChoiceField(choices=Council.Kind.choices, label=_("Kind"))
    organization = forms.ModelChoiceField(queryset=Organization.objects.none(), label=_("Who hosts it"))
    areas = forms.ModelMultipleChoiceField(
        queryset=Area.objects.counties(),
        required=False,
        label=_("Counties"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen means the whole state."),
    )
    authority = forms.CharField(
        max_length=300, required=False, label=_("Law or decision that it is based on")
    )
    authority_url = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Where that can be read")
    )
    website = forms.URLField(max_length=500, required=False, assume_scheme="https", label=_("Its own pages"))
    topics = _several(_("What it is about"))
    languages = _several(_("Languages people can take part in"))
    hours_a_month = _number(_("Hours a month"), 200)
    supports = _several(_("What helps people take part"))
    stipends = _several(_("Ways to be paid"))
    about_you = _several(_("Optional questions about oneself"))
    answer_days = forms.IntegerField(
        min_value=1, max_value=250, initial=20, label=_("Working days until an answer")
    )
    notice_months = forms.IntegerField(
        min_value=1, max_value=36, initial=6, label=_("Months ahead to look for somebody")
    )
    term_months = _number(_("Length of a term, in months"), 240)
    term_limit = _number(_("Terms in a row that a member may serve"), 20)
    break_months = forms.IntegerField(
        min_value=0, max_value=240, initial=12, label=_("Months away before the count starts over")
    )
    holds_over = forms.BooleanField(
        required=False, initial=True, label=_("Members stay until somebody replaces them")
    )
    absence_limit = _number(_("Unexcused absences that the rules allow before removal"), 50)
    absences_counted = forms.ChoiceField(
        choices=Council.Absences.choices, label=_("Which absences count together")
    )
    quorum = forms.ChoiceField(
        choices=[("", _("not known")), *Council.Quorum.choices], required=False, label=_("Quorum")
    )
    quorum_number = _number(_("People, or percent where the quorum is a share"), 500)
    is_open_meeting = forms.TypedChoiceField(
        choices=UNKNOWN_YES_NO,
        required=False,
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
        label=_("Does open-meeting law apply?"),
    )
    open_meeting_law = forms.CharField(max_length=200, required=False, label=_("That law"))
    rules_source = forms.CharField(
        max_length=500, required=False, label=_("Where the rules were read, and when")
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        choices: dict[str, list[tuple[str, Any]]] = {
            "topics": list(TOPICS.items()),
            "supports": list(SUPPORTS.items()),
            "languages": list(settings.LANGUAGES),
            "stipends": [each for each in StipendChoice.Way.choices if each[0] != StipendChoice.Way.NONE],
            "about_you": [(each.code, str(each.words)) for each in allowed_questions()],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug = slugify(self.cleaned_data["slug"])
        if not is_address(slug):
            raise forms.ValidationError(_("This address cannot be used. Please write another."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        quorum, number = data.get("quorum", ""), data.get("quorum_number")
        needs_number = quorum == Council.Quorum.COUNT or quorum.startswith("share")
        if needs_number and not number:
            self.add_error("quorum_number", _("This quorum needs a number."))
        if quorum.startswith("share") and (number or 0) > 100:
            self.add_error("quorum_number", _("A share is at most 100 percent."))
        return data

    def charter(self) -> Charter:
        """What was written. Call after ``is_valid()``."""
        wanted: dict[str, Any] = {each.name: self.cleaned_data.get(each.name) for each in fields(Charter)}
        return Charter(**wanted | {name: self.gather(name) for name in self.texts})

    @classmethod
    def initial_of(cls, council: Council) -> dict[str, Any]:
        """The council as the form shows it."""
        plain = [each.name for each in fields(Charter) if each.name not in (*cls.texts, "areas")]
        answers = {True: "yes", False: "no", None: ""}
        return {
            **{name: getattr(council, name) for name in plain},
            **cls.spread(**{name: getattr(council, name) for name in cls.texts}),
            "is_open_meeting": answers[council.is_open_meeting],
            "areas": list(council.area_ids()),
        }


class SeatForm(LocalizedForm):
    """Whose seat it is."""

    texts = {
        "name": (_("Whose seat it is"), True, 0),
        "where": (_("Region or district"), False, 0),
        "appointed_by": (_("Who appoints"), False, 0),
        "eligibility": (_("Who can hold it"), False, 3),
    }
    number = _number(_("Number"), 999, help_text=_("If empty: the next one."))
    category = forms.ChoiceField(choices=Seat.Category.choices, label=_("For whom it is meant"))
    is_voting = forms.BooleanField(required=False, initial=True, label=_("Its holder votes"))
    lived_experience = forms.ChoiceField(
        choices=Seat.LivedExperience.choices, required=False, label=_("Lived experience")
    )
    takes_applications = forms.BooleanField(required=False, initial=True, label=_("Anybody may apply here"))
    areas = forms.ModelMultipleChoiceField(
        queryset=Area.objects.counties(),
        required=False,
        label=_("Counties"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen means all of the council's."),
    )

    def __init__(self, *args: Any, council: Council, seat: Seat | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council, self.seat = council, seat

    def clean_number(self) -> int | None:
        number: int | None = self.cleaned_data["number"]
        others = [seat for seat in self.council.seats.all() if seat != self.seat]
        if number in {seat.number for seat in others}:
            raise forms.ValidationError(_("Another seat has this number."))
        return number

    def plan(self) -> SeatPlan:
        """What was written. Call after ``is_valid()``."""
        wanted: dict[str, Any] = {each.name: self.cleaned_data.get(each.name) for each in fields(SeatPlan)}
        return SeatPlan(**wanted | {name: self.gather(name) for name in self.texts})

    @classmethod
    def initial_of(cls, seat: Seat) -> dict[str, Any]:
        """The seat as the form shows it."""
        plain = ("number", "category", "is_voting", "lived_experience", "takes_applications")
        return {
            **{name: getattr(seat, name) for name in plain},
            **cls.spread(**{name: getattr(seat, name) for name in cls.texts}),
            "areas": [area.pk for area in seat.areas.all()],
        }


class RuleForm(LocalizedForm):
    """A rule about who sits together."""

    texts = {"words": (_("The rule in plain words"), True, 2)}
    kind = forms.ChoiceField(choices=Composition.Kind.choices, label=_("What it asks"))
    percent = _number(_("Share, in percent"), 100)
    categories = _several(_("Kinds of seats"), choices=Seat.Category.choices)
    other = forms.ModelChoiceField(
        queryset=Council.objects.none(), required=False, label=_("The other council")
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Council.objects.exclude(pk=council.pk)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind != Composition.Kind.EQUAL and not data.get("percent"):
            self.add_error("percent", _("Write the share."))
        if kind == Composition.Kind.FROM_COUNCIL and not data.get("other"):
            self.add_error("other", _("Choose the other council."))
        fewest = 2 if kind == Composition.Kind.EQUAL else 0 if kind == Composition.Kind.FROM_COUNCIL else 1
        if len(data.get("categories", ())) < fewest:
            self.add_error("categories", _("Choose the kinds of seats."))
        return data

    def rule(self) -> dict[str, Any]:
        """Values for ``add_rule``."""
        names = ("kind", "percent", "categories", "other")
        return {"words": self.gather("words"), **{name: self.cleaned_data[name] for name in names}}
