"""A question put to the people of some place."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.places.models import Area


class ConversationState(models.TextChoices):
    """Where a conversation is in its life."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


LIFECYCLE = Lifecycle(
    ConversationState,
    {
        ConversationState.DRAFT: [ConversationState.OPEN],
        ConversationState.OPEN: [ConversationState.CLOSED],
        ConversationState.CLOSED: [ConversationState.OPEN],
    },
)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Words for asking which conversations."""

    def public(self) -> "ConversationQuerySet":
        """What anybody may know of."""
        return self.exclude(state=Conversation.State.DRAFT)

    def open(self, now: datetime | None = None) -> "ConversationQuerySet":
        """What one can take part in at this moment."""
        now = now or timezone.now()
        return self.filter(state=Conversation.State.OPEN, opens_at__lte=now).filter(
            Q(closes_at=None) | Q(closes_at__gt=now)
        )

    def in_scope(self, actor: Actor, permission: Permission) -> "ConversationQuerySet":
        """Those for which ``actor`` holds ``permission``."""
        if actor.is_statewide(permission):
            return self
        organizations, areas = actor.organizations_reached(permission), actor.areas_reached(permission)
        touching = Conversation.areas.through.objects.filter(area__in=areas).values("conversation")
        found = Q(organization__in=organizations) | Q(pk__in=touching)
        if permission == Permission.ENTER_VOICES:
            collected = Conversation.collectors.through.objects.filter(organization__in=organizations)
            found |= Q(pk__in=collected.values("conversation"))
        return self.filter(found)


class Conversation(Entity):
    """A question, who is asked, and from when to when."""

    State = ConversationState

    class Moderation(models.TextChoices):
        BEFORE = "before", _("a person reads each comment before others see it")
        AFTER = "after", _("comments are shown at once and read afterwards")

    slug = models.SlugField(unique=True, help_text="Part of its address: /c/<slug>/.")
    question = LocalizedTextField(help_text="The question, in the languages of those who are asked.")
    purpose = LocalizedTextField(blank=True, help_text="Why we ask and what will be done with the answers.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="conversations", help_text="Who asks."
    )
    areas = models.ManyToManyField(
        Area, blank=True, related_name="conversations", help_text="Where the people live who are asked."
    )
    collectors = models.ManyToManyField(
        Organization,
        blank=True,
        related_name="+",
        help_text="Partners who may type in what they collected on paper, by phone or at a table.",
    )
    asked = LocalizedTextField(blank=True, help_text="Who is asked, in words, e.g. 'people in Robeson'.")
    opens_at = models.DateTimeField(help_text="From when one can take part.")
    closes_at = models.DateTimeField(
        null=True, blank=True, help_text="Until when; empty = until it is closed."
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.DRAFT, help_text="Where it is in its life."
    )
    moderation = models.CharField(
        max_length=10,
        choices=Moderation,
        default=Moderation.BEFORE,
        help_text="Whether a comment is read before or after others see it.",
    )
    about_you = models.JSONField(
        default=list, blank=True, help_text="Codes of the optional questions about oneself."
    )
    help_office = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Office that calls back people who need help with their own case.",
    )
    help_days = models.PositiveSmallIntegerField(
        default=2, help_text="Working days within which the office calls back."
    )
    comment_count = models.PositiveIntegerField(
        default=0, help_text="Comments made so far: the last number given out."
    )
    source = models.CharField(max_length=120, blank=True, help_text="Where it was imported from, if it was.")
    attribution = models.TextField(blank=True, help_text="Words that an imported source asks us to show.")

    objects = ConversationQuerySet.as_manager()
    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            LIFECYCLE.constraint("voices_conversation_state"),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="voices_conversation_period",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=~Q(source=""), name="voices_conversation_source_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def languages(self) -> list[str]:
        """Languages in which it is held: every language of the site."""
        return [code for code, _name in settings.LANGUAGES]

    def area_ids(self) -> frozenset[UUID]:
        """Ids of the areas that are asked. One query, then remembered."""
        if not hasattr(self, "_area_ids"):
            self._area_ids = frozenset(self.areas.values_list("pk", flat=True))
        return self._area_ids

    def next_number(self) -> int:
        """The number of the next comment. Others who speak at this moment wait for this transaction."""
        return Conversation.objects.select_for_update().get(pk=self.pk).comment_count + 1

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether one can take part at this moment."""
        now = now or timezone.now()
        return (
            self.state == self.State.OPEN
            and self.opens_at <= now
            and (self.closes_at is None or self.closes_at > now)
        )
