"""Changing what a gathering is about and for whom, and who helps to convene it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.capacity.models import Pool
from longtable.commitments.models import Commitment
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.councils.models import Council
from longtable.gatherings.actions.meetings import begin_meeting
from longtable.gatherings.models import Gathering, HostPartner, Series
from longtable.gatherings.policies import may_call_meeting, may_prepare, may_run
from longtable.places.models import Area
from longtable.voices.models import Conversation


@dataclass(frozen=True)
class About:
    """What can be changed without anybody having to be told. The fields are those of :class:`Gathering`."""

    title: LocalizedText
    summary: LocalizedText
    kind: str
    series: Series | None = None
    areas: Sequence[Area] = ()
    topics: Iterable[str] = ()
    languages: Iterable[str] = ("en", "es")
    conversation: Conversation | None = None
    commitment: Commitment | None = None
    council: Council | None = None
    by_invitation: bool = False
    party_limit: int = 6
    needs_offered: Iterable[str] = ()
    about_you: Iterable[str] = ()
    reader: LocalizedText = field(default_factory=LocalizedText)

    def columns(self) -> dict[str, Any]:
        """What goes into the row, areas apart."""
        lists = ("topics", "languages", "needs_offered", "about_you")
        columns = {name: value for name, value in vars(self).items() if name != "areas"}
        return columns | {name: list(columns[name]) for name in lists}


@action
def edit_gathering(*, by: Actor, gathering: Gathering, about: About) -> Gathering:
    """People read other words about it from now on; when and where it is stays."""
    require(
        by,
        may_run(by, gathering)
        and may_prepare(by, gathering.organization_id, [area.pk for area in about.areas])
        and (about.council == gathering.council or may_call_meeting(by, about.council)),
    )
    wanted = about.columns()
    changed = [name for name, value in wanted.items() if getattr(gathering, name) != value]
    moved = gathering.area_ids() != {area.pk for area in about.areas}
    if not changed and not moved:
        return Unchanged(gathering)  # type: ignore[return-value]
    for name in changed:
        setattr(gathering, name, wanted[name])
    gathering.changed_at = timezone.now()
    gathering.save(update_fields=[*changed, "changed_at"])
    gathering.areas.set(about.areas)
    gathering._area_ids = frozenset(area.pk for area in about.areas)
    if "party_limit" in changed:
        pools = Pool.objects.filter(gathering_session__gathering=gathering)
        pools.update(party_limit=gathering.party_limit)
    if gathering.council:
        begin_meeting(gathering)
    record(by, "gatherings.gathering.edited", gathering, fields=[*changed, *(["areas"] if moved else [])])
    return gathering


@action
def add_host(
    *,
    by: Actor,
    gathering: Gathering,
    organization: Organization,
    role: LocalizedText,
    may_help: bool = False,
) -> HostPartner:
    """An organisation helps to convene it, and is named on its page; said again, it is changed.

    ``may_help``: their staff see who signed up and work at the door.
    """
    require(by, may_run(by, gathering))
    host, _is_new = HostPartner.objects.update_or_create(
        gathering=gathering, organization=organization, defaults={"role": role, "may_run": may_help}
    )
    record(by, "gatherings.host.added", host, gathering, organization, fields=["role", "may_run"])
    return host


@action
def remove_host(*, by: Actor, host: HostPartner) -> None:
    """The organisation helps no longer, and its staff see nothing of it any more."""
    require(by, may_run(by, host.gathering))
    record(by, "gatherings.host.removed", host, host.gathering, host.organization)
    host.delete()
