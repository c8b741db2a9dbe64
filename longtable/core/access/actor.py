"""Who acts. Views, commands, text messages and the API all make an Actor; actions know nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from longtable.core.access.permissions import Permission


class Kind(StrEnum):
    """How the actor came in."""

    VISITOR = "visitor"  # a browser that has shown nothing
    RECEIPT = "receipt"  # somebody who holds a tracking link or code
    SMS = "sms"  # a telephone number that wrote to us
    USER = "user"  # a person who signed in
    API_KEY = "api_key"
    SYSTEM = "system"  # the work queue and the command line


@dataclass(frozen=True)
class Scope:
    """How far a grant reaches: the whole state, one region's areas, or one organisation."""

    kind: str  # "state" | "region" | "organization"
    id: UUID | None = None
    areas: frozenset[UUID] = frozenset()

    def covers(self, *, organization: UUID | None = None, areas: Iterable[UUID] = ()) -> bool:
        """Whether something of this organisation, in these areas, lies within.

        A region covers what touches at least one of its areas. Something without areas belongs
        to the whole state and lies in no region.
        """
        if self.kind == "state":
            return True
        if self.kind == "organization":
            return organization is not None and organization == self.id
        return not self.areas.isdisjoint(areas)


STATEWIDE = Scope("state")


@dataclass(frozen=True)
class Grant:
    """One role held in one scope. ``organization`` is the one for which its holder acts."""

    role: str
    permissions: frozenset[Permission]
    scope: Scope
    organization: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts, and the grants they hold. Made once per request, message or command."""

    kind: Kind
    id: str = ""
    name: str = ""
    grants: tuple[Grant, ...] = ()

    @classmethod
    def visitor(cls) -> "Actor":
        """Somebody of whom nothing is known."""
        return cls(Kind.VISITOR)

    @classmethod
    def receipt(cls, receipt_id: UUID | str) -> "Actor":
        """Somebody who holds the link or code of this receipt."""
        return cls(Kind.RECEIPT, str(receipt_id))

    @classmethod
    def system(cls, name: str) -> "Actor":
        """The machine itself, by the name of the job or command. It may do everything."""
        everything = Grant("system", frozenset(Permission), STATEWIDE)
        return cls(Kind.SYSTEM, name, name, (everything,))

    @property
    def is_member(self) -> bool:
        """Whether the actor signed in."""
        return self.kind == Kind.USER

    @property
    def is_system(self) -> bool:
        """Whether no person is behind this."""
        return self.kind == Kind.SYSTEM

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that the actor may do somewhere."""
        return frozenset().union(*(grant.permissions for grant in self.grants))

    @property
    def roles(self) -> frozenset[str]:
        """Names of the roles that the actor holds somewhere."""
        return frozenset(grant.role for grant in self.grants)

    def may(
        self,
        permission: Permission,
        *,
        organization: UUID | None = None,
        areas: Iterable[UUID] | None = None,
    ) -> bool:
        """Whether the actor holds ``permission`` somewhere, or, when told where, there."""
        granted = [grant for grant in self.grants if permission in grant.permissions]
        if organization is None and areas is None:
            return bool(granted)
        here = tuple(areas or ())
        return any(grant.scope.covers(organization=organization, areas=here) for grant in granted)

    def scopes(self, permission: Permission) -> tuple[Scope, ...]:
        """Where the actor holds ``permission``: what a selector filters by."""
        return tuple(grant.scope for grant in self.grants if permission in grant.permissions)

    def organizations(self, permission: Permission) -> frozenset[UUID]:
        """Organisations for which the actor acts with ``permission``, however far it reaches."""
        return frozenset(
            grant.organization
            for grant in self.grants
            if permission in grant.permissions and grant.organization
        )

    def organizations_reached(self, permission: Permission) -> frozenset[UUID]:
        """Organisations to which ``permission`` reaches as to one's own."""
        return frozenset(s.id for s in self.scopes(permission) if s.kind == "organization" and s.id)

    def areas_reached(self, permission: Permission) -> frozenset[UUID]:
        """Areas of the regions to which ``permission`` reaches; empty for one that is statewide."""
        return frozenset().union(*(s.areas for s in self.scopes(permission) if s.kind == "region"))

    def is_statewide(self, permission: Permission) -> bool:
        """Whether the permission is not limited to a region or an organisation."""
        return any(scope.kind == "state" for scope in self.scopes(permission))
