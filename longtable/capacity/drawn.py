"""A drawing as the published method sees it: parties without names, groups with shares."""

from typing import Any

from longtable.capacity.models import Drawing, DrawnEntry
from longtable.methods.drawing import Drawn, Party, Stratum, audit_file, list_text


def strata_of(drawing: Drawing) -> list[Stratum]:
    """The published groups; one for all where none were published."""
    return [Stratum(each["code"], each["share"]) for each in drawing.strata] or [Stratum("", "1")]


def party_of(line: DrawnEntry) -> Party:
    """One line of the list. ``line.entry`` is at hand."""
    return Party(line.ticket, line.stratum, line.size, line.entry.is_together)


def lines_of(drawing: Drawing) -> list[DrawnEntry]:
    """The closed list with its entries."""
    return list(drawing.drawn.select_related("entry").order_by("ticket"))


def published_list(drawing: Drawing) -> str:
    """The closed list as everybody may read it: its SHA-256 is ``drawing.list_hash``."""
    return list_text(map(party_of, lines_of(drawing)))


def audit_of(drawing: Drawing) -> dict[str, Any]:
    """Everything by which a stranger can draw again (``longtable capacity redraw``), as JSON.

    For a drawing that was drawn.
    """
    drawn = [
        Drawn(party_of(line), line.rank, line.seats)
        for line in sorted(lines_of(drawing), key=lambda line: line.rank or 0)
        if line.rank is not None and line.seats is not None
    ]
    return audit_file(
        drawn,
        seats=drawing.seats or 0,
        strata=strata_of(drawing),
        seed=drawing.seed,
        about={
            "drawing": str(drawing.pk),
            "seed_source": {code: text.text for code, text in drawing.seed_source.versions.items()},
            "closed_at": drawing.closed_at.isoformat() if drawing.closed_at else None,
            "drawn_at": drawing.drawn_at.isoformat() if drawing.drawn_at else None,
        },
    )
