"""Every change of an entry, field by field: what it was, what it is to be, who said so, what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.directory.models.organizations import OrganizationEntry


class ChangeQuerySet(models.QuerySet["Change"]):
    """Words for asking what became of changes."""

    def waiting(self) -> "ChangeQuerySet":
        """Those that somebody has to look at before they show."""
        return self.filter(state=Change.State.WAITING)

    def made(self) -> "ChangeQuerySet":
        """Those that took effect, also when they were undone later: the history."""
        return self.filter(state__in=[Change.State.LIVE, Change.State.UNDONE])


class Change(Entity):
    """HSDS ``metadata``: one field of one row. Values are JSON, so that an undo puts back what was there."""

    SAID = "said:"
    """Begins the field name of what was said in words and fits into no field: somebody does it by hand."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be reviewed")
        LIVE = "live", _("published")
        DECLINED = "declined", _("not accepted")
        UNDONE = "undone", _("undone")

    class Action(models.TextChoices):
        CREATE = "create", _("added")
        UPDATE = "update", _("changed")
        DELETE = "delete", _("removed")

    entry = models.ForeignKey(
        OrganizationEntry,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="changes",
        help_text="The organisation whose entry it belongs to.",
    )
    resource_type = models.CharField(max_length=30, help_text="HSDS name of the table.")
    resource_id = models.UUIDField(help_text="Id of the row.")
    action = models.CharField(max_length=10, choices=Action, help_text="What was done.")
    field_name = models.CharField(max_length=100, blank=True, help_text="The field; empty for a whole row.")
    previous_value = models.JSONField(null=True, blank=True, help_text="What it was.")
    replacement_value = models.JSONField(null=True, blank=True, help_text="What it is to be.")
    state = models.CharField(max_length=10, choices=State, help_text="What became of it.")
    set = models.UUIDField(
        help_text="Changes that were sent together have the same; they are undone together."
    )
    said_at = models.DateTimeField(help_text="When somebody sent it.")
    said_by = models.CharField(max_length=120, help_text="Id of who sent it, as the audit names actors.")
    said_for = models.CharField(
        max_length=200, help_text="Whose words it is, shown: an organisation or office."
    )
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it went live or was declined.")
    settled_by = models.CharField(max_length=120, blank=True, help_text="Id of who decided.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was declined or undone.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "id"]
        indexes = [
            models.Index(fields=["resource_id", "resource_type"], name="directory_change_resource"),
            models.Index(fields=["set"], name="directory_change_set"),
            models.Index(fields=["entry"], condition=Q(state="waiting"), name="directory_change_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_type} {self.field_name}: {self.state}"

    @property
    def is_words(self) -> bool:
        """Whether it is for a person to read, and changes no field by itself."""
        return self.field_name.startswith(self.SAID)
