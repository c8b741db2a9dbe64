"""Who was there: by the door, by a list, or by the file of a webinar tool."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.gatherings.models.gatherings import Gathering
from longtable.gatherings.models.platform import PlatformFile
from longtable.gatherings.models.registrations import Attendee
from longtable.places.models import Area


class Attendance(Entity):
    """That one person was there, and how we know."""

    class Source(models.TextChoices):
        DOOR = "door", _("checked in at the door")
        WALK_IN = "walk_in", _("came without signing up")
        SIGN_IN_SHEET = "sign_in_sheet", _("on the sign-in sheet")
        PLATFORM = "platform", _("in the file from the webinar tool")

    class Match(models.TextChoices):
        SURE = "sure", _("signed up, certainly the same")
        DOUBTFUL = "doubtful", _("a person must check")
        NONE = "none", _("did not sign up")
        PHONE = "phone", _("joined by phone only")
        AGAIN = "again", _("the same person again, not counted")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="attendance", help_text="At which gathering."
    )
    attendee = models.ForeignKey(
        Attendee,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attendance",
        help_text="Who signed up, if they did.",
    )
    source = models.CharField(max_length=15, choices=Source, help_text="How we know.")
    match = models.CharField(max_length=10, choices=Match, help_text="How surely they signed up.")
    shown_name = EncryptedTextField(blank=True, help_text="The name as the list or the tool has it.")
    contact = EncryptedTextField(blank=True, help_text="E-mail or number as the list or the tool has it.")
    file = models.ForeignKey(
        PlatformFile,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attendance",
        help_text="With which file of a webinar tool it came; it goes when that is taken back.",
    )
    key = models.CharField(
        max_length=64, help_text="Keyed hash of source and row: an import done twice adds nobody."
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="County, if told."
    )
    language = models.CharField(max_length=8, blank=True, help_text="Language they speak, if told.")
    role = models.CharField(max_length=120, blank=True, help_text="What they do or for whom, if told.")
    about = models.JSONField(
        default=dict, blank=True, help_text="What they told about themselves: question -> codes."
    )
    is_online = models.BooleanField(default=False, help_text="They joined from elsewhere.")
    came_at = models.DateTimeField(null=True, blank=True, help_text="When they came.")
    left_at = models.DateTimeField(null=True, blank=True, help_text="When they left, where a tool knows it.")
    minutes = models.PositiveIntegerField(null=True, blank=True, help_text="Minutes there, likewise.")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who was at the door or brought the list.",
    )

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["came_at", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "key"], name="gatherings_attendance_key"),
            models.UniqueConstraint(
                fields=["attendee"],
                condition=Q(attendee__isnull=False, match="sure"),
                name="gatherings_attendance_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(came_at=None) | Q(left_at__gte=F("came_at")),
                name="gatherings_attendance_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"


class Evaluation(Entity):
    """What somebody thought of it afterwards. It is not tied to who they are."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="evaluations", help_text="Of which gathering."
    )
    form_key = models.UUIDField(unique=True, help_text="Key of the form: sent twice, it is one.")
    language = models.CharField(max_length=8, help_text="Language in which it was filled in.")
    is_vouched = models.BooleanField(
        default=False, help_text="It came by the own link of somebody who signed up, one for each sign-up."
    )
    answers = models.JSONField(default=dict, help_text="Code of the question -> 1 to 5.")
    best = EncryptedTextField(blank=True, help_text="What was good, in their words.")
    better = EncryptedTextField(blank=True, help_text="What should be better, in their words.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"
