"""How something that people need is arranged."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LocalizedForm
from longtable.gatherings.actions.assignments import Job
from longtable.gatherings.models import Assignment

LONGEST_WORDS = 300
"""Characters: they go out as a text message."""


class JobForm(LocalizedForm):
    """Who does it, when and where; and what the people concerned read, each in their language."""

    texts = {"words": (_("What they will read"), False, 2)}
    provider = forms.CharField(required=False, max_length=300, label=_("Who does it, and how to reach them"))
    details = forms.CharField(
        required=False,
        max_length=1000,
        label=_("When and where: pick-up, room, equipment"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        plain = {name: getattr(assignment, name) for name in ("provider", "details")}
        kwargs["initial"] = {**plain, **self.spread(words=assignment.words)}
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        for code, _language in settings.LANGUAGES:
            field = self.fields[f"words_{code}"]
            field.validators.append(MaxLengthValidator(LONGEST_WORDS))
            field.help_text = _("It goes out with the message that confirms it, and is on their own page.")

    def job(self) -> Job:
        """What the action takes. Call after ``is_valid()``."""
        data = self.cleaned_data
        return Job(
            provider=data["provider"],
            details=data["details"],
            words=self.gather("words"),
            owner=self.assignment.owner,
        )
