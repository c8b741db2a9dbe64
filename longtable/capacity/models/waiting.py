"""Who waits for places, in which order, and what they were offered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.capacity.models.pools import Pool
from longtable.core.models import Entity
from longtable.core.states import Lifecycle


class EntryState(models.TextChoices):
    """Where somebody in line stands."""

    WAITING = "waiting", _("on the waitlist")
    OFFERED = "offered", _("offered places")
    SEATED = "seated", _("has places")
    LEFT = "left", _("left the waitlist")


IN_LINE = (EntryState.WAITING, EntryState.OFFERED)
"""States of whoever still wants places."""

ENTRY_LIFECYCLE = Lifecycle(
    EntryState,
    {
        EntryState.WAITING: [EntryState.OFFERED, EntryState.SEATED, EntryState.LEFT],
        EntryState.OFFERED: [EntryState.WAITING, EntryState.SEATED, EntryState.LEFT],
        EntryState.SEATED: [],
        EntryState.LEFT: [],
    },
)


class WaitlistEntry(Entity):
    """A household or a group in line for one pool, or in a drawing of it."""

    State = EntryState

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="entries", help_text="For what.")
    number = models.PositiveIntegerField(
        help_text="Order in line: smaller comes first. A drawing sets it anew."
    )
    size = models.PositiveSmallIntegerField(help_text="How many places they need.")
    is_together = models.BooleanField(
        default=True, help_text="All places or none; else they take what there is and wait for the rest."
    )
    holder = models.UUIDField(help_text="Id of what would take the places, e.g. of a registration.")
    who = models.CharField(
        max_length=64, blank=True, help_text="Blind index of the contact: a household stands in line once."
    )
    stratum = models.CharField(
        max_length=60, blank=True, help_text="Group within which it is drawn, as the drawing published it."
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.WAITING, help_text="Where it stands."
    )
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it had places or left.")

    lifecycle = ENTRY_LIFECYCLE

    class Meta:
        verbose_name_plural = "waitlist entries"
        ordering = ["number"]
        constraints = [
            ENTRY_LIFECYCLE.constraint("capacity_entry_state"),
            models.CheckConstraint(condition=Q(size__gte=1), name="capacity_entry_size"),
            models.UniqueConstraint(
                fields=["pool", "who"],
                condition=Q(state__in=["waiting", "offered"]) & ~Q(who=""),
                name="capacity_entry_once_a_household",
            ),
            models.UniqueConstraint(
                fields=["pool", "holder"],
                condition=Q(state__in=["waiting", "offered"]),
                name="capacity_entry_once_a_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "number"], condition=Q(state="waiting"), name="capacity_entry_line")
        ]

    def __str__(self) -> str:
        return f"number {self.number} in line"


class OfferState(models.TextChoices):
    """What somebody made of an offer."""

    OPEN = "open", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("not wanted")
    LAPSED = "lapsed", _("expired without an answer")


OFFER_LIFECYCLE = Lifecycle(
    OfferState,
    {
        OfferState.OPEN: [OfferState.ACCEPTED, OfferState.DECLINED, OfferState.LAPSED],
        OfferState.ACCEPTED: [],
        OfferState.DECLINED: [],
        OfferState.LAPSED: [],
    },
)


class Offer(Entity):
    """Places kept for the next in line until they answer or the time is over."""

    State = OfferState

    entry = models.ForeignKey(
        WaitlistEntry, on_delete=models.PROTECT, related_name="offers", help_text="To whom."
    )
    size = models.PositiveSmallIntegerField(help_text="How many places.")
    expires_at = models.DateTimeField(help_text="After this they go to the next.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, help_text="What became of it.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered or ran out.")

    lifecycle = OFFER_LIFECYCLE

    class Meta:
        constraints = [
            OFFER_LIFECYCLE.constraint("capacity_offer_state"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(state="open"), name="capacity_offer_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="open"), name="capacity_offer_expiry")
        ]

    def __str__(self) -> str:
        return f"{self.size} places offered until {self.expires_at:%Y-%m-%d %H:%M}"
