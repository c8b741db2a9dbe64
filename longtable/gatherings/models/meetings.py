"""What the law wants of a council's meeting: notice in time, quorum, minutes."""

from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Q

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity, StoredFile
from longtable.gatherings.models.gatherings import Gathering


class Meeting(Entity):
    """A gathering that is a council's meeting, with its notice and its minutes."""

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, related_name="meeting", help_text="Which gathering."
    )
    is_open = models.BooleanField(default=True, help_text="Whether anybody may listen, as the law wants.")
    closed_ground = models.CharField(
        max_length=200, blank=True, help_text="The law that lets it meet behind closed doors, as it is cited."
    )
    notice_hours = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Hours before the beginning by which notice must stand; a rule as data.",
    )
    notice_law = models.CharField(max_length=200, blank=True, help_text="That law, as it is cited.")
    notice_posted_at = models.DateTimeField(
        null=True, blank=True, help_text="When the notice that holds was posted; set by the clock alone."
    )
    invited_at = models.DateTimeField(null=True, blank=True, help_text="When members were invited.")
    agenda = LocalizedTextField(blank=True, help_text="What will be decided, as the notice says it.")
    quorum_needed = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Members who must be there, by the council's rule on that day."
    )
    members_present = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Members who were.")
    minutes = LocalizedTextField(blank=True, help_text="What was decided, as it was written down.")
    minutes_file = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The signed minutes.",
    )
    minutes_posted_at = models.DateTimeField(null=True, blank=True, help_text="When they were published.")
    minutes_approved_on = models.DateField(null=True, blank=True, help_text="When the council approved them.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=True) | ~Q(closed_ground=""), name="gatherings_meeting_closed_by_law"
            )
        ]

    def __str__(self) -> str:
        return f"meeting {self.gathering_id}"

    @property
    def notice_due_at(self) -> datetime | None:
        """The last moment at which notice is in time; None where no hours are known."""
        if self.notice_hours is None:
            return None
        # Hours of the law are real ones: in UTC no clock change lies between the two moments.
        return self.gathering.starts_at.astimezone(UTC) - timedelta(hours=self.notice_hours)

    @property
    def is_notice_late(self) -> bool:
        """Whether notice was posted, and after the moment by which the law wants it."""
        due = self.notice_due_at
        return bool(due and self.notice_posted_at and self.notice_posted_at > due)
