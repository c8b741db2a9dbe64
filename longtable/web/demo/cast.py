"""The invented people who sign in, one for each role."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress

from longtable.accounts.actions import grant_membership
from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.places.models import Region


@dataclass(frozen=True)
class Cast:
    """Organisations and users by their names in the story."""

    organizations: dict[str, Organization]
    users: dict[str, User]

    def actor(self, key: str) -> Actor:
        """The user as the one who acts."""
        return actor_for_user(self.users[key])


def invite_cast(story: dict[str, Any]) -> Cast:
    """Make the organisations and the people. Nobody has a password: the demo signs in by a click."""
    organizations: dict[str, Organization] = {}
    for entry in story["organizations"]:
        organizations[entry["key"]] = Organization.objects.create(
            name=entry["name"], kind=entry["kind"], parent=organizations.get(entry.get("parent", ""))
        )
    region = Region.objects.get(scheme__slug=story["region"]["scheme"], code=story["region"]["code"])
    users: dict[str, User] = {}
    for entry in story["people"]:
        email = f"{entry['key']}@longtable.example"
        user = User.objects.create_user(email=email, name=entry["name"], title=entry["title"])
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        grant_membership(
            by=Actor.system("demo"),
            user=user,
            organization=organizations[entry["organization"]],
            role=entry["role"],
            scope=entry["scope"],
            region=region if entry["scope"] == "region" else None,
        )
        users[entry["key"]] = user
    return Cast(organizations, users)
