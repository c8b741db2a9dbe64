"""Places somebody holds while they fill in a form, and places that are theirs."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from longtable.capacity.models.pools import Pool
from longtable.core.models import Entity
from longtable.core.states import Lifecycle


class HoldState(models.TextChoices):
    """What became of a hold."""

    LIVE = "live", pgettext_lazy("place", "held")
    USED = "used", _("turned into places")
    LET_GO = "let_go", _("let go")
    LAPSED = "lapsed", _("expired")


HOLD_LIFECYCLE = Lifecycle(
    HoldState,
    {
        HoldState.LIVE: [HoldState.USED, HoldState.LET_GO, HoldState.LAPSED],
        HoldState.USED: [],
        HoldState.LET_GO: [],
        HoldState.LAPSED: [],
    },
)


class Hold(Entity):
    """Places kept for one visit of one browser, in one or several pools, for a few minutes."""

    State = HoldState

    visit = models.CharField(
        max_length=64, help_text="Keyed hash of the visit in the browser's signed cookie."
    )
    about = models.UUIDField(help_text="Id of what the places are for, e.g. of a gathering.")
    is_anonymous = models.BooleanField(
        default=True, help_text="Whether it counts towards the pool's limit for people unknown to us."
    )
    expires_at = models.DateTimeField(help_text="When its places go back.")
    state = models.CharField(max_length=10, choices=State, default=State.LIVE, help_text="What became of it.")

    lifecycle = HOLD_LIFECYCLE

    class Meta:
        constraints = [
            HOLD_LIFECYCLE.constraint("capacity_hold_state"),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(state="live"), name="capacity_hold_one_live_a_visit"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="live"), name="capacity_hold_expiry")
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"

    def is_live(self, now: datetime) -> bool:
        """Whether its places are still kept."""
        return self.state == HoldState.LIVE and now < self.expires_at


class PlaceState(models.TextChoices):
    """Whose a place is."""

    HELD = "held", _("held for a moment")
    TAKEN = "taken", _("taken")
    GIVEN_BACK = "given_back", _("given back")


PLACE_LIFECYCLE = Lifecycle(
    PlaceState,
    {
        PlaceState.HELD: [PlaceState.TAKEN, PlaceState.GIVEN_BACK],
        PlaceState.TAKEN: [PlaceState.GIVEN_BACK],
        PlaceState.GIVEN_BACK: [],
    },
)


class Place(Entity):
    """One or several places of one pool that belong together: a household sits down as one."""

    State = PlaceState

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="places", help_text="Of what.")
    hold = models.ForeignKey(
        Hold,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places",
        help_text="The hold it began with, if it did.",
    )
    holder = models.UUIDField(
        null=True, blank=True, help_text="Id of what has taken it, e.g. of a registration."
    )
    size = models.PositiveSmallIntegerField(help_text="How many places.")
    state = models.CharField(max_length=10, choices=State, default=State.HELD, help_text="Whose it is.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken or given back.")

    lifecycle = PLACE_LIFECYCLE

    class Meta:
        constraints = [
            PLACE_LIFECYCLE.constraint("capacity_place_state"),
            models.CheckConstraint(condition=Q(size__gte=1), name="capacity_place_size"),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(holder__isnull=False), name="capacity_place_has_holder"
            ),
            models.UniqueConstraint(
                fields=["pool", "holder"], condition=Q(state="taken"), name="capacity_place_once_a_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} places {self.state}"
