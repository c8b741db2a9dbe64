"""What goes on while people are together and afterwards, on the pages of the gathering itself."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.panels import Panel, panel
from longtable.core.tracking import door
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.policies import may_evaluate, may_help, may_run
from longtable.gatherings.selectors.findings import with_public_findings
from longtable.gatherings.selectors.panel import is_of_a_panelist
from longtable.gatherings.selectors.questions import READABLE


@door
def panelist_page(receipt_id: UUID) -> str:
    """Whoever sits on the panel has a page with the questions."""
    return "gatherings:on-panel" if is_of_a_panelist(receipt_id) else ""


@panel("gatherings.gathering", order=10)
def afterwards(actor: Actor, gatherings: Sequence[Gathering]) -> Mapping[UUID, Panel]:
    """For anybody: what was asked and found, and a minute to say how it was."""
    now = timezone.now()
    over = [each.pk for each in gatherings if each.ends_at < now]
    asked = set(
        Question.objects.filter(gathering__in=over, state__in=READABLE).values_list("gathering", flat=True)
        if over
        else ()
    )
    found = with_public_findings(gatherings)
    shown = {
        each.pk: {
            "gathering": each,
            "asked": each.pk in asked,
            "found": each.pk in found,
            "evaluate": each.ends_at < now and may_evaluate(each, now),
        }
        for each in gatherings
    }
    return {
        key: Panel("gatherings/panels/afterwards.html", context)
        for key, context in shown.items()
        if context["asked"] or context["found"] or context["evaluate"]
    }


@panel("gatherings.staff", order=50)
def together_and_after(actor: Actor, gatherings: Sequence[Gathering]) -> Mapping[UUID, Panel]:
    """For staff: the queue, polls, notes, findings, who came, what they are sent."""
    return {
        each.pk: Panel(
            "gatherings/panels/together.html",
            {"gathering": each, "may_run": may_run(actor, each), "may_help": may_help(actor, each)},
        )
        for each in gatherings
        if each.state != Gathering.State.DRAFT
    }
