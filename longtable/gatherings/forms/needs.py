"""How something that people need is arranged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.gatherings.actions.assignments import Job
from longtable.gatherings.models import Assignment


class JobForm(forms.Form):
    """Who does it, when and where; and what the people concerned read."""

    provider = forms.CharField(required=False, max_length=300, label=_("Who does it, and how to reach them"))
    details = forms.CharField(
        required=False,
        max_length=1000,
        label=_("When and where: pick-up, room, equipment"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        required=False,
        max_length=300,
        label=_("What the people concerned read, in their language"),
        help_text=_("It goes out with the message that it is confirmed, and stands on their own page."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(assignment, name) for name in ("provider", "details", "words")}
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def job(self) -> Job:
        """What the action takes. Call after ``is_valid()``."""
        return Job(owner=self.assignment.owner, **self.cleaned_data)
