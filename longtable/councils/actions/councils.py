"""Keeping a council: what it is for, its rules, whether anybody reads of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.councils.models import Composition, Council
from longtable.councils.policies import may_run
from longtable.places.models import Area


class NotReady(Exception):
    """The council cannot be made public yet; the message says what is missing."""


@dataclass(frozen=True)
class Charter:
    """What a council is and by which rules it works. The fields are those of :class:`Council`."""

    slug: str
    name: LocalizedText
    kind: str
    purpose: LocalizedText
    organization: Organization
    areas: Iterable[Area] = ()
    authority: str = ""
    authority_url: str = ""
    topics: Iterable[str] = ()
    rhythm: LocalizedText = field(default_factory=LocalizedText)
    meets_at: LocalizedText = field(default_factory=LocalizedText)
    languages: Iterable[str] = ()
    hours_a_month: int | None = None
    supports: Iterable[str] = ()
    stipends: Iterable[str] = ()
    stipend_words: LocalizedText = field(default_factory=LocalizedText)
    reader: LocalizedText = field(default_factory=LocalizedText)
    about_you: Iterable[str] = ()
    answer_days: int = 20
    notice_months: int = 6
    term_months: int | None = None
    term_limit: int | None = None
    break_months: int = 12
    holds_over: bool = True
    absence_limit: int | None = None
    absences_counted: str = Council.Absences.IN_A_ROW
    quorum: str = ""
    quorum_number: int | None = None
    is_open_meeting: bool | None = None
    open_meeting_law: str = ""
    rules_source: str = ""
    website: str = ""

    def columns(self) -> dict[str, Any]:
        """What goes into the row, areas apart."""
        lists = ("topics", "languages", "supports", "stipends", "about_you")
        columns = {name: value for name, value in vars(self).items() if name != "areas"}
        return columns | {name: list(columns[name]) for name in lists}


@action
def prepare_council(*, by: Actor, charter: Charter) -> Council:
    """Staff write down what a council is. Nobody else sees it yet."""
    require(by, may_run(by, charter.organization.pk, [area.pk for area in charter.areas]))
    council = Council.objects.create(**charter.columns())
    council.areas.set(charter.areas)
    record(by, "councils.council.prepared", council, fields=[*charter.columns(), "areas"])
    return council


@action
def edit_council(*, by: Actor, council: Council, charter: Charter) -> Council:
    """The words or the rules change; who sits there stays."""
    require(
        by,
        may_run(by, council.organization_id, council.area_ids())
        and may_run(by, charter.organization.pk, [area.pk for area in charter.areas]),
    )
    changed = [name for name, value in charter.columns().items() if getattr(council, name) != value]
    for name in changed:
        setattr(council, name, charter.columns()[name])
    council.save(update_fields=changed)
    council.areas.set(charter.areas)
    record(by, "councils.council.edited", council, fields=[*changed, "areas"])
    return council


@action
def publish_council(*, by: Actor, council: Council) -> Council:
    """From now on anybody reads of it and may apply. Raises :class:`NotReady`."""
    require(by, may_run(by, council.organization_id, council.area_ids()))
    languages = [*council.name.versions]
    if council.purpose.missing(languages):
        raise NotReady("The purpose is not written in every language of the name")
    Council.lifecycle.move(council, Council.State.PUBLISHED)
    record(by, "councils.council.published", council, fields=["state"])
    emit("councils.changed", council_id=str(council.pk))
    return council


@action
def withdraw_council(*, by: Actor, council: Council, dissolved: bool = False) -> Council:
    """Its page is taken back to be worked on, or the body exists no longer. Applications stay."""
    require(by, may_run(by, council.organization_id, council.area_ids()))
    Council.lifecycle.move(council, Council.State.DISSOLVED if dissolved else Council.State.DRAFT)
    record(by, "councils.council.dissolved" if dissolved else "councils.council.withdrawn", council)
    return council


@action
def add_rule(
    *,
    by: Actor,
    council: Council,
    kind: str,
    words: LocalizedText,
    percent: int | None = None,
    other: Council | None = None,
    categories: Iterable[str] = (),
) -> Composition:
    """A rule about who sits there together holds from now on."""
    require(by, may_run(by, council.organization_id, council.area_ids()))
    rule = Composition.objects.create(
        council=council,
        kind=kind,
        words=words,
        percent=None if kind == Composition.Kind.EQUAL else percent,
        other=other if kind == Composition.Kind.FROM_COUNCIL else None,
        categories=[] if kind == Composition.Kind.FROM_COUNCIL else list(categories),
    )
    record(by, "councils.rule.added", rule, council)
    return rule


@action
def remove_rule(*, by: Actor, rule: Composition) -> None:
    """The rule holds no longer."""
    require(by, may_run(by, rule.council.organization_id, rule.council.area_ids()))
    record(by, "councils.rule.removed", rule, rule.council)
    rule.delete()
