"""A body that advises or decides, and its rules as data."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.places.models import Area


class CouncilState(models.TextChoices):
    """Where a council is in its life."""

    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", _("public for all")
    DISSOLVED = "dissolved", _("dissolved")


LIFECYCLE = Lifecycle(
    CouncilState,
    {
        CouncilState.DRAFT: [CouncilState.PUBLISHED],
        CouncilState.PUBLISHED: [CouncilState.DISSOLVED, CouncilState.DRAFT],
        CouncilState.DISSOLVED: [CouncilState.PUBLISHED],
    },
)


class CouncilQuerySet(models.QuerySet["Council"]):
    """Words for asking which councils."""

    def public(self) -> "CouncilQuerySet":
        """What anybody may know of."""
        return self.filter(state=CouncilState.PUBLISHED)

    def in_scope(self, actor: Actor, permission: Permission) -> "CouncilQuerySet":
        """Those for which ``actor`` holds ``permission``."""
        if actor.is_statewide(permission):
            return self
        touching = Council.areas.through.objects.filter(area__in=actor.areas_reached(permission))
        own = Q(organization__in=actor.organizations_reached(permission))
        return self.filter(own | Q(pk__in=touching.values("council")))


class Council(Entity):
    """A council, commission, committee, task force or working group with seats."""

    State = CouncilState

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council")
        COMMISSION = "commission", _("commission")
        COMMITTEE = "committee", _("committee")
        BOARD = "board", _("board")
        TASK_FORCE = "task_force", _("task force")
        WORKING_GROUP = "working_group", _("working group")

    class Absences(models.TextChoices):
        IN_A_ROW = "in_a_row", _("one after the other")
        IN_A_TERM = "in_a_term", _("in one term")
        IN_A_YEAR = "in_a_year", _("in twelve months")

    class Quorum(models.TextChoices):
        COUNT = "count", _("a fixed number of people")
        MAJORITY_OF_FILLED = "majority_of_filled", _("more than half of the seats that are held")
        MAJORITY_OF_ALL = "majority_of_all", _("more than half of all seats")
        SHARE_OF_FILLED = "share_of_filled", _("a share of the seats that are held")
        SHARE_OF_ALL = "share_of_all", _("a share of all seats")

    slug = models.SlugField(unique=True, help_text="Part of its address: /get-involved/<slug>/.")
    name = LocalizedTextField(help_text="What people call it.")
    kind = models.CharField(max_length=20, choices=Kind, help_text="What kind of body.")
    purpose = LocalizedTextField(help_text="What it is for, for somebody who never heard of it.")
    authority = models.CharField(
        max_length=300, blank=True, help_text="Statute, rule or decision that it rests on, as it is cited."
    )
    authority_url = models.URLField(max_length=500, blank=True, help_text="Where that can be read.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="councils", help_text="Who hosts it."
    )
    areas = models.ManyToManyField(
        Area, blank=True, related_name="councils", help_text="Whom it speaks for; none = the whole state."
    )
    topics = models.JSONField(default=list, blank=True, help_text="Codes of topics.py.")
    rhythm = LocalizedTextField(blank=True, help_text="How often and when it meets, in words.")
    meets_at = LocalizedTextField(blank=True, help_text="Where it meets, in words.")
    languages = models.JSONField(
        default=list, blank=True, help_text="Codes of the languages in which one can take part."
    )
    hours_a_month = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Hours that a member gives in a month, meetings and reading."
    )
    supports = models.JSONField(default=list, blank=True, help_text="What helps people take part: topics.py.")
    stipends = models.JSONField(
        default=list, blank=True, help_text="Codes of the ways in which members are paid; none = not paid."
    )
    stipend_words = LocalizedTextField(blank=True, help_text="How much is paid for what, in words.")
    reader = LocalizedTextField(blank=True, help_text="Who reads applications; empty = staff of the host.")
    about_you = models.JSONField(
        default=list, blank=True, help_text="Codes of the optional questions about oneself."
    )
    answer_days = models.PositiveSmallIntegerField(
        default=20, help_text="Working days within which whoever applies gets an answer."
    )
    notice_months = models.PositiveSmallIntegerField(
        default=6, help_text="How many months ahead staff are told of a seat that will be free."
    )
    term_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Length of a term.")
    term_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Terms that one person may serve one after the other."
    )
    break_months = models.PositiveSmallIntegerField(
        default=12, help_text="Months away after which the counting of terms begins anew."
    )
    holds_over = models.BooleanField(
        default=True, help_text="Whether members go on after their term until somebody follows."
    )
    absence_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Unexcused absences after which the rules foresee removal."
    )
    absences_counted = models.CharField(
        max_length=10, choices=Absences, default=Absences.IN_A_ROW, help_text="Which absences count together."
    )
    quorum = models.CharField(
        max_length=20, choices=Quorum, blank=True, help_text="Who must be there to decide; empty: unknown."
    )
    quorum_number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="People, or percent where the quorum is a share."
    )
    is_open_meeting = models.BooleanField(
        null=True, blank=True, help_text="Whether open-meeting law applies; empty: unknown."
    )
    open_meeting_law = models.CharField(max_length=200, blank=True, help_text="That law, as it is cited.")
    rules_source = models.CharField(
        max_length=500, blank=True, help_text="Where the rules were read, and when."
    )
    website = models.URLField(max_length=500, blank=True, help_text="Its own pages.")
    state = models.CharField(
        max_length=10, choices=State, default=State.DRAFT, help_text="Where it is in its life."
    )

    objects = CouncilQuerySet.as_manager()
    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["slug"]
        constraints = [
            LIFECYCLE.constraint("councils_council_state"),
            models.CheckConstraint(
                condition=Q(quorum__in=["", "majority_of_filled", "majority_of_all"])
                | Q(quorum_number__gte=1),
                name="councils_quorum_number",
            ),
            models.CheckConstraint(
                condition=~Q(quorum__in=["share_of_filled", "share_of_all"]) | Q(quorum_number__lte=100),
                name="councils_quorum_percent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def area_ids(self) -> frozenset[UUID]:
        """Ids of the areas that it speaks for. One query, then remembered; none where prefetched."""
        if not hasattr(self, "_area_ids"):
            self._area_ids = frozenset(area.pk for area in self.areas.all())
        return self._area_ids

    @property
    def pays(self) -> bool:
        """Whether members can be paid or paid back."""
        return bool(self.stipends)


class Composition(Entity):
    """A rule about who sits there together: counted over seats that are held today."""

    class Kind(models.TextChoices):
        FROM_COUNCIL = "from_council", _("at least a share also sits on another council")
        AT_LEAST = "at_least", _("at least a share holds seats of these kinds")
        AT_MOST = "at_most", _("at most a share holds seats of these kinds")
        EQUAL = "equal", _("each of these kinds of seats is held by the same number")

    council = models.ForeignKey(
        Council, on_delete=models.CASCADE, related_name="compositions", help_text="Whose rule."
    )
    kind = models.CharField(max_length=15, choices=Kind, help_text="What is asked.")
    percent = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The share, in percent of the seats held; empty for equal groups."
    )
    other = models.ForeignKey(
        Council,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The other council, where members must come from one.",
    )
    categories = models.JSONField(default=list, blank=True, help_text="Kinds of seats that it speaks of.")
    words = LocalizedTextField(help_text="The rule in plain words.")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="equal", percent=None)
                | (~Q(kind="equal") & Q(percent__gte=1, percent__lte=100)),
                name="councils_composition_percent",
            ),
            models.CheckConstraint(
                condition=(Q(kind="from_council") & Q(other__isnull=False))
                | (~Q(kind="from_council") & Q(other=None)),
                name="councils_composition_other",
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)
