"""Being in touch with a partner, and what was promised."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.forms import KeyedForm, WordsField, in_our_time
from longtable.directory.models import TaxonomyTerm
from longtable.partnerships.models import LoggedContact, Promise
from longtable.partnerships.selectors.choices import topics_to_choose
from longtable.partnerships.selectors.partners import own_organizations
from longtable.partnerships.terms import Promised, Spoken


class ContactForm(forms.Form):
    """What a line of the log says. The outcome is the button that one presses."""

    way = forms.ChoiceField(
        label=_("How?"), choices=LoggedContact.Way.choices, widget=forms.RadioSelect, initial="call"
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=LoggedContact.Outcome.choices, widget=forms.RadioSelect
    )
    person = forms.CharField(
        label=_("Who did you talk to?"), max_length=120, required=False, help_text=_("Name or office.")
    )
    words = WordsField(label=_("What should a colleague know?"), rows=3, longest=3000, required=False)
    topic = forms.ModelChoiceField(
        TaxonomyTerm.objects.none(), label=_("What was it about?"), required=False, empty_label=_("Not said")
    )
    on_day = forms.DateField(
        label=_("Another day than today?"), required=False, widget=forms.DateInput, validators=[in_our_time]
    )
    at_time = forms.TimeField(label=_("At what time?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics_to_choose()  # type: ignore[attr-defined]

    def clean_on_day(self) -> Any:
        day = self.cleaned_data["on_day"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day

    @staticmethod
    def of(contact: LoggedContact) -> dict[str, Any]:
        """Initial values from a line of the log."""
        at = timezone.localtime(contact.at)
        kept = {name: getattr(contact, name) for name in ("way", "outcome", "person", "words", "topic")}
        return kept | {"on_day": at.date(), "at_time": at.time().replace(second=0, microsecond=0)}

    def spoken(self, before: datetime | None = None) -> Spoken:
        """What was typed; now, unless a day or a time was given. A moment ``before`` keeps its seconds."""
        data = self.cleaned_data
        now = timezone.localtime(before) if before else timezone.localtime()
        day = data["on_day"] or now.date()
        clock = data["at_time"] or now.time()
        if before and (day, clock) == (now.date(), now.time().replace(second=0, microsecond=0)):
            at = now
        else:
            at = timezone.make_aware(datetime.combine(day, clock))
        names = ("way", "outcome", "person", "words", "topic")
        return Spoken(at=at, **{name: data[name] for name in names})


class LogForm(ContactForm, KeyedForm):
    """A new line of the log, with what either side promised."""

    ours = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Whose contact log?"), empty_label=None
    )
    side = forms.ChoiceField(
        label=_("Who promised something?"), choices=Promise.Side.choices, widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=_("What was promised?"),
        max_length=300,
        required=False,
        help_text=_("Both sides can read this line."),
    )
    due_on = forms.DateField(
        label=_("By when?"), required=False, widget=forms.DateInput, validators=[in_our_time]
    )
    promise = ("side", "what", "due_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = own_organizations(actor)
        self.fields["ours"].queryset = own  # type: ignore[attr-defined]
        self.fields["ours"].initial = own.first()
        self.fields["side"].initial = Promise.Side.OURS
        self.fields["side"].required = False
        if own.count() == 1:
            self.fields["ours"].widget = forms.HiddenInput()

    def more(self) -> list[forms.BoundField]:
        """Everything that one may leave out."""
        hidden = {"way", "outcome", *self.promise}
        return [field for field in self.visible_fields() if field.name not in hidden]

    def of_a_promise(self) -> list[forms.BoundField]:
        """What was promised."""
        return [self[name] for name in self.promise]

    @property
    def is_opened(self) -> bool:
        """Whether something beyond the two taps was filled in or needs another look."""
        return any(self[name].errors or self.data.get(name) for name in ("person", "words", "what", "due_on"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("what")) != bool(data.get("due_on")):
            self.add_error("due_on", _("A promise needs both: what, and by when."))
        return data

    def promises(self) -> list[Promised]:
        """The promise, if one was made."""
        data = self.cleaned_data
        if not data["what"]:
            return []
        return [Promised(data["what"], data["due_on"], data["side"] or Promise.Side.OURS)]
