"""The way from the pages of a gathering to the drawing of its places."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from longtable.core.access import Actor
from longtable.core.panels import Panel, panel
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.policies import may_run
from longtable.gatherings.selectors.drawings import announced_drawings, drawn_sessions


@panel("gatherings.gathering", order=3)
def how_places_are_drawn(actor: Actor, gatherings: Sequence[Gathering]) -> Mapping[UUID, Panel]:
    """For anybody: once it is announced."""
    announced = announced_drawings(gatherings)
    return {
        each.pk: Panel("gatherings/panels/drawn.html", {"gathering": each})
        for each in gatherings
        if each.pk in announced
    }


@panel("gatherings.registration", order=3)
def how_mine_are_drawn(actor: Actor, registrations: Sequence[Registration]) -> Mapping[UUID, Panel]:
    """For whoever signed up: where their ticket can be looked for."""
    announced = announced_drawings([each.gathering for each in registrations])
    return {
        each.pk: Panel("gatherings/panels/drawn.html", {"gathering": each.gathering})
        for each in registrations
        if each.gathering_id in announced
    }


@panel("gatherings.staff", order=10)
def to_draw(actor: Actor, gatherings: Sequence[Gathering]) -> Mapping[UUID, Panel]:
    """For whoever runs it: announce it, close the list, draw."""
    drawn = drawn_sessions(gatherings)
    return {
        each.pk: Panel("gatherings/panels/to_draw.html", {"gathering": each})
        for each in gatherings
        if each.pk in drawn and may_run(actor, each)
    }
