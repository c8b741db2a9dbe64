"""What was found: a success, a challenge or an opportunity, with who said it and what follows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.commitments.models import Commitment
from longtable.core.localized import LocalizedText, LocalizedTextField
from longtable.core.models import Entity
from longtable.gatherings.models.agenda import Session
from longtable.gatherings.models.gatherings import Gathering
from longtable.gatherings.models.live import Question, TableNote
from longtable.gatherings.speaking import role_words
from longtable.places.models import Area, Region
from longtable.voices.models import Comment, Theme


class Finding(Entity):
    """One thing that came up, as the people there would recognise it."""

    class Kind(models.TextChoices):
        SUCCESS = "success", _("success")
        CHALLENGE = "challenge", _("challenge")
        OPPORTUNITY = "opportunity", _("opportunity")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="findings", help_text="Where it came up."
    )
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="findings",
        help_text="In which session.",
    )
    kind = models.CharField(max_length=12, choices=Kind, help_text="What kind of thing.")
    text = LocalizedTextField(help_text="What was found, in a sentence or two.")
    code = models.SlugField(
        max_length=60, blank=True, help_text="Same code in every round of a series: the same finding."
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="Who said it: a code of speaking.py or own words; never a name."
    )
    role_language = models.CharField(
        max_length=8, blank=True, help_text="Language of the role, where it is in own words."
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="County or other area of who said it.",
    )
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Region of who said it.",
    )
    notes: models.ManyToManyField = models.ManyToManyField(
        TableNote, blank=True, related_name="findings", help_text="Notes on which it stands."
    )
    questions: models.ManyToManyField = models.ManyToManyField(
        Question, blank=True, related_name="findings", help_text="Questions on which it stands."
    )
    evidence = LocalizedTextField(blank=True, help_text="What else speaks for it: figures, a link, a report.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who follows it up.",
    )
    comment = models.ForeignKey(
        Comment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The comment it became in the gathering's conversation.",
    )
    theme = models.ForeignKey(
        Theme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The theme to which it belongs.",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="findings",
        help_text="The commitment it led to.",
    )
    is_public = models.BooleanField(default=False, help_text="Whether anybody may read it.")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def shown_role(self) -> LocalizedText:
        """Who said it, in the languages in which that is known."""
        return role_words(self.role, self.role_language)
