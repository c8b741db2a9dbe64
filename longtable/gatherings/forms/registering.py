"""What one fills in to sign up: how many come, then who, and what each needs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm
from longtable.directory.languages import LANGUAGES
from longtable.gatherings.actions.changing import Changes
from longtable.gatherings.actions.seating import Line
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.needs import NEEDS, offered
from longtable.gatherings.parties import SIGN_LANGUAGE, Guest, Party
from longtable.gatherings.selectors.registrations import Tracked
from longtable.people.demographics import Answers
from longtable.places.forms import AreaField

SPOKEN = ("interpreter", "sign_language")
"""Needs that are asked for by language."""


class StartForm(forms.Form):
    """How many come, and to what. Places are kept with it, before anything else is asked."""

    size = forms.TypedChoiceField(coerce=int, label=_("How many people are coming, including you?"))
    session = forms.MultipleChoiceField(label=_("Which sessions?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, sessions: Sequence[Session], limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = sessions
        self.fields["size"].choices = [(number, number) for number in range(1, limit + 1)]  # type: ignore[attr-defined]
        if len(sessions) == 1:
            del self.fields["session"]
        else:
            self.fields["session"].choices = [(each.slug, each.title) for each in sessions]  # type: ignore[attr-defined]

    def chosen(self) -> list[Session]:
        """The sessions. Call after ``is_valid()``."""
        slugs = self.cleaned_data.get("session", [self.sessions[0].slug])
        return [each for each in self.sessions if each.slug in slugs]


def start_form(
    gathering: Gathering, agenda: Sequence[Session], data: Any = None, *, limit: int = 0
) -> StartForm:
    """How many come, and to which of these sessions; at most ``limit``, or what the gathering says."""
    return StartForm(data, sessions=agenda, limit=limit or gathering.party_limit)


class GuestsForm(forms.Form):
    """Who comes and what each needs: ``name_1``, ``needs_1`` and so on, for as many as ``numbers`` says."""

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        numbers: Sequence[int],
        named: frozenset[int] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.numbers, self.named = numbers, named
        codes = offered(gathering.needs_offered, is_in_person=gathering.is_in_person)
        to_tick = [(code, NEEDS[code]) for code in codes if code not in SPOKEN and code != "other"]
        for number in numbers:
            if number not in named:
                self.fields[f"name_{number}"] = _name_field(number)
            if to_tick:
                self.fields[f"needs_{number}"] = forms.MultipleChoiceField(
                    required=False,
                    label=_("What would help?"),
                    choices=to_tick,
                    widget=forms.CheckboxSelectMultiple,
                )
            if any(code in codes for code in SPOKEN):
                self.fields[f"interpreter_{number}"] = forms.ChoiceField(
                    required=False, label=_("Do you need an interpreter? It is free."), choices=_spoken(codes)
                )
            self.fields[f"needs_words_{number}"] = forms.CharField(
                required=False, max_length=300, label=_("Anything else you need?")
            )

    def guests(self) -> list[Guest]:
        """The people, in the order of their numbers. Call after ``is_valid()``."""
        return [self._guest(number) for number in self.numbers]

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Number and fields of each person."""
        parts = ("name", "interpreter", "needs", "needs_words")
        for number in self.numbers:
            names = [f"{part}_{number}" for part in parts]
            yield number, [self[name] for name in names if name in self.fields]

    def _guest(self, number: int) -> Guest:
        found = self.cleaned_data.get
        return Guest(
            name=found(f"name_{number}", ""),
            needs=found(f"needs_{number}", []),
            interpreter=found(f"interpreter_{number}", ""),
            needs_words=found(f"needs_words_{number}", ""),
        )


class RegisterForm(GuestsForm, KeyedForm):
    """The form itself. Only the first name and a way to reach them are wanted."""

    contact = forms.CharField(
        max_length=200,
        label=_("Your phone number or e-mail"),
        help_text=_("We will write only about this gathering. Reply STOP to end it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    way = forms.ChoiceField(
        label=_("How will you take part?"),
        choices=[("in_person", _("I will come in person")), ("online", _("I will join online or by phone"))],
        widget=forms.RadioSelect,
        initial="in_person",
    )
    language = forms.ChoiceField(label=_("What language should we write in?"), choices=settings.LANGUAGES)
    area = AreaField(required=False, label=_("Your county"))
    group_name = forms.CharField(
        required=False, max_length=120, label=_("Your organization, if you come on behalf of one")
    )
    wants_reminder = forms.BooleanField(required=False, initial=True, label=_("Remind me the day before"))
    stratum = forms.ChoiceField(label=_("Which of these fits you?"), widget=forms.RadioSelect)
    together = forms.ChoiceField(
        label=_("If there are fewer places than you need"),
        choices=[
            ("yes", _("We come together or not at all")),
            ("no", _("Some of us can come, the others wait")),
        ],
        widget=forms.RadioSelect,
        initial="yes",
    )

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        size: int,
        waits: bool = False,
        strata: Sequence[tuple[str, Any]] = (),
        invited: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, gathering=gathering, numbers=range(1, size + 1), **kwargs)
        self.is_online = not gathering.is_in_person
        unasked = {
            "way": gathering.way != Gathering.Way.BOTH,
            "together": not waits or size == 1,
            "stratum": not strata,
            "contact": invited,
        }
        for name in (name for name, is_unasked in unasked.items() if is_unasked):
            del self.fields[name]
        if strata:
            self.fields["stratum"].choices = strata  # type: ignore[attr-defined]

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """With how to reach the first of them, below their name."""
        for number, (name, *others) in super().rows():
            asked = number == 1 and "contact" in self.fields
            yield number, [name, self["contact"], *others] if asked else [name, *others]

    def party(self, about: Answers) -> Party:
        """Who comes. Call after ``is_valid()``."""
        found: Mapping[str, Any] = self.cleaned_data
        first, *others = self.guests()
        return Party(
            contact=found.get("contact", ""),
            guests=[Guest(**{**vars(first), "about": about}), *others],
            language=found["language"],
            area=found["area"],
            group_name=found["group_name"],
            is_online=found["way"] == "online" if "way" in found else self.is_online,
            wants_reminder=found["wants_reminder"],
        )

    def line(self, waits: bool) -> Line:
        """How they stand in line or in the drawing. Call after ``is_valid()``."""
        found = self.cleaned_data
        return Line(waits, found.get("together", "yes") == "yes", found.get("stratum", ""))

    def last_fields(self) -> list[forms.BoundField]:
        """What is asked of the party as a whole."""
        names = ("way", "stratum", "together", "language", "area", "group_name", "wants_reminder")
        return [self[name] for name in names if name in self.fields]


class ChangeForm(GuestsForm):
    """What can be changed afterwards: who of them comes, what they need, language, way, reminder."""

    way = RegisterForm.base_fields["way"]
    language = forms.ChoiceField(label=_("What language should we write in?"), choices=settings.LANGUAGES)
    wants_reminder = forms.BooleanField(required=False, label=_("Remind me the day before"))

    def __init__(self, *args: Any, gathering: Gathering, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, gathering=gathering, numbers=numbers, **kwargs)
        self.is_online = not gathering.is_in_person
        if gathering.way != Gathering.Way.BOTH:
            del self.fields["way"]
        for number in numbers[1:]:
            self.fields[f"comes_{number}"] = forms.BooleanField(
                required=False, initial=True, label=_("This person is coming")
            )

    def changes(self) -> Changes:
        """How it should be from now on. Call after ``is_valid()``."""
        found, kept = self.cleaned_data, self.kept()
        return Changes(
            guests=[self._guest(number) for number in kept],
            kept=kept,
            language=found["language"],
            is_online=found["way"] == "online" if "way" in found else self.is_online,
            wants_reminder=found["wants_reminder"],
        )

    def kept(self) -> list[int]:
        """Numbers of those who come. Call after ``is_valid()``."""
        return [number for number in self.numbers if self.cleaned_data.get(f"comes_{number}", True)]

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """With whether each comes, first."""
        for number, fields in super().rows():
            comes = f"comes_{number}"
            yield number, [self[comes], *fields] if comes in self.fields else fields

    def last_fields(self) -> list[forms.BoundField]:
        """What is asked of the party as a whole."""
        return [self[name] for name in ("way", "language", "wants_reminder") if name in self.fields]


def change_form(found: Tracked, data: Any = None) -> ChangeForm:
    """Filled with what stands."""
    registration = found.registration
    initial = {
        "way": "online" if registration.is_online else "in_person",
        "language": registration.language,
        "wants_reminder": registration.wants_reminder,
    }
    for attendee in found.attendees:
        initial |= {
            f"needs_{attendee.number}": attendee.needs,
            f"interpreter_{attendee.number}": attendee.interpreter,
            f"needs_words_{attendee.number}": attendee.needs_words,
        }
    return ChangeForm(
        data,
        gathering=found.gathering,
        numbers=[attendee.number for attendee in found.attendees],
        named=frozenset(attendee.number for attendee in found.attendees if attendee.person_id),
        initial=initial,
    )


def _name_field(number: int) -> forms.CharField:
    if number == 1:
        return forms.CharField(
            max_length=120, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
        )
    return forms.CharField(required=False, max_length=120, label=_("Name"))


def _spoken(offered: Sequence[str]) -> list[tuple[str, Any]]:
    languages = [(code, words) for code, words in LANGUAGES.items() if code not in ("en", SIGN_LANGUAGE)]
    if "interpreter" not in offered:
        languages = []
    signs = [(SIGN_LANGUAGE, LANGUAGES[SIGN_LANGUAGE])] if "sign_language" in offered else []
    return [("", _("No interpreter needed")), *languages[:1], *signs, *languages[1:]]
