"""The pieces of one agreement, each with a form of its own on its page."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.core.forms import LocalizedForm, WordsField
from longtable.partnerships.checklists import points_of
from longtable.partnerships.models import Agreement, Gift, Party
from longtable.partnerships.selectors.agreements import speaking_for
from longtable.partnerships.selectors.choices import owners_to_choose
from longtable.partnerships.terms import Flow, Given


class PartForm(forms.Form):
    """A form about an agreement that was opened, by somebody who opened it."""

    def __init__(self, *args: Any, agreement: Agreement, actor: Actor, **kwargs: Any) -> None:
        self.agreement, self.actor = agreement, actor
        super().__init__(*args, **kwargs)
        parties = agreement.parties.select_related("organization", "agreement")
        for field in self.fields.values():
            if isinstance(field, PartyField):
                field.queryset = parties


class PartyField(forms.ModelChoiceField):
    """A choice among the parties of the agreement."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Party.objects.none(), **options)


class GiftForm(PartForm, LocalizedForm):
    """What one party gives."""

    texts = {"what": (_("What is given? Name what is counted: boxes of vegetables."), True, 0)}
    giver = PartyField(label=_("Who gives?"), empty_label=None)
    receiver = PartyField(label=_("Who gets it?"), required=False, empty_label=_("The people they serve"))
    measure = forms.ChoiceField(label=_("How is it counted?"), choices=Gift.Measure.choices)
    amount = forms.DecimalField(
        label=_("How much, or how many?"), required=False, max_digits=14, decimal_places=2
    )
    per = forms.ChoiceField(label=_("How often?"), choices=Gift.Per.choices)

    def given(self) -> Given:
        """What was typed."""
        names = ("giver", "receiver", "measure", "amount", "per")
        return Given(what=self.gather("what"), **{name: self.cleaned_data[name] for name in names})


class FlowForm(PartForm):
    """Data that may move."""

    giver = PartyField(label=_("From whom?"), empty_label=None)
    receiver = PartyField(label=_("To whom?"), empty_label=None)
    which = forms.CharField(
        label=_("Which data?"), max_length=500, help_text=_("Kinds of fields; never a person's record.")
    )
    purpose = forms.CharField(label=_("For what, and nothing else?"), max_length=500)
    legal_basis = forms.CharField(
        label=_("Which law, exception or consent allows it?"),
        max_length=500,
        help_text=_("Without one nothing may move."),
    )
    until = forms.DateField(label=_("Until when?"), required=False, widget=forms.DateInput)
    may_redisclose = forms.BooleanField(label=_("The receiver may pass it on"), required=False)
    redisclosure = forms.CharField(
        label=_("To whom, and under what condition?"), max_length=500, required=False
    )

    def flow(self) -> Flow:
        """What was typed."""
        given = dict(self.cleaned_data)
        return Flow(data=given.pop("which"), **given)


class PointForm(PartForm):
    """Where the document states something that it must state."""

    point = forms.ChoiceField(label=_("Which point?"))
    where = forms.CharField(
        label=_("Where does it stand?"),
        max_length=200,
        required=False,
        help_text=_("Section or page. Leave it empty to take the mark off."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(point.key, point.words) for point in points_of(self.agreement.kind)]
        self.fields["point"].choices = choices  # type: ignore[attr-defined]


class DocumentForm(PartForm):
    """The document itself."""

    file = forms.FileField(label=_("The document"), help_text=_("PDF or picture, 10 MB at most."))


class SignatureForm(PartForm):
    """Who signed for a party."""

    party = PartyField(label=_("For whom?"), empty_label=None)
    name = forms.CharField(label=_("Who signed?"), max_length=120)
    title = forms.CharField(label=_("In what position?"), max_length=120)
    signed_on = forms.DateField(label=_("What day?"), widget=forms.DateInput)


class DutiesForm(PartForm, LocalizedForm):
    """What a party takes on."""

    texts = {"words": (_("What does it take on?"), True, 3)}
    party = PartyField(label=_("Which party?"), empty_label=None)


class AlignmentForm(PartForm):
    """How the agreement fits a party's mission and values, in its own words."""

    party = PartyField(label=_("Who says so?"), empty_label=None)
    mission = WordsField(label=_("How does it fit the mission?"), rows=3, longest=2000, required=False)
    values = WordsField(label=_("What does it stand for?"), rows=3, longest=2000, required=False)
    language = forms.ChoiceField(label=_("Language of these words"), choices=settings.LANGUAGES)
    said_by = forms.CharField(
        label=_("Who said it?"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty if you speak for your own organization."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class RemarkForm(PartForm):
    """A comment."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Who do you speak for?"), empty_label=None
    )
    words = WordsField(label=_("Your comment"), rows=3, longest=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = speaking_for(self.actor, self.agreement)
        self.fields["organization"].queryset = sides  # type: ignore[attr-defined]


class PublicForm(PartForm):
    """What anybody may read."""

    is_open = forms.BooleanField(
        label=_("Anybody may know that these organizations work together"), required=False
    )
    parts = forms.MultipleChoiceField(
        label=_("And also:"),
        required=False,
        choices=Agreement.Part.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_open"].initial = self.agreement.published_at is not None
        self.fields["parts"].initial = self.agreement.public_parts

    def opened(self) -> list[str] | None:
        """The parts to open; none at all when it stays closed."""
        return list(self.cleaned_data["parts"]) if self.cleaned_data["is_open"] else None


class OwnerForm(PartForm):
    """Somebody else looks after it."""

    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who looks after it?"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = owners_to_choose(self.actor, self.agreement)
        self.fields["owner"].queryset = choices  # type: ignore[attr-defined]


class PeriodForm(PartForm):
    """From when to when it holds."""

    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput)
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Leave it empty if it goes on until somebody ends it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = self.agreement.starts_on or timezone.localdate()
        self.fields["ends_on"].initial = self.agreement.ends_on


class RenewalForm(PartForm):
    """Until when it goes on."""

    ends_on = forms.DateField(
        label=_("New last day"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Leave it empty if it goes on until somebody ends it."),
    )


class ReasonForm(PartForm):
    """Why it is over."""

    why = forms.CharField(
        label=_("Why? Whoever reads it later will be glad."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EmptyForm(PartForm):
    """A step that needs no words."""
