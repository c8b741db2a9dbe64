"""Whom to ask how it is to work with us, and where to write to them."""

from datetime import datetime, timedelta
from uuid import UUID

from longtable.accounts.models import Membership, Organization
from longtable.directory.models import OrganizationEntry
from longtable.partnerships.models import Agreement, LoggedContact, Party

RECENT = timedelta(days=365)
"""How long a contact counts as working together."""


def connected_with(organization: Organization, now: datetime) -> list[UUID]:
    """Ids of those with whom an organization has an agreement in force, or was in touch within a year."""
    shared = Agreement.objects.in_force().of(organization.pk).values("pk")
    kept = Agreement.objects.in_force().filter(keeper=organization).values("pk")
    agreed = Party.objects.filter(agreement__in=shared) | Party.objects.filter(agreement__in=kept)
    talked = LoggedContact.objects.filter(ours=organization, at__gt=now - RECENT)
    found = {
        *agreed.values_list("organization", flat=True),
        *talked.values_list("partner", flat=True),
    }
    alive = Organization.objects.filter(pk__in=found - {organization.pk}, merged_into=None)
    return list(alive.order_by("name").values_list("pk", flat=True))


def mailboxes(organizations: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Address and language per organization: its own people who sign in here, else its entry's address."""
    people = Membership.objects.current().filter(organization__in=organizations).order_by("-created_at")
    entries = OrganizationEntry.objects.filter(pk__in=organizations).exclude(email="")
    found = {organization: (email, "en") for organization, email in entries.values_list("pk", "email")}
    for each in people.select_related("user"):
        found[each.organization_id] = (each.user.email, each.user.language)
    return found
