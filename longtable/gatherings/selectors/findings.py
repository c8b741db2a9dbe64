"""What was found at a gathering, and at all rounds of a series side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils.functional import Promise

from longtable.core.access import Actor, Missing, Permission
from longtable.core.among import listed
from longtable.core.asked import Asked
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Finding, Gathering, Question, Series, Table, TableNote
from longtable.gatherings.policies import may_take_notes
from longtable.gatherings.selectors.staff import gathering_for


def findings_of(gathering: Gathering, *, only_public: bool = False) -> list[Finding]:
    """Findings in the order of the agenda, then as they were written down."""
    rows = gathering.findings.select_related(
        "session", "area", "region__scheme", "owner", "theme", "comment", "commitment"
    )
    rows = rows.filter(is_public=True) if only_public else rows
    rows = rows.annotate(note_count=Count("notes", distinct=True)).prefetch_related(
        Prefetch("questions", Question.objects.order_by("number"))
    )
    return list(rows.order_by("session__starts_at", "created_at"))


def with_public_findings(gatherings: Iterable[Gathering]) -> set[UUID]:
    """Ids of those gatherings of which anybody can read what was found. One query."""
    return {each.pk for each in _with_public_findings(ids=listed(each.pk for each in gatherings))}


_public = Finding.objects.filter(gathering=OuterRef("pk"), is_public=True)
_with_public_findings = Asked(
    lambda ids: Gathering.objects.filter(Exists(_public), pk__among=ids).only("pk").order_by(), ids=str
)


def finding_for(gathering: Gathering, finding_id: UUID) -> Finding:
    """One of them. Raises ``Missing``."""
    rows = gathering.findings.select_related("session", "area", "region", "owner", "theme", "commitment")
    if found := rows.filter(pk=finding_id).first():
        found.gathering = gathering
        return found
    raise Missing(f"No finding {finding_id}")


def tables_to_note(actor: Actor, slug: str) -> tuple[Gathering, list[Table]]:
    """The tables of a gathering at which ``actor`` may take notes. Raises ``Missing`` where there is none."""
    rows = Table.objects.filter(session__gathering__slug=slug)
    rows = rows.select_related("session__gathering__organization", "note_taker")
    rows = rows.prefetch_related("session__gathering__areas", "session__gathering__hosts")
    rows = rows.annotate(note_count=Count("notes")).order_by("session__starts_at", "number")
    tables: list[Table] = [table for table in rows if may_take_notes(actor, table)]
    if tables:
        return tables[0].session.gathering, tables
    if actor.may(Permission.SEE_GATHERINGS):
        return gathering_for(actor, slug), []
    raise Missing(f"No table at {slug}")


def table_to_note(actor: Actor, slug: str, table_id: UUID) -> Table:
    """One of them. Raises ``Missing``."""
    _gathering, tables = tables_to_note(actor, slug)
    found = next((table for table in tables if table.pk == table_id), None)
    if found is None:
        raise Missing(f"No table {table_id}")
    return found


def notes_of(gathering: Gathering) -> QuerySet[TableNote]:
    """Every note of a gathering, by table."""
    rows = TableNote.objects.filter(table__session__gathering=gathering).select_related("table__session")
    return rows.order_by("table__session__starts_at", "table__number", "created_at")


@dataclass(frozen=True)
class Row:
    """One thing that came up, and where. ``cells``: for each round, in their order, what was said there."""

    code: str
    kind: str
    text: LocalizedText
    cells: Sequence[Sequence[Finding]]

    @property
    def kind_name(self) -> Promise | str:
        """The kind in words."""
        return Finding.Kind(self.kind).label

    @property
    def rounds(self) -> int:
        """In how many rounds it came up."""
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True)
class Part:
    """A part of the agenda that all rounds share, with what came up in it; ``title`` empty for the whole."""

    slug: str
    title: LocalizedText
    rows: list[Row]


@dataclass(frozen=True)
class Rounds:
    """Rounds of a series side by side."""

    series: Series
    gatherings: list[Gathering]
    parts: list[Part]


def series_for(slug: str) -> Series:
    """A series by its address. Raises ``Missing``."""
    found = Series.objects.select_related("organization").filter(slug=slug).first()
    if found is None:
        raise Missing(f"No series {slug}")
    return found


def rounds(series: Series, actor: Actor | None = None) -> Rounds:
    """What came up where: public findings of public rounds, or for ``actor`` all that are in their scope.

    Findings of the same code in the same part of the agenda are one row; without a code each is its own.
    Rows that came up in most rounds stand first. Raises ``Missing`` where no round is in the actor's scope.
    """
    everything = Gathering.objects.public()
    found = Gathering.objects.in_scope(actor, Permission.SEE_GATHERINGS) if actor else everything
    gatherings = list(found.filter(series=series).order_by("starts_at"))
    if actor and not gatherings:
        raise Missing(f"No round of {series.slug}")
    findings = Finding.objects.filter(gathering__in=gatherings).select_related(
        "session", "area", "region", "commitment", "owner"
    )
    findings = findings if actor else findings.filter(is_public=True)
    order = {gathering.pk: place for place, gathering in enumerate(gatherings)}
    parts: dict[str, tuple[LocalizedText, dict[tuple[str, str], list[list[Finding]]]]] = {}
    for each in findings.order_by("session__starts_at", "created_at"):
        slug = each.session.slug if each.session else ""
        _title, rows = parts.setdefault(slug, (each.session.title if each.session else LocalizedText(), {}))
        key = (each.kind, each.code or str(each.pk))
        cells = rows.setdefault(key, [[] for _ in gatherings])
        cells[order[each.gathering_id]].append(each)
    return Rounds(series, gatherings, [_part(slug, *part) for slug, part in parts.items()])


def as_json(gathering: Gathering, findings: Sequence[Finding]) -> dict[str, Any]:
    """``longtable gatherings findings``: see ``docs/interfaces/gatherings-findings.json``."""
    return {
        "gathering": gathering.slug,
        "series": gathering.series.slug if gathering.series else None,
        "starts_at": gathering.starts_at.isoformat(),
        "findings": [
            {
                "id": str(each.pk),
                "kind": each.kind,
                "code": each.code or None,
                "session": each.session.slug if each.session else None,
                "text": _texts(each.text),
                "evidence": _texts(each.evidence),
                "role": each.role or None,
                "role_words": _texts(each.shown_role),
                "area": each.area.code if each.area else None,
                "region": each.region.code if each.region else None,
                "public": each.is_public,
                "notes": each.note_count,  # type: ignore[attr-defined]
                "questions": [question.number for question in each.questions.all()],
                "theme": str(each.theme_id) if each.theme_id else None,
                "commitment": each.commitment.number if each.commitment else None,
            }
            for each in findings
        ],
    }


def _part(slug: str, title: LocalizedText, rows: dict[tuple[str, str], list[list[Finding]]]) -> Part:
    found = []
    for (kind, _key), cells in rows.items():
        first = next(each for cell in cells for each in cell)
        found.append(Row(first.code, kind, first.text, cells))
    return Part(slug, title, sorted(found, key=lambda row: (-row.rounds, row.kind)))


def _texts(text: LocalizedText) -> dict[str, str]:
    return {language: version.text for language, version in text.versions.items()}
