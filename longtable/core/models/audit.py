"""Who did what to which record, and why. Never the values."""

from django.db import models


class AuditEntry(models.Model):
    """One change, or one reading of a person's record. Sealed into a chain soon afterwards."""

    at = models.DateTimeField(help_text="When it happened.")
    actor_kind = models.CharField(max_length=10, help_text="How the actor came in.")
    actor_id = models.CharField(max_length=64, blank=True, help_text="Id of the user, key or receipt.")
    verb = models.CharField(max_length=80, help_text="What was done, e.g. 'voices.comment.published'.")
    fields = models.JSONField(default=list, help_text="Names of the fields touched; never their values.")
    why = models.CharField(max_length=500, blank=True, help_text="The reason given, if one was asked for.")
    sequence = models.PositiveBigIntegerField(
        null=True, unique=True, help_text="Place in the chain; empty until sealed."
    )
    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of this entry and the digest of the one before it."
    )

    class Meta:
        indexes = [
            models.Index(fields=["verb", "at"], name="core_audit_verb_at"),
            models.Index(fields=["actor_id", "at"], name="core_audit_actor_at"),
            models.Index(fields=["id"], condition=models.Q(sequence=None), name="core_audit_unsealed"),
        ]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_kind} {self.actor_id} {self.verb}"


class AuditSubject(models.Model):
    """A record that an entry is about."""

    entry = models.ForeignKey(
        AuditEntry, on_delete=models.PROTECT, related_name="subjects", help_text="The entry."
    )
    kind = models.CharField(max_length=60, help_text="Model label, e.g. 'voices.comment'.")
    subject_id = models.CharField(max_length=64, help_text="The record's id.")

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"], name="core_audit_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
