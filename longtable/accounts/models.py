"""People who sign in, organisations as identities, memberships and keys for machines."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from longtable.accounts.roles import role_choices
from longtable.core.access import Permission
from longtable.core.ids import uuid7
from longtable.core.models import Entity
from longtable.places.models import Region


class UserAccounts(BaseUserManager["User"]):
    """Making users by e-mail address, as django-allauth expects."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with the given password, or with none that works."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do stands in their memberships, not here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False, help_text="Time-ordered id.")
    email = models.EmailField(unique=True, help_text="Sign-in name and where work notices go.")
    name = models.CharField(max_length=120, help_text="As it is shown to others, also in public answers.")
    title = models.CharField(max_length=120, blank=True, help_text="What they do, as others should know it.")
    language = models.CharField(max_length=8, default="en", help_text="Language for pages and notices.")
    is_active = models.BooleanField(default=True, help_text="Off: cannot sign in; their work stays.")
    deputy = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who takes over while they are out of office.",
    )
    password = models.CharField(max_length=128, help_text="Hash of the password; '!' when there is none.")
    last_login = models.DateTimeField(null=True, blank=True, help_text="When they last came in.")
    away_from = models.DateField(null=True, blank=True, help_text="First day out of office.")
    away_until = models.DateField(null=True, blank=True, help_text="Last day out of office.")
    created_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was made.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserAccounts()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email


class Organization(Entity):
    """The identity of an organisation or of a division within one. ``directory`` adds its entry."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("state agency")
        DIVISION = "division", _("division of an agency")
        COUNTY = "county", _("county government")
        COMMUNITY = "community", _("community organization")
        HEALTH_CENTER = "health_center", _("health center")
        PLAN = "plan", _("health plan")
        OTHER = "other", _("other")

    name = models.CharField(max_length=200, help_text="Name as people know it.")
    kind = models.CharField(max_length=20, choices=Kind, help_text="What kind of organisation.")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="divisions",
        help_text="The organisation it is a division of.",
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
        help_text="Set when it turned out to be the same as another.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Words for asking who holds a role."""

    def current(self) -> "MembershipQuerySet":
        """Memberships that have not ended, of users that are active."""
        return self.filter(ended_at=None, user__is_active=True)


class Membership(Entity):
    """A role that a user holds in an organisation, within a scope."""

    class Scope(models.TextChoices):
        STATE = "state", _("the whole state")
        REGION = "region", _("one region")
        ORGANIZATION = "organization", _("this organization")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", help_text="Who.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships", help_text="For whom they act."
    )
    role = models.CharField(max_length=30, choices=role_choices, help_text="What they may do.")
    scope = models.CharField(max_length=12, choices=Scope, help_text="How far that reaches.")
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The region, when the scope is one.",
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was withdrawn.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(ended_at=None),
                name="accounts_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(scope="region", region__isnull=False) | (~Q(scope="region") & Q(region=None)),
                name="accounts_membership_region_if_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} at {self.organization}"

    @property
    def reach(self) -> str:
        """How far the role reaches, in words; a region by its name."""
        return str(self.region or self.get_scope_display())


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words for asking which invitations still open something."""

    def open(self) -> "InvitationQuerySet":
        """Neither taken up, nor taken back, nor too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(Entity):
    """An offer of a membership to an e-mail address, taken up once by following its link."""

    email = models.EmailField(help_text="To whom it was sent.")
    name = models.CharField(max_length=120, blank=True, help_text="Their name; they may correct it.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="For whom they would act."
    )
    role = models.CharField(max_length=30, choices=role_choices, help_text="What they would be allowed.")
    scope = models.CharField(max_length=12, choices=Membership.Scope, help_text="How far that reaches.")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The region."
    )
    language = models.CharField(max_length=8, default="en", help_text="Language of the invitation.")
    token_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the link's secret.")
    invited_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who asked; empty for the first administrator.",
    )
    expires_at = models.DateTimeField(help_text="After this the link opens nothing.")
    accepted_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken up.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back.")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organization", "role"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="accounts_invitation_once",
            ),
            models.CheckConstraint(
                condition=Q(scope="region", region__isnull=False) | (~Q(scope="region") & Q(region=None)),
                name="accounts_invitation_region_if_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organization}"


class ApiKey(Entity):
    """A machine's way in. The secret is shown once and stored as a hash."""

    name = models.CharField(max_length=100, help_text="What it is for.")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="api_keys", help_text="For whom it acts."
    )
    permissions = models.JSONField(default=list, help_text="Names of the permissions it carries.")
    secret_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the secret.")
    hint = models.CharField(max_length=8, help_text="First characters of the secret, to tell keys apart.")
    created_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who made it; empty: whoever has the machine's command line.",
    )
    expires_at = models.DateTimeField(null=True, blank=True, help_text="After this it opens nothing.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was withdrawn.")
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="Last use, to the hour.")

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        """Neither withdrawn nor too old."""
        return self.withdrawn_at is None and (self.expires_at is None or self.expires_at > now)

    @property
    def sentences(self) -> list[str]:
        """What it may do, in the words that people see."""
        return [
            gettext(Permission[name].value) for name in self.permissions if name in Permission.__members__
        ]
