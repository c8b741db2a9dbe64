"""What staff fill in about a council's meeting: what the law wants, who came, what was decided."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LocalizedForm
from longtable.core.localized import LocalizedText
from longtable.councils.forms import AttendanceForm
from longtable.councils.models import Term
from longtable.gatherings.actions.meetings import Terms
from longtable.gatherings.forms.when import DayField
from longtable.gatherings.models import Meeting
from longtable.places.selectors import notice_rules


class TermsForm(LocalizedForm):
    """By when notice must stand, and what it says."""

    texts = {"agenda": (_("What will be talked about and decided"), True, 6)}
    is_open = forms.BooleanField(
        required=False,
        label=_("Anybody may come and listen"),
        help_text=_("Then the link to join is on the public page."),
    )
    closed_ground = forms.CharField(
        max_length=200, required=False, label=_("If not: the law that lets it meet behind closed doors")
    )
    notice_hours = forms.IntegerField(
        min_value=0,
        max_value=2000,
        required=False,
        label=_("How many hours before it begins notice must be posted"),
    )
    notice_law = forms.CharField(max_length=200, required=False, label=_("The law that says so"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            _("%(hours)s hours for %(what)s (%(statute)s)")
            % {**rule, "what": LocalizedText.of(**rule["what"])}
            for rule in notice_rules()
        ]
        if known:
            self.fields["notice_hours"].help_text = _("Ask counsel. As far as we know: %(rules)s.") % {
                "rules": "; ".join(known)
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("is_open") and not data.get("closed_ground"):
            self.add_error("closed_ground", _("Name the law, or let people come and listen."))
        return data

    def terms(self) -> Terms:
        """What was written. Call after ``is_valid()``."""
        names = ("is_open", "closed_ground", "notice_hours", "notice_law")
        return Terms(agenda=self.gather("agenda"), **{name: self.cleaned_data[name] for name in names})

    @classmethod
    def initial_of(cls, meeting: Meeting) -> dict[str, Any]:
        """The meeting as the form shows it."""
        names = ("is_open", "closed_ground", "notice_hours", "notice_law")
        return {**{name: getattr(meeting, name) for name in names}, **cls.spread(agenda=meeting.agenda)}


class PresenceForm(AttendanceForm):
    """Who of the members came; the day is that of the meeting."""

    def __init__(self, *args: Any, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, terms=terms, **kwargs)
        self.fields.pop("met_on")


class MinutesForm(LocalizedForm):
    """What was decided."""

    texts = {"minutes": (_("What was decided, and how they voted"), False, 10)}
    file = forms.FileField(
        required=False,
        label=_("The signed minutes"),
        help_text=_("PDF, at most 10 MB. A new one replaces the old one."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    approved_on = DayField(
        required=False,
        label=_("Day on which the council approved them"),
        help_text=_("If empty, they are marked as a draft."),
    )

    def clean_approved_on(self) -> Any:
        day = self.cleaned_data["approved_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day
