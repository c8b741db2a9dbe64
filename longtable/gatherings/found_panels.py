"""On the page of a promise: what people said at gatherings that led to it, so that the thread is whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from longtable.commitments.models import Commitment
from longtable.core.access import Actor
from longtable.core.panels import Panel, panel
from longtable.gatherings.models import Finding, Gathering, Question
from longtable.gatherings.selectors.questions import READABLE, Listed


@panel("commitments.commitment", order=20)
def it_came_up_at(actor: Actor, commitments: Sequence[Commitment]) -> Mapping[UUID, Panel]:
    """Findings and questions that anybody may read, each with the gathering where it came up."""
    keys, public = [each.pk for each in commitments], Gathering.objects.public()
    findings, questions = defaultdict(list), defaultdict(list)
    found = Finding.objects.filter(commitment__in=keys, is_public=True, gathering__in=public)
    for each in found.select_related("gathering", "area", "region").order_by("gathering__starts_at"):
        findings[each.commitment_id].append(each)
    asked = Question.objects.filter(commitment__in=keys, state__in=READABLE, gathering__in=public)
    for question in asked.exclude(text="").select_related("gathering").order_by("number"):
        questions[question.commitment_id].append(Listed(question))
    return {
        key: Panel("gatherings/panels/came_up.html", {"findings": findings[key], "questions": questions[key]})
        for key in keys
        if findings[key] or questions[key]
    }
