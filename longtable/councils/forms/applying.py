"""What somebody without an account fills in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm, WordsField
from longtable.councils.actions.applying import Letter
from longtable.councils.models import Council, Seat
from longtable.councils.selectors import alike
from longtable.councils.stipends import ways_offered
from longtable.councils.topics import SUPPORTS, TOPICS
from longtable.places.forms import AreaField

ANY = "any"
"""Instead of the id of a seat: whichever fits."""
SHORT = 1500
"""Characters of an optional answer."""


class LookForm(forms.Form):
    """Which free seats to show."""

    topic = forms.ChoiceField(required=False, label=_("What it is about"))
    county = AreaField(required=False, may_decline=False, empty_label=_("Everywhere"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = list(TOPICS.items())
        self.fields["topic"].choices = [("", _("Everything")), *topics]  # type: ignore[attr-defined]


class ApplyForm(KeyedForm):
    """An application for one seat or any. Only name, contact and one sentence are asked for."""

    seat = forms.ChoiceField(label=_("Which seat?"), widget=forms.RadioSelect)
    name = forms.CharField(
        max_length=120, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact = forms.CharField(
        max_length=200,
        label=_("Your phone number or e-mail"),
        help_text=_(
            "We will write only about this application and, if you take a seat, about its meetings. Reply "
            "STOP to end it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    area = AreaField(required=False)
    why = WordsField(
        label=_("Why would you like to take part?"),
        help_text=_("One sentence is enough."),
        error_messages={"required": _("Write a few words first.")},
    )
    experience = WordsField(
        required=False,
        longest=SHORT,
        rows=3,
        label=_("What have you or your family lived through?"),
        help_text=_("Only if you want to say. You do not have to name an illness."),
    )
    availability = forms.CharField(
        required=False,
        max_length=200,
        label=_("When do you have time?"),
        help_text=_("For example: evenings after six, not on Wednesdays."),
    )
    needs = forms.MultipleChoiceField(
        required=False, label=_("What would help you take part?"), widget=forms.CheckboxSelectMultiple
    )
    needs_words = forms.CharField(required=False, max_length=300, label=_("Anything else you need?"))
    conflicts = WordsField(
        required=False,
        longest=SHORT,
        rows=2,
        label=_("Does this council make decisions about your money or work, or your family’s?"),
        help_text=_("A tie does not rule you out. Others should only know of it."),
    )

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        offered = [(str(offer.seat.pk), offer.seat.name) for offer in alike(seats)]
        self.fields["seat"].choices = [*offered, (ANY, _("Any seat that fits me"))]  # type: ignore[attr-defined]
        self.fields["needs"].choices = list(SUPPORTS.items())  # type: ignore[attr-defined]

    def chosen_seat(self) -> Seat | None:
        """The seat, or ``None`` for any. Call after ``is_valid()``."""
        return self.seats.get(self.cleaned_data["seat"])

    def letter(self, about: dict[str, list[str]]) -> Letter:
        """What they wrote, with what they told about themselves."""
        names = ("why", "experience", "needs", "needs_words", "availability", "conflicts")
        return Letter(about=about, **{name: self.cleaned_data[name] for name in names})

    def who(self) -> dict[str, Any]:
        """Name, contact, county and the key of the form, as the action takes them."""
        form_key: UUID = self.cleaned_data["form_key"]
        return {
            "form_key": form_key,
            **{name: self.cleaned_data[name] for name in ("name", "contact", "area")},
        }


class InterestForm(KeyedForm):
    """Which seats somebody would like to hear of, and where to tell them."""

    topics = forms.MultipleChoiceField(
        required=False,
        label=_("What it is about"),
        help_text=_("Choose some, or none for everything."),
        widget=forms.CheckboxSelectMultiple,
    )
    area = AreaField(
        required=False, help_text=_("So that you also hear about seats for your part of the state.")
    )
    contact = forms.CharField(
        max_length=200,
        label=_("Your phone number or e-mail"),
        help_text=_(
            "We send six digits there first. We will write only about open seats. Reply STOP to end it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(TOPICS.items())  # type: ignore[attr-defined]


class StipendForm(forms.Form):
    """How to be paid, once the warning was read."""

    way = forms.ChoiceField(label=_("How would you like to be paid?"), widget=forms.RadioSelect)
    has_read = forms.BooleanField(
        label=_("I have read what being paid may mean for my benefits."),
        error_messages={"required": _("Please read it first, then check the box.")},
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (way.value, way.label) for way in ways_offered(council)
        ]
