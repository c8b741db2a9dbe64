"""What happens when: sessions, tables, who speaks, and what there is to read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from longtable.capacity.models import Pool
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity, Receipt, StoredFile
from longtable.gatherings.models.gatherings import Gathering


class Session(Entity):
    """A part of the agenda. One with a pool is signed up for; one without is open to all who come."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="sessions", help_text="Of which gathering."
    )
    slug = models.SlugField(help_text="Its name within the gathering, for machines.")
    title = LocalizedTextField(help_text="What it is called.")
    summary = LocalizedTextField(blank=True, help_text="What it is about.")
    starts_at = models.DateTimeField(help_text="When it begins.")
    ends_at = models.DateTimeField(help_text="When it ends.")
    room = models.CharField(max_length=120, blank=True, help_text="Room, as the signs name it.")
    pool = models.OneToOneField(
        Pool,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gathering_session",
        help_text="Its places; empty: no sign-up of its own.",
    )

    class Meta:
        ordering = ["starts_at", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "slug"], name="gatherings_session_slug"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="gatherings_session_period"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Table(Entity):
    """A table in a session at which people talk and somebody takes notes."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="tables", help_text="In which session."
    )
    number = models.PositiveSmallIntegerField(help_text="Number on the table.")
    topic = LocalizedTextField(blank=True, help_text="What is talked about there.")
    language = models.CharField(max_length=8, help_text="Language that is spoken there.")
    note_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who takes notes, if they sign in.",
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="gatherings_table_number")]

    def __str__(self) -> str:
        return f"table {self.number}"


class Panelist(Entity):
    """Somebody who speaks. Their name is public because they agreed to speak in public."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="panelists", help_text="Of which gathering."
    )
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="panelists",
        help_text="In which session; empty: the whole.",
    )
    name = models.CharField(max_length=120, help_text="As it is announced.")
    role = LocalizedTextField(blank=True, help_text="What they do and for whom.")
    bio = LocalizedTextField(blank=True, help_text="A few sentences about them.")
    picture = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A portrait they gave us for this.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Their account, so that they see the queue of questions.",
    )
    receipt = models.OneToOneField(
        Receipt,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The link and code by which they follow the questions without an account.",
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who gave them the link: what they promise to answer stands on this person's list.",
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Place in the list.")

    class Meta:
        ordering = ["order", "created_at"]

    def __str__(self) -> str:
        return self.name


class Material(Entity):
    """Something to read or watch: slides, a sheet, a recording."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="materials", help_text="Of which gathering."
    )
    title = LocalizedTextField(help_text="What it is.")
    language = models.CharField(max_length=8, help_text="Language in which it is written.")
    file = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The file, when we keep it.",
    )
    url = models.URLField(
        max_length=500, blank=True, help_text="Where it stands, when somebody else keeps it."
    )
    is_public = models.BooleanField(default=True, help_text="For anybody; else for the registered.")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file=None) & ~Q(url="")),
                name="gatherings_material_one_source",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)
