"""What staff fill in about who sits where, and who came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import in_our_time
from longtable.councils.actions.terms import Mandate
from longtable.councils.models import Attendance, Council, Term
from longtable.methods.calendar_months import months_after
from longtable.people.models import Person
from longtable.places.forms import AreaField


class PersonChoice(forms.ModelChoiceField):
    """Somebody who sat here before, by name."""

    def label_from_instance(self, obj: Person) -> str:
        return obj.name or "–"


class MandateForm(forms.Form):
    """On what terms somebody takes a seat."""

    starts_on = forms.DateField(label=_("First day"), validators=[in_our_time], widget=forms.DateInput)
    ends_on = forms.DateField(
        label=_("First day after the term"),
        required=False,
        validators=[in_our_time],
        widget=forms.DateInput,
        help_text=_("If empty, no end is set."),
    )
    counts = forms.BooleanField(
        label=_("It counts for the term limit"),
        required=False,
        initial=True,
        help_text=_("The rest of somebody else's term may not count."),
    )
    role = forms.CharField(label=_("Role on the council"), required=False, max_length=120)
    is_public = forms.BooleanField(
        label=_("The name is published"),
        required=False,
        help_text=_("Only if the law says so or they agreed."),
    )
    despite = forms.CharField(
        label=_("Why do it anyway, if a rule is against it"), required=False, max_length=500
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        today = timezone.localdate()
        ends_on = months_after(today, council.term_months) if council.term_months else None
        given = kwargs.get("initial") or {}
        kwargs["initial"] = {"starts_on": today, "ends_on": ends_on} | given
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("It must end after it begins."))
        return data

    def mandate(self, **also: Any) -> Mandate:
        """What was written. Call after ``is_valid()``."""
        names = ("starts_on", "ends_on", "counts", "role", "is_public", "despite")
        return Mandate(**{name: self.cleaned_data[name] for name in names}, **also)


class MemberForm(MandateForm):
    """Somebody takes a seat who did not apply here."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    person = PersonChoice(
        queryset=Person.objects.none(),
        required=False,
        label=_("Or somebody who sat here before"),
        help_text=_("So that terms are counted together."),
    )
    area = AreaField(required=False, label=_("County where they live, if they told"))
    field_order = ["name", "person", "role", "starts_on", "ends_on", "counts", "is_public", "area", "despite"]

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("name") and not data.get("person"):
            self.add_error("name", _("Write a name, or choose somebody."))
        return data


class TermForm(forms.Form):
    """What can be put right about a term."""

    role = forms.CharField(label=_("Role on the council"), required=False, max_length=120)
    ends_on = forms.DateField(
        label=_("First day after the term"),
        required=False,
        validators=[in_our_time],
        widget=forms.DateInput,
        help_text=_("If empty, no end is set."),
    )
    is_public = forms.BooleanField(
        label=_("The name is published"),
        required=False,
        help_text=_("Only if the law says so or they agreed."),
    )

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        self.term = term
        super().__init__(*args, **kwargs)

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day and day <= self.term.starts_on:
            raise forms.ValidationError(_("It must end after it begins."))
        return day


class EndForm(forms.Form):
    """How somebody leaves a seat."""

    ending = forms.ChoiceField(choices=Term.Ending.choices, label=_("How it ended"), widget=forms.RadioSelect)
    day = forms.DateField(
        label=_("First day the seat is open"), validators=[in_our_time], widget=forms.DateInput
    )


class MeetingForm(forms.Form):
    """Which meeting."""

    met_on = forms.DateField(label=_("Day of the meeting"), validators=[in_our_time], widget=forms.DateInput)


class AttendanceForm(MeetingForm):
    """Who came, member by member. Who is left open is not noted."""

    def __init__(self, *args: Any, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {f"term_{term.pk}": term for term in terms}
        for name, term in self.terms.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{term.seat.number}. {term.person.name or '–'}",
                choices=[("", _("not noted")), *Attendance.State.choices],
                required=False,
            )

    def states(self) -> dict[Term, str]:
        """Term -> state of everybody who was noted."""
        return {term: state for name, term in self.terms.items() if (state := self.cleaned_data[name])}
