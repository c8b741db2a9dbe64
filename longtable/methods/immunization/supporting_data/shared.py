"""The schedule's own file: conflicts between products, vaccine groups, contents of products, observations."""

from __future__ import annotations

from longtable.methods.immunization.dates import Span
from longtable.methods.immunization.schedule import (
    Association,
    CodedValue,
    Conflict,
    KnownObservation,
    Vaccine,
    VaccineGroup,
)
from longtable.methods.immunization.supporting_data.xml import Element


def read_conflicts(root: Element) -> tuple[Conflict, ...]:
    """Which product must keep away from which. CDC calls them live virus conflicts."""
    return tuple(
        Conflict(
            previous=each.one("previous").must_say("cvx"),
            current=each.one("current").must_say("cvx"),
            begin=_span(each, "conflictBeginInterval"),
            minimum_end=_span(each, "minConflictEndInterval"),
            end=_span(each, "conflictEndInterval"),
        )
        for each in root.one("liveVirusConflicts").all("liveVirusConflict")
    )


def read_groups(root: Element) -> tuple[VaccineGroup, ...]:
    """Vaccine groups with their antigens."""
    antigens = {
        each.must_say("name"): tuple(one.text.strip() for one in each.all("antigen"))
        for each in root.one("vaccineGroupToAntigenMap").all("vaccineGroupMap")
    }
    groups = []
    for each in root.one("vaccineGroups").all("vaccineGroup"):
        name = each.must_say("name")
        if not antigens.get(name):
            each.fail(f"no antigen is mapped to the vaccine group {name!r}")
        groups.append(VaccineGroup(name, antigens[name], each.flag("administerFullVaccineGroup")))
    return tuple(groups)


def read_vaccines(root: Element) -> tuple[Vaccine, ...]:
    """Products by CVX code with what they contain."""
    return tuple(
        Vaccine(
            cvx=each.must_say("cvx"),
            name=each.says("shortDescription"),
            associations=tuple(_association(one) for one in each.all("association")),
        )
        for each in root.one("cvxToAntigenMap").all("cvxMap")
    )


def read_observations(root: Element) -> tuple[KnownObservation, ...]:
    """What the schedule knows to ask about a person."""
    return tuple(
        KnownObservation(
            code=each.must_say("observationCode"),
            title=each.says("observationTitle"),
            indication=each.says("indicationText"),
            contraindication=each.says("contraindicationText"),
            codes=tuple(
                CodedValue(one.must_say("code"), one.must_say("codeSystem"), one.says("text"))
                for values in each.all("codedValues")
                for one in values.all("codedValue")
            ),
        )
        for each in root.one("observations").all("observation")
    )


def _association(element: Element) -> Association:
    return Association(
        element.must_say("antigen"), element.span("associationBeginAge"), element.span("associationEndAge")
    )


def _span(element: Element, tag: str) -> Span:
    element.must_say(tag)
    span = element.span(tag)
    assert span is not None
    return span
