"""What staff fill in about a gathering: first the least that it needs, then section by section."""

from dataclasses import fields
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.commitments.models import Commitment
from longtable.core.access import Actor, Permission
from longtable.core.forms import KeyedForm, LocalizedForm
from longtable.councils.models import Council
from longtable.directory.models import Location
from longtable.gatherings.actions.keeping import About
from longtable.gatherings.actions.moving import WhenAndWhere
from longtable.gatherings.forms.when import DayField, PeriodForm
from longtable.gatherings.models import Gathering, Series
from longtable.gatherings.needs import NEEDS, TOPICS
from longtable.gatherings.policies import is_address
from longtable.gatherings.saying import place
from longtable.gatherings.selectors.places import find_places
from longtable.people.demographics import allowed_questions
from longtable.places.models import Area
from longtable.voices.models import Conversation

SEATS = 40
"""How many places a new gathering has if nobody says otherwise: a church hall, not full."""


def areas_field() -> forms.ModelMultipleChoiceField:
    """For whom it is."""
    return forms.ModelMultipleChoiceField(
        queryset=Area.objects.counties(),
        required=False,
        label=_("Counties"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen means the whole state."),
    )


def _several(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


class PrepareForm(PeriodForm, LocalizedForm, KeyedForm):
    """The least that a gathering needs. Everything else has a good beginning and can be changed."""

    texts = {"title": (_("Name that people will see"), True, 0)}
    kind = forms.ChoiceField(choices=Gathering.Kind.choices, label=_("Kind"))
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Who convenes it"), empty_label=_("Choose an organization")
    )
    council = forms.ModelChoiceField(
        queryset=Council.objects.none(),
        required=False,
        empty_label=_("Not chosen"),
        label=_("Whose meeting it is"),
        help_text=_("Only for the meeting of a council."),
    )
    way = forms.ChoiceField(choices=Gathering.Way.choices, label=_("How people come"))
    seats = forms.IntegerField(
        min_value=1, max_value=100000, initial=SEATS, label=_("How many people can sign up")
    )
    areas = areas_field()
    field_order = ["title_en", "title_es", "kind", "organization", "council", "day", "begins", "ends", "way"]

    def __init__(
        self, *args: Any, actor: Actor, organizations: QuerySet[Organization], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"begins": time(10), "ends": time(12)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields.pop("last_day")
        chosen = self.fields["organization"]
        chosen.queryset = organizations  # type: ignore[attr-defined]
        if len(organizations) == 1:
            chosen.initial = organizations[0].pk
        councils = Council.objects.in_scope(actor, Permission.RUN_COUNCILS)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("council") and data.get("kind") != Gathering.Kind.MEETING:
            self.add_error("kind", _("For the meeting of a council, choose the kind “meeting”."))
        return data

    def slug(self) -> str:
        """An address from the title and the day, of which there is none yet. Call after ``is_valid()``."""
        title = self.gather("title").show(settings.LANGUAGE_CODE).text
        stem = f"{slugify(title)[:36].strip('-') or 'gathering'}-{self.cleaned_data['day']:%Y-%m}"
        number, slug = 1, stem
        while not is_address(slug) or Gathering.objects.filter(slug=slug).exists():
            number += 1
            slug = f"{stem}-{number}"
        return slug


class AboutForm(LocalizedForm):
    """What it is about and for whom: what can change without anybody having to be told."""

    texts = {
        "title": (_("Name that people will see"), True, 0),
        "summary": (_("What will happen, for somebody who has never come before"), True, 4),
        "reader": (_("Who reads what people write when they sign up"), False, 0),
    }
    kind = forms.ChoiceField(choices=Gathering.Kind.choices, label=_("Kind"))
    areas = areas_field()
    languages = _several(_("Languages in which it is held"))
    topics = _several(_("Topics"))
    needs_offered = _several(_("What people can ask for"))
    about_you = _several(_("Optional questions about oneself"))
    party_limit = forms.IntegerField(
        min_value=1, max_value=6, label=_("How many people one person can sign up at once")
    )
    by_invitation = forms.BooleanField(
        required=False,
        label=_("By invitation only"),
        help_text=_("It is not on any calendar, and people can sign up only with a personal link."),
    )
    commitment = forms.ModelChoiceField(
        queryset=Commitment.objects.none(), required=False, label=_("The commitment that it keeps")
    )
    conversation = forms.ModelChoiceField(
        queryset=Conversation.objects.none(), required=False, label=_("The conversation it belongs to")
    )
    council = forms.ModelChoiceField(
        queryset=Council.objects.none(), required=False, label=_("Whose meeting it is")
    )
    series = forms.ModelChoiceField(
        queryset=Series.objects.none(), required=False, label=_("Series that it belongs to")
    )

    def __init__(self, *args: Any, actor: Actor, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        querysets: dict[str, QuerySet] = {
            "commitment": Commitment.objects.visible_to(actor),
            "conversation": Conversation.objects.in_scope(actor, Permission.SEE_VOICES),
            "council": Council.objects.in_scope(actor, Permission.RUN_COUNCILS),
            "series": Series.objects.filter(organization=gathering.organization_id),
        }
        for name, found in querysets.items():
            known = found.model.objects.filter(pk=getattr(gathering, f"{name}_id"))
            rows = found.model.objects.filter(pk__in=found.values("pk")) | known
            field: Any = self.fields[name]
            field.empty_label, field.queryset = _("Not chosen"), rows
        choices: dict[str, list[tuple[str, Any]]] = {
            "topics": list(TOPICS.items()),
            "needs_offered": list(NEEDS.items()),
            "languages": list(settings.LANGUAGES),
            "about_you": [(each.code, str(each.words)) for each in allowed_questions()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def about(self) -> About:
        """What was written. Call after ``is_valid()``."""
        wanted: dict[str, Any] = {each.name: self.cleaned_data.get(each.name) for each in fields(About)}
        return About(**wanted | {name: self.gather(name) for name in self.texts})

    @classmethod
    def initial_of(cls, gathering: Gathering) -> dict[str, Any]:
        """The gathering as the form shows it."""
        plain = [each.name for each in fields(About) if each.name not in (*cls.texts, "areas")]
        return {
            **{name: getattr(gathering, name) for name in plain},
            **cls.spread(**{name: getattr(gathering, name) for name in cls.texts}),
            "areas": list(gathering.area_ids()),
        }


class MoveForm(PeriodForm, LocalizedForm):
    """When and where. A place of the directory is found by words; the button that looks saves nothing."""

    texts = {"venue": (_("Where, in words: building, room, how to find the door"), False, 2)}
    way = forms.ChoiceField(
        choices=Gathering.Way.choices, label=_("How people come"), widget=forms.RadioSelect
    )
    place_words = forms.CharField(
        required=False,
        max_length=100,
        label=_("Find a place in the directory"),
        help_text=_("Name, street or town. People then see parking, bus line and whether it is step-free."),
    )
    location = forms.ChoiceField(required=False, label=_("Location"), widget=forms.RadioSelect)
    online_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label=_("Link to join online"),
        help_text=_("Given only to those who signed up; to everybody for an open meeting of a council."),
    )
    dial_in = forms.CharField(
        max_length=200,
        required=False,
        label=_("Number and code to join by phone"),
        help_text=_("Given to the same people as the link."),
    )
    field_order = [
        *("day", "begins", "last_day", "ends", "way", "place_words", "location"),
        *("venue_en", "venue_es", "online_url", "dial_in"),
    ]

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        words = self.data.get("place_words", "") if self.is_bound else ""
        found = find_places(words, also=[gathering.location_id, self._chosen()])
        self.locations: dict[str, Location] = {str(each.pk): each for each in found}
        none = _("Not a place in the directory: described in words")
        self.fields["location"].choices = [  # type: ignore[attr-defined]
            ("", none),
            *((key, place(each)) for key, each in self.locations.items()),
        ]

    def _chosen(self) -> str:
        return self.data.get("location", "") if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("way") == Gathering.Way.ONLINE:
            data |= {"location": ""}
        return data

    def target(self) -> WhenAndWhere:
        """What was written. Call after ``is_valid()``."""
        data = self.cleaned_data
        plain = {name: data[name] for name in ("starts_at", "ends_at", "way", "online_url", "dial_in")}
        return WhenAndWhere(
            **plain, location=self.locations.get(data["location"]), venue=self.gather("venue")
        )

    @classmethod
    def initial_of(cls, gathering: Gathering) -> dict[str, Any]:
        """The gathering as the form shows it."""
        return {
            **cls.initial_of_period(gathering.starts_at, gathering.ends_at),
            **cls.spread(venue=gathering.venue),
            "location": str(gathering.location_id or ""),
            **{name: getattr(gathering, name) for name in ("way", "online_url", "dial_in")},
        }


class CallOffForm(LocalizedForm):
    """Why it does not take place, for those who signed up."""

    texts = {"why": (_("Why it is called off"), True, 2)}


class CopyForm(LocalizedForm, KeyedForm):
    """The next round: another day, another region."""

    texts = {"title": (_("Name that people will see"), True, 0)}
    slug = forms.SlugField(
        max_length=50, label=_("Short address"), help_text=_("As in /gatherings/east-2027/")
    )
    day = DayField(label=_("Day"), help_text=_("Everything on the agenda keeps its time of day."))
    areas = areas_field()
    with_panel = forms.BooleanField(required=False, label=_("Copy the speakers"))
    with_materials = forms.BooleanField(required=False, label=_("Copy the materials"))

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if not is_address(slug):
            raise forms.ValidationError(_("This address cannot be used. Please write another."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "form_key" in data:
            others = Gathering.objects.exclude(pk=self.sent_key())
            if others.filter(slug=data.get("slug")).exists():
                self.add_error("slug", _("Another gathering has this address."))
        return data


class HostForm(LocalizedForm):
    """A partner who helps to convene it."""

    texts = {"role": (_("What they do for it, for example: lend the room"), False, 0)}
    organization = forms.ModelChoiceField(
        queryset=Organization.objects.filter(merged_into=None).order_by("name"),
        empty_label=_("Choose an organization"),
        label=_("Partner"),
    )
    may_help = forms.BooleanField(
        required=False,
        label=_("Their staff may help at the door"),
        help_text=_("Then they see who signed up and what people need."),
    )
    field_order = ["organization", "role_en", "role_es", "may_help"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
