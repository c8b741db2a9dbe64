"""The next round: a gathering is prepared from one that was, with its agenda, for another day and region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.gatherings.actions.agenda import TablePlan, add_table
from longtable.gatherings.actions.gatherings import Plan, SessionPlan, create_gathering
from longtable.gatherings.clock import shifted, shown
from longtable.gatherings.models import Gathering, Material, Panelist, Series, Session
from longtable.gatherings.policies import may_prepare, may_run
from longtable.places.models import Area

ALIKE = (
    *("kind", "way", "summary", "topics", "languages", "conversation", "commitment", "council"),
    *("by_invitation", "party_limit", "needs_offered", "about_you", "reader", "organization"),
)
"""What the next round has from the one before. Its place, its link and who signed up are its own."""


@dataclass(frozen=True)
class Round:
    """What is different in the next round."""

    slug: str
    title: LocalizedText
    day: date
    areas: Sequence[Area] = ()
    with_panel: bool = False
    with_materials: bool = False


@action
def make_series(
    *, by: Actor, organization: Organization, slug: str, title: LocalizedText, gatherings: Sequence[Gathering]
) -> Series:
    """Gatherings belong together from now on: rounds of a summit, or a webinar of every month."""
    require(
        by,
        may_prepare(by, organization.pk, [area for each in gatherings for area in each.area_ids()])
        and all(may_run(by, each) for each in gatherings),
    )
    series = Series.objects.create(slug=slug, title=title, organization=organization)
    for each in gatherings:
        each.series = series
        each.save(update_fields=["series"])
    record(by, "gatherings.series.made", series, *gatherings, fields=["title", "series"])
    return series


@action
def copy_gathering(*, by: Actor, gathering: Gathering, to: Round, form_key: UUID | None = None) -> Gathering:
    """The next round, to be prepared: the same agenda, seats and tables at the same times of another day.

    It belongs to the series of the first; there is one from now on, if there was none. Sent twice with one
    ``form_key`` it is one round. Raises ``NoSuchTime`` or ``TwiceThatDay`` where a clock change is in the
    way, ``ValueError`` for an address that cannot be used, and ``OverAlready`` for a day that is over.
    """
    require(
        by,
        may_run(by, gathering) and may_prepare(by, gathering.organization_id, [area.pk for area in to.areas]),
    )
    _one_at_a_time(gathering)
    if form_key and (there := Gathering.objects.filter(pk=form_key).first()):
        return Unchanged(there)  # type: ignore[return-value]
    if gathering.series is None:
        make_series(
            by=by,
            organization=gathering.organization,
            slug=_free_slug(gathering.slug),
            title=gathering.title,
            gatherings=[gathering],
        )
    later = timedelta(days=(to.day - shown(gathering.starts_at).date()).days)
    made = create_gathering(
        by=by,
        plan=Plan(
            slug=to.slug,
            title=to.title,
            areas=to.areas,
            series=gathering.series,
            starts_at=shifted(gathering.starts_at, later),
            ends_at=shifted(gathering.ends_at, later),
            **{name: getattr(gathering, name) for name in ALIKE},
        ),
        sessions=[_session(each, later) for each in gathering.sessions.select_related("pool")],
        opens_at=timezone.now(),
        form_key=form_key,
    )
    _set_tables(by, gathering, made)
    if to.with_panel:
        _invite_panel(gathering, made)
    if to.with_materials:
        _lay_out_papers(gathering, made)
    record(by, "gatherings.gathering.copied", made, gathering)
    return made


def _one_at_a_time(gathering: Gathering) -> None:
    """The second click waits for the first."""
    Gathering.objects.one_at_a_time(gathering.pk)
    gathering.refresh_from_db(fields=["series"])


def _free_slug(wanted: str) -> str:
    """A name of a series that is not given yet: the gathering may have left one of its own name."""
    taken = set(Series.objects.filter(slug__startswith=wanted[:40]).values_list("slug", flat=True))
    names = (wanted if number == 1 else f"{wanted[:40]}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _session(session: Session, later: timedelta) -> SessionPlan:
    return SessionPlan(
        slug=session.slug,
        title=session.title,
        summary=session.summary,
        starts_at=shifted(session.starts_at, later),
        ends_at=shifted(session.ends_at, later),
        seats=session.pool.size if session.pool else None,
        **({"mode": session.pool.mode} if session.pool else {}),
    )


def _set_tables(by: Actor, before: Gathering, made: Gathering) -> None:
    sessions = {session.slug: session for session in made.sessions.all()}
    for session in before.sessions.prefetch_related("tables"):
        for table in session.tables.all():
            plan = TablePlan(number=table.number, language=table.language, topic=table.topic)
            add_table(by=by, session=sessions[session.slug], plan=plan)


def _invite_panel(before: Gathering, made: Gathering) -> None:
    sessions = {session.slug: session for session in made.sessions.all()}
    alike = ("name", "role", "bio", "picture", "user", "order")
    Panelist.objects.bulk_create(
        Panelist(
            gathering=made,
            session=sessions[each.session.slug] if each.session else None,
            **{name: getattr(each, name) for name in alike},
        )
        for each in before.panelists.select_related("session", "picture", "user")
    )


def _lay_out_papers(before: Gathering, made: Gathering) -> None:
    alike = ("title", "language", "file", "url", "is_public")
    Material.objects.bulk_create(
        Material(gathering=made, **{name: getattr(each, name) for name in alike})
        for each in before.materials.select_related("file")
    )
