"""What an actor has to do, what others have to do, and who stands by."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.roles import ROLES, permissions_of
from longtable.accounts.selectors import colleagues
from longtable.core.access import Actor, Missing, Permission
from longtable.worklists.models import DutyShift, WorkItem, WorkItemQuerySet


def organizations_of(actor: Actor) -> frozenset[object]:
    """Ids of the organisations for which the actor acts."""
    if not actor.is_member:
        return frozenset()
    return frozenset(
        Membership.objects.current().filter(user_id=UUID(actor.id)).values_list("organization_id", flat=True)
    )


def covered_by(actor: Actor, now: datetime) -> QuerySet[User]:
    """Colleagues who are away that day and named the actor as their deputy."""
    day = timezone.localdate(now)
    away = Q(away_from__lte=day) & (Q(away_until=None) | Q(away_until__gte=day))
    return User.objects.filter(away, deputy_id=UUID(actor.id)) if actor.is_member else User.objects.none()


def stands_in(actor: Actor, item: WorkItem) -> bool:
    """Whether the owner is away today and the actor is their deputy."""
    return item.owner_id is not None and covered_by(actor, timezone.now()).filter(pk=item.owner_id).exists()


def within(actor: Actor, permission: Permission) -> Q:
    """Work that lies where the actor holds ``permission``."""
    reached = Q(pk__in=[])
    for scope in actor.scopes(permission):
        if scope.kind == "state":
            return Q()
        reached |= Q(area__in=scope.areas) if scope.kind == "region" else Q(organization=scope.id)
    return reached


def my_work(actor: Actor, now: datetime) -> WorkItemQuerySet:
    """Open work of the actor, the longest overdue first.

    Their own, what they were called in for, what belongs to colleagues for whom they stand in,
    what nobody has taken yet and they may, and what is so late that it came before those who give
    out work.
    """
    if not actor.is_member:
        return WorkItem.objects.none()
    mine = Q(owner=actor.id) | Q(deputy=actor.id) | Q(owner__in=covered_by(actor, now))
    pool = Q(permission="", organization__in=organizations_of(actor))
    for permission in actor.permissions:
        pool |= Q(permission=permission.name) & within(actor, permission)
    raised = Q(raised_at__isnull=False) & within(actor, Permission.ASSIGN_WORK)
    return (
        WorkItem.objects.open()
        .filter(mine | (Q(owner=None) & pool) | raised)
        .select_related("owner", "organization", "area")
        .order_by("due_at", "id")
    )


def work_of_others(actor: Actor) -> WorkItemQuerySet:
    """All open work that lies where the actor may see what others have to do."""
    if not actor.may(Permission.SEE_WORK):
        return WorkItem.objects.none()
    return (
        WorkItem.objects.open()
        .filter(within(actor, Permission.SEE_WORK))
        .select_related("owner", "organization", "area")
        .order_by("due_at", "id")
    )


def work_item(actor: Actor, item_id: UUID) -> WorkItem:
    """One open item that the actor may see. Raises ``Missing`` for any other."""
    for items in (my_work(actor, timezone.now()), work_of_others(actor)):
        if item := items.filter(pk=item_id).first():
            return item
    raise Missing


def holders(permission: Permission, organization: Organization | None = None) -> list[User]:
    """Active users who hold a permission in an organisation, or anywhere in the whole state."""
    roles = [name for name in ROLES if permission in permissions_of(name)]
    found = Membership.objects.current().filter(role__in=roles).select_related("user").order_by("created_at")
    found = (
        found.filter(organization=organization)
        if organization
        else found.filter(scope=Membership.Scope.STATE)
    )
    return list({membership.user_id: membership.user for membership in found}.values())


def shifts_on_duty(organization: Organization, now: datetime) -> QuerySet[DutyShift]:
    """Shifts that run at this moment, of people who are still here."""
    return (
        DutyShift.objects.filter(
            organization=organization, starts_at__lte=now, ends_at__gt=now, user__is_active=True
        )
        .select_related("user")
        .order_by("starts_at")
    )


def on_duty(organization: Organization, now: datetime) -> list[User]:
    """Whom to call when words of danger come in; never nobody while anybody could act.

    Those of the duty roster; without one, those who decide what is shown in this organisation;
    without such people, those who do so for the whole state.
    """
    return (
        [shift.user for shift in shifts_on_duty(organization, now)]
        or holders(Permission.MODERATE, organization)
        or holders(Permission.MODERATE)
    )


def roster_organizations(actor: Actor) -> QuerySet[Organization]:
    """Organisations for which the actor says who stands by."""
    found = Organization.objects.filter(merged_into=None).order_by("name")
    if actor.is_statewide(Permission.ASSIGN_WORK):
        return found
    return found.filter(pk__in=actor.organizations_reached(Permission.ASSIGN_WORK))


def shifts(actor: Actor, now: datetime) -> QuerySet[DutyShift]:
    """Shifts that have not ended, of organisations for which the actor keeps the roster."""
    return (
        DutyShift.objects.filter(organization__in=roster_organizations(actor), ends_at__gt=now)
        .select_related("organization", "user")
        .order_by("starts_at")
    )


def shift(actor: Actor, shift_id: UUID) -> DutyShift:
    """One of them. Raises ``Missing``."""
    if found := shifts(actor, timezone.now()).filter(pk=shift_id).first():
        return found
    raise Missing


def who_can_stand_by() -> QuerySet[User]:
    """Users who could act on words of danger somewhere."""
    roles = [name for name in ROLES if Permission.MODERATE in permissions_of(name)]
    members = Membership.objects.current().filter(role__in=roles)
    return User.objects.filter(pk__in=members.values("user")).order_by("name")


def who_can_take_over(actor: Actor, item: WorkItem) -> QuerySet[User]:
    """Colleagues of the actor, and everybody in the organisation whose work it is."""
    inside = Membership.objects.current().filter(organization=item.organization_id).values("user")
    return User.objects.filter(Q(pk__in=colleagues(actor).values("pk")) | Q(pk__in=inside)).order_by("name")
