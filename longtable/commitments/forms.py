"""What comes in from pages about commitments: cleaned, and told back in plain words when something is off."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.commitments.models import Commitment
from longtable.commitments.selectors.people import possible_owners
from longtable.commitments.selectors.public import Wanted
from longtable.commitments.terms import Evidence, Passage, Terms, Unfinished
from longtable.core.forms import KeyedForm, LocalizedForm
from longtable.places.forms import AreaField
from longtable.places.models import Area
from longtable.voices.models import Theme


class WantedForm(forms.Form):
    """What a reader wants to see."""

    area = AreaField(label=_("County"), empty_label=_("Everywhere"), required=False, may_decline=False)
    kind = forms.ChoiceField(
        label=_("What kind"), required=False, choices=[("", _("All kinds")), *Commitment.Kind.choices]
    )
    where = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=[
            ("", _("All")),
            (Commitment.State.ACCEPTED, _("Decided, not begun")),
            (Commitment.State.UNDER_WAY, _("Under way")),
            ("late", _("Late")),
            (Commitment.State.DONE, _("Done")),
            (Commitment.State.VERIFIED, _("Done and checked")),
            ("will_not", _("What we will not do")),
        ],
    )

    def wanted(self) -> Wanted:
        """What was chosen; a choice that does not exist is none."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(chosen.get("area"), chosen.get("kind", ""), chosen.get("where", ""))


class StaffFilterForm(forms.Form):
    """What a member wants to see of what they may see."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=[("", _("All")), *Commitment.State.choices, ("late", _("Late"))],
    )
    mine = forms.BooleanField(label=_("Only mine"), required=False)


class ProposalForm(LocalizedForm, KeyedForm):
    """What should be promised, in every language of the site."""

    texts = {
        "title": (_("What we will do, or will not do, in one sentence"), True, 2),
        "body": (_("What that means, for whom and where"), False, 4),
        "because": (_("If we will not do it: why not?"), False, 3),
    }
    promise = forms.ChoiceField(
        label=_("What do we tell people?"),
        choices=Commitment.Promise.choices,
        widget=forms.RadioSelect,
        initial=Commitment.Promise.WILL,
        help_text=_("A plain no with a reason is an answer too."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=Commitment.Kind.choices,
        widget=forms.RadioSelect,
        initial=Commitment.Kind.SERVICE,
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who is responsible for it?"),
        empty_label=_("Choose a person"),
        help_text=_("The name is shown to everybody."),
    )
    division = forms.ModelChoiceField(
        Organization.objects.filter(merged_into=None),
        label=_("For which division or partner?"),
        empty_label=_("Choose an organization"),
    )
    due_on = forms.DateField(
        label=_("By when?"),
        required=False,
        widget=forms.DateInput,
        help_text=_("A promise needs a day. For a no: the day on which we look at it again, if any."),
    )
    areas = forms.ModelMultipleChoiceField(
        Area.objects.all(),
        label=_("Where does it help?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen means the whole state."),
    )
    document = forms.CharField(
        label=_("For a rule: which document is it in?"), max_length=300, required=False
    )
    document_url = forms.URLField(
        label=_("Where can people read that document?"), required=False, assume_scheme="https"
    )
    document_language = forms.ChoiceField(label=_("Language of the document"), choices=settings.LANGUAGES)
    passage_before = forms.CharField(
        label=_("The words of the rule today"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    passage_after = forms.CharField(
        label=_("The new words, if they are known"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    changed_on = forms.DateField(
        label=_("First day of the new words, if it is known"), required=False, widget=forms.DateInput
    )
    rule = ("document", "document_url", "document_language", "passage_before", "passage_after", "changed_on")
    """Fields that matter when a rule changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners()  # type: ignore[attr-defined]
        self.fields["areas"].queryset = Area.objects.counties()  # type: ignore[attr-defined]

    def others(self) -> list[forms.BoundField]:
        """What every proposal says, the promise and the rule apart."""
        return [field for field in super().others() if field.name not in ("promise", *self.rule)]

    def of_a_rule(self) -> list[forms.BoundField]:
        """What matters when a rule changes."""
        return [self[name] for name in self.rule]

    @property
    def is_of_a_rule(self) -> bool:
        """Whether these were filled in, or should have been."""
        return self["kind"].value() == Commitment.Kind.POLICY or any(self[name].errors for name in self.rule)

    @classmethod
    def of(cls, commitment: Commitment) -> dict[str, Any]:
        """Initial values from a commitment."""
        kept = ("promise", "kind", "owner", "division", "due_on", *cls.rule)
        return {
            **{name: getattr(commitment, name) for name in kept},
            **cls.spread(title=commitment.title, body=commitment.body, because=commitment.because),
            "areas": commitment.areas.all(),
        }

    def terms(self) -> Terms:
        """What was typed."""
        given: dict[str, Any] = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "form_key" and name.rpartition("_")[0] not in self.texts
        }
        return Terms(**given | {name: self.gather(name) for name in self.texts})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                self.terms().check()
            except Unfinished as error:
                self.add_error(None, str(error))
        return data


class SentenceForm(LocalizedForm):
    """A step, in a sentence."""

    def evidence(self) -> Evidence:
        """What was given."""
        shown = self.cleaned_data
        return Evidence(self.gather("sentence"), shown.get("url", ""), shown.get("file"))

    def also(self) -> dict[str, Any]:
        """What this step needs besides, by the names of its action's arguments."""
        return {}


class EvidenceForm(SentenceForm):
    """A step and what shows it."""

    url = forms.URLField(label=_("A link that shows it"), required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("A file that shows it"), required=False, help_text=_("PDF or picture, 10 MB at most.")
    )


class AcceptForm(SentenceForm):
    """Taking it on."""

    texts = {"sentence": (_("Anything to add?"), False, 2)}


class DeclineForm(SentenceForm):
    """Not taking it on."""

    texts = {"sentence": (_("Why is it not taken on?"), False, 2)}


class StartForm(EvidenceForm):
    """Beginning."""

    texts = {"sentence": (_("What has begun, in one sentence?"), False, 2)}


class ProgressForm(EvidenceForm):
    """Saying where it stands, late or not."""

    texts = {"sentence": (_("Where does it stand, in one sentence?"), True, 2)}
    due_on = forms.DateField(
        label=_("A new day, if you cannot keep the old one"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Everybody sees the old day, too."),
    )
    field_order = ("due_on",)

    def also(self) -> dict[str, Any]:
        """The new day."""
        return {"due_on": self.cleaned_data["due_on"]}


class DoneForm(EvidenceForm):
    """Reporting it done."""

    texts = {"sentence": (_("What was done?"), False, 3)}


class RuleChangedForm(DoneForm):
    """Reporting that a rule was changed."""

    passage_after = forms.CharField(
        label=_("The new words of the rule"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    changed_on = forms.DateField(label=_("First day of the new words"), widget=forms.DateInput)

    def also(self) -> dict[str, Any]:
        """How the rule reads now."""
        return {"passage": Passage(self.cleaned_data["passage_after"], self.cleaned_data["changed_on"])}


class VerifyForm(EvidenceForm):
    """Having checked it."""

    texts = {"sentence": (_("What changed for people?"), False, 3)}


class SendBackForm(EvidenceForm):
    """Not having found it kept."""

    texts = {"sentence": (_("What is still missing?"), False, 2)}


class AnswerTextForm(LocalizedForm, KeyedForm):
    """Words to everybody whose comment led here."""

    texts = {"text": (_("Your answer"), True, 5)}


class AdmissionForm(LocalizedForm, KeyedForm):
    """What we got wrong."""

    texts = {"text": (_("What did we get wrong, and what is different now?"), True, 4)}
    commitment = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Does it belong to a commitment?"),
        required=False,
        empty_label=_("No"),
    )

    def __init__(self, *args: Any, commitments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].queryset = commitments  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    """Somebody else answers for it."""

    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who is responsible from now on?"), empty_label=None
    )
    why = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners()  # type: ignore[attr-defined]


class ThemeChoiceForm(forms.Form):
    """One more theme that a commitment answers."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("What people said"), empty_label=_("Choose"))

    def __init__(self, *args: Any, themes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
