"""How often somebody tried, kept in the database so that a second web process knows too."""

from django.db import models


class Attempt(models.Model):
    """A counter of tries within one window of time."""

    purpose = models.CharField(max_length=40, help_text="What was tried, e.g. 'tracking code'.")
    who = models.CharField(max_length=64, help_text="Blind index of the address or account that tried.")
    window = models.DateTimeField(help_text="Start of the window in which tries are counted.")
    count = models.PositiveIntegerField(default=0, help_text="Tries in this window.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "who", "window"], name="core_attempt_one_counter")
        ]
        indexes = [models.Index(fields=["window"], name="core_attempt_window")]

    def __str__(self) -> str:
        return f"{self.count} tries of {self.purpose}"
