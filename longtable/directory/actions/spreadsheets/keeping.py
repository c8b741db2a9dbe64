"""Who may bring sheets into the directory, and the organisations that a sheet begins."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.ids import uuid7
from longtable.core.imports import Planned, Trace
from longtable.core.imports.reading import plain
from longtable.directory.actions.spreadsheets.names import OrganizationNames
from longtable.directory.models import OrganizationEntry


def may_bring_a_directory_into(actor: Actor) -> QuerySet[Organization]:
    """Offices that keep the directory: those for which ``actor`` may bring files in."""
    if actor.is_system:
        return Organization.objects.all()
    return Organization.objects.filter(pk__in=actor.organizations(Permission.IMPORT_DIRECTORY))


class Begun:
    """Organisations of which a sheet speaks and that are not here yet, in one batch of its rows."""

    def __init__(self, names: OrganizationNames, wanted: Iterable[str], kind: str) -> None:
        self.names, self.kind = names, kind
        self.shown = {plain(name): name for name in reversed(list(wanted)) if names.find(name) is None}
        self.ids: dict[str, UUID] = {name: uuid7() for name in self.shown}

    def id_of(self, organization: UUID | str) -> UUID:
        """The id of one that is here, or that stands in the sheet by its name."""
        if isinstance(organization, UUID):
            return organization
        return self.ids.get(plain(organization)) or self._known(organization)

    def planned(self, *, with_entries: bool) -> Planned:
        """Their making; with drafts of their entries where no row says more of them."""
        planned = Planned()
        for name, pk in self.ids.items():
            planned.writes.append(self._making(pk, self.shown[name], with_entries))
            planned.traces.append(Trace("accounts.organization", str(pk)))
            if with_entries:
                planned.traces.append(Trace("directory.organizationentry", str(pk)))
            planned.subjects.append(("accounts.organization", pk))
        return planned

    def _making(self, pk: UUID, name: str, with_entry: bool) -> Callable[[], Any]:
        def write() -> None:
            made = Organization.objects.create(pk=pk, name=name, kind=self.kind)
            if with_entry:
                OrganizationEntry.objects.create(organization=made, changed_at=timezone.now())
            self.names.add(pk, name)

        return write

    def _known(self, name: str) -> UUID:
        found = self.names.find(name)
        assert found, "an organisation is here, or begun"
        return found
