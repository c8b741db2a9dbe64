"""What people chose to tell about themselves."""

from django.db import models

from longtable.core.models import Entity
from longtable.people.models.person import Person


class DemographicAnswer(Entity):
    """A person's answer to one question about themselves. No row: the question was not asked."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="demographic_answers", help_text="Who answered."
    )
    question = models.CharField(max_length=30, help_text="Code of the question in people/demographics.")
    codes = models.JSONField(default=list, help_text="Codes of the options chosen; empty when declined.")
    declined = models.BooleanField(default=False, help_text="They were asked and preferred not to say.")
    answered_at = models.DateTimeField(help_text="When they said so.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "question"], name="people_demographic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.person_id}"
