"""Which packages a deployment runs. The house always runs; an agency chooses the parts."""

from collections.abc import Iterable

HOUSE = ("core", "places", "accounts", "people", "messaging", "worklists", "releases", "capacity")
"""Packages that every deployment needs, in the order in which one may build on another."""

PARTS: dict[str, tuple[str, ...]] = {
    "directory": (),
    "councils": ("directory",),
    "partnerships": ("directory",),
    "voices": (),
    "commitments": ("voices",),
    "gatherings": ("directory", "councils", "voices", "commitments"),
}
"""Parts an agency may switch off, each with the parts it cannot do without."""


def installed(chosen: Iterable[str] | None = None) -> list[str]:
    """Dotted names of the packages to install, in building order.

    ``chosen`` names parts; ``None`` means all of them. Raises ``ValueError`` for an unknown part
    and for a part whose needs are not chosen, because a silent half-installation would be found
    by a resident and not by the operator.
    """
    wanted = set(PARTS) if chosen is None else {part.strip() for part in chosen if part.strip()}
    unknown = wanted - set(PARTS)
    if unknown:
        raise ValueError(f"LONGTABLE_PARTS names unknown parts: {', '.join(sorted(unknown))}")
    for part in wanted:
        missing = set(PARTS[part]) - wanted
        if missing:
            raise ValueError(f"The part {part} needs {', '.join(sorted(missing))} in LONGTABLE_PARTS")
    return [f"longtable.{name}" for name in (*HOUSE, *(p for p in PARTS if p in wanted), "web")]
