"""Who was there. Entered by hand today; a calendar of meetings can write the same rows later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.councils.models.terms import Term


class Attendance(Entity):
    """Whether a member came to the meeting of one day."""

    class State(models.TextChoices):
        PRESENT = "present", _("came")
        EXCUSED = "excused", _("could not come, and said so")
        UNEXCUSED = "unexcused", _("could not come")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="attendance", help_text="Who.")
    met_on = models.DateField(help_text="Day of the meeting.")
    state = models.CharField(max_length=10, choices=State, help_text="Whether they came.")

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["met_on"]
        constraints = [models.UniqueConstraint(fields=["term", "met_on"], name="councils_attendance_once")]

    def __str__(self) -> str:
        return f"{self.met_on}: {self.state}"
