"""What note-takers type at tables, and staff about what was found."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.core.forms import KeyedForm, LocalizedForm, WordsField
from longtable.gatherings.actions.findings import FindingPlan
from longtable.gatherings.models import Finding, Gathering, Question, Session, TableNote
from longtable.gatherings.selectors.findings import notes_of
from longtable.gatherings.selectors.questions import who_can_be_asked
from longtable.gatherings.speaking import ROLES
from longtable.places.forms import AreaField
from longtable.places.models import Region
from longtable.voices.models import Theme

MOST_LINES = 100
"""Lines at a time."""


PLAIN = ("kind", "session", "code", "area", "region", "owner", "is_public")
"""Columns of a finding that a field holds as it is."""


class NotesForm(KeyedForm):
    """What is said at a table, a line each."""

    lines = WordsField(
        longest=20_000,
        rows=6,
        label=_("What is said, one line each"),
        help_text=_("Press Tab, then Enter, to save the lines; the box is empty again at once. No names."),
    )
    language = forms.ChoiceField(label=_("Language of these notes"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].widget.attrs["autofocus"] = True

    def clean_lines(self) -> list[str]:
        """The lines that hold something."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                _("These are %(given)d lines. Please enter at most %(most)d at a time."),
                params={"given": len(lines), "most": MOST_LINES},
            )
        return lines


class FindingForm(LocalizedForm):
    """One thing that came up, who said it, and on what it stands."""

    texts = {
        "text": (_("What was found, in a sentence or two"), True, 3),
        "evidence": (_("Other evidence: figures, a link"), False, 2),
    }
    kind = forms.ChoiceField(
        label=_("What kind of thing?"), choices=Finding.Kind.choices, widget=forms.RadioSelect
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        required=False,
        label=_("In which session"),
        empty_label=_("None in particular"),
    )
    code = forms.SlugField(
        required=False,
        max_length=60,
        label=_("Code, the same in every round"),
        help_text=_("So that rounds can be compared. For example: evening-rides"),
    )
    role = forms.ChoiceField(required=False, label=_("Who said it, as a role"))
    own_role = forms.CharField(
        required=False,
        max_length=120,
        label=_("Somebody else, in your own words"),
        help_text=_("For example: volunteer drivers. Never a name."),
    )
    own_role_language = forms.ChoiceField(
        required=False, label=_("Language of these words"), choices=settings.LANGUAGES
    )
    area = AreaField(required=False, label=_("From which county"), may_decline=False)
    region = forms.ModelChoiceField(
        Region.objects.none(), required=False, label=_("From which region"), empty_label=_("Not known")
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("Who will follow up?"), empty_label=_("Nobody yet")
    )
    notes = forms.MultipleChoiceField(
        required=False, label=_("Notes it is based on"), widget=forms.CheckboxSelectMultiple
    )
    questions = forms.MultipleChoiceField(
        required=False, label=_("Questions it is based on"), widget=forms.CheckboxSelectMultiple
    )
    is_public = forms.BooleanField(required=False, label=_("Anybody may read it"))

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        fields: dict[str, Any] = self.fields
        fields["session"].queryset = gathering.sessions.all()
        areas = gathering.area_ids()
        regions = Region.objects.select_related("scheme").order_by("scheme", "order")
        fields["region"].queryset = regions.filter(holdings__area__in=areas).distinct() if areas else regions
        fields["role"].choices = [("", _("Not in this list")), *((code, str(ROLES[code])) for code in ROLES)]
        fields["own_role_language"].initial = get_language() or settings.LANGUAGE_CODE
        owner = self.initial.get("owner")
        fields["owner"].queryset = who_can_be_asked(gathering, already=owner.pk if owner else None)
        self.all_notes = {str(each.pk): each for each in notes_of(gathering)}
        self.all_questions = {str(each.pk): each for each in gathering.questions.filter(joined_to=None)}
        fields["notes"].choices = [
            (key, f"{note.table.session} · {note.table.number}: {Truncator(note.text).words(30)}")
            for key, note in self.all_notes.items()
        ]
        fields["questions"].choices = [
            (key, f"{each.number}. {Truncator(each.text).words(30)}")
            for key, each in self.all_questions.items()
        ]
        for name in ("notes", "questions"):
            if not fields[name].choices:
                del fields[name]

    @classmethod
    def said_by(cls, finding: Finding) -> dict[str, Any]:
        """Initial values from a finding."""
        is_listed = finding.role in ROLES
        return {
            "role": finding.role if is_listed else "",
            "own_role": "" if is_listed else finding.role,
            **({"own_role_language": finding.role_language} if finding.role_language else {}),
            **cls.spread(text=finding.text, evidence=finding.evidence),
            **{name: getattr(finding, name) for name in PLAIN},
            "notes": [str(key) for key in finding.notes.values_list("pk", flat=True)],
            "questions": [str(key) for key in finding.questions.values_list("pk", flat=True)],
        }

    def plan(self) -> FindingPlan:
        """What the action takes. Call after ``is_valid()``."""
        data = self.cleaned_data
        notes: list[TableNote] = [self.all_notes[key] for key in data.get("notes", [])]
        questions: list[Question] = [self.all_questions[key] for key in data.get("questions", [])]
        own = "" if data["role"] else data["own_role"]
        return FindingPlan(
            role=data["role"] or own,
            role_language=(data["own_role_language"] or settings.LANGUAGE_CODE) if own else "",
            text=self.gather("text"),
            evidence=self.gather("evidence"),
            notes=notes,
            questions=questions,
            **{name: data[name] for name in PLAIN},
        )


class ThemeForm(forms.Form):
    """Into which theme of the conversation a finding goes."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(), required=False, label=_("Theme"), empty_label=_("No theme yet")
    )

    def __init__(self, *args: Any, conversation_id: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.standing().filter(conversation=conversation_id)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
