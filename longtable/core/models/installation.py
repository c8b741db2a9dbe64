"""What this database is: a real one, or a demo. Decided once, when it is made."""

from django.db import models


class Installation(models.Model):
    """The single row. ``is_demo`` is written at creation and never again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, help_text="Always 1.")
    is_demo = models.BooleanField(help_text="A demo shows example people and sends nothing outside.")
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the database was made.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="core_installation_single")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "installation"
